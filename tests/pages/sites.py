"""A site for tests of the pages: something of everything."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from markdown_pages import ROOT
from planning.calendar_posts import SETTINGS, post, shown

from mergecast.loading.rules import load_book
from mergecast.loading.workspace import load
from mergecast.model.post import Post
from mergecast.model.workspace import Workspace
from mergecast.pages.desk import (
    Absent,
    Alert,
    Campaign,
    Coverage,
    DayNote,
    Desk,
    Picture,
    Proposed,
    There,
    Turn,
    Waits,
)
from mergecast.pages.facts import Site
from mergecast.people.coverage import Cell, DayRow
from mergecast.planning.agenda import Entry, Stage
from mergecast.planning.days import View, days
from mergecast.planning.measuring import measured
from mergecast.repository.trees import WorkTree
from mergecast.style.rule import Rule

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


def site(
    *posts: Post, team: bool = True, language: str = "en", said: str = "plain"
) -> Site:
    """The pages of these posts, and of a few that are always there.

    ``said`` is in every place of the team's desk that people write in.
    """
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
    always = [shown(each) for each in (thread, asked, *((idea,) if team else ()))]
    entries: list[Entry] = [
        live,
        *([held] if team else ()),
        *always,
        *map(shown, posts),
    ]
    month = days(View.MONTH, NOW.date(), whole_weeks=False)
    return Site(
        title="@acme_hq",
        language=language,
        zone=ZoneInfo("Asia/Kuala_Lumpur"),
        now=NOW,
        entries=entries,
        mixes={month.first: measured(entries, month, SETTINGS, NOW)},
        pictures={"media/a.png": Picture("media/0a.png", 40, 30)},
        names={"mei": "Mei Lin"},
        zones=["America/Mexico_City", "Asia/Kuala_Lumpur", "Europe/London"],
        team=team,
        new_post="https://github.com/acme/social/issues/new?template=post.en.yml",
        accounts=tuple(SETTINGS.accounts),
        desk=desk(said) if team else Desk(),
    )


def desk(said: str) -> Desk:
    """Something of everything that a team's own pages show."""
    soon, later = NOW + timedelta(hours=4), NOW + timedelta(hours=9)
    mei = There("Mei Lin", "shift", "Asia/Kuala_Lumpur", shift=said)
    tom = There(said, "on call", "Europe/London", instead_of=said)
    key = "held-one@acme:1"
    ways = (f"mergecast resolve {key} --resend", f"mergecast resolve {key} --cancel")
    hours = [Cell(1, missing=False), Cell(0, missing=True), Cell(None, missing=False)]
    cells = (*hours, *([Cell(2, missing=False)] * 21))
    space, rules = _own()
    return Desk(
        waits={"held-one": [Waits(key, said, True, ways)]},  # noqa: FBT003 - a fact of four
        proposed=[Proposed(shown(post("in-review", text=said)), said)],
        drafts=frozenset({"ask"}),
        alerts=[
            Alert(frozen=False, title="outage-1", told=said, since=NOW),
            Alert(frozen=True, title="all", told=said, since=NOW),
        ],
        turns=[Turn(NOW, soon, (mei, tom)), Turn(soon, later, ())],
        absent=[Absent(said, "2026-12-01", "Tom")],
        coverage=Coverage("UTC", [DayRow("2026-11-24", "Tue", cells)], [(NOW, soon)]),
        campaigns=[
            Campaign("launch", said, date(2026, 11, 16), date(2026, 12, 5), 3, "mei"),
            Campaign("spring", "Spring", date(2027, 3, 1), date(2027, 3, 31)),
            Campaign("old", "Old", date(2024, 3, 1), date(2024, 3, 31)),
        ],
        notes={date(2026, 11, 27): [DayNote(said, stops=True)]},
        books=space.playbooks,
        guide=space.guide,
        rules=rules,
        note=said,
    )


@lru_cache(maxsize=1)  # pure: the repository's own playbooks and style guide
def _own() -> tuple[Workspace, tuple[Rule, ...]]:
    tree = WorkTree(ROOT)
    return load(tree, whole=True).workspace, load_book(tree).rules
