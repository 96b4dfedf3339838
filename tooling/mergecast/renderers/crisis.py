"""How an incident stands: its clocks, whom to call, what to do next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from mergecast.crisis.clocks import Clock
from mergecast.incidents.history import History
from mergecast.model.crisis import Playbook
from mergecast.model.freeze import Freeze
from mergecast.model.spoken import clock, span
from mergecast.people.duty import OnDuty
from mergecast.renderers.encoders.ascii_json import encode_document
from mergecast.renderers.encoders.terminal import encode_terminal

_BACKUPS = 2
"""Whom a line names after somebody: who reads it in a crisis calls the next one."""


_RETRO = "record"
"""The phase whose clock runs once an incident is closed, and no other."""


@dataclass(frozen=True, slots=True)
class Called:
    """A role that is told, and who can be reached, the best first."""

    role: str
    within: timedelta
    people: Sequence[OnDuty]


@dataclass(frozen=True, slots=True)
class CrisisReport:
    """One incident; None where none or several are open (``others``).

    ``seconds`` is how long it took to freeze, where that was done just now; ``note`` is
    what whoever did the last step should know.
    """

    now: datetime
    history: History | None
    clocks: Sequence[Clock] = ()
    called: Sequence[Called] = ()
    freezes: Sequence[Freeze] = ()
    playbook: Playbook | None = None
    seconds: float | None = None
    trouble: str = ""
    note: str = ""
    others: Sequence[History] = ()


def crisis_text(report: CrisisReport, *, color: bool = False) -> str:
    """For people, red where something is late."""
    lines = [*_lines(report, color=color)]
    return "".join(f"{line}\n" for line in lines)


def _lines(report: CrisisReport, *, color: bool) -> Iterator[str]:
    history = report.history
    if history is None:
        names = ", ".join(one.id for one in report.others)
        yield f"open: {names}" if names else "no incident is open"
        for one in report.others:
            said = f"{one.id}: level {one.level or 'not known'}: {one.summary}"
            yield f"  {encode_terminal(said)}"
        if report.others:
            yield f"clocks of one: mergecast crisis status {report.others[0].id}"
        return
    state = "open" if history.is_open else "closed"
    level = f", level {history.level}" if history.level else ""
    yield encode_terminal(f"{history.id}: {state}{level}: {history.summary}")
    yield f"opened {clock(history.opened)} by {encode_terminal(history.steps[0].by)}"
    if report.seconds is not None:
        yield f"frozen and on record in {report.seconds:.1f} s"
    scopes = dict.fromkeys(one.scope for one in report.freezes)
    yield f"frozen: {', '.join(scopes) or 'nothing'}"
    if report.trouble:
        yield encode_terminal(f"the workspace cannot be read: {report.trouble}")
    if report.note:
        yield encode_terminal(f"note    {report.note}")
    for each in report.clocks:
        if history.is_open or each.done or each.name == _RETRO:
            yield _clock(each, report.now, color=color)
    for role in report.called if history.is_open else ():
        yield encode_terminal(_call(role))
    yield from map(encode_terminal, _next(report))


def _clock(each: Clock, now: datetime, *, color: bool) -> str:
    left = each.left(now)
    if each.done is not None:
        took = "late by" if left < timedelta(0) else "in time, with"
        said = f"done    {each.name} ({each.owner}): {took} {span(abs(left))}"
        return said if left < timedelta(0) else f"{said} left"
    if left < timedelta(0):
        backup = f"; call {each.backup}" if each.backup else ""
        said = f"LATE    {each.name} ({each.owner}): {span(abs(left))} over{backup}"
        return f"\x1b[31m{said}\x1b[0m" if color else said
    return f"running {each.name} ({each.owner}): {span(left)} left, {clock(each.due)}"


def _call(called: Called) -> str:
    people = [_person(one) for one in called.people[:3]]
    who = "; ".join(people) or "nobody holds it"
    return f"call    {called.role} within {span(called.within)}: {who}"


def _person(one: OnDuty) -> str:
    name = f"{one.member.name} ({one.duty}, {one.local:%H:%M} there"
    backups = ", ".join(each.name for each in one.backups[:_BACKUPS])
    return name + (f", then {backups})" if backups else ")")


def _next(report: CrisisReport) -> Iterator[str]:
    history = report.history
    if history is None or report.playbook is None:
        return
    open_ = [one.name for one in report.clocks if one.done is None]
    left = [one for one in report.playbook.phases if one in open_]
    name = next((one for one in left if history.is_open or one == _RETRO), None)
    if name is not None:
        for what in report.playbook.phases[name].do:
            yield f"next    {name}: {what}"


def crisis_json(report: CrisisReport) -> str:
    """The report as JSON; response times in seconds."""
    history = report.history
    if history is None:
        return encode_document(
            now=report.now.isoformat(),
            incident=None,
            open=[one.id for one in report.others],
        )
    return encode_document(
        now=report.now.isoformat(),
        incident=history.id,
        open=history.is_open,
        level=history.level,
        playbook=history.playbook,
        summary=history.summary,
        opened=history.opened.isoformat(),
        closed=_instant(history.closed),
        frozen=list(dict.fromkeys(one.scope for one in report.freezes)),
        seconds_to_frozen=report.seconds,
        note=report.note or None,
        clocks=[_entry(each, report, history) for each in report.clocks],
        call=[
            {
                "role": one.role,
                "within_seconds": int(one.within.total_seconds()),
                "people": [
                    {
                        "member": each.member.key,
                        "duty": each.duty.value,
                        "awake": each.awake,
                        "backups": [own.key for own in each.backups],
                    }
                    for each in one.people
                ],
            }
            for one in report.called
        ],
    )


def _entry(each: Clock, report: CrisisReport, history: History) -> dict[str, object]:
    took = (each.done - history.opened).total_seconds() if each.done else None
    return {
        "clock": each.name,
        "owner": each.owner,
        "backup": each.backup,
        "due": each.due.isoformat(),
        "done": _instant(each.done),
        "response_seconds": took,
        "left_seconds": each.left(report.now).total_seconds(),
        "breached": each.breached(report.now),
    }


def _instant(at: datetime | None) -> str | None:
    return at.isoformat() if at else None


def scorecard(report: CrisisReport) -> str:
    """Of the clocks of a drill: which were met, and how many of all."""
    lines = [_clock(each, report.now, color=False) for each in report.clocks]
    met = sum(
        not one.breached(report.now) and one.done is not None for one in report.clocks
    )
    left = sum(one.done is None for one in report.clocks)
    if report.playbook is not None:
        day = f"{report.now:%Y-%m-%d}"
        lines.append(f"record  write `drilled: {day}` into {report.playbook.path}")
    lines.append(f"score   {met} of {len(report.clocks)} in time, {left} not done")
    return "".join(f"{line}\n" for line in lines)
