"""A post in short: a line on a day, or a small card on the board and in a week."""

from __future__ import annotations

import re

from mergecast.model.settings import Account
from mergecast.pages.facts import Site
from mergecast.pages.markup import NOTHING, Markup, fill, join
from mergecast.pages.times import clock, day_and_time, instant
from mergecast.planning.agenda import Entry, Stage

_GAP = re.compile(r"\n\s*\n")
_SHORT = 400
"""Characters of a text that a small card holds; the rest is one step away."""


def stage_class(stage: Stage) -> str:
    """The name by which the style sheet knows a stage."""
    return stage.value.replace(" ", "-")


def tone(site: Site, account: Account) -> str:
    """The class of an account's colour: of the first six no two have the same."""
    known = list(site.accounts)
    number = known.index(account.key) if account.key in known else len(known)
    return f"tone-{number % 6}"


def faces(site: Site, entry: Entry) -> Markup:
    """The accounts of a post as small discs."""
    return join(
        fill("face", tone=tone(site, each), initial=site.initial(each.key))
        for each in entry.accounts[:3]
    )


def chip(site: Site, entry: Entry) -> Markup:
    """One post in a line, that leads to all about it."""
    return fill(
        "chip",
        **_filed(site, entry),
        id=entry.post.name,
        stage=stage_class(entry.stage),
        told=site.say(entry.stage.value),
        asap="≤" if entry.asap else "",
        clock=clock(site, entry.at) if entry.at else NOTHING,
        faces=faces(site, entry),
        title=entry.title[:_SHORT],
    )


def small_card(
    site: Site, entry: Entry, *, dated: bool, id_: str | None = None, more: str = ""
) -> Markup:
    """One post as a card with the beginning of its words and its first picture.

    ``dated`` cards say the day, too; ``id_`` is where they lead, where that is not the
    post's own sheet; ``more`` is what else there is to say of it.
    """
    at = entry.at
    if at is None:
        when = fill("plain", text=site.say("no time yet"))
    else:
        when = day_and_time(site, at) if dated else clock(site, at)
    return fill(
        "small",
        **_filed(site, entry),
        id=id_ or f"p-{entry.post.name}",
        stage=stage_class(entry.stage),
        told=site.say(entry.stage.value),
        asap="≤" if entry.asap else "",
        when=when,
        faces=faces(site, entry),
        words=_words(entry),
        picture=_picture(site, entry),
        signs=_signs(site, entry),
        more=fill("small-more", text=more) if more else NOTHING,
    )


def _filed(site: Site, entry: Entry) -> dict[str, str]:
    """By what a post is sorted and sifted on the page."""
    return {
        "bucket": entry.post.text("bucket") or "",
        "accounts": " ".join(entry.post.accounts),
        "owner": (entry.post.text("owner") or "") if site.team else "",
        "instant": instant(entry.at) if entry.at else "",
    }


def _words(entry: Entry) -> str:
    text = next((part.text for part in entry.post.parts if part.text.strip()), "")
    return _GAP.sub("\n", text.strip())[:_SHORT] or entry.post.name


def _picture(site: Site, entry: Entry) -> Markup:
    for part in entry.post.parts:
        for media in part.media:
            if found := site.pictures.get(media.file):
                size = {"width": str(found.width), "height": str(found.height)}
                return fill("thumb", address=found.address, **size)
    return NOTHING


def _signs(site: Site, entry: Entry) -> Markup:
    """What hangs on it, in a few letters."""
    parts = entry.post.parts
    said = []
    if len(parts) > 1:
        said.append(site.say("thread of {count}", count=str(len(parts))))
    if any(part.poll for part in parts):
        said.append(site.say("poll"))
    if bucket := entry.post.text("bucket"):
        said.append(site.say(bucket))
    return join(fill("sign", text=each) for each in said)
