"""A post on one account, with all that a decision about it needs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mergecast.model.key import Key
from mergecast.model.post import Post
from mergecast.model.schedule import Schedule
from mergecast.model.settings import Account, Late

if TYPE_CHECKING:
    from mergecast.payload import TargetPayload


@dataclass(frozen=True, slots=True)
class Target:
    """One post on one account as the publishing branch has it now.

    ``trouble`` is why it cannot be sent as it is (a missing image, words over the
    limit), and ``payload`` is None where it cannot even be known. ``digest`` is of the
    whole post's payload: what people approve.
    """

    post: Post
    account: Account
    schedule: Schedule
    late: Late
    payload: TargetPayload | None
    digest: str | None
    bundle: tuple[str, ...] = ()
    trouble: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What was read of a calendar: targets, and files that hold no readable post."""

    targets: tuple[Target, ...]
    broken: tuple[str, ...] = ()


def keys(target: Target) -> Iterator[Key]:
    """The whole key of each part of a target, in order."""
    count = len(target.post.parts_for(target.account.key, target.account.network))
    for number in range(1, count + 1):
        yield Key(target.post.id, None, target.account.key, number)
