"""The platform itself, embedded: develop and test without an account, a phone or a network.

In the same process, as a client's send function::

    platform = Platform()
    client = platform.client()
    bound = client.axb.create_binding(caller_num="+8613800000001", callee_num="+8613800000002", duration=60)
    platform.advance(61)    # the binding is gone

With telephones, and with what the platform pushes, to a receiver of yours or to any function::

    receiver = Receiver(credentials())
    platform = Platform(on_push=receiver)
    axb = platform.client(mode="axb").axb
    x = axb.create_binding(caller_num="+8613800000001", callee_num="+8613800000002").relation_num
    call = platform.call("+8613800000001", x, talk_seconds=75)
    platform.elapse(120)    # the call takes place, and its events and its record are pushed
    call.report.callee.shows

Or over HTTP on this machine, for programs in any language; pushes are then sent in real time::

    with serve(platform) as served:
        print(served.url)

`python -m privatenumber simulate` does the latter from a command line. What can go wrong on the way goes wrong on demand,
by `Platform.set_faults`. Fixtures for pytest are in
`privatenumber.simulator.fixtures`.
"""

from privatenumber.simulator.faults import Faults, PushFault, RequestFault
from privatenumber.simulator.phones import (
    Call,
    CallReport,
    Heard,
    Phone,
    ReceivedSms,
    SentSms,
    SmsReport,
    YAssignment,
)
from privatenumber.simulator.platform import PUSH_URL, Platform, credentials
from privatenumber.simulator.pushes import PushRequest
from privatenumber.simulator.served import Served, serve

__all__ = [
    "PUSH_URL",
    "Call",
    "CallReport",
    "Faults",
    "Heard",
    "Phone",
    "Platform",
    "PushFault",
    "PushRequest",
    "ReceivedSms",
    "RequestFault",
    "SentSms",
    "Served",
    "SmsReport",
    "YAssignment",
    "credentials",
    "serve",
]
