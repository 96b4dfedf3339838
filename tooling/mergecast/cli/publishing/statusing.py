"""What `mergecast status` does: put the plan and the ledger side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from mergecast.cli.approving.policy_wiring import approvals
from mergecast.cli.publishing.asked_posts import known_keys, read_posts
from mergecast.cli.publishing.billing import bill_of
from mergecast.cli.record.reaching import ledger
from mergecast.cli.session import Session
from mergecast.cli.settling.outbox import waiting
from mergecast.cli.wiring import Published, published
from mergecast.dispatch.budget import budgets_of, purse
from mergecast.dispatch.decision import Decision
from mergecast.dispatch.pace import Rules, decisions
from mergecast.dispatch.punctuality import SPAN, Punctuality, punctuality
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
from mergecast.model.key import Key
from mergecast.renderers.status import StatusReport
from mergecast.repository.git import Git

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


def _of_targets(
    decisions: Sequence[Decision], view: Snapshot, now: datetime, *, whole: bool
) -> Iterator[Standing]:
    for decision in decisions:
        for standing in of_target(decision, view, now):
            if whole or standing.key.part == decision.part:
                yield standing


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
