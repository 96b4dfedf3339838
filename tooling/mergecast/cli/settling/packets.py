"""What a person needs to post a part by hand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mergecast.dispatch.ports import Recorded
from mergecast.dispatch.target import Target
from mergecast.errors import UsageError
from mergecast.model.key import Key
from mergecast.payload import PartPayload
from mergecast.publishers.x_links import intent_link
from mergecast.renderers.resolved import Packet

_MARKS = {
    "paid": "mark it as a paid partnership",
    "made_with_ai": "mark it as made with AI",
}


def packet(found: tuple[Target, ...], key: Key, view: Recorded) -> Packet:
    """The words, files and link of a part.

    Raises:
        UsageError: the publishing branch does not have its words.
    """
    payloads = [each.payload for each in found if each.payload]
    parts = [part for each in payloads for part in each.parts if part.key == key]
    if not parts:
        raise UsageError(
            f"the publishing branch does not have the words of '{key}'",
            hint="take them from git's history",
        )
    part = parts[0]
    text = str(part.body["text"])
    parent = _parent(part)
    state = view.state(parent) if parent else None
    remote_id = state.remote_id if state else _answered(part)
    items = [(f"calendar/{item.file}", item.alt) for item in part.part.media]
    unknown = None if parent is None or remote_id else parent
    also = tuple(_also(found, part))
    return Packet(text, items, intent_link(text, remote_id), unknown, also)


def _answered(part: PartPayload) -> str | None:
    """The id of somebody else's post that it answers."""
    link = part.body.get("reply_to", {}).get("url", "")
    found = re.search(r"/status/(\d{1,19})", link)
    return found[1] if found else None


def _also(found: tuple[Target, ...], part: PartPayload) -> Iterator[str]:
    """What words, files and a link do not say."""
    post = next((each.post for each in found if each.post.id == part.key.post), None)
    owner = post.text("owner") if post else None
    if owner is not None:
        yield f"{owner} posts it"
    quoted = part.body.get("quote", {})
    if quoted:
        yield f"quote this post: {quoted.get('url') or quoted.get('key')}"
    poll = part.body.get("poll")
    if poll:
        answers = ", ".join(f"'{each}'" for each in poll["options"])
        yield f"add a poll: {answers}; open for {poll['minutes']} minutes"
    if "reply_settings" in part.body:
        yield f"who can reply: {part.body['reply_settings']}"
    yield from (said for flag, said in _MARKS.items() if part.body.get(flag))


def _parent(part: PartPayload) -> Key | None:
    """The part that it answers, if it answers one of ours."""
    reference = part.body.get("reply_to", {}).get("key")
    if reference is None:
        return None
    asked = Key.parse(reference)
    account = asked.account or part.key.account
    return Key(asked.post, asked.date, account, asked.part or 1)
