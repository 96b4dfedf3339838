"""The publishing branch, version by version, and who approved what when."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from simulation.wishes import Wish, digest, targets

from mergecast.dispatch.readset import open_keys
from mergecast.dispatch.target import Found, Missing, Target, keys
from mergecast.model.key import Key
from mergecast.model.ledger_state import Tick


@dataclass(slots=True)
class Branch:
    """Every version that was ever merged; the newest is last."""

    versions: list[dict[int, Wish]]
    now: Callable[[], datetime]
    merged: list[datetime] = field(default_factory=list)
    """When each version came, but for the first: that was there before anything."""
    read: dict[int, tuple[Target, ...]] = field(default_factory=dict)

    @property
    def wishes(self) -> dict[int, Wish]:
        """The posts as they are now, by number."""
        return self.versions[-1]

    def merge(self, number: int, wish: Wish | None) -> None:
        """Change one post, or delete its file."""
        after = dict(self.wishes)
        after.pop(number, None)
        if wish is not None:
            after[number] = wish
        self.versions.append(after)
        self.merged.append(self.now())

    def targets(self, number: int = 0) -> tuple[Target, ...]:
        """The targets of a version, counted from 1; of the newest for 0."""
        number = number or len(self.versions)
        if number not in self.read:
            wishes = self.versions[number - 1].values()
            self.read[number] = tuple(each for wish in wishes for each in targets(wish))
        return self.read[number]

    def changed_at(self, target: Target, number: int) -> datetime | None:
        """Since when a target is approved as it is, in a version, without a break."""
        while number > 1 and _has(self.targets(number - 1), target):
            number -= 1
        return self.merged[number - 2] if number > 1 else None

    def every(self) -> dict[tuple[str, str], list[Target]]:
        """All targets that there ever were, by post and account, oldest first."""
        found: dict[tuple[str, str], list[Target]] = {}
        for version in self.versions:
            for wish in version.values():
                for each in targets(wish):
                    known = found.setdefault((each.post.id, each.account.key), [])
                    if each not in known[-1:]:
                        known.append(each)
        return found


def _has(before: tuple[Target, ...], target: Target) -> bool:
    return any(
        (one.post.id, one.digest) == (target.post.id, target.digest) for one in before
    )


@dataclass(frozen=True, slots=True)
class Reading:
    """The calendar of one version, as a tick reads it."""

    branch: Branch
    number: int

    @property
    def commit(self) -> str:
        """A name that the version can be found by again."""
        return f"{self.number:040x}"

    def read(self, last: Tick | None, now: datetime) -> Found:
        """What is there, and what the last tick knew that is not."""
        del now
        here = self.branch.targets(self.number)
        if last is None:
            return Found(here)
        names = {(each.post.name, each.account.key) for each in here}
        missing: dict[tuple[str, str], Missing] = {}
        for each in self.branch.targets(int(last.main, 16)):
            name = (each.post.name, each.account.key)
            if name not in names:
                missing[name] = _missing(name[0], each.post.path, tuple(keys(each)))
        for post, entry in last.carry.items():
            for key in open_keys(entry):
                name = (post, key.account or "")
                if name not in names and name not in missing:
                    own = (one for one in open_keys(entry) if one.account == name[1])
                    missing[name] = _missing(post, entry["path"], tuple(own))
        return Found(here, missing=tuple(missing.values()))


def _missing(post: str, path: str, parts: tuple[Key, ...]) -> Missing:
    return Missing(post, path, "its file is gone", gone=True, keys=parts)


@dataclass(slots=True)
class Approvals:
    """From when to when each payload of each post was approved."""

    given: dict[tuple[str, str], list[tuple[datetime, datetime | None]]] = field(
        default_factory=dict
    )

    def give(self, wish: Wish, at: datetime) -> None:
        """Somebody approves the post as it is."""
        if not self.valid(wish.id, digest(wish), at):
            self.given.setdefault((wish.id, digest(wish)), []).append((at, None))

    def take_back(self, wish: Wish, at: datetime) -> None:
        """Somebody revokes their approval."""
        spans = self.given.get((wish.id, digest(wish)), [])
        if spans and spans[-1][1] is None:
            spans[-1] = (spans[-1][0], at)

    def again(self, wish: Wish, at: datetime) -> None:
        """Somebody approves what was approved before, since the world has changed."""
        if self.valid(wish.id, digest(wish), at):
            self.take_back(wish, at)
            self.give(wish, at)

    def valid(
        self,
        post: str,
        digest: str | None,
        at: datetime,
        after: datetime | None = None,
    ) -> bool:
        """Whether a payload is approved at an instant; since ``after``, if given."""
        spans = self.given.get((post, digest or ""), ())
        return any(
            since <= at
            and (until is None or at < until)
            and (after is None or since > after)
            for since, until in spans
        )

    def ever(
        self, post: str, digest: str | None, span: tuple[datetime, datetime]
    ) -> bool:
        """Whether a payload was approved at any time of a span."""
        spans = self.given.get((post, digest or ""), ())
        return any(
            since <= span[1] and (until is None or span[0] < until)
            for since, until in spans
        )
