"""Receives pushes with Flask, and leaves slow work to a queue: the platform waits for the answer, and takes a late one for
none.

Serve it with any WSGI server, `flask --app pushes_flask run` for example; the platform pushes to /pushes. Key and secret are
in PRIVATENUMBER_APP_KEY and PRIVATENUMBER_APP_SECRET.
"""

from queue import Queue
from threading import Thread

from flask import Flask, request
from privatenumber.push import CallRecord, Receiver, Recording, Reply, Sms, discard
from werkzeug.wrappers import Response

receiver = Receiver.from_environment()
receiver.ignore("call_event", "sms_notify", "num_status", "other")

# This one ends with the process. For what must not be lost take a table, Celery, RQ or whatever you have.
recordings: "Queue[Recording]" = Queue()


@receiver.on("fee")
def queue_recording(call: CallRecord) -> None:
    if call.recording is not None:
        recordings.put(call.recording)


@receiver.on("sms_block")
def decide(sms: Sms) -> Reply:
    return discard()


def fetch_recordings() -> None:
    while True:
        recording = recordings.get()
        # client.recording.get_download_url(file_name=..., record_domain=...), and then the file itself
        print("fetching", recording.file_name)
        recordings.task_done()


Thread(target=fetch_recordings, daemon=True).start()

app = Flask(__name__)


@app.post("/pushes")
def pushes() -> Response:
    return Response.from_app(receiver.wsgi, request.environ)
