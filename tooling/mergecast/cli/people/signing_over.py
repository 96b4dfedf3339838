"""What `mergecast team handover --sign` does: the next shift takes over by commit."""

from __future__ import annotations

from dataclasses import dataclass, replace

from mergecast.approvals.people import member_of
from mergecast.approvals.ports import Person
from mergecast.cli.people.team_files import Here, here
from mergecast.cli.session import Session
from mergecast.editing.files import read_exactly, write_atomically
from mergecast.errors import UsageError, WorkspaceError
from mergecast.loading import build_people
from mergecast.loading.workspace import read
from mergecast.model.handover import Handover, Signed
from mergecast.model.team import Member
from mergecast.people.duty import on_duty
from mergecast.repository.filters import unfiltered
from mergecast.repository.git import Git

_NOT_DONE = "nothing was signed"


@dataclass(frozen=True, slots=True)
class SignedOver:
    """A handover that was signed, by whom, and the commit; None outside of git."""

    path: str
    by: str
    commit: str | None


def sign(session: Session, member: str | None) -> SignedOver:
    """Sign the newest handover that nobody has signed, and commit it alone.

    Raises:
        MergecastError: there is none, or it is not theirs to sign.
    """
    found = here(session)
    waiting = [each for each in found.space.playbooks.handovers if not each.signed]
    if not waiting:
        raise UsageError(
            "no handover waits to be signed",
            hint="draft one: mergecast team handover --write",
            not_done=_NOT_DONE,
        )
    handover = max(waiting, key=lambda each: (each.written, each.path))
    git = found.where.git
    who = _who(found, git, member)
    _refuse_strangers(found, handover, who)
    _write(session, handover, Signed(who.key, f"{found.now:%Y-%m-%d %H:%M}"))
    commit = _commit(found, git, handover, who) if git is not None else None
    return SignedOver(handover.path, who.name, commit)


def _who(found: Here, git: Git | None, key: str | None) -> Member:
    """The member who signs: whom git knows. ``key`` is who they say that they are.

    The commit is the signature, so it has to be theirs; without git there is only their
    word, and whoever commits the file signs it.

    Raises:
        UsageError: there is no such member, or git knows somebody else.
    """
    team = found.space.team
    if key is not None and key not in team.members:
        raise UsageError(
            f"there is no member '{key}'",
            hint=f"name one of: {', '.join(team.members)}",
            not_done=_NOT_DONE,
        )
    if git is None:
        if key is not None:
            return team.members[key]
        raise UsageError("who signs is not known here", hint="say it: --as MEMBER")
    name, _, rest = git.text("var", "GIT_AUTHOR_IDENT").partition(" <")
    mail = rest.partition(">")[0]
    member = member_of(team, Person(name, mail))
    if member is None:
        raise UsageError(
            f"nobody in the team file has the address '{mail}' that git knows",
            hint="set user.email in git, or `email` of the one who signs there",
            not_done=_NOT_DONE,
        )
    if key is not None and member.key != key:
        raise UsageError(
            f"git knows {member.name} here, so '{key}' cannot sign",
            hint=f"let {team.members[key].name} sign with a commit of their own",
            not_done=_NOT_DONE,
        )
    return member


def _refuse_strangers(found: Here, handover: Handover, who: Member) -> None:
    """Let only those sign who take over.

    Raises:
        UsageError: it is somebody else.
    """
    if who.key == handover.by:
        raise UsageError(
            f"{who.name} hands over, so somebody else has to take over",
            hint="let the next shift sign",
            not_done=_NOT_DONE,
        )
    rota = found.rota
    shift = rota.shifts.get(handover.following or "")
    holidays = found.holidays(found.now, found.now).known
    there = on_duty(found.space.team, rota, found.now, holidays)
    may = dict.fromkeys(shift.members if shift else ())
    may |= dict.fromkeys(each.member.key for each in there)
    may.pop(handover.by, None)
    if who.key not in may:
        raise UsageError(
            f"{who.name} is not on duty, and '{handover.following}' is not their shift",
            hint=f"one of these signs: {', '.join(may) or 'nobody is on duty'}",
            not_done=_NOT_DONE,
        )


def _write(session: Session, handover: Handover, signed: Signed) -> None:
    """Add the signature at the end, proved to be all that is new.

    Raises:
        WorkspaceError: the file would not say that.
    """
    path = session.workspace / handover.path
    text = read_exactly(path)
    gap = "" if text.endswith("\n") else "\n"
    after = f"{text}{gap}signed: {{by: {signed.by}, at: {signed.at}}}\n"
    data = read(handover.path, after.encode(), "handover").data
    meant = replace(handover, signed=signed)
    if data is None or build_people.handover(handover.path, data) != meant:
        raise WorkspaceError(
            f"{handover.path} cannot be added to",
            hint=f"write at its end: signed: {{by: {signed.by}, at: {signed.at}}}",
            not_done=_NOT_DONE,
        )
    write_atomically(path, after)


def _commit(found: Here, git: Git, handover: Handover, who: Member) -> str:
    """The commit of this one file, whatever else lies staged."""
    following = f" to {handover.following}" if handover.following else ""
    message = (
        f"Handover of {handover.shift}{following} on {handover.day}\n\n"
        f"Taken over by {who.name} ({who.key}).\n"
    )
    at = found.now.isoformat()
    env = unfiltered(git) | {"GIT_AUTHOR_DATE": at, "GIT_COMMITTER_DATE": at}
    git.run("add", "--intent-to-add", "--", handover.path, env=env)
    git.run(
        *("commit", "--quiet", "--only", "--file=-"),
        *(("--gpg-sign",) if found.space.team.signs else ()),
        *("--", handover.path),
        stdin=message.encode(),
        env=env,
    )
    return git.text("rev-parse", "HEAD")
