"""Posts for tests of the calendar, as loading makes them."""

from __future__ import annotations

from mergecast.loading import build
from mergecast.model.post import Post
from mergecast.model.settings import Account, Settings
from mergecast.planning.agenda import Entry, entry

SETTINGS = Settings(
    accounts={
        "acme": Account("acme", "x", "acme_hq", timezone="Asia/Kuala_Lumpur"),
        "acme-uk": Account("acme-uk", "x", "acme_uk", timezone="Europe/London"),
    }
)


def post(post_id: str, at: str | None = "2026-11-24 09:00", **fields: object) -> Post:
    """A post of acme; ``at`` is None in the queue."""
    folder = f"calendar/{at[:7].replace('-', '/')}" if at else "calendar/queue"
    data = {"id": post_id, "accounts": ["acme"], "text": f"About {post_id}"}
    if at:
        data["publish_at"] = at
    return build.post(f"{folder}/{post_id}.yaml", data | fields)


def shown(each: Post) -> Entry:
    """As the calendar shows it, with nothing on record."""
    return entry(each, SETTINGS, {})
