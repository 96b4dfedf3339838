"""The calendar as JSON: for programs of one's own, and as Trello writes a board."""

from __future__ import annotations

from datetime import UTC

from mergecast.planning.agenda import Entry, Stage
from mergecast.renderers.calendar_json import post_value
from mergecast.renderers.encoders.ascii_json import encode_document, encode_json
from mergecast.renderers.exports import Export, about, labels, stage


def export_json(export: Export) -> str:
    """Every post with its words, media and owner."""
    return encode_document(
        zone=export.zone.key, posts=[_post(each, export) for each in export.entries]
    )


def _post(each: Entry, export: Export) -> dict[str, object]:
    owner = export.owner(each)
    return {
        **post_value(each, export.zone),
        "owner_name": owner.name if owner else None,
        "texts": [part.text for part in each.post.parts],
        "media": [
            {"file": one.file, "alt": one.alt}
            for part in each.post.parts
            for one in part.media
        ],
    }


def export_trello(export: Export) -> str:
    """A board as Trello itself exports one: its lists, labels and cards.

    Trello reads no such file. Tools that take boards over from Trello do, and a
    script that calls its REST API finds the fields under the names that they have
    there.
    """
    stages = list(dict.fromkeys(stage(each) for each in export.entries))
    order = [name for name in _COLUMNS if name in stages]
    lists = {name: f"list-{number}" for number, name in enumerate(order, 1)}
    names = dict.fromkeys(name for each in export.entries for name in labels(each))
    marks = {name: f"label-{number}" for number, name in enumerate(names, 1)}
    board = {
        "id": "board",
        "name": "Posts",
        "closed": False,
        "lists": [
            {
                "id": key,
                "name": name,
                "closed": False,
                "pos": number,
                "idBoard": "board",
            }
            for number, (name, key) in enumerate(lists.items(), 1)
        ],
        "labels": [
            {"id": key, "name": name, "idBoard": "board", "color": None}
            for name, key in marks.items()
        ],
        "cards": [
            _card(number, each, export, (lists, marks))
            for number, each in enumerate(export.entries, 1)
        ],
    }
    return encode_json(board, indent=2) + "\n"


_COLUMNS = [each.value[:1].upper() + each.value[1:] for each in Stage]


def _card(
    number: int,
    each: Entry,
    export: Export,
    keys: tuple[dict[str, str], dict[str, str]],
) -> dict[str, object]:
    lists, marks = keys
    own = labels(each)
    return {
        "id": each.post.name,
        "idBoard": "board",
        "idList": lists[stage(each)],
        "name": each.title,
        "desc": about(export, each),
        "pos": number,
        "closed": False,
        "due": f"{each.at.astimezone(UTC):%Y-%m-%dT%H:%M:%S.000Z}" if each.at else None,
        "dueComplete": each.stage is Stage.LIVE,
        "idLabels": [marks[name] for name in own],
        "labels": [
            {"id": marks[name], "idBoard": "board", "name": name, "color": None}
            for name in own
        ],
        "idMembers": [],
    }
