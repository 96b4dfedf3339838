"""A plan for people and for machines: what happens to each target now, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from mergecast.dispatch.decision import Decision, Verb
from mergecast.dispatch.target import keys
from mergecast.model.moments import zone
from mergecast.model.spoken import clock, distance
from mergecast.renderers.encoders.ascii_json import encode_document
from mergecast.renderers.encoders.terminal import encode_terminal

if TYPE_CHECKING:
    from mergecast.dispatch.bill import Bill

_MARK = {
    Verb.PUBLISH: "->",
    Verb.RETRACT: "<-",
    Verb.WAIT: "..",
    Verb.FROZEN: "**",
    Verb.HOLD: "!!",
    Verb.DONE: "ok",
    Verb.MISSED: "!!",
    Verb.MANUAL: "by",
    Verb.CANCELLED: "xx",
    Verb.UNKNOWN: "??",
}
_COLOUR = {
    Verb.PUBLISH: "36",
    Verb.RETRACT: "31",
    Verb.WAIT: "2",
    Verb.FROZEN: "34",
    Verb.HOLD: "33",
    Verb.DONE: "32",
    Verb.MISSED: "33",
    Verb.MANUAL: "35",
    Verb.CANCELLED: "2",
    Verb.UNKNOWN: "31",
}


@dataclass(frozen=True, slots=True)
class PlanReport:
    """The decisions of one look, and what could not be decided about.

    ``commit`` is what was read; ``broken`` are files that hold no readable post;
    ``notes`` is what is worth knowing of the policy that approvals are judged by, and
    ``bill`` what the month comes to, where that was asked.
    """

    now: datetime
    commit: str
    decisions: Sequence[Decision]
    broken: Sequence[str] = ()
    notes: Sequence[str] = ()
    bill: Bill | None = None


def plan_text(
    report: PlanReport, *, colour: bool = False, with_costs: bool = False
) -> str:
    """The plan, one target a line, the soonest first.

    ``with_costs``: below each what sending it takes, and at the end what all does.
    """
    lines: list[str] = []
    for each in _ordered(report):
        lines.append(_line(each, report.now, colour=colour))
        if with_costs:
            lines += _costs(each)
    lines += [
        encode_terminal(f"!! {path}: no readable post; run `mergecast check {path}`")
        for path in report.broken
    ]
    if not lines:
        lines = ["nothing is due, and nothing waits"]
    if with_costs:
        lines += _costs_in_all(report.decisions)
    if report.bill is not None:
        from mergecast.renderers.bill import bill_lines  # noqa: PLC0415 - seldom

        lines += bill_lines(report.bill)
    lines += [f"note: {encode_terminal(note)}" for note in report.notes]
    return "\n".join(lines) + "\n"


def _costs(each: Decision) -> list[str]:
    from mergecast.dispatch.costs import still_to_go  # noqa: PLC0415 - decimal numbers, seldom
    from mergecast.renderers.costs import costs  # noqa: PLC0415 - decimal numbers, seldom

    charges = still_to_go(each)
    return [f"             {costs(charges)}"] if charges else []


def _costs_in_all(decisions: Sequence[Decision]) -> list[str]:
    from mergecast.dispatch.costs import in_all  # noqa: PLC0415 - decimal numbers, seldom
    from mergecast.renderers.costs import costs  # noqa: PLC0415 - decimal numbers, seldom

    charges = in_all(decisions)
    return [f"in all, what is still to go out {costs(charges)}"] if charges else []


def _line(each: Decision, now: datetime, *, colour: bool) -> str:
    target = each.target
    count = len(list(keys(target)))
    part = f" part {each.part} of {count}" if count > 1 else ""
    name = f"{target.post.name}@{target.account.key}{part}"
    when = _when(each, now)
    mark = f"{_MARK[each.verb]} {each.verb:<9}"
    if colour:
        mark = f"\033[{_COLOUR[each.verb]}m{mark}\033[0m"
    text = f"{name}  {when}  {each.reason}" if when else f"{name}  {each.reason}"
    return f"{mark} {encode_terminal(text)}"


def _when(each: Decision, now: datetime) -> str:
    if each.due is None:
        return ""
    place = each.target.schedule.zone or "UTC"
    day = f"{each.due.astimezone(zone(place)):%a}"
    return f"{day} {clock(each.due, place)} ({distance(each.due - now)})"


def plan_json(report: PlanReport) -> str:
    """The plan as JSON."""
    from mergecast.dispatch.costs import in_all  # noqa: PLC0415 - decimal numbers, seldom
    from mergecast.networks.charges import decimal, total  # noqa: PLC0415 - decimal numbers, seldom

    decisions = [_entry(each) for each in _ordered(report)]
    return encode_document(
        now=report.now.isoformat(),
        commit=report.commit,
        decisions=decisions,
        broken=list(report.broken),
        cost_usd=decimal(total(in_all(report.decisions))),
        bill=_bill(report.bill),
        notes=list(report.notes),
    )


def _entry(each: Decision) -> dict[str, object]:
    from mergecast.dispatch.costs import still_to_go  # noqa: PLC0415 - decimal numbers, seldom
    from mergecast.networks.charges import decimal, total  # noqa: PLC0415 - decimal numbers, seldom
    from mergecast.renderers.costs import charges_json  # noqa: PLC0415 - decimal numbers, seldom

    charges = still_to_go(each)
    target = each.target
    whole = list(keys(target))
    return {
        "key": str(whole[each.part - 1]),
        "post": target.post.name,
        "account": target.account.key,
        "part": each.part,
        "parts": len(whole),
        "path": target.post.path,
        "decision": each.verb.value,
        "reason": each.reason,
        "due": each.due.isoformat() if each.due else None,
        "until": each.until.isoformat() if each.until else None,
        "zone": target.schedule.zone,
        "payload": target.digest,
        "cost_usd": decimal(total(charges)),
        "charges": charges_json(charges),
    }


def _ordered(report: PlanReport) -> list[Decision]:
    far = datetime.max.replace(tzinfo=report.now.tzinfo)
    return sorted(
        report.decisions,
        key=lambda each: (
            each.due or each.target.schedule.until or far,
            each.target.post.name,
            each.target.account.key,
        ),
    )


def _bill(bill: Bill | None) -> object:
    if bill is None:
        return None
    from mergecast.renderers.bill import bill_json  # noqa: PLC0415 - seldom

    return bill_json(bill)
