"""What is answered to a person who asked for something: what was done, what was not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from mergecast.alarms.orders import Verb
from mergecast.errors import MergecastError
from mergecast.model.event import EventKind
from mergecast.model.ledger_state import Resolution
from mergecast.renderers.encoders.ascii_json import encode_document
from mergecast.renderers.encoders.log import encode_log
from mergecast.renderers.resolved import SAID, ResolvedReport
from mergecast.renderers.sinks import MARKDOWN, PLAIN, Rows, Saying, Sink, fixed
from mergecast.renderers.status import FreezeChange

_OPTION = re.compile(
    r"(?:`mergecast resolve [^`]*?)?--(posted|resend|cancel|gone|manual)"
)

_COMMENTS: Rows = (
    ("/posted LINK", "it is live, and this is where"),
    ("/resend", "it is not live: send it"),
    ("/cancel", "it is not live and need not be"),
    ("/manual", "a person posts it: shows the words, files and a link"),
    ("/gone", "it was live and has been deleted"),
    ("/publish", "start a run now"),
    ("/move 2026-11-25 09:00", "propose another time, as a pull request"),
    ("/retract REASON", "propose to take the post back, as a pull request"),
    ("/freeze", "stop everything now"),
    ("/freeze account:KEY", "stop that account, or a post with post:ID"),
    ("/thaw", "let it go on; it takes two people"),
)


def help_answer(before: str) -> Saying:
    """What can be asked for, after a line that says why it is told."""
    return lambda sink: (
        f"{before}\n\n"
        "Write one of these as a comment of its own, here below. What comes after the "
        f"word is kept as the reason.\n\n{sink.rows(_COMMENTS)}\n"
        "Another part of the same post: name it first, as in "
        f"{sink.code('/resend launch-2026@acme:2')}.\n"
    )


HELP = help_answer("here is what you can write.")
UNKNOWN = help_answer("nobody knows that word.")

NOT_ALLOWED = fixed(
    "this is for people with write access to the repository, so nothing was done. "
    "Ask somebody who is on duty.\n"
)


@dataclass(frozen=True, slots=True)
class Acted:
    """What came of an order. ``answer`` is without the greeting.

    ``done`` is None where nothing was asked for, or nothing had to be said.
    """

    answer: Saying
    done: bool | None = None
    verb: Verb | None = None
    login: str = ""
    issue: int | None = None
    status: int = 0


@dataclass(frozen=True, slots=True)
class Next:
    """How it goes on: whether a run was started, or why not."""

    trouble: str = ""


def resolved_answer(report: ResolvedReport, then: Next | None = None) -> Saying:
    """What was recorded of a part, and the next step."""

    def said(sink: Sink) -> str:
        what = SAID[report.outcome] if report.written else _ON_RECORD
        where = f" at {sink.linked(report.url)}" if report.url else ""
        key = sink.code(str(report.key))
        lines = [f"{key}: {sink.words(what)}{where}."]
        if report.risky and report.outcome in {Resolution.RESEND, Resolution.MANUAL}:
            lines += ["", "Its last try may be live: if it is, it will be there twice."]
        lines += _next(then, sink)
        if report.packet is not None:
            lines += ["", *sink.packet(report.packet)]
            link = sink.code("/posted LINK")
            lines += [f"When it is out, comment {link} with its link."]
        return "\n".join(lines).rstrip() + "\n"

    return said


_ON_RECORD = "this is on record already; nothing was written"


def _next(then: Next | None, sink: Sink) -> list[str]:
    if then is None:
        return []
    if not then.trouble:
        return ["", "A run is starting."]
    why = sink.words(then.trouble)
    return ["", f"No run could be started: {why}. The next one goes on with it."]


def stopped_answer(change: FreezeChange, then: Next | None = None) -> Saying:
    """What was stopped, or goes on, and what is stopped now."""
    freeze = change.kind is EventKind.FREEZE
    done = "frozen" if freeze else "it goes on"
    already = "frozen already" if freeze else "not frozen"

    def said(sink: Sink) -> str:
        lines = []
        if change.done:
            lines.append(f"{done}: {_scopes(change.done, sink)}.")
        if change.already:
            lines.append(f"{already}: {_scopes(change.already, sink)}.")
        lines += [_stays(sink, scope, why) for scope, why in change.refused]
        if change.done and not freeze:
            plan = sink.code("mergecast thaw --plan")
            lines.append(f"What came due meanwhile waits for people: see {plan}.")
        now = [each.scope for each in change.freezes]
        lines += ["", f"Frozen now: {_scopes(now, sink) if now else 'nothing'}."]
        if freeze:
            lines.append(f"{sink.code('/thaw')}, by two people, lets it go on.")
        return "\n".join([*lines, *_next(then, sink)]) + "\n"

    return said


def _stays(sink: Sink, scope: str, why: str) -> str:
    return f"heard; {sink.code(scope)} stays frozen: {sink.words(why)}."


def _scopes(scopes: Sequence[str], sink: Sink) -> str:
    return ", ".join(map(sink.code, scopes))


STARTED = fixed("a run is starting; this issue says what came of it.\n")


def proposed_answer(number: int, title: str, *, approved: bool) -> Saying:
    """Which pull request was opened, and what it waits for."""
    next_ = "merge it" if approved else "have it approved, and merge it"
    return lambda sink: (
        f"#{number}, “{sink.words(title)}”, is open: {next_}. "
        "Nothing changes before that.\n\n"
        f"What is held then still needs {sink.code('/resend')} here; what was missed "
        "goes out at its new time by itself.\n"
    )


def refused_answer(error: MergecastError) -> Saying:
    """Why nothing was done; what is said of options is said of comments."""

    def said(sink: Sink) -> str:
        why = sink.linked(_as_comments(error.message))
        lines = [f"{sink.strong('Nothing was done')}: {why}."]
        if error.hint:
            lines += ["", f"{sink.linked(_as_comments(error.hint))}."]
        return "\n".join(lines) + "\n"

    return said


def _as_comments(text: str) -> str:
    return _OPTION.sub(r"/\1", text)


def acted_text(acted: Acted) -> str:
    """The answer for people at a terminal, or the log of a job, which obeys nothing."""
    lines = acted.answer(PLAIN).splitlines()
    return "".join(f"{encode_log(line)}\n" for line in lines)


def acted_json(acted: Acted) -> str:
    """The same as JSON; the answer as the forge got it."""
    return encode_document(
        asked=acted.verb.value if acted.verb else None,
        by=acted.login or None,
        issue=acted.issue,
        done=acted.done,
        answer=acted.answer(MARKDOWN),
    )
