"""Receives pushes with FastAPI.

Serve it with `uvicorn pushes_fastapi:app`; the platform pushes to /pushes. Key and secret are in PRIVATENUMBER_APP_KEY and
PRIVATENUMBER_APP_SECRET.
"""

from fastapi import FastAPI
from privatenumber import mask
from privatenumber.push import AsyncReceiver, CallEvent, CallRecord, Delivery, Reply, Sms, discard, route
from starlette.routing import Route

receiver = AsyncReceiver.from_environment()
receiver.ignore("call_event", "num_status", "other")

talked: dict[str, int] = {}
"""Seconds, by binding."""


@receiver.on("fee")
async def add_up(call: CallRecord) -> None:
    if call.answered and call.subscription_id:
        talked[call.subscription_id] = talked.get(call.subscription_id, 0) + (call.talk_seconds or 0)


@receiver.on("disconnect")
async def explain(event: CallEvent, delivery: Delivery) -> None:
    if event.cause is not None and event.state_code != 0:
        # Ids of calls may hold telephone numbers.
        print(delivery.scheme, mask(event.session_id or "?"), event.cause.english, event.cause.hint)


@receiver.on("sms_block")
async def decide(sms: Sms) -> Reply:
    return route(sms, called="+8613900000002") if sms.virtual_number == "+8617000000001" else discard()


app = FastAPI()
# A mounted application would be found under /pushes/ alone, and the platform follows no redirects.
app.routes.append(Route("/pushes", receiver.asgi))
