"""A post as a card: who, when, the words, what hangs on them."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterator
from datetime import datetime

from mergecast.sandbox import files, posts
from mergecast.sandbox.accounts import SandboxAccount
from mergecast.sandbox.context import Sandbox
from mergecast.sandbox.markup import NOTHING, Markup, fill, join
from mergecast.sandbox.objects import author, iso, poll_end
from mergecast.sandbox.phrases import age, count, moment, remaining
from mergecast.sandbox.posts import Post
from mergecast.sandbox.reading import Placed
from mergecast.sandbox.wording import TokenKind, displayed, expanded, tokens

_REPLY_NOTES = {
    "following": "Accounts they follow can reply",
    "mentionedUsers": "Accounts they mentioned can reply",
    "subscribers": "Subscribers can reply",
    "verified": "Verified accounts can reply",
}


def card(sandbox: Sandbox, placed: Placed, now: datetime) -> Markup:
    """One post of a conversation."""
    post = placed.post
    connections = f"{' joined' * placed.joined}{' continued' * placed.continued}"
    if post.deleted is not None:
        return fill("gone", id=str(post.id), connections=connections)
    replies = posts.count_replies(sandbox.store, post.id)
    return fill(
        "post",
        id=str(post.id),
        connections=connections,
        avatar=avatar(author(sandbox, post)),
        **_byline(sandbox, post, now),
        moment=moment(post.created),
        context=NOTHING if placed.joined else _context(sandbox, post),
        text=_text(sandbox, post),
        attached=join(_attached(sandbox, post, now)),
        labels=_labels(post),
        icon_reply=fill("icon-reply"),
        icons=fill("icons"),
        replies=str(replies) if replies else "",
        replies_in_words=count(replies, "reply", "replies"),
    )


def avatar(account: SandboxAccount) -> Markup:
    """A circle with the first letter of the name, in a colour of the account's own."""
    letters = (c for c in account.name if unicodedata.category(c)[0] in "LN")
    initial = next(letters, account.handle[0]).upper()[0]
    return fill("avatar", tone=tone(account), initial=initial)


def tone(account: SandboxAccount) -> str:
    """The class of an account's colour."""
    return f"tone-{hashlib.sha256(account.handle.lower().encode()).digest()[0] % 6}"


def _byline(sandbox: Sandbox, post: Post, now: datetime) -> dict[str, str]:
    account = author(sandbox, post)
    return {
        "name": account.name,
        "handle": f"@{account.handle}",
        "profile": f"/?account={account.handle}",
        "permalink": f"/{account.handle}/status/{post.id}",
        "iso": iso(post.created),
        "age": age(post.created, now),
    }


def _context(sandbox: Sandbox, post: Post) -> Markup:
    if post.draft.reply_to is None:
        return NOTHING
    parent = posts.find(sandbox.store, post.draft.reply_to)
    if parent is None:
        return NOTHING
    handle = author(sandbox, parent).handle
    return fill("context", address=f"/?account={handle}", handle=f"@{handle}")


def _text(sandbox: Sandbox, post: Post) -> Markup:
    text = posts.normalised(post.draft.text)
    if not text:
        return NOTHING
    pieces = []
    for token in tokens(text, author(sandbox, post).tier):
        address = expanded(token.target)
        if token.kind is TokenKind.LINK:
            # only http and https come out of expanded, never a script
            shown = displayed(token.target)
            pieces.append(fill("link", address=address, text=shown))
        else:
            part = "plain" if token.kind is TokenKind.PLAIN else "tag"
            pieces.append(fill(part, text=token.text))
    return fill("text", text=join(pieces))


def _attached(sandbox: Sandbox, post: Post, now: datetime) -> Iterator[Markup]:
    yield _pictures(sandbox, post)
    yield _poll(post, now)
    if post.draft.quote is not None:
        yield _quote(sandbox, post.draft.quote, now)


def _pictures(sandbox: Sandbox, post: Post) -> Markup:
    found = [files.find(sandbox.store, media_id) for media_id in post.draft.media]
    media = [one for one in found if one]
    if not media:
        return NOTHING
    cells = (
        fill(
            "cell",
            id=str(one.id),
            alt=one.alt or "Image",
            width=str(one.picture.width),
            height=str(one.picture.height),
            badges=_badges(one, number),
        )
        for number, one in enumerate(media, start=1)
    )
    return fill("media", count=str(len(media)), cells=join(cells))


def _badges(media: files.Media, number: int) -> Markup:
    described = fill("alt", number=str(number), alt=media.alt) if media.alt else NOTHING
    moving = fill("gif") if media.category == "tweet_gif" else NOTHING
    return join([described, moving])


def _poll(post: Post, now: datetime) -> Markup:
    poll = post.draft.poll
    if poll is None:
        return NOTHING
    end = poll_end(post)
    part = "option" if now < end else "option-result"
    options = join(fill(part, label=label) for label in poll.options)
    return fill("poll", options=options, status=f"0 votes · {remaining(end, now)}")


def _quote(sandbox: Sandbox, post_id: int, now: datetime) -> Markup:
    quoted = posts.find_live(sandbox.store, post_id)
    if quoted is None:
        return fill("quote-gone")
    return fill(
        "quote",
        avatar=avatar(author(sandbox, quoted)),
        **_byline(sandbox, quoted, now),
        text=_text(sandbox, quoted),
        attached=_pictures(sandbox, quoted),
    )


def _labels(post: Post) -> Markup:
    labels = [
        *(["Paid partnership"] if post.draft.paid else []),
        *(["Made with AI"] if post.draft.made_with_ai else []),
        *(
            [_REPLY_NOTES[s]]
            if (s := post.draft.reply_settings) in _REPLY_NOTES
            else []
        ),
    ]
    if not labels:
        return NOTHING
    return fill("labels", labels=join(fill("label", text=label) for label in labels))
