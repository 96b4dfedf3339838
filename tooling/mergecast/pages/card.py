"""A post as people will see it, on each of its accounts."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from mergecast.model.post import Media, Part, Poll
from mergecast.model.settings import Account
from mergecast.networks import NETWORKS
from mergecast.pages.facts import Site
from mergecast.pages.markup import NOTHING, Markup, fill, join
from mergecast.pages.times import clock, moment
from mergecast.planning.agenda import Entry, Stage


def sheet(site: Site, entry: Entry) -> Markup:
    """All about one post."""
    return fill(
        "sheet",
        id=entry.post.id,
        title=entry.title,
        stage=site.say(entry.stage.value),
        stage_class=stage_class(entry.stage),
        when=_when(site, entry),
        previews=join(_preview(site, entry, account) for account in entry.accounts),
        facts=join(_facts(site, entry)),
        close=site.say("Close"),
    )


def stage_class(stage: Stage) -> str:
    """The name by which the style sheet knows a stage."""
    return stage.value.replace(" ", "-")


def _when(site: Site, entry: Entry) -> Markup:
    if entry.at is None:
        return fill("plain", text=site.say("no time yet"))
    said = moment(site, entry.at)
    if entry.asap:
        until = fill("plain", text=f"{site.say('as soon as possible, until')} ")
        return join([until, said])
    return said


def _preview(site: Site, entry: Entry, account: Account) -> Markup:
    parts = entry.post.parts_for(account.key, account.network)
    last = len(parts)
    return join(
        fill(
            "post",
            joined=" joined" if number > 1 else "",
            continued=" continued" if number < last else "",
            tone=_tone(account),
            initial=account.user[:1].upper(),
            name=account.key,
            handle=f"@{account.user}",
            clock=clock(site, entry.at) if entry.at else NOTHING,
            text=_text(part, account),
            media=_media(site, part),
            poll=_poll(site, part.poll),
            labels=join(_labels(site, entry)),
        )
        for number, part in enumerate(parts, 1)
    )


def _tone(account: Account) -> str:
    return f"tone-{sha256(account.user.lower().encode()).digest()[0] % 6}"


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


def _facts(site: Site, entry: Entry) -> Iterator[Markup]:
    post = entry.post
    bucket, owner = post.text("bucket"), post.text("owner")
    facts = {
        "Bucket": site.say(bucket) if bucket else None,
        "Campaign": post.text("campaign"),
        "Owner": site.names.get(owner, owner) if owner and site.team else None,
        "File": post.path if site.team else None,
    }
    for name, value in facts.items():
        if value:
            yield fill("fact", name=site.say(name), value=value)
    if entry.url and entry.url.startswith("https://"):
        yield fill("live-link", address=entry.url, text=site.say("On the network"))
