"""What of a post goes where: what the checks of words and media walk over.

Only wordings that some account gets are judged, each once: a base text that every
account replaces is nobody's.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any, TypeAlias

from mergecast.checks.base import Context
from mergecast.findings import Edit
from mergecast.model.media import MediaFact, MediaState
from mergecast.model.post import Media, Part, Post
from mergecast.networks import NETWORKS
from mergecast.networks.base import Limits, Network
from mergecast.source import Place, Route

Target: TypeAlias = tuple[tuple[Part, ...], Network, str, Limits]
"""What one account gets, its network and tier, and what these allow. (Plain tuples:
a named one costs a third more, five times for each post with an image.)"""

Shown: TypeAlias = tuple[Media, MediaFact, Network, Limits]
"""A media file whose bytes are there, and a network that is to show it."""


def wordings(post: Post, context: Context) -> Collection[Part]:
    """Each part that some account gets, once."""
    if not post.variants:
        return post.parts
    accounts = context.workspace.settings.accounts
    found: dict[Part, None] = {}
    for key in post.accounts:
        network = accounts[key].network if key in accounts else ""
        found.update(dict.fromkeys(post.parts_for(key, network)))
    return found


def texts(post: Post, context: Context) -> Iterable[tuple[Route, str]]:
    """Every text that readers get, with its route: parts, descriptions, answers."""
    found = []
    for part in wordings(post, context):
        found.append((part.route, part.text))
        if part.media:
            found += [((*media.route, "alt"), media.alt) for media in part.media]
        if part.poll:
            route = (*part.poll.route, "options")
            found += [((*route, n), text) for n, text in enumerate(part.poll.options)]
    return dict.fromkeys(found) if post.variants else found


def media_of(post: Post, context: Context) -> Iterable[Media]:
    """Each image or GIF that some account shows, once."""
    found = [media for part in wordings(post, context) for media in part.media]
    return dict.fromkeys(found) if len(found) > 1 else found


def file_of(post: Post, media: Media) -> Place:
    """Where a post names the file."""
    return Place(post.path, (*media.route, "file"))


def targets(post: Post, context: Context) -> Collection[Target]:
    """Each wording with each network and tier that it goes to, once.

    Accounts and networks that nobody knows are another check's business; of a tier
    that the network does not have, its default is meant.
    """
    accounts = context.workspace.settings.accounts
    found: dict[tuple[int, str, str], Target] = {}
    for key in post.accounts:
        account = accounts.get(key)
        network = NETWORKS.get(account.network) if account else None
        if account is None or network is None:
            continue
        parts = post.parts_for(key, account.network) if post.variants else post.parts
        known = (id(parts), account.network, account.tier)
        if known not in found:
            found[known] = (parts, network, *_limits(network, account.tier))
    return found.values()


def shown(post: Post, context: Context) -> Iterable[Shown]:
    """Each media file that is there with each network that is to show it, once."""
    found: dict[tuple[Route, str, str], Shown] = {}
    for parts, network, tier, limits in targets(post, context):
        for part in parts:
            for media in part.media:
                fact = context.media.get(media.file)
                if fact is not None and fact.state is MediaState.FILE:
                    known = (media.route, network.ID, tier)
                    found[known] = (media, fact, network, limits)
    return found.values()


def rewritten(post: Post, route: Route, old: str, new: str) -> Edit:
    """The edit that turns the text ``old`` at ``route`` into ``new``.

    A part's text is the loaded value without its last line breaks; these stay.
    """
    value = _value(post.data, route)
    ending = value[len(old) :] if isinstance(value, str) else ""
    return Edit(Place(post.path, route), new + ending)


def _value(data: Any, route: Route) -> object:  # noqa: ANN401 - as loaded
    try:
        for step in route:
            data = data[step]
    except (KeyError, IndexError, TypeError):
        return None
    return data


def _limits(network: Network, tier: str) -> tuple[str, Limits]:
    try:
        return tier, network.limits(tier)
    except ValueError:
        return network.DEFAULT_TIER, network.limits(network.DEFAULT_TIER)
