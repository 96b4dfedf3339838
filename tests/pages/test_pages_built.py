"""The pages as files: whole, safe, and the same each time."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pages.sites import HOSTILE, NOW, site
from planning.calendar_posts import post, shown

from mergecast.model.playbooks import Playbooks
from mergecast.model.process import Process, Step
from mergecast.model.whole_guide import Guide
from mergecast.pages.build import build
from mergecast.pages.desk import DayNote, Desk, There, Turn
from mergecast.pages.facts import seen_by_public
from mergecast.pages.words import say, translated
from mergecast.planning.agenda import Stage

if TYPE_CHECKING:
    from mergecast.model.post import Post

_VOID = {"meta", "img", "link", "rect", "br", "input", "path", "circle", "use", "line"}
_ACTIVE = re.compile(r"^on|^srcdoc$|^formaction$")


class _Reader(HTMLParser):
    """What a page is made of; ``wrong`` are tags that do not close as they opened."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.counts: dict[str, int] = {}
        self.attributes: list[tuple[str, str]] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.counts[tag] = self.counts.get(tag, 0) + 1
        self.attributes += [(name, value or "") for name, value in attrs]
        self.ids += [value or "" for name, value in attrs if name == "id"]
        if tag not in _VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)


def _read(page: bytes) -> _Reader:
    reader = _Reader()
    reader.feed(page.decode())
    reader.close()
    return reader


def _pages(*posts: Post, said: str = "plain") -> dict[str, _Reader]:
    return {name: _read(page) for name, page in build(site(*posts, said=said)).items()}


def test_there_is_a_page_for_each_month_and_the_present_one_is_the_first() -> None:
    pages = build(site())

    months = {"index.html", "2026-11.html", "2026-12.html"}
    weeks = {"2026-W47.html", "2026-W48.html", "2026-W49.html"}
    of_all = months | weeks | {"board.html", "mix.html"}
    of_team = {"campaigns.html", "people.html", "handbook.html"}
    guides = {each for each in pages if each.startswith("guide-")}
    assert set(pages) == of_all | of_team | guides
    assert len(guides) > 20
    assert set(build(site(team=False))) == of_all
    assert pages["index.html"] == pages["2026-11.html"]


def test_every_tag_closes_and_no_id_is_there_twice() -> None:
    for name, page in _pages().items():
        assert (page.wrong, page.open) == ([], []), name
        assert len(page.ids) == len(set(page.ids)), name


def _shape(page: _Reader) -> dict[str, int]:
    return {tag: count for tag, count in page.counts.items() if tag != "span"}


def _hostile(text: str) -> Post:
    poll = {"options": [text[:25], "b"], "minutes": 60}
    return post("hostile", text=text, campaign=text, owner=text, poll=poll)


def _few(text: str) -> dict[str, _Reader]:
    """Pages with this text everywhere; of the handbook, a guide that is all of it."""
    steps = (Step(text, owner=text, see=text),)
    guide = Process(text, text, text, text, steps, answers={text: text})
    books = Playbooks(processes={text: guide})
    made = site(_hostile(text), said=text)
    alone = replace(made.desk, books=books, guide=Guide(), rules=())
    pages = build(replace(made, desk=alone, title=text))
    return {
        "guide.html" if name.startswith("guide-") else name: _read(page)
        for name, page in pages.items()
    }


PLAIN = {name: _shape(page) for name, page in _few("plain").items()}


@settings(max_examples=25)
@given(st.sampled_from(HOSTILE) | st.text(min_size=1, max_size=80))
def test_no_text_adds_a_tag_or_an_attribute_that_acts(text: str) -> None:
    for name, page in _few(text).items():
        assert _shape(page) == PLAIN[name]
        assert page.wrong == []
        for attribute, value in page.attributes:
            assert not _ACTIVE.match(attribute)
            if attribute in {"href", "src"}:
                assert re.match(r"(https://|#|[\w-]+\.html(#today)?$|media/)", value), (
                    value
                )


def test_nothing_is_loaded_from_elsewhere() -> None:
    for page in _pages().values():
        assert page.counts.get("link", 0) == 0
        loaded = [value for name, value in page.attributes if name == "src"]
        assert all(value.startswith("media/") for value in loaded)


def test_the_policy_allows_what_stands_in_the_page_and_nothing_else() -> None:
    (policy,) = (
        value
        for name, value in _pages()["index.html"].attributes
        if name == "content" and "default-src" in value
    )

    assert policy.startswith("default-src 'none'; ")
    assert policy.count("'sha256-") == 2
    assert "unsafe" not in policy
    assert "http" not in policy


def test_the_team_sees_people_and_files_and_the_public_does_not() -> None:
    team = build(site(team=True))["index.html"].decode()
    public = build(site(team=False))["index.html"].decode()

    assert "Mei Lin" in team
    assert "calendar/2026/11/why-yaml.yaml" in team
    assert "Mei Lin" not in public
    assert "calendar/2026/11" not in public
    assert 'data-owner="tom"' in team
    assert 'data-owner="tom"' not in public


@pytest.mark.parametrize("stage", list(Stage))
def test_everybody_sees_what_is_live_or_planned_and_nothing_else(stage: Stage) -> None:
    each = replace(shown(post("one")), stage=stage)

    assert seen_by_public(each, NOW) == (stage in {Stage.LIVE, Stage.SCHEDULED})


def test_under_an_embargo_nobody_outside_sees_a_post() -> None:
    each = shown(post("one", "2026-12-01 09:00", not_before="2026-12-01 08:00"))

    assert not seen_by_public(each, NOW)
    assert seen_by_public(each, NOW + timedelta(days=8))


def test_every_word_of_ours_has_a_translation(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    said: set[str] = set()

    def listening(language: str, words: str) -> str:
        said.add(words)
        return say(language, words)

    monkeypatch.setattr("mergecast.pages.facts.say", listening)
    chinese = build(site(language="zh"))

    # The words of a file of the team's own are what the team wrote.
    assert said - translated() == set()
    assert set(build(site())) == set(chinese)
    assert "看板" in chinese["board.html"].decode()
    assert "2026年11月" in chinese["index.html"].decode()


def test_a_translation_keeps_what_is_filled_in() -> None:
    for english in translated():
        gaps = re.findall(r"\{\w+\}", english)

        assert sorted(re.findall(r"\{\w+\}", say("zh", english))) == sorted(gaps)


def test_weeks_far_from_now_have_no_page_and_months_do() -> None:
    pages = build(
        site(post("old", "2024-01-03 09:00"), post("far", "2028-05-03 09:00"))
    )

    assert {"2024-01.html", "2028-05.html"} <= set(pages)
    assert not {"2024-W01.html", "2028-W18.html"} & set(pages)


def test_what_was_before_any_record_is_no_task_on_the_board() -> None:
    pages = build(site(post("ancient", "2024-01-03 09:00")))

    assert b"#p-ancient" in pages["2024-01.html"]
    assert b"#p-ancient" not in pages["board.html"]


def test_a_board_stays_a_board_however_much_is_planned() -> None:
    many = [post(f"post-{n}", f"2026-12-{n % 28 + 1:02} 09:00") for n in range(300)]

    page = _read(build(site(*many))["board.html"])

    assert page.attributes.count(("role", "dialog")) < 150


def test_the_board_has_what_is_soon_and_leads_to_the_calendar_for_the_rest() -> None:
    soon, later = post("soon", "2026-12-07 09:00"), post("later-on", "2026-12-09 09:00")

    page = build(site(soon, later))["board.html"].decode()

    assert "#p-soon" in page
    assert "#p-later-on" not in page
    assert '<a href="index.html">1 more are in the calendar</a>' in page


def test_where_nothing_is_soon_the_board_has_what_is_next() -> None:
    made = site()
    later = [shown(post(f"later-{n}", f"2027-02-0{n} 09:00")) for n in range(1, 9)]

    page = build(replace(made, entries=later))["board.html"].decode()

    assert page.count('href="#p-later-') == 6
    assert "2 more are in the calendar" in page


def test_accounts_are_told_apart_by_what_their_names_do_not_share() -> None:
    both = post("both", accounts=["acme", "acme-uk"])

    page = build(site(both))["index.html"].decode()

    assert re.findall(r'class="face tone-\d">([^<]+)<', page).count("UK") == 1
    assert '<span class="avatar tone-1" aria-hidden="true">UK</span>' in page


def test_a_campaign_has_its_title_for_the_team_and_its_id_for_everybody() -> None:
    one = post("one", campaign="launch")

    team = build(site(one, said="Big launch"))["index.html"].decode()
    public = build(site(one, team=False))["index.html"].decode()

    assert "<dd><bdi>Big launch</bdi></dd>" in team
    assert "<dd><bdi>launch</bdi></dd>" in public


def test_where_nobody_is_on_a_shift_people_are_told_until_when_and_why() -> None:
    made = site()
    soon, late = NOW + timedelta(hours=4), NOW + timedelta(hours=6)
    tom = There("Tom", "on call", "Europe/London")
    notes = {NOW.date(): [DayNote("Bonfire Night (GB)", stops=False)]}
    turns = [Turn(NOW, soon, (tom,)), Turn(soon, late, ())]
    alone = replace(made.desk, turns=turns, notes=notes)

    page = _words_of(build(replace(made, desk=alone))["people.html"])

    told = "nobody on a shift until Tue 24 Nov 16:00 · Bonfire Night (GB) T Tom on call"
    assert told in page
    assert "nobody until Tue 24 Nov 18:00" in page
    assert "Tue 24 Nov 16:00 nobody" in page


def _words_of(page: bytes) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page.decode()).split())


def test_each_day_of_a_series_is_a_post_of_its_own() -> None:
    made = site()
    one = post("tips", "2026-11-25 09:00")
    series = [
        replace(
            shown(replace(one, date=f"2026-11-{day}")),
            at=NOW.replace(day=day),
        )
        for day in (25, 26)
    ]

    page = _read(build(replace(made, entries=[*made.entries, *series]))["index.html"])

    assert len(page.ids) == len(set(page.ids))
    assert {"p-tips~2026-11-25", "p-tips~2026-11-26"} <= set(page.ids)


def test_twice_the_posts_are_twice_the_pages_and_no_more() -> None:
    def size(months: int) -> int:
        made = site(
            *(
                post(f"post-{n}", f"20{10 + n // 48}-{n // 4 % 12 + 1:02}-03 09:00")
                for n in range(4 * months)
            ),
            team=False,
        )
        return sum(map(len, build(made).values()))

    fixed = size(0)
    assert size(24) - fixed < 2.1 * (size(12) - fixed)


def test_what_went_out_is_beside_what_was_planned() -> None:
    assert " · live 100\N{NO-BREAK SPACE}%" in build(site())["mix.html"].decode()


def test_the_public_sees_nothing_of_the_desk() -> None:
    made = site(team=False, said="secret")
    pages = build(replace(made, desk=Desk()))

    assert {name for name, page in pages.items() if b"secret" in page} == set()
    for word in ("outage-1", "held-one", "mergecast resolve", "Mei Lin", ">later<"):
        assert {name for name, page in pages.items() if word.encode() in page} == set()


def test_the_same_facts_give_the_same_bytes() -> None:
    assert build(site()) == build(site())
