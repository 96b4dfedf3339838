"""The stand-up of a day: what goes out, who is there, and what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from mergecast.findings import Finding
from mergecast.model.fast_lane import REALTIME
from mergecast.model.spoken import clock
from mergecast.model.team import Team
from mergecast.people.duty import OnDuty
from mergecast.planning.ahead import WeekAhead
from mergecast.planning.timetable import Left
from mergecast.renderers.alarm import linked
from mergecast.renderers.encoders.markdown import encode_code, encode_markdown
from mergecast.renderers.encoders.terminal import encode_terminal
from mergecast.renderers.sections import (
    Encode,
    Section,
    sections_markdown,
    sections_text,
)
from mergecast.renderers.today_ahead import ahead_sections


@dataclass(frozen=True, slots=True)
class Live:
    """A part that went out, and where it is; ``lane``: ``realtime`` is read again."""

    key: str
    at: datetime
    link: str | None
    lane: str = ""


@dataclass(frozen=True, slots=True)
class Coming:
    """A part that goes out, what will happen to it, and why not at its time."""

    key: str
    at: datetime
    verb: str
    reason: str
    path: str | None


@dataclass(frozen=True, slots=True)
class Waiting:
    """A part that waits for a person, and the command that settles it."""

    key: str
    verb: str
    reason: str
    settle: str


@dataclass(frozen=True, slots=True)
class Absent:
    """Somebody who is away, until when, and who is there for them."""

    name: str
    until: str
    stand_in: str | None


@dataclass(frozen=True, slots=True)
class StandUp:
    """All that a stand-up is about. ``until`` is how far it looks ahead.

    ``incidents`` are open ones. ``findings`` are process findings. ``notes`` say what
    is not known. ``ahead`` is the week to come, where that is asked for. ``open`` is
    whether strangers read it: then people, leave and incidents are left out.
    ``kept_free`` is what is left of the slots for what happens.
    """

    now: datetime
    until: datetime
    zone: str
    team: Team
    there: Sequence[OnDuty]
    absent: Sequence[Absent]
    live: Sequence[Live]
    coming: Sequence[Coming]
    waiting: Sequence[Waiting]
    frozen: Sequence[str]
    broken: Sequence[str]
    incidents: Sequence[str]
    findings: Sequence[Finding]
    notes: Sequence[str]
    ahead: WeekAhead | None = None
    open: bool = False
    kept_free: Sequence[Left] = ()


def today_text(report: StandUp) -> str:
    """The stand-up for a terminal."""
    head = f"today, {_when(report)}"
    lines = [head, *sections_text(_sections(report, encode_terminal))]
    return "".join(f"{line}\n" for line in lines)


def today_markdown(report: StandUp) -> str:
    """The stand-up for a chat, an issue or a job's summary."""
    head = f"## Today, {_when(report)}"
    lines = [head, *sections_markdown(_sections(report, encode_markdown))]
    return "".join(f"{line}\n" for line in lines)


def _live(each: Live, encode: Encode) -> str:
    hurried = "  (realtime: read it once more)" if each.lane == REALTIME else ""
    link = linked if encode is encode_markdown else encode
    return link(each.link or "live") + hurried


def _when(report: StandUp) -> str:
    return f"{report.now:%A} {clock(report.now, report.zone)}"


def _sections(report: StandUp, encode: Encode) -> Iterator[Section]:
    code = encode_code if encode is encode_markdown else encode
    if not report.open:
        there = [_there(each, encode) for each in report.there]
        yield Section("on duty", there, "nobody")
        if report.absent:
            yield Section("away", [_absent(each, encode) for each in report.absent])
    yield Section(
        f"goes out until {clock(report.until, report.zone)}",
        [
            f"{clock(each.at, report.zone)}  {code(each.key)}  {each.verb}"
            + (f": {encode(each.reason)}" if each.reason and not report.open else "")
            for each in report.coming
        ],
        "nothing",
    )
    yield Section(
        "went out",
        [f"{code(each.key)}  {_live(each, encode)}" for each in report.live],
        "nothing in the last day",
    )
    if report.kept_free:
        lines = [
            f"{code(each.account)}  {each.free} of {each.of}"
            for each in report.kept_free
        ]
        yield Section("reserved slots left this week", lines)
    yield from _needed(report, encode, code)
    if report.ahead:
        yield from ahead_sections(report.ahead, encode, code)
    if report.notes:
        yield Section("not known", [encode(each) for each in report.notes])


def _needed(report: StandUp, encode: Encode, code: Encode) -> Iterator[Section]:
    """What waits for people, each thing with what settles it."""
    lines = [
        f"{code(each.key)} is {each.verb}"
        # Why may name people, or say what an incident is about.
        + ("" if report.open else f": {encode(each.reason)} -> {code(each.settle)}")
        for each in report.waiting
    ]
    frozen = (_scope(each) if report.open else each for each in report.frozen)
    lines += [f"frozen: {encode(each)}" for each in frozen]
    lines += [
        f"{code(path)} is broken: run `mergecast check`" for path in report.broken
    ]
    if report.open:
        yield Section("waits for a person", lines, "nothing")
        return
    lines += [f"open incident {encode(each)}" for each in report.incidents]
    yield Section("waits for a person", lines, "nothing")
    for owner, findings in by_owner(report.findings):
        yield Section(
            f"to be seen to by {_owner(report.team, owner, encode)}",
            [_finding(each, encode, code) for each in findings],
        )
    if not report.findings:
        yield Section("to be seen to", [], "nothing")


def _scope(frozen: str) -> str:
    """What is frozen, without why."""
    return frozen.partition(": ")[0]


def by_owner(findings: Sequence[Finding]) -> Iterator[tuple[str, list[Finding]]]:
    """Findings by who has to see to them; nobody's come last."""

    def owner(each: Finding) -> str:
        return each.owner or "\U0010ffff"

    for key, found in groupby(sorted(findings, key=owner), key=owner):
        yield ("" if key == "\U0010ffff" else key), list(found)


def _owner(team: Team, owner: str, encode: Encode) -> str:
    if not owner:
        return "whoever comes first"
    if owner in team.members:
        return encode(team.members[owner].name)
    names = ", ".join(member.name for member in team.holders([owner]))
    return encode(f"{owner} ({names or 'nobody'})")


def _finding(each: Finding, encode: Encode, code: Encode) -> str:
    hint = f" -> {encode(each.hint)}" if each.hint else ""
    return f"{code(f'{each.path}:{each.span.line}')} {encode(each.message)}{hint}"


def _there(each: OnDuty, encode: Encode) -> str:
    shift = f" ({each.shift})" if each.shift else ""
    instead = f", for {encode(each.instead_of.name)}" if each.instead_of else ""
    until = f", until {clock(each.until)}" if each.until else ""
    what = f"{each.duty.value}{shift}{instead}{until}"
    return f"{encode(each.member.name)}: {what}; {each.local:%H:%M} there"


def _absent(each: Absent, encode: Encode) -> str:
    instead = encode(each.stand_in) if each.stand_in else "nobody"
    return f"{encode(each.name)} until {each.until}: {instead} stands in"
