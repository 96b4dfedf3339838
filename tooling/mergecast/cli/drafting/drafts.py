"""What somebody asks of a new post, and what of it cannot be."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from mergecast.checks.basis.near import suggest
from mergecast.cli.drafting.finding_posts import ids
from mergecast.errors import UsageError
from mergecast.loading.shape_repairs import repair
from mergecast.model.workspace import Workspace
from mergecast.repository.trees import WorkTree
from mergecast.schemas import schema

NOTHING_WRITTEN = "nothing was written"


@dataclass(frozen=True, slots=True)
class Asked:
    """The options of one `new`."""

    title: str | None = None
    post_id: str | None = None
    accounts: tuple[str, ...] = ()
    at: str | None = None
    which: str | None = None
    zone: str | None = None
    slot: str | None = None
    queue: bool = False
    asap: bool = False
    until: str | None = None
    text: str | None = None
    thread: tuple[str, ...] = ()
    split: str | None = None
    images: tuple[str, ...] = ()
    alts: tuple[str, ...] = ()
    template: str | None = None
    sets: tuple[str, ...] = ()
    campaign: str | None = None
    theme: str | None = None
    owner: str | None = None
    bucket: str | None = None

    @property
    def is_timed(self) -> bool:
        """Whether it is said when the post goes out, or that it does not yet."""
        return bool(self.at or self.slot or self.queue or self.asap)

    @property
    def words(self) -> tuple[str, ...]:
        """The words of each part."""
        return self.thread or (() if self.text is None else (self.text,))


def refused(message: str, hint: str = "") -> UsageError:
    """A refusal that says that nothing was written."""
    return UsageError(message, hint=hint, not_done=NOTHING_WRITTEN)


def id_of(title: str) -> str | None:
    """An id made of a title; None where its letters give none.

    >>> id_of("Launch day, at last!")
    'launch-day-at-last'
    """
    pattern: str = schema("post")["$defs"]["postId"]["pattern"]
    if re.search(pattern, title):
        return title
    return repair("postId", pattern, title[:64]).text


def new_id(tree: WorkTree, name: str) -> str:
    """The id, if a post may have it.

    Raises:
        UsageError: it has another form, or a post has it already.
    """
    rule = schema("post")["$defs"]["postId"]
    if not re.search(rule["pattern"], name):
        meant = id_of(name)
        hint = f"use {meant}" if meant else rule["patternErrorMessage"]
        raise refused(f"an id cannot be '{name}'", hint)
    for post, path in ids(tree):
        if post == name:
            raise refused(
                f"the id '{name}' is used by {path}",
                "choose another: an id is never used twice",
            )
    return name


def known_accounts(space: Workspace, names: Iterable[str]) -> tuple[str, ...]:
    """The accounts, if all of them are set up.

    Raises:
        UsageError: one is not, or there is none.
    """
    found = tuple(dict.fromkeys(names))
    accounts = space.settings.accounts
    if not found:
        raise refused(
            "no account is named", f"add --account; there are: {', '.join(accounts)}"
        )
    for name in found:
        if name not in accounts:
            raise refused(
                f"there is no account '{name}'",
                suggest(name, accounts, "set one up in mergecast.yaml first"),
            )
    return found


def known(kind: str, name: str | None, names: Iterable[str]) -> str | None:
    """The name, if it is one of those that there are.

    Raises:
        UsageError: it is not.
    """
    options = tuple(names)
    if name is not None and name not in options:
        raise refused(
            f"there is no {kind} '{name}'", suggest(name, options, "there is none yet")
        )
    return name
