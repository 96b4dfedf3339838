"""A site for tests of the pages: something of everything."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from planning.calendar_posts import SETTINGS, post, shown

from mergecast.model.post import Post
from mergecast.pages.facts import Picture, Site
from mergecast.planning.agenda import Entry, Stage
from mergecast.planning.mix import goals, mixes

NOW = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)
HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "javascript:alert(1) https://example.org/a?b=<c>&d='e'",
    "x" * 10_000,
    "👨‍👩‍👧‍👦" * 300,
    "\u202egnirts desrever\u2066",
    "]]> <!-- --> </style> </script> ${title} $$",
    "a\x00b\x1b[31mc\x85d\u2028e",
)


def site(*posts: Post, team: bool = True, language: str = "en") -> Site:
    """The pages of these posts, and of a few that are always there."""
    live = replace(
        shown(post("live-one", "2026-11-20 09:00", bucket="evergreen", owner="mei")),
        stage=Stage.LIVE,
        url="https://x.com/acme_hq/status/7",
    )
    held = replace(shown(post("held-one", "2026-11-23 09:00")), stage=Stage.HELD)
    thread = post(
        "why-yaml",
        "2026-11-24 23:30",
        thread=[
            "第一部分 @acme_hq https://example.org #yaml",
            {"text": "dua", "media": [{"file": "media/a.png", "alt": "قط 🐈"}]},
        ],
        bucket="industry",
        owner="tom",
    )
    poll = {"options": ["ya", "tidak"], "minutes": 60}
    asked = post("ask", "2026-12-01 09:00", poll=poll, accounts=["acme-uk"])
    idea = post("later", None)
    entries: list[Entry] = [live, held, *map(shown, [thread, asked, idea, *posts])]
    return Site(
        title="@acme_hq",
        language=language,
        zone=ZoneInfo("Asia/Kuala_Lumpur"),
        now=NOW,
        entries=entries,
        mixes={date(2026, 11, 1): mixes(entries, goals(SETTINGS))},
        pictures={"media/a.png": Picture("media/0a.png", 40, 30)},
        names={"mei": "Mei Lin"},
        zones=["America/Mexico_City", "Asia/Kuala_Lumpur", "Europe/London"],
        team=team,
        new_post="https://github.com/acme/social/issues/new/choose",
    )
