"""The coverage of a rota: a map of hours for people, all of it for programs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from mergecast.model.rota import Rota
from mergecast.model.spoken import from_to, span
from mergecast.model.team import Team
from mergecast.people.coverage import Cell, DayRow, Relay
from mergecast.people.shifts import instant_of
from mergecast.people.staffing import Staffed
from mergecast.people.stretches import Stretch, minutes
from mergecast.renderers.encoders.ascii_json import encode_document
from mergecast.renderers.encoders.terminal import encode_terminal
from mergecast.renderers.report import Look
from mergecast.renderers.table import table


@dataclass(frozen=True, slots=True)
class CoverageReport:
    """Some days of a rota, by the clocks of ``zone``.

    ``short`` are the overlaps that are shorter than the rota asks for. ``shifts`` begin
    on these days. ``unread`` are regions whose public holidays are not known.
    With a ``network`` only those count who know their way around it.
    """

    zone: str
    days: Sequence[DayRow]
    gaps: Sequence[Stretch]
    short: Sequence[Relay]
    shifts: Sequence[Staffed]
    rota: Rota
    team: Team
    unread: Mapping[str, str]
    network: str | None = None


_WARM = ("on blue", "on cyan", "on green")
_MISSING = "bold white on red"
_WHO = "who is on shift"
_SHOWN = 12
"""How many gaps are said one by one."""

Paint = Callable[[str, str], str]


def coverage_text(report: CoverageReport, look: Look) -> str:
    """The map, what its signs mean, who works when, and what is missing."""
    paint = _painter() if look.colour else _plain
    hours = "".join(f"{hour:02d}" if hour % 3 == 0 else "  " for hour in range(24))
    who = f"who is on shift and knows {report.network}" if report.network else _WHO
    lines = [f"{who}, by the clocks of {report.zone}", f"{'':15}{hours}"]
    lines += [_row(row, paint) for row in report.days]
    lines += ["", "1 2 3: people there for the whole hour   ·: nobody   !: missing"]
    lines += ["", *table(_shifts(report))]
    lines += [*_gaps(report), *_short(report)]
    lines += [
        encode_terminal(f"note: public holidays of {region} count as workdays: {why}")
        for region, why in report.unread.items()
    ]
    return "".join(f"{line}\n" for line in lines)


def _row(row: DayRow, paint: Paint) -> str:
    cells = "".join(_cell(each, paint) for each in row.cells)
    return f"{row.weekday} {row.day} {cells}".rstrip()


def _cell(cell: Cell, paint: Paint) -> str:
    if cell.there is None:
        return "  "
    if cell.missing:
        return paint(_MISSING, "! ")
    if not cell.there:
        return "· "
    warmth = _WARM[min(cell.there, len(_WARM)) - 1]
    return paint(warmth, f"{cell.there} " if cell.there < 10 else "9+")


def _plain(style: str, text: str) -> str:
    del style
    return text


def _painter() -> Paint:
    from rich.color import ColorSystem  # noqa: PLC0415 - only colour pays for rich
    from rich.style import Style  # noqa: PLC0415 - only colour pays for rich

    def paint(style: str, text: str) -> str:
        return Style.parse(style).render(text, color_system=ColorSystem.STANDARD)

    return paint


def _shifts(report: CoverageReport) -> list[list[str]]:
    """A line for each shift: its hours, its people, and days on which it differs."""
    rows = []
    for key, shift in report.rota.shifts.items():
        names = [
            member.name
            for name in shift.members
            if (member := report.team.members.get(name)) is not None
        ]
        hours = shift.hours
        times = f"{_time(hours.start)}-{_time(hours.end)} {hours.timezone}"
        rows.append([key, times, ", ".join(names) or "nobody"])
        rows += [["", *said] for said in _unusual(report, key)]
    return rows


def _unusual(report: CoverageReport, key: str) -> list[list[str]]:
    """Days on which a shift is not worked, or by others than usual."""
    found = []
    for each in report.shifts:
        work = each.worked
        usual = set(work.shift.members) & report.team.members.keys()
        if work.shift.key != key or (not work.closed and each.members == usual):
            continue
        there = [report.team.members[name].name for name in sorted(each.members)]
        found.append([f"on {work.day}:", work.closed or ", ".join(there) or "nobody"])
    return found


def _time(minute: int) -> str:
    return f"{minute // 60 % 24:02d}:{minute % 60:02d}"


def _gaps(report: CoverageReport) -> list[str]:
    if not report.rota.cover:
        return ["", "nothing has to be covered: see 'cover' and 'around_the_clock'"]
    if not report.gaps:
        return ["", "somebody is there whenever somebody has to be"]
    total = span(timedelta(minutes=minutes(report.gaps)))
    lines = ["", f"nobody is there for {total}:"]
    for start, end in report.gaps[:_SHOWN]:
        times = from_to(instant_of(start), instant_of(end), report.zone)
        lines.append(f"  {times}")
    more = len(report.gaps) - _SHOWN
    return [*lines, *([f"  and {more} more"] if more > 0 else [])]


def _short(report: CoverageReport) -> list[str]:
    wanted = span(timedelta(minutes=report.rota.overlap))
    lines = []
    for each in report.short:
        there = span(timedelta(minutes=each.minutes)) if each.minutes else "no time"
        before, after = each.before.worked, each.after.worked
        lines.append(
            f"  {before.day}: {before.shift.key} and {after.shift.key}, {there}"
        )
    return [f"there together for less than {wanted}:", *lines] if lines else []


def coverage_json(report: CoverageReport) -> str:
    """The report as JSON; instants are in UTC."""
    return encode_document(
        timezone=report.zone,
        network=report.network,
        overlap_minutes=report.rota.overlap,
        days=[
            {
                "day": row.day,
                "hours": [
                    {"hour": hour, "there": cell.there, "missing": cell.missing}
                    for hour, cell in enumerate(row.cells)
                ],
            }
            for row in report.days
        ],
        gaps=[_stretch(each) for each in report.gaps],
        short_overlaps=[
            {
                "day": each.before.worked.day.isoformat(),
                "before": each.before.worked.shift.key,
                "after": each.after.worked.shift.key,
                "minutes": each.minutes,
            }
            for each in report.short
        ],
        shifts=[_shift(each) for each in report.shifts],
        holidays_unread=dict(report.unread),
    )


def _stretch(stretch: Stretch) -> dict[str, str]:
    start, end = stretch
    return {
        "from": instant_of(start).isoformat(),
        "to": instant_of(end).isoformat(),
    }


def _shift(each: Staffed) -> dict[str, object]:
    work = each.worked
    return {
        "shift": work.shift.key,
        "day": work.day.isoformat(),
        "from": work.start.isoformat(),
        "to": work.end.isoformat(),
        "members": sorted(each.members),
        "closed": work.closed or None,
        "shorter_by_minutes": round(work.change.total_seconds() / 60),
    }
