"""Receives pushes with plain ASGI, and says in mode X where each call goes.

For any ASGI server: `uvicorn pushes_asgi:app`. Key and secret are in PRIVATENUMBER_APP_KEY and PRIVATENUMBER_APP_SECRET.
"""

from privatenumber import mask
from privatenumber.push import AsyncReceiver, CallEvent, CallRecord, Reply, close, connect

receiver = AsyncReceiver.from_environment()
receiver.ignore("call_event", "sms_notify", "num_status", "other")

COURIERS = {"+8617000000001": "+8613900000002"}
"""Which X is whose."""


@receiver.on("callin_block")
async def put_through(call: CallEvent) -> Reply:
    courier = COURIERS.get(call.called or "")
    return close() if courier is None else connect(callee_num=courier, max_duration=30)


@receiver.on("fee")
async def write(call: CallRecord) -> None:
    print(mask(call.a or "?"), "and", mask(call.b or "?"), "talked for", call.talk_seconds, "seconds")


app = receiver.asgi
