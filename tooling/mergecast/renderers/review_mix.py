"""What a branch does to the mix of the calendar, in the comment and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mergecast.planning.mix import Drift, Share
from mergecast.renderers.encoders.markdown import encode_code
from mergecast.review.mixture import Shift

_MOST = 12


def mix_markdown(shifts: Sequence[Shift]) -> Iterator[str]:
    """A line for each share, those that drift away first."""
    if not shifts:
        return
    yield "\n**The mix** (`mergecast calendar mix` shows all of it)\n\n"
    ordered = sorted(shifts, key=lambda each: each.after.drift is Drift.FINE)
    yield from (_line(each) for each in ordered[:_MOST])
    if len(shifts) > _MOST:
        yield f"- and {len(shifts) - _MOST} more\n"


def _line(shift: Shift) -> str:
    share = shift.after
    icon = "✅" if share.drift is Drift.FINE else "⚖️"
    before = f"{_percent(shift.before)} → " if shift.before else ""
    return (
        f"- {icon} {encode_code(shift.account)} in {shift.period}: {share.name} "
        f"{before}**{_percent(share)}** of {share.of}, {_agreed(share)}{_told(share)}\n"
    )


def _percent(share: Share) -> str:
    return f"{share.percent:.0f} %"


def _agreed(share: Share) -> str:
    return f"agreed {share.agreed.least} to {share.agreed.most} %"


def _told(share: Share) -> str:
    if share.drift is Drift.FINE:
        return ""
    return f": {abs(share.posts)} {'more' if share.drift is Drift.LESS else 'fewer'}"


def mix_values(shifts: Sequence[Shift]) -> list[dict[str, object]]:
    """The same for programs."""
    return [
        {
            "account": each.account,
            "period": each.period,
            "name": each.after.name,
            "before": round(each.before.percent, 1) if each.before else None,
            "after": round(each.after.percent, 1),
            "least": each.after.agreed.least,
            "most": each.after.agreed.most,
            "drift": each.after.drift.value,
            "posts": each.after.posts,
        }
        for each in shifts
    ]
