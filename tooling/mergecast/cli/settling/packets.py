"""What a person needs to post a part by hand."""

from __future__ import annotations

from mergecast.dispatch.ports import Recorded
from mergecast.dispatch.target import Target
from mergecast.errors import UsageError
from mergecast.model.key import Key
from mergecast.payload import PartPayload
from mergecast.publishers.x_links import intent_link
from mergecast.renderers.resolved import Packet


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
    remote_id = state.remote_id if state else None
    items = [(f"calendar/{item.file}", item.alt) for item in part.part.media]
    unknown = None if parent is None or remote_id else parent
    return Packet(text, items, intent_link(text, remote_id), unknown)


def _parent(part: PartPayload) -> Key | None:
    """The part that it answers, if it answers one of ours."""
    reference = part.body.get("reply_to", {}).get("key")
    if reference is None:
        return None
    asked = Key.parse(reference)
    account = asked.account or part.key.account
    return Key(asked.post, asked.date, account, asked.part or 1)
