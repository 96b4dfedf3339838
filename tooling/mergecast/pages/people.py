"""Who is on duty now, who is away, and whether somebody is there at every hour."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from mergecast.pages.desk import Coverage, There, Turn
from mergecast.pages.facts import Site
from mergecast.pages.markup import NOTHING, Markup, fill, join
from mergecast.pages.times import day_and_time, instant
from mergecast.pages.words import day_of_year, weekday
from mergecast.people.coverage import Cell, DayRow

_NEXT = 6
"""Turns that are told ahead."""

_GAPS = 12
"""How many gaps are said one by one."""


def people(site: Site) -> Markup:
    """Duty, absences and the map of the week."""
    desk = site.desk
    return fill(
        "people",
        title=site.say("People"),
        duty=_duty(site),
        next=_next(site),
        absent=_absent(site),
        coverage=_coverage(site, desk.coverage) if desk.coverage else NOTHING,
    )


def _duty(site: Site) -> Markup:
    """Each turn of the next days; a script shows the one that is now."""
    turns = site.desk.turns
    return fill(
        "duty",
        title=site.say("On duty now"),
        unknown=site.say("not known: these pages were made too long ago"),
        turns=join(_turn(site, each, now=n == 0) for n, each in enumerate(turns))
        if turns
        else fill("none", text=site.say("nobody, or nobody wrote down who works when")),
    )


def _next(site: Site) -> Markup:
    """Who comes after whom, in a line each."""
    if len(site.desk.turns) < 2:
        return NOTHING
    lines = (
        fill(
            "next-turn",
            start=day_and_time(site, each.start),
            kind="somebody" if each.people else "alone",
            names=", ".join(_named(site, one) for one in each.people)
            or site.say("nobody"),
        )
        for each in site.desk.turns[1 : 1 + _NEXT]
    )
    return fill("next", title=site.say("Then"), turns=join(lines))


def _named(site: Site, there: There) -> str:
    """A name; for whom no shift is written, why they are there."""
    if there.shift:
        return there.name
    return f"{there.name} ({site.say(there.duty)})"


def _turn(site: Site, turn: Turn, *, now: bool) -> Markup:
    there = [_there(site, each) for each in turn.people]
    return fill(
        "turn",
        classes="turn is-now" if now else "turn",
        start=instant(turn.start),
        end=instant(turn.end),
        from_=day_and_time(site, turn.start),
        to=day_and_time(site, turn.end),
        alone=_alone(site, turn),
        people=join(there),
    )


def _alone(site: Site, turn: Turn) -> Markup:
    """That nobody is there, or nobody by a shift where there should be, and how long.

    What is special about that day says why, mostly: a public holiday.
    """
    gaps = site.desk.coverage.gaps if site.desk.coverage else ()
    within = (end for start, end in gaps if start <= turn.start < end)
    until = next(within, None if turn.people else turn.end)
    if until is None:
        return NOTHING
    day = turn.start.astimezone(site.zone).date()
    notes = ", ".join(each.name for each in site.desk.notes.get(day, ()))
    return fill(
        "alone",
        text=site.say("nobody on a shift" if turn.people else "nobody"),
        until=site.say("until"),
        when=day_and_time(site, until),
        day=f"· {notes}" if notes else "",
    )


def _there(site: Site, there: There) -> Markup:
    more = [site.say(there.duty), there.shift]
    if there.instead_of:
        more.append(site.say("for {name}", name=there.instead_of))
    return fill(
        "there",
        initial=there.name[:1].upper(),
        tone=f"tone-{sum(there.name.encode()) % 6}",
        name=there.name,
        told=" · ".join(filter(None, more)),
        zone=there.zone,
    )


def _absent(site: Site) -> Markup:
    if not site.desk.absent:
        return NOTHING
    rows = (
        fill(
            "absent",
            name=each.name,
            told=site.say("until {day}", day=each.until),
            instead=site.say("{name} stands in", name=each.stand_in)
            if each.stand_in
            else site.say("nobody stands in"),
        )
        for each in site.desk.absent
    )
    return fill("away", title=site.say("Away"), rows=join(rows))


def _coverage(site: Site, coverage: Coverage) -> Markup:
    return fill(
        "coverage",
        title=site.say("Hour by hour"),
        told=site.say(
            "how many are there, by the clocks of {zone}", zone=coverage.zone
        ),
        day=site.say("Day"),
        hours=join(fill("hour", hour=f"{hour:02}") for hour in range(24)),
        rows=join(_row(site, row) for row in coverage.days),
        missing=site.say("nobody, and somebody should be"),
        gaps=_gaps(site, coverage),
    )


def _row(site: Site, row: DayRow) -> Markup:
    day = date.fromisoformat(row.day)
    name = f"{weekday(site.language, day)} {day_of_year(site.language, day)}"
    cells = join(_cell(site, each) for each in row.cells)
    return fill("coverage-row", name=name, cells=cells)


def _cell(site: Site, cell: Cell) -> Markup:
    if cell.there is None:
        return fill("heat", warmth="none", count="")
    if cell.missing:
        return fill("heat-missing", text=site.say("missing"))
    return fill("heat", warmth=str(min(cell.there, 3)), count=str(cell.there))


def _gaps(site: Site, coverage: Coverage) -> Markup:
    if not coverage.gaps:
        return fill(
            "fine", text=site.say("Somebody is there whenever somebody has to be")
        )
    return fill(
        "gaps",
        title=site.say("Nobody is there"),
        lines=join(_gap_lines(site, coverage)),
    )


def _gap_lines(site: Site, coverage: Coverage) -> Iterator[Markup]:
    for start, end in coverage.gaps[:_GAPS]:
        yield fill("gap", from_=day_and_time(site, start), to=day_and_time(site, end))
    rest = len(coverage.gaps) - _GAPS
    if rest > 0:
        yield fill("none", text=site.say("and {count} more", count=str(rest)))
