"""Pages of playbooks: what people wrote does nothing there but be read."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import cmarkgfm
from hypothesis import given, settings
from hypothesis import strategies as st

from mergecast.model.incident import Entry, Incident, Retro
from mergecast.model.process import Decision, Process, Step
from mergecast.model.statement import Statement
from mergecast.model.team import Member, Team
from mergecast.renderers.checklist import Checklist, checklist_page
from mergecast.renderers.playbook_pages import incident_page, statement_page
from mergecast.renderers.process_pages import decision_page, process_page
from mergecast.renderers.sinks import MARKDOWN, PLAIN

STEP = Step("answer", "moderator", timedelta(hours=2))
PROCESS = Process("help", "playbooks/process/help.yaml", "Help", "a question", (STEP,))
DECISION = Decision("p.yaml", "0001", "So", "accepted", "2026-11-24", "why", "what")
BAIT = st.text(
    st.sampled_from("@#<>&*_`|[]()!:/\\~\n\u202e\u200b ab1."), min_size=1, max_size=30
)


@given(text=BAIT)
@settings(max_examples=100, deadline=None)
def test_nothing_that_people_wrote_links_or_tags_in_markdown(text: str) -> None:
    pages = (
        process_page(replace(PROCESS, title=text, trigger=text), MARKDOWN),
        decision_page(replace(DECISION, because=text), MARKDOWN),
        statement_page(Statement("s", "p", "T", {"en": text}, {}), MARKDOWN),
    )
    for page in pages:
        html = cmarkgfm.github_flavored_markdown_to_html(page)
        for mark in ("<a ", "<em>", "<img", "<script", "\u202e"):
            assert mark not in html


@given(text=BAIT)
@settings(max_examples=100, deadline=None)
def test_a_terminal_gets_no_control_character(text: str) -> None:
    page = process_page(replace(PROCESS, title=text, trigger=text), PLAIN)

    assert all(each.isprintable() for each in page.replace("\n", ""))


def test_a_step_without_an_owner_is_the_keepers() -> None:
    at = datetime(2026, 12, 20, 8, tzinfo=UTC)
    team = Team({"mei": Member("mei", "Mei Lin", roles=("moderator",))})
    found = Checklist(replace(PROCESS, steps=(Step("look"), STEP)), team, at)

    page = checklist_page(found, PLAIN)

    assert "- [ ] look\n" in page
    assert "- [ ] answer (moderator: Mei Lin, by 2026-12-20 10:00 UTC)\n" in page


def test_an_incident_says_what_was_learnt_or_why_not() -> None:
    entry = Entry("2026-11-24 02:05", "open", "froze all", "mei")
    retro = Retro("2026-11-25", no_change_because="the drill covers it")
    made = Incident("i", "p", "Down", "outage", "mid", (entry,), retro=retro)

    page = incident_page(made, PLAIN)

    assert "- 2026-11-24 02:05 open, mei: froze all\n" in page
    assert "- nothing changes, because the drill covers it\n" in page
    assert ", open; times in UTC" in page
