"""What is answered to a person who asked for something: what was done, what was not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from mergecast.alarms.orders import Verb
from mergecast.errors import MergecastError
from mergecast.model.event import EventKind
from mergecast.model.ledger_state import Resolution
from mergecast.renderers.alarm import linked
from mergecast.renderers.encoders.ascii_json import encode_document
from mergecast.renderers.encoders.log import encode_log
from mergecast.renderers.encoders.markdown import encode_code, encode_markdown
from mergecast.renderers.packet import packet_markdown
from mergecast.renderers.resolved import SAID, ResolvedReport
from mergecast.renderers.status import FreezeChange

_OPTION = re.compile(
    r"(?:`mergecast resolve [^`]*?)?--(posted|resend|cancel|gone|manual)"
)

HELP = """\
Write one of these as a comment of its own, here below. What comes after the word is \
kept as the reason.

| comment | what it does |
|---|---|
| `/posted LINK` | it is live, and this is where |
| `/resend` | it is not live: send it |
| `/cancel` | it is not live and need not be |
| `/manual` | a person posts it: shows the words, files and a link |
| `/gone` | it was live and has been deleted |
| `/publish` | start a run now |
| `/move 2026-11-25 09:00` | propose another time, as a pull request |
| `/retract REASON` | propose to take the post back, as a pull request |
| `/freeze` | stop everything now; or `/freeze account:KEY`, `/freeze post:ID` |
| `/thaw` | let it go on |

Another part of the same post: name it first, as in `/resend launch-2026@acme:2`.
"""

NOT_ALLOWED = (
    "this is for people with write access to the repository, so nothing was done. "
    "Ask somebody who is on duty.\n"
)


@dataclass(frozen=True, slots=True)
class Acted:
    """What came of an order. ``answer`` is Markdown, without the greeting.

    ``done`` is None where nothing was asked for, or nothing had to be said.
    """

    answer: str
    done: bool | None = None
    verb: Verb | None = None
    login: str = ""
    issue: int | None = None
    status: int = 0


def resolved_answer(report: ResolvedReport) -> str:
    """What was recorded of a part, and the next step."""
    key = encode_code(str(report.key))
    if not report.written:
        said = "this is on record already; nothing was written"
    else:
        said = SAID[report.outcome]
    where = f" at {linked(report.url)}" if report.url else ""
    lines = [f"{key}: {encode_markdown(said)}{where}."]
    if report.risky and report.outcome in {Resolution.RESEND, Resolution.MANUAL}:
        lines += ["", "Its last try may be live: if it is, it will be there twice."]
    if report.outcome is Resolution.RESEND:
        lines += ["", "Comment `/publish` to start a run now."]
    if report.packet is not None:
        lines += ["", *packet_markdown(report.packet)]
        lines += ["When it is out, comment `/posted LINK` with its link."]
    return "\n".join(lines).rstrip() + "\n"


def stopped_answer(change: FreezeChange) -> str:
    """What was stopped, or goes on, and what is stopped now."""
    freeze = change.kind is EventKind.FREEZE
    done = "frozen" if freeze else "it goes on"
    already = "frozen already" if freeze else "not frozen"
    lines = []
    if change.done:
        lines.append(f"{done}: {_scopes(change.done)}.")
    if change.already:
        lines.append(f"{already}: {_scopes(change.already)}.")
    now = [each.scope for each in change.freezes]
    lines += ["", f"Frozen now: {_scopes(now) if now else 'nothing'}."]
    if freeze:
        lines.append("`/thaw` lets it go on.")
    return "\n".join(lines) + "\n"


def _scopes(scopes: Sequence[str]) -> str:
    return ", ".join(map(encode_code, scopes))


def proposed_answer(number: int, title: str, *, approved: bool) -> str:
    """Which pull request was opened, and what it waits for."""
    next_ = "merge it" if approved else "have it approved, and merge it"
    return (
        f"#{number}, “{encode_markdown(title)}”, is open: {next_}. "
        "Nothing changes before that.\n\n"
        "What is held then still needs `/resend` here; what was missed goes out at its "
        "new time by itself.\n"
    )


def refused_answer(error: MergecastError) -> str:
    """Why nothing was done; what is said of options is said of comments."""
    lines = [f"**Nothing was done**: {linked(_as_comments(error.message))}."]
    if error.hint:
        lines += ["", f"{linked(_as_comments(error.hint))}."]
    return "\n".join(lines) + "\n"


def _as_comments(text: str) -> str:
    return _OPTION.sub(r"/\1", text)


def acted_text(acted: Acted) -> str:
    """The answer for the log of a job, which takes no orders from it."""
    return "".join(f"{encode_log(line)}\n" for line in acted.answer.splitlines())


def acted_json(acted: Acted) -> str:
    """The same as JSON."""
    return encode_document(
        asked=acted.verb.value if acted.verb else None,
        by=acted.login or None,
        issue=acted.issue,
        done=acted.done,
        answer=acted.answer,
    )
