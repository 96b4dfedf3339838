"""The calendar as tables that other tools import: one row a post.

Which columns a tool knows, and in which form it takes a day, is the tool's own matter;
docs/how-to/export-to-other-tools.md has the sources. What has no time yet is a row
without a date.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeAlias
from zoneinfo import ZoneInfo

from mergecast.model.team import Member
from mergecast.planning.agenda import Entry
from mergecast.renderers.encoders.csv_field import csv_table

BOM = "\ufeff"
"""Tells Excel that a file is UTF-8; without it Chinese turns to noise there."""


@dataclass(frozen=True, slots=True)
class Export:
    """What is taken along: posts, whose clock, and the people of the team."""

    entries: Sequence[Entry]
    zone: ZoneInfo
    people: Mapping[str, Member]

    def local(self, each: Entry) -> datetime | None:
        """When a post goes out, on the clock that is asked for."""
        return each.at.astimezone(self.zone) if each.at else None

    def owner(self, each: Entry) -> Member | None:
        """Who looks after a post, if they are on the team."""
        return self.people.get(each.post.text("owner") or "")


Cell: TypeAlias = Callable[[Export, Entry], str]


def words(each: Entry) -> str:
    """All that readers get, part after part."""
    return "\n\n".join(part.text for part in each.post.parts if part.text)


def _field(name: str) -> Cell:
    return lambda _export, each: each.post.text(name) or ""


def _at(form: str) -> Cell:
    def cell(export: Export, each: Entry) -> str:
        at = export.local(each)
        return at.strftime(form) if at else ""

    return cell


def _utc(_export: Export, each: Entry) -> str:
    return f"{each.at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}" if each.at else ""


def _title(_export: Export, each: Entry) -> str:
    return each.title


def stage(each: Entry) -> str:
    """How a post stands, as boards head their columns."""
    return each.stage.value[:1].upper() + each.stage.value[1:]


def _stage(_export: Export, each: Entry) -> str:
    return stage(each)


def _accounts(_export: Export, each: Entry) -> str:
    return ", ".join(each.post.accounts)


def _owner(export: Export, each: Entry) -> str:
    member = export.owner(each)
    return member.name if member else each.post.text("owner") or ""


def _mail(export: Export, each: Entry) -> str:
    member = export.owner(each)
    return (member.email if member else None) or ""


def _text(_export: Export, each: Entry) -> str:
    return words(each)


def about(export: Export, each: Entry) -> str:
    """A card's back: all words, then where the post is and how it stands."""
    at = export.local(each)
    facts = [
        f"{at:%Y-%m-%d %H:%M} {export.zone.key}" if at else "no time yet",
        f"accounts: {', '.join(each.post.accounts)}",
        f"post: {each.post.name}",
        *([f"live: {each.url}"] if each.url else []),
    ]
    return "\n\n".join(filter(None, [words(each), "\n".join(facts)]))


def _labels(_export: Export, each: Entry) -> str:
    return ", ".join(labels(each))


def labels(each: Entry) -> list[str]:
    """What boards colour a card by: its bucket and campaign."""
    names = (each.post.text("bucket"), each.post.text("campaign"))
    return [name for name in names if name]


def _id(_export: Export, each: Entry) -> str:
    return each.post.name


def _url(_export: Export, each: Entry) -> str:
    return each.url or ""


def _media(_export: Export, each: Entry) -> str:
    files = (one.file for part in each.post.parts for one in part.media)
    return "\n".join(dict.fromkeys(files))


_DAY, _TIME = _at("%Y-%m-%d"), _at("%H:%M")
_COMMON: Mapping[str, Cell] = {
    "Accounts": _accounts,
    "Bucket": _field("bucket"),
    "Campaign": _field("campaign"),
}

TABLES: Mapping[str, Mapping[str, Cell]] = {
    "csv": {
        "id": _id,
        "date": _DAY,
        "time": _TIME,
        "zone": lambda export, each: export.zone.key if each.at else "",
        "utc": _utc,
        "asap": lambda _export, each: "yes" if each.asap else "",
        "accounts": _accounts,
        "state": lambda _export, each: each.stage.value,
        "title": _title,
        "text": _text,
        "media": _media,
        **{name: _field(name) for name in ("bucket", "campaign", "owner", "locale")},
        "link": _url,
        "file": lambda _export, each: each.post.path,
    },
    # The order of the first six is the importer's own, and it wants days so.
    "asana": {
        "Name": _title,
        "Description": about,
        "Section": _stage,
        "Assignee": _mail,
        "Due Date": _at("%m/%d/%Y"),
        "Time": _TIME,
        **_COMMON,
        "Post": _id,
    },
    "monday": {
        "Name": _title,
        "Owner": lambda export, each: _mail(export, each) or _owner(export, each),
        "Status": _stage,
        "Date": _DAY,
        "Time": _TIME,
        **_COMMON,
        "Text": _text,
        "Link": _url,
        "Post": _id,
    },
    "notion": {
        "Name": _title,
        "Date": _at("%Y-%m-%d %H:%M"),
        "Status": _stage,
        **_COMMON,
        "Owner": _owner,
        "Text": _text,
        "Link": _url,
        "Post": _id,
    },
    "trello": {
        "Name": _title,
        "Description": about,
        "List": _stage,
        "Labels": _labels,
        "Due Date": _utc,
        "Post": _id,
    },
}
"""The columns of each tool, in their order, and what stands in them."""


def export_table(export: Export, tool: str) -> str:
    """One of the tables, as a CSV file."""
    columns = TABLES[tool]
    rows = (
        [cell(export, each) for cell in columns.values()] for each in export.entries
    )
    return (BOM if tool == "csv" else "") + csv_table(list(columns), rows)
