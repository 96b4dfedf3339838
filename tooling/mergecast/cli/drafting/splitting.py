"""What `mergecast split` does: find what is too long, part it, write the file."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from mergecast.cli.drafting.finding_posts import find_post
from mergecast.cli.session import Session
from mergecast.editing.files import write_atomically
from mergecast.editing.threads import threaded
from mergecast.errors import UsageError, WorkspaceError
from mergecast.loading.workspace import usable
from mergecast.model.post import Part, Post
from mergecast.model.settings import Account
from mergecast.networks import NETWORKS
from mergecast.renderers.encoders.terminal import encode_terminal
from mergecast.repository.trees import WorkTree
from mergecast.source import Route
from mergecast.thread.breaks import Span
from mergecast.thread.numbering import STYLES
from mergecast.thread.parts import Rules, UnsplittableError, parts

_UNCHANGED = "the file was not changed"
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Parted:
    """One text that became several, each with what the network counts of its room."""

    route: Route
    parts: tuple[str, ...]
    lengths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Split:
    """A post's file with its long texts parted."""

    path: str
    text: str
    parted: tuple[Parted, ...]


def split(session: Session, name: str, numbers: str) -> Split:
    """Part whatever is too long for the accounts that get it.

    Raises:
        UsageError: there is no such post, or something in it cannot be parted.
        EditError: the file cannot be changed without touching something else.
    """
    found = find_post(session, name)
    accounts = usable(WorkTree(session.workspace)).settings.accounts
    known = [accounts[key] for key in found.post.accounts if key in accounts]
    text, done = found.text, []
    # From the end, so that what stands before keeps its place.
    for part, readers in reversed(list(_wordings(found.post, known))):
        cut = parted(part.text, readers, numbers)
        if len(cut) == 1:
            continue
        _refuse_numbers_within(part.route, numbers)
        text = threaded(text, part.route, cut)
        lengths = tuple(_length(each, readers) for each in cut)
        done.append(Parted(part.route, tuple(cut), lengths))
    return Split(found.post.path, text, tuple(reversed(done)))


def _refuse_numbers_within(route: Route, numbers: str) -> None:
    """Stop where numbers would count the pieces of one part, and not its thread.

    Raises:
        UsageError: they would.
    """
    if numbers == "none" or "thread" not in route:
        return
    raise UsageError(
        f"'{_told(route)}' is a part of a thread: numbers would count it alone",
        hint="leave --numbers out, or write the whole thread as one text",
        not_done=_UNCHANGED,
    )


def parted(text: str, accounts: Sequence[Account], numbers: str) -> list[str]:
    """A text in parts that each of the accounts can send; itself where it fits.

    Raises:
        UsageError: something in it cannot be parted.
    """
    rules = _rules(accounts, numbers)
    try:
        # Far too long a text is not worth the search for its best places.
        _refuse_too_many(math.ceil(rules.share(text)), accounts)
        found = parts(text, rules)
        _refuse_too_many(len(found), accounts)
    except UnsplittableError as error:
        raise UsageError(
            f"'{error.what[:_SHOWN]}…' is one thing to the network, and too long",
            hint="shorten it",
            not_done=_UNCHANGED,
        ) from None
    return found


def _refuse_too_many(count: int, accounts: Sequence[Account]) -> None:
    """Stop where a network takes no thread of so many parts.

    Raises:
        UsageError: one of them does not.
    """
    for account in accounts:
        network = NETWORKS[account.network]
        most = network.limits(account.tier).thread_parts
        if count > most:
            raise UsageError(
                f"it would be {count:,} parts or more; {network.NAME} takes {most}",
                hint="shorten it, or make several posts of it",
                not_done=_UNCHANGED,
            )


def _rules(accounts: Sequence[Account], numbers: str) -> Rules:
    """What a part may be, so that each of the accounts can send it."""
    networks = [NETWORKS[each.network] for each in accounts]

    def share(text: str) -> float:
        found = [
            network.measure(text, account.tier)
            for network, account in zip(networks, accounts, strict=True)
        ]
        return max((each.weighted_length / each.limit for each in found), default=0)

    def whole(text: str) -> list[Span]:
        found = []
        for network in dict.fromkeys(networks):
            urls, names = network.measure(text).urls, network.mentions(text)
            tags = (*network.hashtags(text), *network.cashtags(text))
            found += [(each.start, each.end) for each in urls]
            found += [(each.start, each.end) for each in names]
            found += [(each.start, each.end) for each in tags]
        return sorted(found)

    return Rules(share, whole, STYLES[numbers])


def _wordings(
    post: Post, accounts: Iterable[Account]
) -> Iterator[tuple[Part, list[Account]]]:
    """Each text of the file, with the accounts that get it, in order."""
    readers: dict[Route, list[Account]] = {}
    for account in accounts:
        if account.network in NETWORKS:
            for part in post.parts_for(account.key, account.network):
                readers.setdefault(part.route, []).append(account)
    for part in post.wordings:
        if part.text and part.route in readers:
            yield part, readers[part.route]


def _length(text: str, accounts: Iterable[Account]) -> str:
    found = [NETWORKS[each.network].measure(text, each.tier) for each in accounts]
    most = max(found, key=lambda each: each.weighted_length / each.limit)
    return f"{most.weighted_length}/{most.limit}"


def write(session: Session, done: Split) -> None:
    """Write the file, if something in it was parted.

    Raises:
        WorkspaceError: it cannot be written.
    """
    if not done.parted:
        return
    try:
        write_atomically(session.workspace / done.path, done.text)
    except OSError as error:
        raise WorkspaceError(
            f"'{done.path}' cannot be written: {error.strerror or error}",
            not_done=_UNCHANGED,
        ) from None


def report(done: Split, *, written: bool) -> str:
    """Each part with its length; what comes next."""
    if not done.parted:
        return encode_terminal(f"{done.path}: nothing in it is too long") + "\n"
    lines = []
    for each in done.parted:
        lines.append(f"{done.path}: '{_told(each.route)}' is {len(each.parts)} parts")
        for number, (words, length) in enumerate(
            zip(each.parts, each.lengths, strict=True), 1
        ):
            lines.append(f"  {number:>2}  {length:>9}  {_opening(words)}")
    last = f"next: mergecast preview {done.path}" if written else "nothing was written"
    return "".join(f"{encode_terminal(line)}\n" for line in [*lines, last])


def _told(route: Route) -> str:
    return ".".join(map(str, route))


def _opening(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1]}…"
