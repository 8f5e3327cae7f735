"""`privatenumber explain`: what a code means."""

from __future__ import annotations

import io
import sys

from privatenumber._command.line import Parser, failed
from privatenumber._core import Explanation, explain, mask

HELP = """\
Usage: python -m privatenumber explain CODE... [options]

Says what codes mean and what to do about them, in English and Chinese.

  CODE     the resultcode of an answer (1012010; 1010010@401 with its HTTP status), why a call ended
           (8014; stateCode and ulFailReason of pushes), a Q.850 cause (16; fwdUnaswRsn), what became
           of an SMS (2; sendResult), status and cause of an X number (10), a code of the filing
           operations (PPT.0001), or the code of an error or of advice of this library
           (number.format, service.1012010)
  --json   print a JSON array, an object for each meaning, with the names of the wire
  --help   print this
"""


def run(arguments: list[str]) -> int:
    parser = Parser("explain", HELP)
    parser.add_argument("--json", action="store_true")
    given = parser.read(arguments)
    if given is None:
        return 0
    if not given.words:
        parser.error("a code is missing")
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A terminal without Chinese characters still shows the English.
        sys.stdout.reconfigure(errors="replace")
    found = {code: explain(code) for code in given.words}
    known = [explanation for explanations in found.values() for explanation in explanations]
    if given.json:
        print(f"[{','.join(explanation.to_json() for explanation in known)}]")
    else:
        print("\n\n".join(described(explanation) for explanation in known), end="\n" if known else "")
    unknown = ", ".join(f"`{_shown(code)}`" for code, explanations in found.items() if not explanations)
    if not unknown:
        return 0
    return failed(f"nothing is known of {unknown}; copy a code as it stands in the answer, the push or the error")


def _shown(code: str) -> str:
    # Result codes have seven digits and are not mistaken for numbers.
    number, _, status = code.lower().removeprefix("service.").partition("@")
    is_code = len(number) == 7 and len(status) in (0, 3) and (number + status).isdecimal()
    return code if is_code and code.isascii() else mask(code)


def described(explanation: Explanation) -> str:
    title, title_zh = explanation._title()
    status = f", HTTP {explanation.http_status}" if explanation.http_status else ""
    lines = [
        f"{explanation.code}  {title} {title_zh}{status}",
        f"  {explanation.english}",
        f"  {explanation.chinese}",
        f"  what to do: {explanation.hint}",
        f"  处理建议：{explanation.hint_zh}",
    ]
    if explanation.class_name:
        reason = f", reason {explanation.reason}" if explanation.reason else ""
        lines.append(f"  raised as: {explanation.class_name}{reason}")
    if explanation.retryable:
        lines.append("  may succeed later without a change")
    if explanation.page:
        lines.append(f"  page: {explanation.page}")
    return "\n".join(lines)
