"""Named mistakes in git and in the ledger, each with the small case that shows it.

No schedule meets them: the simulated remote cannot be forced, and its ledger is what
it should be. A case says whether a promise was kept.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from dispatch.world import Shelf, Stage, target
from ledger.made_ledgers import (
    AT,
    CHARTER,
    OLD,
    access,
    born,
    claim,
    freeze,
    other_runner,
    thaw,
    wrote,
)
from ledger.made_repositories import BRANCH, make_place, opened
from team_repository import POST, TeamRepository

from mergecast.dispatch import settle
from mergecast.dispatch.tick import tick
from mergecast.errors import MergecastError
from mergecast.ledger import signing
from mergecast.ledger.genesis import init
from mergecast.ledger.git_store import GitStore
from mergecast.ledger.ledger import Ledger
from mergecast.ledger.signing import Keyring
from mergecast.loading.due import CommitCalendar
from mergecast.loading.workspace import usable
from mergecast.model.event import EventKind
from mergecast.model.key import Key
from mergecast.model.ledger_state import Conflict, PartState, Tick
from mergecast.model.outcome import Unknown
from mergecast.repository.git import Answer, Git
from mergecast.repository.trees import CommitTree

if TYPE_CHECKING:
    import pytest

    from mergecast.ledger.record import Record

_NOW = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Case:
    """A mistake, and what it would break: ``kept`` is false where it does."""

    kept: Callable[[Path], bool]
    plant: Callable[[pytest.MonkeyPatch], None]


def _is_refused(attempt: Callable[[], object]) -> bool:
    try:
        attempt()
    except MergecastError:
        return True
    return False


def who_comes_second_loses(folder: Path) -> bool:
    """Of two writers on one tip, the second is told, and what the first wrote stays."""
    place = make_place(folder)
    one, two = place.clone("one"), place.clone("two")
    with GitStore(one, "origin", BRANCH) as store:
        genesis = init(access(store), CHARTER, at=AT)
    with (
        opened(one, genesis=genesis) as mine,
        opened(two, genesis=genesis) as theirs,
    ):
        before = theirs.open()
        wrote(mine.open(), freeze())
        lost = isinstance(before.append([claim()], at=AT), Conflict)
        return lost and len(mine.open().freezes()) == 1


def force_push(patch: pytest.MonkeyPatch) -> None:
    """Pushes are forced."""
    real = Git.answer

    def forced(
        git: Git,
        *args: str,
        stdin: bytes | None = None,
        env: Mapping[str, str] | None = None,
    ) -> Answer:
        more = ("--force",) if "push" in args else ()
        return real(git, *args, *more, stdin=stdin, env=env)

    patch.setattr(Git, "answer", forced)


def an_unknown_outcome_rests(_folder: Path) -> bool:
    """What nobody knows is not given to a person before timelines had time."""
    stage = Stage()
    stage.network.answers = [Unknown("no clear answer")]
    tick(Shelf([target()]), stage.world())
    stage.clock.at += timedelta(minutes=1)
    tick(Shelf([target()]), stage.world())
    state = stage.look().state("launch-2026@acme:1")
    return state is not None and state.state is PartState.UNKNOWN


def no_quiet_time(patch: pytest.MonkeyPatch) -> None:
    """An unknown outcome is looked up at once, and held if it is not there yet."""
    patch.setattr(settle, "QUIET", timedelta(0))


def a_thaw_needs_the_key(_folder: Path) -> bool:
    """Who can push, but has no key, can stop everything and start nothing."""
    ledger = born(ring=Keyring(OLD))
    wrote(ledger.open(), freeze())
    stranger = other_runner(ledger, ring=Keyring()).open()
    return _is_refused(lambda: stranger.append([thaw()], at=AT))


def unkeyed_thaw(patch: pytest.MonkeyPatch) -> None:
    """A thaw without a key is taken like a freeze."""
    patch.setattr(signing, "UNKEYED", signing.UNKEYED | {EventKind.THAW})


def another_ledger_is_damage(_folder: Path) -> bool:
    """A ledger with another birth is never read as ours."""
    ledger = replace(born(), genesis="sha256:" + "0" * 64)
    return _is_refused(ledger.open)


def no_genesis_check(patch: pytest.MonkeyPatch) -> None:
    """Any ledger will do."""
    real = Ledger._own_genesis

    def any_genesis(ledger: Ledger, files: Mapping[str, bytes]) -> Record:
        return real(replace(ledger, genesis=None), files)

    patch.setattr(Ledger, "_own_genesis", any_genesis)


def a_key_names_its_account(_folder: Path) -> bool:
    """One post on two accounts is two things to do once."""
    view = born().open()
    return _is_refused(lambda: view.append([claim("launch-2026:1")], at=AT))


def key_without_account(patch: pytest.MonkeyPatch) -> None:
    """A key is as good without its account."""
    patch.setattr(Key, "whole", property(lambda key: key.part is not None))


def a_post_merged_late_is_read(folder: Path) -> bool:
    """What was merged after its day is found by what changed since the last tick."""
    team = TeamRepository.start(folder)
    last = Tick(team.git("rev-parse", "HEAD"), {}, _NOW - timedelta(minutes=10), 1)
    team.write("calendar/2026/09/01-late.yaml", POST)
    team.commit("A post, long after its day")
    commit = team.git("rev-parse", "HEAD")
    tree = CommitTree(Git(team.folder), commit)
    found = CommitCalendar(tree, usable(tree)).read(last, _NOW)
    return len(found.targets) == 1


def day_window_only(patch: pytest.MonkeyPatch) -> None:
    """Only the days around now are read."""
    patch.setattr(CommitCalendar, "_entries", lambda *_: [])


CASES: Mapping[str, Case] = {
    "force push": Case(who_comes_second_loses, force_push),
    "no quiet time": Case(an_unknown_outcome_rests, no_quiet_time),
    "unkeyed thaw accepted": Case(a_thaw_needs_the_key, unkeyed_thaw),
    "genesis not checked": Case(another_ledger_is_damage, no_genesis_check),
    "key without account": Case(a_key_names_its_account, key_without_account),
    "day window only": Case(a_post_merged_late_is_read, day_window_only),
}
