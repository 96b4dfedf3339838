"""A span of days that was rehearsed: what would go out when, and what would not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from mergecast.dispatch.decision import Decision, Verb
from mergecast.dispatch.tick import TickReport
from mergecast.dispatch.world import Step
from mergecast.model.key import Key
from mergecast.model.moments import zone
from mergecast.model.spoken import clock
from mergecast.renderers.cells import graphemes
from mergecast.renderers.encoders.ascii_json import encode_document
from mergecast.renderers.encoders.terminal import encode_terminal
from mergecast.renderers.tick import still

HEADER = (
    "REHEARSAL: `live: false` in mergecast.yaml. Nothing reaches X, and nothing of "
    "this is kept"
)
_LONGEST = 60
_GOES_OUT = frozenset({"posted", "deleted"})


@dataclass(frozen=True, slots=True)
class Moment:
    """What was done with one part, and when that would be."""

    at: datetime
    step: Step


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """A walk from ``began`` to ``ended``.

    ``last`` is how things stand at the end; ``words`` are those of each part, and
    ``reasons`` why it had to wait; ``zones`` are of accounts, by key; ``note`` is what
    to know of the set-up.
    """

    began: datetime
    ended: datetime
    moments: Sequence[Moment]
    last: TickReport
    words: Mapping[Key, str] = field(default_factory=dict)
    reasons: Mapping[Key, str] = field(default_factory=dict)
    zones: Mapping[str, str] = field(default_factory=dict)
    note: str = ""


def rehearsed_text(report: Rehearsed) -> str:
    """A line for each thing that would happen, in its account's zone."""
    lines = [HEADER, f"from {clock(report.began)} to {clock(report.ended)}", ""]
    lines += [line for each in report.moments for line in _moment(each, report)]
    left = _left(report)
    lines += [_standing(each) for each in left]
    lines += [
        f"broken   {encode_terminal(path)}: run `mergecast check`"
        for path in report.last.broken
    ]
    if not report.moments and not left and not report.last.broken:
        lines.append("nothing is due")
    lines += [f"note: {encode_terminal(report.note)}"] if report.note else []
    return "".join(f"{line}\n" for line in lines)


def _moment(each: Moment, report: Rehearsed) -> list[str]:
    step = each.step
    place = report.zones.get(str(step.key.account), "UTC")
    day = f"{each.at.astimezone(zone(place)):%a}"
    line = f"{day} {clock(each.at, place)}  {step.what:<8} {step.key}"
    if step.what not in _GOES_OUT:
        # Nothing is there to be settled after a rehearsal that is not kept.
        why = report.reasons.get(step.key) or step.detail.partition(". To settle")[0]
        return [f"{line}  {encode_terminal(why)}"]
    words = " ".join(report.words.get(step.key, "").split())
    return [line, *([f"    {encode_terminal(_cut(words))}"] if words else [])]


def _cut(words: str) -> str:
    shown = [character for character, _ in graphemes(words)]
    return words if len(shown) <= _LONGEST else "".join(shown[: _LONGEST - 1]) + "…"


def _left(report: Rehearsed) -> list[Decision]:
    """What would be due by then and would still not be out."""
    told = {each.step.key.name for each in report.moments}
    return [each for each in still(report.last) if each.target.post.name not in told]


def _standing(each: Decision) -> str:
    due = f"  due {clock(each.due)}" if each.due else ""
    name = f"{each.target.post.name}@{each.target.account.key}"
    verb = "not out" if each.verb is Verb.WAIT else each.verb.value
    return f"{verb:<8} {name}{due}  {encode_terminal(each.reason)}"


def rehearsed_json(report: Rehearsed) -> str:
    """The walk as JSON."""
    return encode_document(
        rehearsal=True,
        began=report.began.isoformat(),
        ended=report.ended.isoformat(),
        note=report.note,
        steps=[
            {
                "at": each.at.isoformat(),
                "key": str(each.step.key),
                "what": each.step.what,
                "detail": each.step.detail,
                "text": report.words.get(each.step.key),
            }
            for each in report.moments
        ],
        left=[
            {
                "post": each.target.post.name,
                "account": each.target.account.key,
                "part": each.part,
                "decision": each.verb.value,
                "reason": each.reason,
                "due": each.due.isoformat() if each.due else None,
            }
            for each in _left(report)
        ],
        broken=list(report.last.broken),
    )
