"""What `mergecast calendar fill` does: drafts of the queue into free slots."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from mergecast.cli.drafting.finding_posts import post_at
from mergecast.cli.drafting.moving import Asked as Move
from mergecast.cli.drafting.moving import planned
from mergecast.cli.filling.ground import NOT_DONE, Ground, ground, refuse_slotless
from mergecast.cli.filling.queued import Queue, queue
from mergecast.cli.filling.relocating import File, relocate
from mergecast.cli.session import Session
from mergecast.cli.times import instants
from mergecast.errors import MergecastError, UsageError
from mergecast.inspection.going_out import Goes, counted
from mergecast.model.moments import zone
from mergecast.model.settings import Account
from mergecast.planning.filling import Left, Placed, Window, fill
from mergecast.planning.kinds import Kinds
from mergecast.planning.mix import goals
from mergecast.planning.slots import odd_days, said
from mergecast.renderers.queue_filled import Filled, Went
from mergecast.repository.trees import LINK

_DAY = timedelta(days=1)
_WEEKS = timedelta(weeks=4)
_FURTHEST = timedelta(days=3660)
_TRIES = 3
"""How often drafts that cannot be moved after all give way to others."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The options of one `calendar fill`."""

    account: str | None = None
    first: date | None = None
    until: date | None = None
    limit: int | None = None
    dry_run: bool = False


def fill_slots(session: Session, asked: Asked) -> Filled:
    """Give drafts of the queue free slots, and move their files there.

    Raises:
        UsageError: what is asked for cannot be.
        WorkspaceError: no account has slots, or the files cannot be moved.
    """
    base = ground(session)
    accounts = _accounts(base, asked.account)
    refuse_slotless(accounts)
    window = _window(base, asked, accounts[0])
    goes = base.goes(*_months(window))
    base.tables((), window.last)  # an account's zone that is none is said first
    waiting = queue(base, asked.account)
    files, went, left = _placed(base, waiting, goes, window)
    if not asked.dry_run:
        relocate(session.workspace, files)
    odd = [
        each
        for account in accounts
        for each in odd_days(account, window.first, window.last)
        if each.instead or any(one.which for one in went)
    ]
    return Filled(
        window.first,
        window.last,
        tuple(went),
        tuple(left),
        tuple(said(odd)),
        asked.dry_run,
    )


def _accounts(base: Ground, name: str | None) -> list[Account]:
    known = base.settings.accounts
    if name is None:
        return list(known.values())
    if name not in known:
        from mergecast.checks.basis.near import suggest  # noqa: PLC0415 - only on a typo

        raise UsageError(
            f"there is no account '{name}'",
            hint=suggest(name, known, "set one up in mergecast.yaml first"),
            not_done=NOT_DONE,
        )
    return [known[name]]


def _window(base: Ground, asked: Asked, account: Account) -> Window:
    today = base.now.astimezone(zone(instants.known_zone(account.timezone))).date()
    first = asked.first or today + _DAY
    last = asked.until or max(first, today) + _WEEKS
    if last < first:
        raise UsageError(
            f"{last} is before {first}",
            hint="name a later day with --until",
            not_done=NOT_DONE,
        )
    if last > today + _FURTHEST:
        raise UsageError(
            f"{last} is more than ten years away",
            hint="name a sooner day with --until",
            not_done=NOT_DONE,
        )
    return Window(max(first, today), last, asked.limit)


def _months(window: Window) -> tuple[date, date]:
    """The whole months of a window, since the mix is one of months."""
    later = (window.last.replace(day=1) + timedelta(days=31)).replace(day=1)
    return window.first.replace(day=1), later


def _placed(
    base: Ground, waiting: Queue, goes: Sequence[Goes], window: Window
) -> tuple[list[File], list[Went], list[Left]]:
    """The files that move, what is told of them, and what stays."""
    stuck = _timed_elsewhere(waiting, goes)
    files: list[File] = []
    for _ in range(_TRIES):
        tables = base.tables(goes, window.last)
        kinds = Kinds(goals(base.settings))
        counted(tables, goes, kinds)
        drafts = [each for each in waiting.drafts if each.path not in stuck]
        placed, left = fill(drafts, tables, kinds, window)
        files, went = [], []
        claimed: set[str] = set()
        found = len(stuck)
        for each in placed:
            try:
                file, moved = _moved(base, each, waiting.zones, claimed)
            except MergecastError as error:
                draft = each.draft
                stuck[draft.path] = Left(draft.id, draft.path, error.message)
                continue
            claimed.add(file.to)
            files.append(file)
            went.append(moved)
        if len(stuck) == found:
            break
    return files, went, [*waiting.left, *stuck.values(), *left]


def _timed_elsewhere(waiting: Queue, goes: Sequence[Goes]) -> dict[str, Left]:
    """Drafts that somebody else gave a time since this branch began."""
    known = {each.id: each for each in goes}
    return {
        each.path: Left(
            each.id, each.path, f"it has a time already: {known[each.id].path}"
        )
        for each in waiting.drafts
        if each.id in known
    }


def _moved(
    base: Ground, placed: Placed, zones: Mapping[str, str], claimed: Container[str]
) -> tuple[File, Went]:
    """A draft's file with its time, and where it goes."""
    draft, chance, tree = placed.draft, placed.chance, base.where.tree
    meant = instants.of_instant(chance.at, zones[draft.path], seconds=False)

    def is_taken(path: str) -> bool:
        return path in claimed or tree.mode(path) is not None

    asked = Move(draft.path, chosen=meant, is_taken=is_taken)
    done, text = planned(post_at(tree, draft.path), base.settings, asked, base.now)
    if is_taken(done.path):
        folder = done.path.rpartition("/")[0]
        if tree.mode(folder) == LINK:
            raise UsageError(f"'{folder}' is a link, not a folder")
        raise UsageError(f"there is a file '{done.path}' already")
    return File(draft.path, done.path, text), Went(
        draft.id,
        draft.path,
        done.path,
        meant.wall_clock,
        meant.zone,
        meant.at,
        chance.label,
        draft.accounts,
        draft.bucket,
        meant.which,
    )
