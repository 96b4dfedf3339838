"""Who has to approve a post, who did, and who could: as a table for reviewers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from mergecast.approvals.able import Able
from mergecast.approvals.people import any_member
from mergecast.approvals.ports import Say, Yes
from mergecast.approvals.reasons import reason
from mergecast.approvals.voices import CHANGED, Voice
from mergecast.approvals.weighed import Filled, Weighed, fill
from mergecast.model.team import Member, Team
from mergecast.review.report import Approver

STAND = "earlier approvals stand: nothing that readers get changed"
SAMPLE = "on sample accounts alone: nothing goes out, nothing is needed"
MOVED = "earlier approvals stand: words unchanged"


@dataclass(frozen=True, slots=True)
class Table:
    """The places to fill, and what else reviewers should know of them.

    ``approved`` is whether nothing is missing; ``earlier`` the newest approval of
    another version, by somebody who has not approved this one.
    """

    approvers: tuple[Approver, ...] = ()
    notes: tuple[str, ...] = ()
    approved: bool = False
    earlier: Earlier | None = None


@dataclass(frozen=True, slots=True)
class Earlier:
    """Who approved another version, and which."""

    who: str
    yes: Yes


def table(weighed: Weighed, able: Able) -> Table:
    """The table for a post whose words, or time, have to be approved."""
    notes = () if weighed.complete else tuple(_notes(weighed, able))
    places = tuple(_places(_asked(weighed), able))
    if weighed.mover is not None:
        made_it = not able.rules.applied.strict
        places += tuple(_places([weighed.mover], able, made_it=made_it))
    return Table(places, notes, weighed.complete, _earlier(weighed))


def new_time(weighed: Weighed, able: Able) -> Table:
    """The table for a new time with unchanged words."""
    if weighed.complete:
        return Table((), (MOVED,), approved=True)
    if weighed.mover is None:
        return table(weighed, able)
    made_it = not able.rules.applied.strict
    places = tuple(_places([weighed.mover], able, made_it=made_it))
    note = f"{MOVED}; the new time needs what is above"
    return Table(places, (note,))


def _asked(weighed: Weighed) -> list[Filled]:
    """What rules ask for; what every post needs only where no rule fits."""
    needs = list(weighed.needs)
    if weighed.moved and weighed.mover is None:
        # What was approved was another time: all have to look again.
        needs = [fill(need.asked, ()) for need in needs]
    return [need for need in needs if need.asked.rule] or needs


def _places(
    needs: list[Filled], able: Able, *, made_it: bool = False
) -> Iterator[Approver]:
    for need in needs:
        because = need.asked.need.because
        if need.asked.then:
            because = "as what it was when it was approved"
        for roles, voice in need.places:
            named = tuple(map(able.rules.team.spoken, roles))
            if voice is None:
                found = _open(need, roles, able, made_it)
                could = () if found.could == named else found.could
                yield replace(found, roles=named, could=could, because=because)
            else:
                at = voice.yes.at
                yield Approver(named, _called(voice), at, because=because)


def _open(need: Filled, roles: tuple[str, ...], able: Able, made_it: bool) -> Approver:  # noqa: FBT001 - handed on
    could = tuple(able.names(need, roles, made_it))
    nobody = bool(able.rules.team.members) and not could
    missing = "nobody can, see the team file" if nobody else None
    return Approver(
        roles, could=could, missing=missing, logins=tuple(_logins(could, able))
    )


def _logins(could: tuple[str, ...], able: Able) -> Iterator[str]:
    """Who could, as the forge calls them; nobody who made it is asked."""
    authors = [any_member(able.rules.team, one) for one in able.evidence.authors]
    for member in named(could, able.rules.team):
        if member.login and member not in authors:
            yield member.login


def named(could: Sequence[str], team: Team) -> list[Member]:
    """The members whom ``Able.names`` names, for themselves or for somebody else."""
    return [
        member
        for member in team.members.values()
        if any(
            one == member.name or one.startswith(f"{member.name} for ") for one in could
        )
    ]


def _called(voice: Voice) -> str:
    if not voice.instead_of:
        return voice.name
    return f"{voice.name} for {' and '.join(voice.instead_of)}"


def _earlier(weighed: Weighed) -> Earlier | None:
    changed = [
        voice
        for voice in weighed.voices
        if voice.why_not == CHANGED
        and voice.yes.say is Say.APPROVED
        and voice.yes.payload is not None
    ]
    return Earlier(changed[-1].name, changed[-1].yes) if changed else None


def _notes(weighed: Weighed, able: Able) -> Iterator[str]:
    """What the places do not say: what stops it, and whose yes counts for nothing."""
    if weighed.stop or weighed.against or weighed.unread or weighed.moved:
        yield reason(weighed, able)
    for voice in weighed.voices:
        if voice.why_not == CHANGED:
            yield f"{voice.name} approved an earlier version"
        elif voice.why_not:
            yield f"{voice.name} {_NO_YES[voice.yes.say]}: {voice.why_not}"


_NO_YES = {
    Say.APPROVED: "approved it, which does not count",
    Say.CHANGES_REQUESTED: "asked for changes, which does not count",
    Say.DISMISSED: "approved it once",
}
