"""The mix of each account, for people and for programs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from mergecast.planning.days import Days
from mergecast.planning.mix import Drift, Mix, Share
from mergecast.renderers.encoders.ascii_json import encode_document
from mergecast.renderers.encoders.terminal import encode_terminal

_WIDTH = 25
"""Cells of a gauge: one for every four per cent."""


@dataclass(frozen=True, slots=True)
class MixReport:
    """The mixes of some days; ``live`` has what is live of them, by account."""

    shown: Days
    mixes: Sequence[Mix]
    live: Mapping[str, Mix] = field(default_factory=dict)


def mix_text(report: MixReport, *, colour: bool) -> str:
    """A gauge for each share, with what was agreed and what is missing."""
    first, last = report.shown.first, report.shown.last
    lines = [f"{first} to {last}"]
    if not report.mixes:
        lines.append("nothing is planned in these days, and nothing went out")
    for each in report.mixes:
        lines += ["", encode_terminal(each.account)]
        for share in (each.planned, *each.buckets):
            lines.append(_line(share, colour=colour))
        lines += _unsorted(each)
        lines += _more(each, report.live.get(each.account))
    return "\n".join(lines) + "\n"


def _more(mix: Mix, live: Mix | None) -> Iterator[str]:
    """Slots that stand for what is to come, and what went out so far."""
    if mix.room:
        slots = "1 slot" if mix.room == 1 else f"{mix.room} slots"
        yield f"  {slots} kept free and still to be had: counted as reactive"
    if live is not None and live.planned.of != mix.planned.of - mix.room:
        told = (f"{each.name} {each.percent:.0f} %" for each in live.shares)
        yield f"  live so far, {live.planned.of}: {', '.join(told)}"


def _line(share: Share, *, colour: bool) -> str:
    agreed = f"{share.agreed.least}-{share.agreed.most} %"
    told = _told(share)
    if colour:
        told = f"\033[{'32' if share.drift is Drift.FINE else '33'}m{told}\033[0m"
    count = f"{share.count}/{share.of}"
    return (
        f"  {share.name:<10} {_gauge(share)} {share.percent:>4.0f} %  "
        f"{count:>7}  agreed {agreed:<9} {told}"
    )


def _gauge(share: Share) -> str:
    """Filled as far as it is; what was agreed lies between the bars."""
    filled = round(share.percent * _WIDTH / 100)
    cells = ["#" if each < filled else "." for each in range(_WIDTH)]
    low = min(_WIDTH - 1, share.agreed.least * _WIDTH // 100)
    high = min(_WIDTH - 1, share.agreed.most * _WIDTH // 100)
    for place in (low, high):
        cells[place] = "|"
    return f"[{''.join(cells)}]"


def _told(share: Share) -> str:
    if share.drift is Drift.FINE:
        return "fine"
    count = abs(share.posts)
    word = "more" if share.drift is Drift.LESS else "fewer"
    return f"{count} {word}"


def _unsorted(mix: Mix) -> Iterator[str]:
    if mix.unsorted:
        names = encode_terminal(", ".join(mix.unsorted))
        yield f"  without a bucket: {names}"


def mix_json(report: MixReport) -> str:
    """The mixes as JSON; ``posts`` is how many more (or fewer) would be in order."""
    return encode_document(
        first=report.shown.first.isoformat(),
        last=report.shown.last.isoformat(),
        accounts=[
            {**mix_value(each), "live": _live(report.live.get(each.account))}
            for each in report.mixes
        ],
    )


def mix_value(mix: Mix) -> dict[str, object]:
    """The mix of one account; ``room`` are slots that are kept free."""
    return {
        "account": mix.account,
        "planned": _share(mix.planned),
        "buckets": [_share(share) for share in mix.buckets],
        "without_bucket": list(mix.unsorted),
        "room": mix.room,
    }


def _live(mix: Mix | None) -> dict[str, object] | None:
    """The mix of what is live of it; None where nothing is."""
    if mix is None:
        return None
    return {
        "planned": _share(mix.planned),
        "buckets": [_share(share) for share in mix.buckets],
    }


def _share(share: Share) -> dict[str, object]:
    return {
        "name": share.name,
        "count": share.count,
        "of": share.of,
        "percent": round(share.percent, 1),
        "least": share.agreed.least,
        "most": share.agreed.most,
        "drift": share.drift.value,
        "posts": share.posts,
    }
