"""What `mergecast status` does: put the plan and the ledger side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import count

from mergecast.cli.approving.policy_wiring import approvals
from mergecast.cli.publishing.billing import bill_of
from mergecast.cli.record.reaching import ledger
from mergecast.cli.session import Session
from mergecast.cli.settling.outbox import waiting
from mergecast.cli.wiring import Published, published
from mergecast.dispatch.budget import budgets_of, purse
from mergecast.dispatch.decision import Decision
from mergecast.dispatch.pace import Rules, decisions
from mergecast.dispatch.punctuality import SPAN, Punctuality, punctuality
from mergecast.dispatch.readset import open_keys
from mergecast.dispatch.silence import Merged, silence
from mergecast.dispatch.standing import (
    Standing,
    next_due,
    of_record,
    of_target,
    read_back,
)
from mergecast.dispatch.target import Found, Target
from mergecast.errors import GitError, UsageError
from mergecast.ledger.snapshot import Snapshot
from mergecast.loading import bundle
from mergecast.loading.due import CommitCalendar
from mergecast.loading.mentions import posts_with
from mergecast.loading.targets import read_targets
from mergecast.model.key import Key, KeyFormatError, is_reserved
from mergecast.model.post import Post
from mergecast.planning.recurrence import Span
from mergecast.renderers.status import StatusReport
from mergecast.repository.git import Git

_AHEAD = timedelta(days=7)

_RECORDED_EVERY = timedelta(hours=1)
"""A quiet tick is written only once an hour, so a shorter silence says nothing."""


def status(
    session: Session,
    post: str | None,
    max_silence: timedelta | None,
    *,
    cost: bool = False,
    lane: str | None = None,
) -> StatusReport:
    """How every post of the window stands, or one post whole; and what it costs.

    With ``lane``, only posts of that one: those of ``realtime`` are read once more
    afterwards.

    Raises:
        MergecastError: the branch, its settings or the ledger cannot be read, or
            nobody knows the post.
    """
    refuse_short(max_silence)
    source = _reached(session)
    looked = look(session, source, ledger(session, source).open(), post)
    view, now, quiet = looked.view, looked.now, looked.silence
    if post is not None and not looked.standings:
        raise _unknown(post)
    last = view.tick()
    return StatusReport(
        now=now,
        standings=_in_lane(looked, lane),
        broken=looked.found.broken,
        freezes=view.freezes(),
        last_tick=last.at if last else None,
        next_due=next_due(looked.decisions, now),
        silence=quiet,
        silent=max_silence is not None and quiet is not None and quiet > max_silence,
        punctual=None if post is not None else _punctual(view, now),
        waiting=[str(each) for each in waiting(source.git)],
        rehearsal=source.rehearses,
        bill=bill_of(source, view, now) if cost else None,
    )


@dataclass(frozen=True, slots=True)
class Looked:
    """The plan and the ledger, side by side, at an instant."""

    now: datetime
    view: Snapshot
    found: Found
    decisions: Sequence[Decision]
    standings: Sequence[Standing]
    silence: timedelta | None
    rules: Rules


def look(
    session: Session, source: Published, view: Snapshot, post: str | None = None
) -> Looked:
    """How every post of the window stands, or one post whole.

    Raises:
        MergecastError: the branch, its settings or the ledger cannot be read.
    """
    now = session.now()
    found = read_posts(source, view, post, now)
    publishing = source.space.settings.publishing
    approve = approvals(source, view, session.now)
    money = purse(budgets_of(source.space), view, now)
    ahead = post is not None
    rules = Rules(approve, publishing, now, ask_ahead=ahead, purse=money)
    each = decisions(found.targets, view, rules)
    standings = [*_of_targets(each, view, now, whole=post is not None)]
    seen = {standing.key for standing in standings}
    standings += _of_ledger(known_keys(source, view, post), view, now, seen)
    quiet = silence(each, view, rules, merged(source))
    standings = read_back(standings, view, whole=post is not None)
    return Looked(now, view, found, each, standings, quiet, rules)


def _in_lane(looked: Looked, lane: str | None) -> Sequence[Standing]:
    if lane is None:
        return looked.standings
    posts = (target.post for target in looked.found.targets)
    wanted = {post.id for post in posts if (post.text("lane") or "planned") == lane}
    return [each for each in looked.standings if each.key.post in wanted]


def _reached(session: Session) -> Published:
    """The publishing branch; where it is away, what waits here for it is told."""
    try:
        return published(session.workspace)
    except GitError as error:
        told = "; ".join(str(each) for each in waiting(Git(session.workspace)))
        more = f"waiting here until it can be reached: {told}" if told else ""
        hint = "; ".join(filter(None, (error.hint, more)))
        raise GitError(error.message, hint=hint, not_done=error.not_done) from error


def _punctual(view: Snapshot, now: datetime) -> Punctuality | None:
    """From due to live, by the day files that can hold it."""
    return punctuality(view.events((now - SPAN - timedelta(days=1)).date()), now)


def merged(source: Published) -> Merged:
    """When main got a file as it is: by its own first-parent history."""

    def came(target: Target) -> datetime | None:
        git, path = source.git, target.post.path
        asked = ("log", "-1", "--first-parent", "--format=%ct", source.commit)
        try:
            if git.text("rev-parse", "--is-shallow-repository") == "true":
                return None
            said = git.text(*asked, "--", path)
        except GitError:
            return None
        return datetime.fromtimestamp(int(said), UTC) if said else None

    return came


def refuse_short(max_silence: timedelta | None) -> None:
    """Stop where silence could not be told from calm.

    Raises:
        UsageError: it could not.
    """
    if max_silence is not None and max_silence <= _RECORDED_EVERY:
        raise UsageError(
            "--max-silence is too short: quiet runs are recorded once an hour",
            hint="give more than an hour, such as 2h",
        )


def _unknown(post: str) -> UsageError:
    return UsageError(
        f"nobody knows a post '{post}', neither the publishing branch nor the ledger",
        hint="look at `mergecast status` for the ids",
    )


def read_posts(
    source: Published, view: Snapshot, post: str | None, now: datetime
) -> Found:
    """The targets of the window, or of one post wherever it lies."""
    calendar = CommitCalendar(source.tree, source.space, _AHEAD)
    read = calendar.read(view.tick(), now)
    if post is None:
        return _with_lately(read, source, view)
    asked = named(post)
    targets = tuple(each for each in read.targets if _is_about(each.post, asked))
    if targets:
        return Found(targets)
    made = bundle.find(source.git, source.commit, asked.post)
    if made is None:
        return Found(())
    days = Span.only({(asked.post, asked.date)} if asked.date else ())
    entries = source.tree.entries(made.post.path)
    return read_targets(source.tree, entries, source.space, days=days)


def named(text: str) -> Key:
    """What somebody asks for: a post, a series, or one of its days."""
    try:
        return Key.parse(text)
    except KeyFormatError:
        return Key(text)


def _is_about(post: Post, asked: Key) -> bool:
    return post.id == asked.post and asked.date in {None, post.date}


def _with_lately(read: Found, source: Published, view: Snapshot) -> Found:
    """With the posts of the newest events, wherever their files lie."""
    known = {(each.post.id, each.post.date) for each in read.targets}
    keys = known_keys(source, view, None)
    lately = {(key.post, key.date) for key in keys} - known
    if not lately:
        return read
    ids = sorted({post for post, _ in lately})
    names = posts_with(source.git, source.commit, *ids)
    entries = source.tree.entries(*names) if names else []
    days = Span.only({(post, day) for post, day in lately if day})
    more = read_targets(source.tree, entries, source.space, days=days).targets
    found = tuple(each for each in more if (each.post.id, each.post.date) in lately)
    return replace(read, targets=(*read.targets, *found))


def _of_targets(
    decisions: Sequence[Decision], view: Snapshot, now: datetime, *, whole: bool
) -> Iterator[Standing]:
    for decision in decisions:
        for standing in of_target(decision, view, now):
            if whole or standing.key.part == decision.part:
                yield standing


def known_keys(source: Published, view: Snapshot, post: str | None) -> list[Key]:
    """Parts that the ledger knows: what is lately or still open, or those of a post."""
    last = view.tick()
    carried = last.carry.values() if last else ()
    lately = [key for entry in carried for key in open_keys(entry)]
    lately += [Key.parse(key) for key in view.tail.last if not is_reserved(key)]
    if post is None:
        return list(dict.fromkeys(lately))
    asked = Key(named(post).post, named(post).date)
    older = [
        key
        for account in source.space.settings.accounts
        for key in _while_recorded(view, replace(asked, account=account))
    ]
    return list(dict.fromkeys([*older, *(k for k in lately if asked.covers(k))]))


def _while_recorded(view: Snapshot, target: Key) -> Iterator[Key]:
    for number in count(1):
        key = replace(target, part=number)
        if view.state(key) is None:
            return
        yield key
        if view.state(key.deletion) is not None:
            yield key.deletion


def _of_ledger(
    keys: Sequence[Key], view: Snapshot, now: datetime, seen: set[Key]
) -> list[Standing]:
    """Parts whose post the publishing branch no longer has."""
    covered = {(key.post, key.date, key.account) for key in seen}
    alone = [k for k in keys if (k.post, k.date, k.account) not in covered]
    states = view.states(alone)
    found = {
        key: of_record(key, state, now)
        for key in alone
        if (state := states[str(key)]) is not None
    }
    return [each for each in found.values() if each is not None]
