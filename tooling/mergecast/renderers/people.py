"""Who is on the team, who is on duty and how work is shared, as text and JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from mergecast.model.spoken import clock
from mergecast.model.team import Leave, Member, Team
from mergecast.people.duty import Duty, OnDuty, local_time
from mergecast.people.workload import Load, Network
from mergecast.renderers.encoders.ascii_json import encode_document
from mergecast.renderers.encoders.terminal import encode_terminal
from mergecast.renderers.report import counted
from mergecast.renderers.table import table


@dataclass(frozen=True, slots=True)
class DutyReport:
    """Who is on duty at an instant. ``rota`` is whether there is one at all."""

    at: datetime
    there: Sequence[OnDuty]
    rota: bool
    unread: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Seat:
    """A member, whether they are on duty now, and the leave that they are on."""

    member: Member
    duty: OnDuty | None
    leave: Leave | None


@dataclass(frozen=True, slots=True)
class TeamReport:
    """Everybody at an instant."""

    at: datetime
    seats: Sequence[Seat]
    team: Team


@dataclass(frozen=True, slots=True)
class BalanceReport:
    """How work is shared between two instants. ``unowned`` posts are nobody's."""

    start: datetime
    end: datetime
    loads: Sequence[Load]
    networks: Sequence[Network]
    unowned: int
    team: Team


_NEXT = 3
"""How many backups are said one by one."""


def duty_text(report: DutyReport) -> str:
    """A line for each who is there, the one to call first on top."""
    lines = [*_unread(report.unread)]
    if not report.there:
        why = "" if report.rota else "; there is no playbooks/rota.yaml"
        lines.insert(0, f"nobody is on duty at {clock(report.at)}{why}")
    else:
        lines.insert(0, f"on duty at {clock(report.at)}:")
        lines += table([_duty_row(each) for each in report.there])
    return "".join(f"{line}\n" for line in lines)


def _duty_row(each: OnDuty) -> list[str]:
    what = f"shift {each.shift}" if each.duty is Duty.SHIFT else each.duty.value
    until = f"until {clock(each.until)}" if each.until else ""
    asleep = "" if each.awake else ", may be asleep"
    instead = f" (for {each.instead_of.name})" if each.instead_of else ""
    backups = ", ".join(backup.name for backup in each.backups[:_NEXT]) or "nobody"
    return [
        f"  {each.member.name}{instead}",
        what,
        f"{each.local:%H:%M} there{asleep}",
        until,
        f"then {backups}",
    ]


def _unread(unread: Mapping[str, str]) -> list[str]:
    return [
        encode_terminal(f"note: public holidays of {region} count as workdays: {why}")
        for region, why in unread.items()
    ]


def duty_json(report: DutyReport) -> str:
    """The report as JSON."""
    return encode_document(
        at=report.at.isoformat(),
        on_duty=[duty_value(each) for each in report.there],
        holidays_unread=dict(report.unread),
    )


def duty_value(each: OnDuty) -> dict[str, object]:
    """One person on duty, as a JSON value."""
    return {
        "member": each.member.key,
        "name": each.member.name,
        "login": each.member.login,
        "duty": each.duty.value,
        "shift": each.shift,
        "instead_of": each.instead_of.key if each.instead_of else None,
        "local": each.local.isoformat(),
        "awake": each.awake,
        "until": each.until.isoformat() if each.until else None,
        "backups": [backup.key for backup in each.backups],
    }


def team_text(report: TeamReport) -> str:
    """A line for each member, then the roles that nobody holds."""
    rows = [["NAME", "ROLES", "CLOCK", "NOW", "BACKUP"]]
    rows += [_seat_row(each, report) for each in report.seats]
    unheld = [key for key in report.team.roles if not report.team.holders([key])]
    lines = table(rows)
    if unheld:
        lines.append(f"nobody holds: {', '.join(unheld)}")
    return "".join(f"{line}\n" for line in lines)


def _seat_row(each: Seat, report: TeamReport) -> list[str]:
    member = each.member
    backup = report.team.members.get(member.backup or "")
    return [
        member.name,
        ", ".join(member.roles) or "-",
        f"{local_time(member, report.at):%a %H:%M}" if member.timezone else "-",
        _now(each),
        backup.name if backup else "-",
    ]


def _now(each: Seat) -> str:
    if each.leave is not None:
        return f"away to {each.leave.last}"
    if each.duty is None:
        return "-"
    shift = each.duty.shift
    return f"on shift ({shift})" if shift else each.duty.duty.value


def team_json(report: TeamReport) -> str:
    """The report as JSON."""
    return encode_document(
        at=report.at.isoformat(),
        members=[_seat_value(each, report.at) for each in report.seats],
        roles=[
            {
                "role": role.key,
                "title": role.title,
                "held_by": [member.key for member in report.team.holders([role.key])],
                "overlap": role.overlap,
                "duties": list(role.duties),
                "kpis": list(role.kpis),
                "review_by": role.review_by,
            }
            for role in report.team.roles.values()
        ],
    )


def _seat_value(each: Seat, at: datetime) -> dict[str, object]:
    member, leave = each.member, each.leave
    return {
        "member": member.key,
        "name": member.name,
        "roles": list(member.roles),
        "timezone": member.timezone,
        "local": local_time(member, at).isoformat() if member.timezone else None,
        "duty": each.duty.duty.value if each.duty else None,
        "away_until": leave.last if leave else None,
        "backup": member.backup,
    }


def balance_text(report: BalanceReport) -> str:
    """People with their hours and posts, then networks with their people."""
    start, end = f"{report.start:%Y-%m-%d}", f"{report.end:%Y-%m-%d}"
    lines = [f"work from {start} to {end}:"]
    most = max((each.minutes for each in report.loads), default=0)
    rows = [["  NAME", "SHIFTS", "FULLEST WEEK", "POSTS", ""]]
    rows += [_load_row(each, report.team, most) for each in report.loads]
    lines += table(rows)
    if report.unowned:
        lines.append(f"  and {counted(report.unowned, 'post')} without an owner")
    lines += ["", "networks:"]
    nets = [["  NETWORK", "POSTS", "WHO KNOWS IT"]]
    nets += [
        [f"  {each.key}", str(each.posts), _names(report.team, each.members)]
        for each in report.networks
    ]
    return "".join(f"{line}\n" for line in [*lines, *table(nets)])


def _load_row(each: Load, team: Team, most: int) -> list[str]:
    bar = "#" * round(20 * each.minutes / most) if most else ""
    hours, fullest = (
        f"{minutes / 60:.1f} h" for minutes in (each.minutes, each.fullest)
    )
    return [
        f"  {team.members[each.member].name}",
        f"{hours} a week",
        fullest,
        str(each.posts),
        bar,
    ]


def _names(team: Team, keys: Sequence[str]) -> str:
    return ", ".join(team.members[key].name for key in keys) or "nobody"


def balance_json(report: BalanceReport) -> str:
    """The report as JSON."""
    return encode_document(
        start=report.start.isoformat(),
        end=report.end.isoformat(),
        members=[
            {
                "member": each.member,
                "minutes_a_week": each.minutes,
                "minutes_fullest_week": each.fullest,
                "posts": each.posts,
            }
            for each in report.loads
        ],
        unowned_posts=report.unowned,
        networks=[
            {"network": each.key, "posts": each.posts, "members": list(each.members)}
            for each in report.networks
        ],
    )
