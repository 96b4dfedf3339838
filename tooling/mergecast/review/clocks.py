"""Instants in the words of a review."""

from __future__ import annotations

from datetime import datetime

from mergecast.model.moments import zone


def long_clock(at: datetime, name: str) -> str:
    """An instant on the clock of a zone: ``Tue 24 Nov 2026 09:00 Asia/Tokyo``."""
    local = at.astimezone(zone(name))
    seconds = f":{local:%S}" if local.second else ""
    return f"{local:%a} {local.day} {local:%b %Y %H:%M}{seconds} {name}"


def town(name: str) -> str:
    """A zone as people call it: by its town."""
    return name.rpartition("/")[2].replace("_", " ")


def at_home(at: datetime, name: str | None) -> str:
    """An instant where a post is at home: ``Tue 24 Nov 2026 09:00 Tokyo``."""
    there = name or "UTC"
    return long_clock(at, there).removesuffix(there) + town(there)
