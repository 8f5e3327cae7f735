"""What the platform pushes: call events, call records, SMS and the status of X numbers, checked, typed and once.

::

    from privatenumber.push import Receiver, SqliteStore

    receiver = Receiver.from_environment(store=SqliteStore("pushes.db"))

    @receiver.on("fee")
    def record(call):
        print(call)                                              # masked; call.a and call.b are whole

    receiver.ignore("call_event")

    app = receiver.wsgi                                          # for any WSGI server
    answer = receiver.receive(headers, body)                     # or by hand: answer.status, .headers, .body

With asyncio: `AsyncReceiver`, and `receiver.asgi`. Examples for FastAPI, Flask, Django and the plain protocols are in
`examples/python`.

The platform sends what was not answered with 200 again, up to six times in ten hours. So a function should do little
(put slow work into a queue of your own), and raise if it could not: the event comes again.
"""

from privatenumber._core import Delivery, Reply
from privatenumber.push.answer import PushAnswer
from privatenumber.push.data import (
    CallEvent,
    CallRecord,
    NumberStatus,
    Recording,
    Sms,
    UnknownPush,
    VoiceCheck,
    close,
    connect,
    discard,
    route,
)
from privatenumber.push.memory_store import MemoryStore
from privatenumber.push.receiver import AsyncReceiver, Receiver
from privatenumber.push.sqlite_store import SqliteStore
from privatenumber.push.store import AsyncStore, Store

__all__ = [
    "AsyncReceiver",
    "AsyncStore",
    "CallEvent",
    "CallRecord",
    "Delivery",
    "MemoryStore",
    "NumberStatus",
    "PushAnswer",
    "Receiver",
    "Recording",
    "Reply",
    "Sms",
    "SqliteStore",
    "Store",
    "UnknownPush",
    "VoiceCheck",
    "close",
    "connect",
    "discard",
    "route",
]
