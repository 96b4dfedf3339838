"""A post on one account, with all that a decision about it needs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from mergecast.model.key import Key
from mergecast.model.post import Post
from mergecast.model.schedule import Schedule
from mergecast.model.settings import Account, Late

if TYPE_CHECKING:
    from mergecast.payload import TargetPayload
    from mergecast.planning.blackouts import Closure


@dataclass(frozen=True, slots=True)
class Target:
    """One post on one account as the publishing branch has it now.

    ``trouble`` is why it cannot be sent as it is (a missing image, words over the
    limit), and ``payload`` is None where it cannot even be known. ``digest`` is what
    people approve: of the whole post's payload, or of its retraction. ``content`` is of
    the files in ``bundle``, byte for byte. ``by_hand`` is why a person posts it.
    ``closed`` are the blackouts that stop it. Of a day of a series ``whole`` is all
    that is approved with it, and ``digest`` is of that.

    The last are set by a decision alone: ``approved_after`` where what was approved
    before a thaw has to be approved again, and ``crisis``, the level of the incident
    for which it passes a freeze (``graver``: the others that it had, or that those in
    ``past`` had, for which it stands frozen as well; ``playbook``: by which the
    incident is handled, where a plain freeze is passed, too).
    """

    post: Post
    account: Account
    schedule: Schedule
    late: Late
    payload: TargetPayload | None
    digest: str | None
    bundle: tuple[str, ...] = ()
    trouble: str | None = None
    content: str | None = None
    by_hand: str | None = None
    closed: tuple[Closure, ...] = ()
    approved_after: datetime | None = None
    crisis: str | None = None
    graver: tuple[str, ...] = ()
    past: tuple[str, ...] = ()
    playbook: str | None = None
    whole: Post | None = None

    @property
    def retract(self) -> str | None:
        """Why the post is to be taken back; None where it is not."""
        return self.post.text("retract")

    def key(self, part: int) -> Key:
        """Under which one of its parts is done once."""
        return Key(self.post.id, self.post.date, self.account.key, part)


@dataclass(frozen=True, slots=True)
class Missing:
    """A target that an earlier tick knew, and that the publishing branch lacks now.

    ``post`` is its name (of an occurrence with the day), and ``path`` is where it was,
    or where an unreadable file stands in its place.
    ``gone`` is false where the post may come back as it was without anyone's change of
    mind: its file is broken, or lies in the queue. ``keys`` are its parts, as far as
    they are known.
    """

    post: str
    path: str
    reason: str
    gone: bool
    keys: tuple[Key, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What was read of a calendar: targets, and files that hold no readable post.

    ``missing`` are targets that were there before.
    """

    targets: tuple[Target, ...]
    broken: tuple[str, ...] = ()
    missing: tuple[Missing, ...] = ()


def is_by_hand(target: Target) -> bool:
    """Whether no run sends it."""
    return target.by_hand is not None or target.post.flag("manual")


def who_posts(target: Target) -> str:
    """Who posts it, and why no run does."""
    why = "" if target.post.flag("manual") else target.by_hand
    told = f"{target.post.text('owner') or 'a person'} posts it by hand"
    return f"{told}: {why}" if why else told


def keys(target: Target) -> Iterator[Key]:
    """The whole key of each part of a target, in order."""
    account = target.account
    count = len(target.post.parts_for(account.key, account.network))
    return iter(_keys(target.post.id, target.post.date, account.key, count))


@lru_cache(maxsize=1024)  # pure; a tick asks for the same ones again and again
def _keys(post: str, date: str | None, account: str, count: int) -> tuple[Key, ...]:
    return tuple(Key(post, date, account, number) for number in range(1, count + 1))
