"""What `thaw --plan` does: propose what becomes of each post that was kept back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from mergecast.cli.drafting.finding_posts import post_at
from mergecast.cli.drafting.moving import Asked as Move
from mergecast.cli.drafting.moving import planned
from mergecast.cli.session import Session
from mergecast.cli.warroom.kept import Kept, kept
from mergecast.cli.warroom.proposed import Change, api_of, ident
from mergecast.cli.warroom.proposed import propose as propose_change
from mergecast.cli.wiring import Published, published
from mergecast.crisis.triage import Fate, Proposed, Room, propose
from mergecast.editing.proof import EditError
from mergecast.errors import MergecastError, UsageError, WorkspaceError
from mergecast.model.moments import UnknownZoneError, zone
from mergecast.renderers.triage import TriageReport, triage_markdown
from mergecast.repository.commits import NewCommit, make_commit
from mergecast.repository.refs import find_commit

LEAD = timedelta(hours=1)
"""So long people have to read the proposal and to approve it."""

Files = dict[str, bytes | None]


def triage(session: Session, scopes: Sequence[str], *, dry_run: bool) -> TriageReport:
    """Propose a new time, or the end, of each post that a freeze kept back.

    Raises:
        MergecastError: the ledger or the posts cannot be read, or a branch written.
    """
    source = published(session.workspace)
    found = kept(session, source, scopes)
    publishing = source.space.settings.publishing
    room = Room(
        session.now() + LEAD, publishing.spacing, publishing.per_day, found.zones
    )
    fates = propose(found.items, found.taken, room)
    files, troubles = _files(session, source, found, fates)
    report = TriageReport(session.now(), fates, troubles)
    if dry_run or not files:
        return report
    if source.space.settings.forge == "github" and _may_ask(source):
        return _pull_request(session, source, report, files)
    return _branch(session, source, report, files)


def _files(
    session: Session, source: Published, found: Kept, fates: Sequence[Proposed]
) -> tuple[Files, dict[str, str]]:
    """The files as proposed, and why one cannot be proposed, by post."""
    files: Files = {}
    troubles: dict[str, str] = {}
    for each in fates:
        target = found.targets[each.item.post]
        path = target.post.path
        if target.post.date is not None:
            # Its file is that of all other days, which nobody means.
            name = each.item.post
            troubles[name] = (
                "a day of a series, whose other days keep their time: run `mergecast "
                f"resolve {name} --resend` to send it after all, or --cancel to drop it"
            )
        elif each.fate is Fate.DROP and each.item.part > 1:
            troubles[each.item.post] = "a part of it is live: retract it, or resolve it"
        elif each.fate is Fate.DROP:
            files[path] = None
        elif each.at is not None:
            try:
                _moved(session, source, path, each, files)
            except (EditError, UsageError) as error:
                troubles[each.item.post] = error.message
    return files, troubles


def _moved(
    session: Session, source: Published, path: str, each: Proposed, files: Files
) -> None:
    assert each.at is not None  # noqa: S101 - the caller looked
    post = post_at(source.tree, path)
    settings = source.space.settings
    first = settings.accounts[each.item.accounts[0]]
    name = post.post.timezone or first.timezone
    try:
        local = each.at.astimezone(zone(name))
    except UnknownZoneError:
        raise UsageError(f"there is no time zone '{name}'") from None
    move = Move(each.item.post, f"{local:%Y-%m-%d %H:%M}", zone=name)
    moved, text = planned(post, settings, move, session.now())
    files[moved.path] = text.encode()
    if moved.path != path:
        files[path] = None


def _title(report: TriageReport) -> str:
    count = len(report.fates)
    return f"Triage after a freeze: {count} post{'s' * (count > 1)}"


def _name(report: TriageReport) -> str:
    return f"mergecast/triage-{report.now:%Y%m%d}"


def _may_ask(source: Published) -> bool:
    """Whether this machine may speak to the forge; else it is a branch here."""
    try:
        api_of(source)
    except WorkspaceError:
        return False
    return True


def _pull_request(
    session: Session, source: Published, report: TriageReport, files: Files
) -> TriageReport:
    name = _name(report).removeprefix("mergecast/")
    change = Change(name, _title(report), triage_markdown(report), files, once=False)
    return replace(report, pull=propose_change(session, source, change))


def _branch(
    session: Session, source: Published, report: TriageReport, files: Files
) -> TriageReport:
    """A branch of this clone, where there is no forge to open a pull request at.

    Raises:
        MergecastError: there is such a branch, or git refuses.
    """
    git, name = source.git, _name(report)
    free = (f"{name}-{number}" for number in range(2, 100))
    while find_commit(git, f"refs/heads/{name}") is not None:
        name = next(free, "")
        if not name:
            raise MergecastError("there are too many triage branches of today")
    who = ident(git)
    commit = make_commit(
        git,
        NewCommit(source.commit, files, f"{_title(report)}\n", who, who, session.now()),
    )
    git.run("update-ref", f"refs/heads/{name}", commit, "")
    return replace(report, branch=name)
