"""What the embedded platform pushes in process, as its time passes."""

import json
import re
import threading
from datetime import timedelta
from typing import Any

import pytest

from privatenumber import InvalidArgument
from privatenumber.push import AsyncReceiver, Receiver
from privatenumber.simulator import PUSH_URL, Platform, PushRequest, credentials
from support import closed, recording, refusal

A, B, X = "+8613800000001", "+8613900000002", "+8617000000001"


def setup(**pushes: Any) -> dict[str, Any]:
    numbers = [{"number": X, "areaCode": "0755"}]
    return {"applications": [{"appKey": "K1", "appSecret": "S1", "numbers": numbers, "pushes": pushes}]}


class Post:
    """Takes pushes, and answers as it is told: the last answer to all that follow."""

    def __init__(self, *answers: Any) -> None:
        self.answers = list(answers) or [200]
        self.seen: list[PushRequest] = []

    def __call__(self, push: PushRequest) -> Any:
        self.seen.append(push)
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]

    def kinds(self) -> list[str]:
        return [push.kind for push in self.seen]


def test_everything_is_pushed_where_no_address_is_named() -> None:
    post = Post()
    platform = Platform(on_push=post)
    platform.client().axb.create_binding(caller_num=A, callee_num=B, relation_num=X)
    platform.call(A, X)
    platform.sms(A, X, "hello")
    platform.set_number("+8617000000002", "frozen")
    assert platform.settle() == len(post.seen) == 8
    assert set(post.kinds()) == {"call_status", "fee", "sms_notify", "number_status"}
    assert {push.url for push in post.seen} == {PUSH_URL}
    (push, *_) = post.seen
    assert push.content["eventType"] == "callin" and push.content["statusInfo"]["called"] == X
    assert (push.method, push.attempt, push.decides, push.app_key) == ("POST", 1, False, platform.account().app_key)
    assert push.headers["Content-Type"].startswith("application/json") and "X-AKSK" in push.headers


def test_the_addresses_of_the_setup_decide_what_is_pushed() -> None:
    post = Post()
    platform = Platform(setup(feeUrl="https://example.com/fee"), post)
    platform.call(A, X)
    assert platform.settle() == 1
    assert [(push.kind, push.url) for push in post.seen] == [("fee", "https://example.com/fee")]


def test_without_anybody_to_push_to_nothing_is_pushed() -> None:
    platform = Platform()
    platform.call(A, X)
    assert platform.settle() == 0 and platform.state()["owedPushes"] == 0


def test_what_is_not_answered_with_200_comes_again_six_times_and_is_given_up() -> None:
    post = Post(503)
    platform = Platform(setup(feeUrl="https://example.com/fee"), post)
    platform.call(A, X)
    assert platform.elapse(timedelta(minutes=60)) == 4
    assert platform.elapse(timedelta(minutes=61)) == 1
    assert platform.settle() == 2 and platform.settle() == 0
    assert [push.attempt for push in post.seen] == [1, 2, 3, 4, 5, 6, 7]
    assert len({push.id for push in post.seen}) == 1 and len({push.headers["X-AKSK"] for push in post.seen}) == 7
    waits = [(later.due - before.due) for before, later in zip(post.seen, post.seen[1:], strict=False)]
    assert [wait // timedelta(minutes=1) for wait in waits] == [1, 4, 9, 106, 203, 300]


def test_a_receiver_hears_once_of_what_comes_again() -> None:
    receiver = Receiver(credentials(setup()), on_error=lambda error, data: None)
    heard = []
    failing = [True]

    @receiver.on("fee")
    def record(call: Any) -> None:
        if failing[0]:
            raise RuntimeError("not now")
        heard.append(call)

    platform = Platform(setup(feeUrl="https://example.com/fee"), receiver)
    platform.call(A, X)
    assert platform.elapse(60) == 1 and heard == []
    failing[0] = False
    assert platform.settle() == 1
    assert [call.cause.code for call in heard] == ["8014"]


@pytest.mark.parametrize("answer", [200, (200, {}, b""), (200, [("X", "y")], b"{}")])
def test_a_function_answers_with_a_status_or_with_all_of_it(answer: Any) -> None:
    platform = Platform(on_push=Post(answer))
    platform.call(A, X)
    assert platform.settle() == 3


def test_the_answer_of_a_function_decides() -> None:
    x_mode = setup()
    x_mode["applications"][0]["mode"] = "x"
    decision = json.dumps({"operation": "connect", "connectInfo": {"calleeNum": B}}).encode()
    platform = Platform(x_mode, Post((200, {}, decision), 200))
    call = platform.call(A, X)
    platform.settle()
    assert call.report.cause == 0 and call.report.callee and call.report.callee.number == B
    # After a leap it is too late, and the application hears of the end alone.
    late = Post((200, {}, decision))
    platform = Platform(x_mode, late)
    call = platform.call(A, X)
    platform.advance(60)
    assert call.report.cause == 8014
    platform.settle()
    assert [push.content["eventType"] for push in late.seen if push.kind == "call_status"] == ["disconnect"]
    # Of mode X there is an account, of no named mode, for what is for every mode.
    assert platform.account().mode is None and platform.client().recording


def test_a_receiver_may_use_the_platform_while_it_is_told() -> None:
    receiver = Receiver(credentials())
    receiver.ignore("call_event", "num_status")
    found: list[int | None] = []

    @receiver.on("fee")
    def record(call: Any) -> None:
        found.append(platform.client().axb.query_binding(relation_num=X).total_count)

    platform = Platform(on_push=receiver)
    platform.client().axb.create_binding(caller_num=A, callee_num=B, relation_num=X)
    platform.call(A, X)
    platform.settle()
    assert found == [1]


@pytest.mark.parametrize("answer", [None, "200", True, 99, 600, (200, {}), (200, {}, "text"), (200, {}, None), ("200", {}, b"")])
def test_what_is_no_answer_is_said_and_comes_again(answer: Any) -> None:
    post = Post(answer, 200)
    platform = Platform(setup(feeUrl="https://example.com/fee"), post)
    platform.call(A, X)
    error = refusal(platform.settle)
    assert isinstance(error, InvalidArgument) and (error.code, error.field) == ("parameter.type", "on_push")
    assert platform.settle() == 1 and post.seen[-1].attempt == 2


def test_what_a_function_raises_is_raised_and_its_push_comes_again() -> None:
    class Full(Exception):
        pass

    seen = []

    def once(push: PushRequest) -> int:
        seen.append(push.attempt)
        if len(seen) == 1:
            raise Full
        return 200

    platform = Platform(setup(feeUrl="https://example.com/fee"), once)
    platform.call(A, X)
    with pytest.raises(Full):
        platform.settle()
    assert platform.settle() == 1 and seen == [1, 2]


def test_what_cannot_be_pushed_to_is_refused() -> None:
    async def later(push: PushRequest) -> int:
        return 200

    wrong: list[Any] = [5, "https://example.com", later, AsyncReceiver(credentials())]
    for on_push in wrong:
        error = refusal(lambda: Platform(on_push=on_push))
        assert isinstance(error, InvalidArgument) and (error.code, error.field) == ("parameter.type", "on_push")


@pytest.mark.parametrize("time", [-1, "60", None, True, float("nan"), 10**40])
def test_time_that_elapses_does_not_run_back(time: Any) -> None:
    assert refusal(lambda: Platform().elapse(time)).field == "time"


def test_a_fresh_start_owes_nothing() -> None:
    post = Post()
    platform = Platform(on_push=post)
    platform.call(A, X)
    platform.reset()
    assert platform.settle() == 0 and post.seen == []


def test_what_is_printed_of_a_push_holds_no_secret_and_no_number() -> None:
    post = Post()
    platform = Platform(setup(callStatusUrl="https://example.com/13800000001?token=t-0"), post)
    platform.call(A, X)
    platform.settle()
    for push in post.seen:
        assert not re.search(r"\d{8}|t-0|Digest", repr(push)), repr(push)
    assert "example.com" in repr(post.seen[0])
    assert all("S1" not in repr(part) for part in (platform, post.seen))


@pytest.mark.parametrize("signature", ["aksk", "akskWithUrl", "wsse", "wsseHex", "none"])
def test_a_receiver_takes_every_signature(signature: str) -> None:
    receiver = Receiver(credentials(setup()), url=PUSH_URL, check="off" if signature == "none" else "require")
    heard: list[Any] = []
    receiver.on("num_status")(heard.append)
    receiver.ignore("call_event", "fee")
    platform = Platform(setup(signature=signature), receiver)
    platform.set_number(X, "unavailable", "arrears")
    assert platform.settle() == 1
    assert [(status.number, status.reason.code) for status in heard] == [(X, "2")]


def test_many_threads_let_time_pass_and_each_push_is_handed_over_once() -> None:
    post = Post()
    platform = Platform(on_push=post)
    for _ in range(50):
        platform.call(A, X)
    counts: list[int] = []
    threads = [threading.Thread(target=lambda: counts.append(platform.elapse(60))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(counts) == len(post.seen) == len({push.id for push in post.seen})
    records = [record for push in post.seen if push.kind == "fee" for record in push.content["feeLst"]]
    assert len(records) == 50 and platform.state()["owedPushes"] == 0


def test_a_platform_in_process_pushes_over_http_where_nobody_else_takes_it() -> None:
    with recording() as server:
        server.status = 503
        platform = Platform(setup(feeUrl=f"{server.url}/fee"))
        platform.call(A, X)
        assert platform.elapse(10) == 1
        server.status = 200
        assert platform.settle() == 1
        (first, second) = server.seen
    assert first[:2] == second[:2] == ("POST", "/fee") and first[3] == second[3]
    assert first[2]["x-aksk"] != second[2]["x-aksk"] and first[2]["content-type"].startswith("application/json")
    receiver = Receiver(("K1", "S1"))
    heard: list[Any] = []
    receiver.on("fee")(heard.append)
    assert receiver.receive(first[2], first[3]).status == 200 and len(heard) == 1


@pytest.mark.parametrize("url", ["http://[::1", "closed", "redirect"])
def test_what_reaches_nobody_comes_again(url: str) -> None:
    with recording() as server:
        server.status, server.headers = 302, [("Location", f"{server.url}/elsewhere")]
        address = {"closed": closed(), "redirect": server.url}.get(url, url)
        platform = Platform(setup(feeUrl=address))
        platform.call(A, X)
        assert platform.settle() == 7
        assert {path for _, path, _, _ in server.seen} <= {"/", ""}
