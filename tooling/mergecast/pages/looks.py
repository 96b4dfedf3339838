"""A post as people will see it on one of its accounts."""

from __future__ import annotations

from collections.abc import Iterator

from mergecast.model.post import Media, Part, Poll
from mergecast.model.settings import Account
from mergecast.networks import NETWORKS
from mergecast.pages.chips import tone
from mergecast.pages.facts import Site
from mergecast.pages.markup import NOTHING, Markup, fill, join
from mergecast.pages.times import clock
from mergecast.planning.agenda import Entry


def preview(site: Site, entry: Entry, account: Account) -> Markup:
    """Every part of a post, one under the other as a thread is."""
    parts = entry.post.parts_for(account.key, account.network)
    last = len(parts)
    return join(
        fill(
            "post",
            joined=" joined" if number > 1 else "",
            continued=" continued" if number < last else "",
            tone=tone(site, account),
            initial=site.initial(account.key),
            name=account.key,
            handle=f"@{account.user}",
            clock=clock(site, entry.at) if entry.at else NOTHING,
            text=_text(part, account),
            media=_media(site, part),
            poll=_poll(site, part.poll),
            labels=join(_labels(site, entry)) if number == 1 else NOTHING,
        )
        for number, part in enumerate(parts, 1)
    )


def _text(part: Part, account: Account) -> Markup:
    """The words, with what can be tapped on in colour; no link leaves the page."""
    if not part.text:
        return NOTHING
    network = NETWORKS.get(account.network)
    if network is None:
        return fill("text", text=part.text)
    spans = [
        (each.start, each.end)
        for found in (
            network.measure(part.text, account.tier).urls,
            network.mentions(part.text),
            network.hashtags(part.text),
            network.cashtags(part.text),
        )
        for each in found
    ]
    return fill("text", text=join(_pieces(part.text, sorted(spans))))


def _pieces(text: str, spans: list[tuple[int, int]]) -> Iterator[Markup]:
    at = 0
    for start, end in spans:
        if start >= at:
            yield fill("plain", text=text[at:start])
            yield fill("tapped", text=text[start:end])
            at = end
    yield fill("plain", text=text[at:])


def _media(site: Site, part: Part) -> Markup:
    cells = [_cell(site, each, number) for number, each in enumerate(part.media, 1)]
    if not cells:
        return NOTHING
    return fill("media", count=str(min(4, len(cells))), cells=join(cells))


def _cell(site: Site, media: Media, number: int) -> Markup:
    label = f"{site.say('Alt text of image')} {number}"
    alt = fill("alt", label=label, alt=media.alt) if media.alt else NOTHING
    picture = site.pictures.get(media.file)
    if picture is None:
        return fill("no-picture", file=media.file, alt=alt)
    return fill(
        "picture",
        address=picture.address,
        text=media.alt,
        width=str(picture.width),
        height=str(picture.height),
        alt=alt,
    )


def _poll(site: Site, poll: Poll | None) -> Markup:
    if poll is None:
        return NOTHING
    options = join(fill("option", text=each) for each in poll.options)
    told = f"{site.say('open for')} {poll.minutes} {site.say('min')}"
    return fill("poll", options=options, told=told)


def _labels(site: Site, entry: Entry) -> Iterator[Markup]:
    for name, words in (("paid", "Paid partnership"), ("made_with_ai", "Made with AI")):
        if entry.post.flag(name):
            yield fill("label", text=site.say(words))
