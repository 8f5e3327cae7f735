"""Receives pushes with Django. Of this file only what stands between the lines belongs into your project.

Serve it with any WSGI server, `gunicorn pushes_django:app` for example; the platform pushes to /pushes. Key and secret are in
PRIVATENUMBER_APP_KEY and PRIVATENUMBER_APP_SECRET.
"""

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST
from privatenumber import mask
from privatenumber.push import CallRecord, NumberStatus, Receiver, Reply, Sms, discard

settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["*"])

# ----------------------------------------------------------------------------------------------------------------------
receiver = Receiver.from_environment()
receiver.ignore("call_event", "sms_notify", "other")


@receiver.on("fee")
def write(call: CallRecord) -> None:
    print(mask(call.a or "?"), "and", mask(call.b or "?"), "talked for", call.talk_seconds, "seconds")


@receiver.on("num_status")
def warn(status: NumberStatus) -> None:
    if status.meaning is not None and status.status != "5":
        print(mask(status.number or "?"), status.meaning.english, status.meaning.hint)


@receiver.on("sms_block")
def decide(sms: Sms) -> Reply:
    return discard()


@csrf_exempt
@require_POST
def pushes(request: HttpRequest) -> HttpResponse:
    # One byte more than it takes shows that there are too many; `request.body` would read all of them.
    answer = receiver.receive(request.headers, request.read(receiver.max_body + 1))
    return HttpResponse(answer.body, status=answer.status, headers=answer.headers)


urlpatterns = [path("pushes", pushes)]
# ----------------------------------------------------------------------------------------------------------------------

app = get_wsgi_application()
