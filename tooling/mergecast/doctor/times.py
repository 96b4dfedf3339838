"""What starts the runs, when the last one was, and whether the clock is right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from mergecast.doctor.facts import Facts, Record, Seen
from mergecast.doctor.said import Said, fail, ok, unknown, warn
from mergecast.model.guards import Run, Site
from mergecast.model.health import Away
from mergecast.model.spoken import span

_OUTSIDE = {
    "repository_dispatch": "a call from outside",
    "workflow_dispatch": "a button, or a call from outside",
}
"""What starts a run other than the forge's own clock and people's pushes."""

_HERE = "local:"
"""How a run names itself that is no job of a forge."""

_OURS = "publish.yml"
"""Whose runs the forge was asked for; a team's own workflow may have that name, too."""

_ILL = frozenset({"failure", "startup_failure", "timed_out"})
"""How jobs end that did not do their work."""

_SPAN = timedelta(days=3)
_TWICE = 2
_DAY = timedelta(hours=26)
"""Once a day, and two hours for a day that begins late."""

_STALE = Away("this clone may not have the newest record (--offline)")

_LATE = timedelta(seconds=5)
_WRONG = timedelta(minutes=2)
_RECIPES = "a phone, a NAS, a cloud's cron: see mergecast's docs/how-to/triggers.md"


def second_trigger(facts: Facts) -> Iterator[Said]:
    """Whether something else than the forge's cron starts runs: it is often late."""
    if not facts.real:
        yield ok("samples need none")
        return
    found, away = _seen(facts)
    if len(found) >= _TWICE:
        last = max(found)
        times = f"{len(found)} times in the last {_SPAN.days} days"
        yield ok(f"{times}, the last {span(facts.now - last[0])} ago: {last[1]}")
    elif away is not None:
        yield unknown("whether a clock outside of the forge starts runs", away)
    elif found:
        yield warn(
            f"one run in {_SPAN.days} days was started from outside: {found[0][1]}",
            f"let it call every day; {_RECIPES}",
        )
    elif _nothing_yet(facts):
        yield warn(
            "there was no run yet, so no clock outside of the forge was seen",
            f"set one up, then look again; {_RECIPES}",
        )
    else:
        yield fail(
            f"nothing but the forge's own clock started a run in {_SPAN.days} days, and"
            " it can be hours late, or not come at all",
            _RECIPES,
        )


def _seen(facts: Facts) -> tuple[list[tuple[datetime, str]], Away | None]:
    """Runs that were started from outside, and why some may be unseen."""
    since = facts.now - _SPAN
    found: list[tuple[datetime, str]] = []
    away: Away | None = None
    if isinstance(facts.record, Record):
        found += [
            (at, "a machine of your own")
            for at, run in facts.record.runs
            if run.startswith(_HERE)
        ]
    elif isinstance(facts.record, Away):
        away = facts.record
    if not facts.online:
        away = _STALE
    runs = _runs(facts)
    if isinstance(runs, Away):
        away = runs
    else:
        found += [
            (run.at, _OUTSIDE[run.event]) for run in runs if run.event in _OUTSIDE
        ]
    return [each for each in found if each[0] >= since], away


def _runs(facts: Facts) -> Sequence[Run] | Away:
    """The forge's runs of our workflow; none where that name is of another one."""
    site = facts.site
    if isinstance(site, Away):
        return site
    if site is None or _OURS not in facts.files.workflows:
        return ()
    return site.runs


def _nothing_yet(facts: Facts) -> bool:
    """Whether no run of any kind was ever seen."""
    runs = _runs(facts)
    seen = isinstance(facts.record, Record) and facts.record.last is not None
    return not (seen or runs)


def last_run(facts: Facts) -> Iterator[Said]:
    """When a run was last recorded, and whether the forge's newest ended well."""
    yield from _recorded(facts)
    runs = _runs(facts)
    ended = [] if isinstance(runs, Away) else [run for run in runs if run.ended]
    newest = max(ended, key=lambda run: run.at, default=None)
    if newest is not None and newest.ended in _ILL:
        yield warn(
            f"the newest job of {_OURS}, {span(facts.now - newest.at)} ago, ended"
            f" as '{newest.ended}'",
            "see its log under Actions; status 4 means that a person must look, and"
            " posts go on",
        )


def _recorded(facts: Facts) -> Iterator[Said]:
    """Quiet runs are recorded once an hour."""
    record = facts.record
    if isinstance(record, Away):
        yield unknown("when the last run was", record)
        return
    last = record.last if isinstance(record, Record) else None
    if last is None:
        yield ok("none is on record yet")
        return
    age = facts.now - last
    shown = f"{span(age)} ago"
    fix = "see why none comes: `mergecast status`, and the forge's list of runs"
    if age > _DAY and not facts.online:
        yield unknown(f"the last run that this clone knows was {shown}", _STALE)
    elif age > _SPAN and facts.real:
        yield fail(f"{shown}: nothing publishes", fix)
    elif age > _DAY:
        yield warn(shown, fix)
    elif age < -_WRONG:
        yield warn(
            f"the last run is {span(-age)} ahead of this clock",
            "set the clock of the machine that is wrong",
        )
    else:
        yield ok(shown)


def clock(facts: Facts) -> Iterator[Said]:
    """How far this clock is from the forge's or the network's."""
    dates = [*_dates(facts)]
    if not dates:
        away = facts.site if isinstance(facts.site, Away) else None
        reason = away.reason if away else "nobody was asked for the time"
        yield unknown("whether this clock is right", Away(reason))
        return
    for name, there, here in dates:
        off = here - there
        words = "ahead of" if off > timedelta() else "behind"
        shown = f"{abs(off).total_seconds():.0f} s {words} {name}"
        fix = "set this machine's clock by the network (NTP)"
        if abs(off) > _WRONG:
            yield fail(f"{shown}: signatures are refused, and posts go out wrong", fix)
        elif abs(off) > _LATE:
            yield warn(shown, fix)
        else:
            yield ok(f"right, by {name}")


def _dates(facts: Facts) -> Iterator[tuple[str, datetime, datetime]]:
    site = facts.site
    if isinstance(site, Site) and not isinstance(site.home, Away) and site.home.date:
        yield "GitHub", *site.home.date
        return
    for keys in () if isinstance(facts.keys, Away) else facts.keys:
        if isinstance(keys.seen, Seen) and keys.seen.date:
            yield "X", *keys.seen.date
            return
