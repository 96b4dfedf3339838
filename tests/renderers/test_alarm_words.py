"""What alarms and answers say: whatever people wrote in them, it only reads."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from alarms.made import FROZEN, HELD, NOW, RISKY, mark
from hypothesis import given
from renderers.forge_markdown import shown
from renderers.hostile import TEXTS
from renderers.runner_commands import commands

from mergecast.alarms.alarm import Alarm, Kind
from mergecast.alarms.ports import Did, Step
from mergecast.errors import UsageError
from mergecast.model.key import Key
from mergecast.model.ledger_state import Resolution
from mergecast.renderers.acted import (
    Acted,
    acted_json,
    acted_text,
    refused_answer,
    resolved_answer,
)
from mergecast.renderers.alarm import AlarmWords, linked, mentions
from mergecast.renderers.alarm_report import AlarmReport, alarms_json, alarms_text
from mergecast.renderers.encoders.chat import encode_chat
from mergecast.renderers.encoders.visible import hidden
from mergecast.renderers.resolved import Packet, ResolvedReport
from mergecast.renderers.sinks import MARKDOWN, PLAIN, fixed

PROFILES = {"acme": "https://x.com/acme_hq/with_replies"}
WORDS = AlarmWords(PROFILES, {"acme": "Asia/Kuala_Lumpur"})
ACTS = re.compile(r"@[\w-]|#\d|GH-\d|www\.|mailto:\w|:[\w+-]+:", re.IGNORECASE)
OWN = {"blockquote", "p", "pre", "code", "strong", "a", "ul", "li", "br", "table"} | {
    *("thead", "tbody", "tr", "th", "td"),
}


def every(reason: str = "why") -> list[Alarm]:
    """An alarm of each kind."""
    return [replace(HELD, kind=kind, reason=reason, hint=reason) for kind in Kind]


def harmless(markdown: str, *, links: frozenset[str] = frozenset()) -> None:
    page = shown(markdown)
    assert {tag for tag, _ in page.tags} <= OWN
    assert {attrs.get("href") for tag, attrs in page.tags if tag == "a"} <= links
    assert not ACTS.search(page.text), page.text
    assert page.comments == []


@pytest.mark.parametrize("kind", Kind)
def test_each_kind_says_what_to_do(kind: Kind) -> None:
    alarm = replace(HELD, kind=kind)

    page = WORDS.page(alarm, ("mei", "tom"))

    assert "On duty: @mei @tom\n" in page
    assert "{" not in page
    assert "Since 2026-11-24 09:20 Asia/Kuala_Lumpur." in page
    assert WORDS.title(alarm)


def test_what_may_be_live_is_looked_at_before_anything_else() -> None:
    page = WORDS.page(RISKY, ())

    look = page.index("https://x.com/acme_hq/with_replies")
    assert look < page.index("/posted") < page.index("/resend") < page.index("/cancel")


def test_what_is_not_live_is_not_said_to_be() -> None:
    assert "It is not live" in WORDS.page(HELD, ())
    assert "/posted" not in WORDS.page(HELD, ())


def test_a_deletion_is_settled_as_one() -> None:
    deletion = replace(HELD, key=Key("launch-2026", None, "acme", 1, delete=True))

    assert "/gone" in WORDS.page(deletion, ())


@given(TEXTS)
def test_a_reason_only_reads(reason: str) -> None:
    for alarm in every(reason):
        harmless(WORDS.page(alarm, ()), links=frozenset(PROFILES.values()))
        assert "\n" not in WORDS.title(alarm)
    frozen = replace(FROZEN, reason=reason, by=reason)
    harmless(WORDS.page(frozen, ()))


@given(TEXTS)
def test_what_is_said_below_only_reads(text: str) -> None:
    alarm = replace(HELD, kind=Kind.BROKEN, reason=text)
    for said in (
        WORDS.settled(text),
        WORDS.worse(alarm, ()),
        WORDS.back(alarm, ()),
        WORDS.remind(alarm, ()),
        refused_answer(UsageError(text, hint=text))(MARKDOWN),
    ):
        harmless(said)


@given(TEXTS)
def test_the_words_of_a_post_are_shown_to_be_copied_and_do_nothing(text: str) -> None:
    link = "https://x.com/intent/post?text=x"
    packet = Packet(text, [(text, text)], link, Key("other-post", None, "acme", 1))
    key = HELD.key
    assert key is not None
    report = ResolvedReport(
        key, Resolution.MANUAL, written=True, risky=True, packet=packet
    )

    harmless(resolved_answer(report)(MARKDOWN), links=frozenset({link}))
    page = replace(WORDS, packets={str(key): packet}).page(
        replace(HELD, kind=Kind.MANUAL), ()
    )
    harmless(page, links=frozenset({link, *PROFILES.values()}))


def test_a_link_that_no_app_can_open_is_left_out() -> None:
    packet = Packet("x", [], "https://x.com/intent/post?text=" + "x" * 9000)
    key = HELD.key or Key("x")
    report = ResolvedReport(
        key, Resolution.MANUAL, written=True, risky=False, packet=packet
    )

    assert "intent" not in resolved_answer(report)(MARKDOWN)


@pytest.mark.parametrize(
    ("text", "shows"),
    [
        ("at https://x.com/acme_hq/status/9", "at https://x.com/acme_hq/status/9"),
        ("https://x.com/a/status/9: old", "https://x.com/a/status/9: old"),
        ("https://x.com/a/status/9?<b>", None),
        ("https://evil.example/a/status/9", None),
        ("https://x.com.evil.example/a/status/9", None),
    ],
)
def test_only_a_link_to_a_post_can_be_followed(text: str, shows: str | None) -> None:
    assert linked(text) == shows if shows else "://" not in linked(text)


def test_options_are_said_as_comments() -> None:
    error = UsageError("'x' is live", hint="if it was deleted, say --gone")

    for sink in (MARKDOWN, PLAIN):
        assert "say /gone" in refused_answer(error)(sink)


@given(TEXTS)
def test_a_terminal_prints_an_answer_and_obeys_none_of_it(text: str) -> None:
    packet = Packet(text, [(text, text)], "https://x.com/intent/post?text=x")
    key = HELD.key or Key("x")
    report = ResolvedReport(
        key, Resolution.MANUAL, written=True, risky=True, packet=packet
    )
    answers = (resolved_answer(report), refused_answer(UsageError(text, hint=text)))

    for answer in answers:
        said = acted_text(Acted(answer))
        assert hidden(said.replace("\n", "")) == []
        said.encode("utf-8")


def test_strangers_do_not_read_what_people_wrote_of_a_stop() -> None:
    discreet = replace(WORDS, discreet=True)

    assert "flood (mei)" in WORDS.page(FROZEN, ())
    assert "flood" not in discreet.page(FROZEN, ())
    assert "why" in discreet.page(HELD, ())


def test_only_logins_are_mentioned() -> None:
    assert mentions(("mei", "acme/team", "", "a b", "-x", "everyone\n@x")) == "@mei"


def test_a_rehearsal_says_so() -> None:
    words = replace(WORDS, rehearsal=True)

    assert words.title(HELD).startswith("Rehearsal: ")
    assert "no network saw it" in words.page(HELD, ())


def test_a_title_is_one_line_of_limited_length() -> None:
    broken = Alarm("file:x", Kind.BROKEN, "calendar/" + "文\n" * 500, since=NOW)

    title = WORDS.title(broken)
    assert len(title) <= 200
    assert "\n" not in title


@given(TEXTS)
def test_a_message_in_a_channel_calls_nobody_and_orders_nothing(text: str) -> None:
    said = encode_chat(text)

    assert "<" not in said.replace("&lt;", "")
    assert ">" not in said.replace("&gt;", "")
    assert not re.search(r"@\w", said)
    assert "\n" not in said
    assert "&" not in re.sub(r"&(?:amp|lt|gt);", "", said)


@given(TEXTS)
def test_the_log_of_a_job_takes_no_orders_from_what_it_shows(text: str) -> None:
    packet = Packet(text, [(text, text)], "https://x.com/intent/post?text=x")
    key = HELD.key or Key("x")
    report = ResolvedReport(
        key, Resolution.MANUAL, written=True, risky=True, packet=packet
    )
    step = Step(Did.OPENED, mark(), f"a post cannot be read: {text}", "")

    assert commands(acted_text(Acted(resolved_answer(report)))) == []
    assert commands(acted_json(Acted(fixed(text)))) == []
    told = AlarmReport([replace(HELD, reason=text)], [step])
    assert commands(alarms_text(told)) == []
    assert commands(alarms_json(told)) == []


def test_what_its_own_file_leaves_to_a_person_is_not_offered_to_a_run() -> None:
    by_hand = replace(HELD, kind=Kind.MANUAL)

    assert "/resend" in WORDS.page(by_hand, ())
    assert "/resend" not in WORDS.page(replace(by_hand, since=None), ())


def test_issues_that_are_left_alone_are_named() -> None:
    told = AlarmReport([], [], left=(7, 12))

    lines = alarms_text(told).splitlines()

    assert lines[0].startswith("left alone #7: ")
    assert lines[1].startswith("left alone #12: ")
    assert json.loads(alarms_json(told))["left"] == [7, 12]
