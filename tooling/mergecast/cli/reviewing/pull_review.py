"""What `mergecast plan --pr` does: tell reviewers what a branch brings."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from mergecast.cli.checking.check_posts import Asked, look
from mergecast.cli.reviewing.branch_approvals import Branch, Tables, tables
from mergecast.cli.reviewing.going_live import switch
from mergecast.cli.reviewing.mix_shifts import mix_shifts
from mergecast.cli.reviewing.policy_change import policy_review
from mergecast.cli.reviewing.scheduled import Ground, ground
from mergecast.cli.reviewing.series_view import series_view
from mergecast.cli.reviewing.stopped import moved, stopped
from mergecast.cli.reviewing.target_views import Showing, targets
from mergecast.cli.session import Session
from mergecast.errors import GitError, MergecastError
from mergecast.findings import Finding
from mergecast.inspection.crowding import Rival
from mergecast.inspection.place import at_commit
from mergecast.inspection.sides import Ends, as_approved, between
from mergecast.model.moments import UnknownZoneError, zone
from mergecast.repository.git import Git
from mergecast.repository.refs import commit_of, merge_base
from mergecast.review.approvers import Earlier
from mergecast.review.checklist import checklist
from mergecast.review.difference import Kind, Side, compare
from mergecast.review.labels import labels
from mergecast.review.report import PostReview, Review, Since

_PLAIN = re.compile(r"https://[A-Za-z0-9._/-]+")


@dataclass(frozen=True, slots=True)
class _Told:
    """What is the same for every post of a review.

    ``pictures`` is where its files can be looked at: an address that paths follow. Days
    of series before ``today`` are not told.
    """

    git: Git
    ends: Ends
    findings: tuple[Finding, ...]
    tables: Tables
    pictures: str | None = None
    today: date = date.min


@dataclass(frozen=True, slots=True)
class Wanted:
    """The branch that ends in ``ref``, seen from where it left ``base``.

    ``number`` is its pull request, where that is known; ``rivals`` is what other open
    ones propose.
    """

    base: str
    ref: str
    number: int | None = None
    rivals: Callable[[], tuple[Rival, ...]] = tuple


def review(session: Session, wanted: Wanted, below: Ground | MergecastError) -> Review:
    """All about a branch, over what is merged (or why that cannot be known).

    Raises:
        MergecastError: no such commit, or settings that cannot be read.
    """
    where = at_commit(session.workspace, wanted.ref)
    git = where.git
    if git is None or where.commit is None:
        raise GitError("there is no git repository here")
    start = merge_base(git, commit_of(git, wanted.base), where.commit)
    ends = between(git, start, where.commit)
    asked = Asked(changed=start, ref=where.commit, rivals=wanted.rivals)
    found, _ = look(session, where, asked, lambda _done, _all: None)
    branch = Branch(start, where.commit, ends, wanted.number)
    pictures = _pictures(below, branch)
    today = session.now().date()
    told = _Told(git, ends, found, tables(below, branch), pictures, today)
    posts = [_post(each, *sides, told) for each, sides in ends.sides.items()]
    files = {each.path for each in posts}
    far = datetime.max.replace(tzinfo=UTC)
    return Review(
        base=start,
        head=where.commit,
        posts=tuple(sorted(posts, key=lambda each: (each.at or far, each.id))),
        findings=tuple(each for each in found if each.path not in files),
        broken=ends.broken,
        stopped=_stopped(below, where.commit, ends),
        moved=() if isinstance(below, MergecastError) else moved(below, ends),
        notes=below.stands.notes if isinstance(below, Ground) else (),
        policy=policy_review(below, branch) if isinstance(below, Ground) else None,
        live=switch(ends),
        mix=mix_shifts(git, where.commit, ends, session.now()),
    )


def _pictures(below: Ground | MergecastError, branch: Branch) -> str | None:
    """Where the forge shows the files of a pull request that calendars name."""
    if branch.number is None or isinstance(below, MergecastError):
        return None
    policy = below.stands.policy
    name = policy.repository or os.environ.get("GITHUB_REPOSITORY")
    server = os.environ.get("GITHUB_SERVER_URL") or "https://github.com"
    if (
        policy.forge != "github"
        or name is None
        or not _PLAIN.fullmatch(f"{server}/{name}")
    ):
        return None
    return f"{server}/{name}/blob/{branch.head}/calendar/"


def merged(session: Session) -> Ground | MergecastError:
    """What is merged; a review tells of a branch even where that cannot be known."""
    try:
        return ground(session)
    except MergecastError as error:
        return error


def _stopped(below: Ground | MergecastError, head: str, ends: Ends) -> tuple[str, ...]:
    if isinstance(below, MergecastError):
        return ()
    try:
        return stopped(below, head, ends)
    except MergecastError as error:
        return (f"which scheduled posts it stops cannot be known: {error.message}",)


def _post(
    name: str, before: Side | None, after: Side | None, told: _Told
) -> PostReview:
    difference = compare(before, after)
    showing = Showing(told.ends.after.settings.publishing, told.pictures)
    if after is None:
        gone = before.post.path if before else ""
        views = tuple(targets(None, before, difference, showing)) if before else ()
        return PostReview(name, gone, difference, views, approved=True)
    findings = tuple(each for each in told.findings if each.path == after.post.path)
    table = told.tables(before, after, difference)
    approved, since = _since(after, table.earlier, told)
    return PostReview(
        id=name,
        path=after.post.path,
        difference=difference,
        targets=tuple(targets(approved or before, after, difference, showing)),
        digest=told.ends.digests.get(name),
        at=after.schedule.at or after.schedule.until,
        zones=tuple(_zones(after, told.ends)),
        gloss=after.post.text("gloss"),
        asap=after.schedule.at is None and after.schedule.until is not None,
        since=since,
        findings=findings,
        approvers=table.approvers,
        notes=table.notes,
        approved=table.approved,
        checklist=()
        if difference.kind is Kind.QUIET
        else checklist(after.post, findings, moved=difference.kind is Kind.MOVED),
        labels=labels(after.post),
        series=series_view(
            before, after, told.today, told.ends.after.settings.publishing
        ),
    )


def _since(
    after: Side, earlier: Earlier | None, told: _Told
) -> tuple[Side | None, Since | None]:
    """The version that somebody approved last, and what readers get that it lacked."""
    if earlier is None:
        return None, None
    yes, space = earlier.yes, told.ends.after
    side = as_approved(told.git, after.post, yes, space)
    if side is None:
        return None, None
    changed = compare(side, after)
    return side, Since(earlier.who, yes.at, changed.said) if changed.readers else None


def _zones(side: Side, ends: Ends) -> Iterable[str]:
    """Where the team looks at clocks, the post's own place first."""
    named = [
        side.schedule.zone,
        *(account.timezone for account in side.accounts),
        *(member.timezone for member in ends.after.team.members.values()),
    ]
    return [name for name in dict.fromkeys(named) if name and _exists(name)]


def _exists(name: str) -> bool:
    try:
        zone(name)
    except UnknownZoneError:
        return False
    return True
