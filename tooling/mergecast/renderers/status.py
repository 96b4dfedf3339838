"""How things stand: what is frozen, for people and for machines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from mergecast.dispatch.bill import Bill
from mergecast.dispatch.punctuality import Punctuality
from mergecast.dispatch.standing import Standing
from mergecast.model.event import EventKind
from mergecast.model.freeze import Freeze
from mergecast.model.spoken import clock, span
from mergecast.renderers.bill import bill_json, bill_lines
from mergecast.renderers.encoders.ascii_json import encode_document
from mergecast.renderers.encoders.terminal import encode_terminal
from mergecast.renderers.tick import REHEARSAL


@dataclass(frozen=True, slots=True)
class FreezeChange:
    """What a freeze or thaw did, and all that is frozen after it.

    ``already`` are the scopes that were as asked before, ``refused`` those that stay
    frozen, with the reason. ``by_job`` is whether a job of the forge wrote it.
    ``nameless`` are scopes that no post on the publishing branch is in yet.
    """

    kind: EventKind
    done: Sequence[str]
    already: Sequence[str]
    freezes: Sequence[Freeze]
    seconds: float
    refused: Sequence[tuple[str, str]] = ()
    by_job: bool = False
    nameless: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class StatusReport:
    """How things stand. ``silence`` is for how long something was due without a run.

    ``silent`` is whether that is longer than was allowed. ``punctual`` is how late the
    posts of 30 days were, None where none went out, or where one post is shown.
    ``waiting`` is what people said in this clone that is not on record yet.
    ``rehearsal`` is whether all of this was only rehearsed. ``bill`` is what the month
    comes to, where that was asked.
    """

    now: datetime
    standings: Sequence[Standing]
    broken: Sequence[str]
    freezes: Sequence[Freeze]
    last_tick: datetime | None
    next_due: datetime | None
    silence: timedelta | None
    silent: bool
    punctual: Punctuality | None = None
    waiting: Sequence[str] = ()
    rehearsal: bool = False
    bill: Bill | None = None


def status_text(report: StatusReport) -> str:
    """A line for each part, what settles it, and then the heartbeat."""
    far = datetime.max.replace(tzinfo=report.now.tzinfo)
    ordered = sorted(
        report.standings, key=lambda each: (each.due or far, str(each.key))
    )
    lines = [line for each in ordered for line in _standing(each)]
    lines += [
        encode_terminal(f"broken    {path}: run `mergecast check {path}`")
        for path in report.broken
    ]
    lines += [
        f"not yet   on record, waits in this clone: {encode_terminal(each)}"
        for each in report.waiting
    ]
    if not lines:
        lines = ["nothing is due, and nothing waits"]
    lines += _heartbeat(report)
    if report.bill is not None:
        lines += bill_lines(report.bill)
    if report.rehearsal:
        lines = [REHEARSAL, *lines]
    return "".join(
        f"{line}\n" for line in [*lines, *freezes_lines(report.freezes, report.now)]
    )


def _standing(each: Standing) -> list[str]:
    due = f"  due {clock(each.due)}" if each.due else ""
    first = f"{each.verb:<9} {each.key}{due}  {encode_terminal(each.reason)}"
    back = [f"{'':<9} read back: {encode_terminal(each.read_back)}"]
    settle = (f"{'':<9} to settle it: {command}" for command in each.settle)
    return [first, *(back if each.read_back else ()), *settle]


def _heartbeat(report: StatusReport) -> list[str]:
    last = clock(report.last_tick) if report.last_tick else "none is on record"
    following = clock(report.next_due) if report.next_due else "nothing"
    lines = [f"last run  {last}", f"next due  {following}"]
    if report.punctual is not None:
        lines.append(_punctual(report.punctual))
    if report.silent and report.silence is not None:
        lines.append(
            f"SILENT    no run came for {span(report.silence)} while something was "
            "due: run `mergecast publish`, then see what should start it"
        )
    return lines


def _punctual(found: Punctuality) -> str:
    what = "1 post" if found.posts == 1 else f"{found.posts:,} posts"
    return (
        f"30 days   {what}, live {span(found.median)} after they were due (median), "
        f"{span(found.longest)} at worst ({found.worst})"
    )


def status_json(report: StatusReport) -> str:
    """The report as JSON."""
    silent_for = report.silence.total_seconds() if report.silence else None
    return encode_document(
        now=report.now.isoformat(),
        rehearsal=report.rehearsal,
        posts=[_entry(each) for each in report.standings],
        broken=list(report.broken),
        frozen=freezes_json(report.freezes),
        last_tick=_instant(report.last_tick),
        next_due=_instant(report.next_due),
        silence_seconds=silent_for,
        silent=report.silent,
        waiting=list(report.waiting),
        due_to_live=_due_to_live(report.punctual),
        bill=bill_json(report.bill) if report.bill else None,
    )


def _due_to_live(found: Punctuality | None) -> dict[str, object] | None:
    if found is None:
        return None
    return {
        "days": 30,
        "posts": found.posts,
        "median_seconds": round(found.median.total_seconds(), 3),
        "worst_seconds": round(found.longest.total_seconds(), 3),
        "worst": str(found.worst),
    }


def _entry(each: Standing) -> dict[str, object]:
    return {
        "key": str(each.key),
        "post": each.key.name,
        "account": each.key.account,
        "part": each.key.part,
        "path": each.path,
        "state": each.verb.value,
        "reason": each.reason,
        "due": _instant(each.due),
        "until": _instant(each.until),
        "link": each.link,
        "may_be_live": each.may_be_live,
        "settle": list(each.settle),
        "read_back": each.read_back or None,
    }


def _instant(at: datetime | None) -> str | None:
    return at.isoformat() if at else None


def change_shown(change: FreezeChange, form: str) -> str:
    """The change as ``text`` or ``json``."""
    return change_json(change) if form == "json" else change_text(change)


def change_text(change: FreezeChange) -> str:
    """What was done and how long it took; then what is frozen now."""
    freeze = change.kind is EventKind.FREEZE
    verb, state = ("frozen", "frozen already") if freeze else ("thawed", "not frozen")
    lines = []
    if change.done:
        how = ", by the forge's job" if change.by_job else ""
        took = f"in {change.seconds:.1f} s{how}"
        lines.append(f"{verb}: {', '.join(change.done)} ({took})")
    lines += [f"{scope} is {state}: nothing was written" for scope in change.already]
    lines += [
        f"{scope} stays frozen: {encode_terminal(reason)}"
        for scope, reason in change.refused
    ]
    lines += [
        f"no merged post is {scope}: is it spelled so?" for scope in change.nameless
    ]
    if change.done and not freeze:
        lines.append(THEN)
    return "".join(f"{line}\n" for line in [*lines, *freezes_lines(change.freezes)])


THEN = "what came due meanwhile does not go out by itself: see `mergecast thaw --plan`"


def freezes_lines(freezes: Sequence[Freeze], now: datetime | None = None) -> list[str]:
    """What is frozen now, the oldest first."""
    if not freezes:
        return ["nothing is frozen now"]
    each = (encode_terminal(_freeze(one, now)) for one in freezes)
    return ["frozen now:", *(f"  {one}" for one in each)]


def _freeze(one: Freeze, now: datetime | None) -> str:
    until = ""
    if one.until is not None:
        over = now is not None and one.until <= now
        until = f", until {clock(one.until)}"
        until += ", which has passed: only `mergecast thaw` ends it" if over else ""
    whose = f" for {one.incident}" if one.incident else ""
    return f"{one.scope}  since {clock(one.at)} by {one.by}{whose}{until}: {one.reason}"


def change_json(change: FreezeChange) -> str:
    """The change as JSON."""
    return encode_document(
        action=change.kind.value,
        done=list(change.done),
        already=list(change.already),
        seconds=round(change.seconds, 3),
        frozen=freezes_json(change.freezes),
        refused=[
            {"scope": scope, "reason": reason} for scope, reason in change.refused
        ],
        by_job=change.by_job,
        nameless=list(change.nameless),
    )


def freezes_json(freezes: Sequence[Freeze]) -> list[dict[str, str | None]]:
    """What is frozen now, as JSON values."""
    return [
        {
            "scope": one.scope,
            "reason": one.reason,
            "by": one.by,
            "at": one.at.isoformat(),
            "until": _instant(one.until),
        }
        for one in freezes
    ]
