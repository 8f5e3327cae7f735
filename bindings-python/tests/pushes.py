"""Pushes as the platform sends them, signed by a few lines of the pages' own recipe."""

import base64
import hashlib
import hmac
import json
import time
import uuid
from typing import Any

from support import APP_KEY, APP_SECRET

URL = "https://example.com/pushes"
NOW = 1_736_500_000
"""A moment of its own, so that no test depends on when it runs."""

A, B, X = "+8613800000001", "+8613900000002", "+8617000000001"


def signed(
    now: float | None = None, *, key: str = APP_KEY, secret: str = APP_SECRET, scheme: str = "aksk", nonce: str = ""
) -> dict[str, str]:
    """The headers of a push that is signed at this time, by default at the machine's own."""
    nonce = nonce or uuid.uuid4().hex
    created = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(now))
    if scheme == "aksk":
        digest = hmac.new(secret.encode(), (nonce + created).encode(), hashlib.sha256).digest()
    elif scheme == "aksk_url":
        digest = hmac.new(secret.encode(), (URL + nonce + created).encode(), hashlib.sha256).digest()
    else:
        digest = hashlib.sha256((nonce + created + secret).encode()).digest()
        if scheme == "wsse_hex":
            digest = digest.hex().encode()
    name = "AKSK" if scheme.startswith("aksk") else "WSSE"
    password = base64.b64encode(digest).decode()
    token = f'UsernameToken Username="{key}",PasswordDigest="{password}",Nonce="{nonce}",Created="{created}"'
    return {
        "Content-Type": "application/json;charset=UTF-8",
        "Authorization": f'{name} realm="SDP",profile="UsernameToken",type="Appkey"',
        f"X-{name}": token,
    }


def body(push: Any) -> bytes:
    return json.dumps(push, separators=(",", ":")).encode()


def records(*icids: str) -> bytes:
    """A batch of call records, of calls in mode AXB that lasted half a minute."""
    return body({"eventType": "fee", "feeLst": [record(icid) for icid in icids]})


def record(icid: str) -> dict[str, Any]:
    return {
        "direction": 1,
        "spId": "account",
        "appKey": APP_KEY,
        "icid": icid,
        "bindNum": X,
        "sessionId": f"session-of-{icid}",
        "subscriptionId": "binding-1",
        "callerNum": A,
        "calleeNum": X,
        "fwdDisplayNum": X,
        "fwdDstNum": B,
        "callInTime": "2025-01-10 09:00:00",
        "fwdStartTime": "2025-01-10 09:00:01",
        "fwdAlertingTime": "2025-01-10 09:00:03",
        "fwdAnswerTime": "2025-01-10 09:00:10",
        "callEndTime": "2025-01-10 09:00:40",
        "fwdUnaswRsn": 0,
        "ulFailReason": 0,
        "sipStatusCode": 0,
        "callOutUnaswRsn": 0,
        "recordFlag": 1,
        "recordStartTime": "2025-01-10 09:00:10",
        "recordDomain": "ostor.example.com",
        "recordBucketName": "sp-bucket",
        "recordObjectName": "25011009001000000.wav",
        "serviceType": "004",
        "hostName": "host.example.com",
    }


def event(kind: str, session: str = "session-1", **more: Any) -> bytes:
    """An event of a call."""
    info = {"timestamp": "2025-01-10 09:00:00", "sessionId": session, "caller": A, "called": X, **more}
    return body({"eventType": kind, "statusInfo": info})


def sms(mode: str, identifier: str = "sms-1") -> bytes:
    return body(
        {
            "appKey": APP_KEY,
            "smsEvent": {
                "smsIdentifier": identifier,
                "notificationMode": mode,
                "calling": A,
                "virtualNumber": X,
                "event": "TextSMS",
                "timeStamp": "2025-01-10T09:00:00.125Z",
                "sendResult": 0,
            },
        }
    )


def statuses(*numbers: str) -> bytes:
    """A batch of X numbers that cannot be used any more."""
    return body(
        {"eventType": "numStatus", "numInfo": [{"number": number, "status": "10", "cause": "2"} for number in numbers]}
    )
