"""Measures the installed wheel against the vendor's way and writes one flat JSON object of ratios.

Run with a Python that has the wheel: `python bench.py [FILE]`, by default target/bench/python.json of this repository.
Ratios are taken within one run: the two sides of each run in turn, round by round, and the figure is the ratio of their
medians.
"""

import base64
import calendar
import gc
import hashlib
import hmac
import json
import subprocess
import sys
import time
import uuid
from collections.abc import Callable
from pathlib import Path
from statistics import median

from privatenumber import Account, axb
from privatenumber.push import Receiver

ROUNDS = 9
STARTS = 20
APP_KEY = "BenchmarkAppKey0000000000001"
APP_SECRET = "BenchmarkAppSecretNotReal001"
URL = "https://rtcpns.cn-north-1.myhuaweicloud.com/rest/caas/relationnumber/partners/v1.0"

account = Account(app_key=APP_KEY, app_secret=APP_SECRET)

ANSWER = json.dumps(
    {
        "resultcode": "0",
        "resultdesc": "Success",
        "subscriptionId": "efw89efwf8s7fs89sdf8s7f8s7sfs89s",
        "relationNum": "+8617000000001",
        "callDirection": 0,
        "duration": 86400,
        "maxDuration": 60,
    }
).encode()


def demo_headers() -> dict[str, str]:
    """The headers as the vendor's sample programs make them."""
    nonce = str(uuid.uuid4()).replace("-", "")
    created = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    digest = hmac.new(APP_SECRET.encode(), (nonce + created).encode(), digestmod=hashlib.sha256).digest()
    password_digest = base64.b64encode(digest).decode()
    token = f'UsernameToken Username="{APP_KEY}",PasswordDigest="{password_digest}",Nonce="{nonce}",Created="{created}"'
    return {
        "Content-Type": "application/json;charset=UTF-8",
        "Authorization": 'AKSK realm="SDP",profile="UsernameToken",type="Appkey"',
        "X-AKSK": token,
    }


def demo_build_sign() -> tuple[dict[str, str], bytes]:
    body = json.dumps(
        {
            "callerNum": "+8613800000001",
            "relationNum": "+8617000000001",
            "calleeNum": "+8613800000002",
            "duration": 86400,
            "maxDuration": 60,
            "userData": "order-20260101",
        }
    ).encode()
    return demo_headers(), body


def ours_build_sign() -> tuple[dict[str, str], bytes | None]:
    request = axb.create_binding.request(
        account,
        caller_num="+8613800000001",
        relation_num="+8617000000001",
        callee_num="+8613800000002",
        duration=86400,
        max_duration=60,
        user_data="order-20260101",
    )
    return request.headers, request.body


def demo_sign() -> str:
    return demo_headers()["X-AKSK"]


def ours_sign() -> str:
    return account.sign()


def json_parse() -> str:
    answer: str = json.loads(ANSWER)["subscriptionId"]
    return answer


def ours_parse() -> str:
    return axb.create_binding.parse(200, None, ANSWER).subscription_id


PUSHED_AT = 1_795_478_400
DELIVERIES = 500


def deliveries() -> list[tuple[dict[str, str], bytes]]:
    """Pushes of one call record each, none like another, as the platform sends them."""
    made = []
    for index in range(DELIVERIES):
        nonce, created = f"{index:032x}", "2026-11-24T00:00:00Z"
        digest = hmac.new(APP_SECRET.encode(), (nonce + created).encode(), digestmod=hashlib.sha256).digest()
        token = f'UsernameToken Username="{APP_KEY}",PasswordDigest="{base64.b64encode(digest).decode()}",'
        record = {
            "direction": 1, "spId": "sp", "appKey": APP_KEY, "icid": f"ba171f34.{index}", "bindNum": "+8617000000001",
            "sessionId": f"1200_{index}@callenabler246", "subscriptionId": "e97b2863-e7ad-4b4c-87c0-91b0171fe803",
            "callerNum": "+8613800000001", "calleeNum": "+8617000000001", "fwdDisplayNum": "+8617000000001",
            "fwdDstNum": "+8613800000002", "callInTime": "2026-11-24 00:00:00", "fwdStartTime": "2026-11-24 00:00:01",
            "fwdAlertingTime": "2026-11-24 00:00:04", "fwdAnswerTime": "2026-11-24 00:00:09",
            "callEndTime": "2026-11-24 00:01:31", "fwdUnaswRsn": 0, "ulFailReason": 0, "sipStatusCode": 0,
            "recordFlag": 0, "mptyId": "e97b2863", "serviceType": "004", "hostName": "callenabler246",
        }  # fmt: skip
        body = json.dumps({"eventType": "fee", "feeLst": [record]}).encode()
        made.append(({"X-AKSK": f'{token}Nonce="{nonce}",Created="{created}"'}, body))
    return made


def by_hand(headers: dict[str, str], body: bytes, seen: set[str], kept: list[object]) -> int:
    """What a careful program does by itself: it checks the digest and the time, and hands on what is new, unread."""
    parts = dict(part.split("=", 1) for part in headers["X-AKSK"].removeprefix("UsernameToken ").split(","))
    nonce, created = parts["Nonce"].strip('"'), parts["Created"].strip('"')
    digest = hmac.new(APP_SECRET.encode(), (nonce + created).encode(), digestmod=hashlib.sha256).digest()
    if not hmac.compare_digest(base64.b64encode(digest).decode(), parts["PasswordDigest"].strip('"')):
        return 401
    if abs(calendar.timegm(time.strptime(created, "%Y-%m-%dT%H:%M:%SZ")) - PUSHED_AT) > 300 or nonce in seen:
        return 401
    seen.add(nonce)
    for record in json.loads(body)["feeLst"]:
        if record["icid"] not in seen:
            seen.add(record["icid"])
            kept.append((record["callerNum"], record["fwdDstNum"]))
    return 200


def receive_by_hand(pushes: list[tuple[dict[str, str], bytes]]) -> int:
    seen: set[str] = set()
    kept: list[object] = []
    assert all(by_hand(headers, body, seen, kept) == 200 for headers, body in pushes)
    return len(kept)


def receive(pushes: list[tuple[dict[str, str], bytes]]) -> int:
    receiver = Receiver((APP_KEY, APP_SECRET))
    kept: list[object] = []
    receiver.on("fee")(lambda record: kept.append((record.caller_num, record.fwd_dst_num)))
    assert all(receiver.receive(headers, body, PUSHED_AT).status == 200 for headers, body in pushes)
    return len(kept)


def receive_figures() -> dict[str, float]:
    pushes = deliveries()
    assert receive_by_hand(pushes) == receive(pushes) == DELIVERIES, "both must hand over each record once"
    theirs, ours = [], []
    for _ in range(ROUNDS):
        theirs.append(nanoseconds(lambda: receive_by_hand(pushes), 1) / DELIVERIES)
        ours.append(nanoseconds(lambda: receive(pushes), 1) / DELIVERIES)
    return {
        "python.receive.vs_by_hand": round(median(theirs) / median(ours), 2),
        "python.receive.ns": round(median(ours), 1),
    }


def nanoseconds(call: Callable[[], object], times: int) -> float:
    """One call's time: the best of five loops, which is the one that was disturbed least."""
    best = float("inf")
    for _ in range(5):
        start = time.perf_counter_ns()
        for _ in range(times):
            call()
        best = min(best, time.perf_counter_ns() - start)
    return best / times


def start_ms(code: str) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True)
    return (time.perf_counter() - start) * 1000


def measure() -> dict[str, float]:
    pairs = {
        "python.build_sign.vs_demo": (demo_build_sign, ours_build_sign),
        "python.sign.vs_demo": (demo_sign, ours_sign),
        "python.parse_answer.vs_json": (json_parse, ours_parse),
    }
    assert demo_build_sign()[1].replace(b" ", b"") == ours_build_sign()[1], "both must build the same body"
    taken: dict[Callable[[], object], list[float]] = {side: [] for pair in pairs.values() for side in pair}
    gc.disable()
    for _ in range(ROUNDS):
        for side, times in taken.items():
            times.append(nanoseconds(side, 2000))
    gc.enable()
    figures: dict[str, float] = {}
    for name, (theirs, ours) in pairs.items():
        figures[name] = round(median(taken[theirs]) / median(taken[ours]), 2)
        figures[name.rsplit(".", 1)[0] + ".ns"] = round(median(taken[ours]), 1)
    starts: dict[str, list[float]] = {"pass": [], "import privatenumber": []}
    for _ in range(STARTS + 2):
        for code, times in starts.items():
            times.append(start_ms(code))
    bare, importing = (median(times[2:]) for times in starts.values())
    figures |= receive_figures()
    figures["python.import_ms_over_bare"] = round(importing - bare, 2)
    return figures


def main() -> None:
    default = Path(__file__).resolve().parents[2] / "target" / "bench" / "python.json"
    file = Path(sys.argv[1]) if len(sys.argv) > 1 else default
    figures = measure()
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(figures, indent=2) + "\n")
    for name, figure in figures.items():
        print(f"{name:<36}{figure:>10}")


main()
