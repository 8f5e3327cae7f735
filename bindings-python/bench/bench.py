"""Measures the installed wheel against the vendor's way and writes one flat JSON object of ratios.

Run with a Python that has the wheel: `python bench.py [FILE]`, by default target/bench/python.json of this repository.
Ratios are taken within one run: the two sides of each run in turn, round by round, and the figure is the ratio of their
medians.
"""

import base64
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
