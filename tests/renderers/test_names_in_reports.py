"""What strangers name files and accounts reaches no terminal and no program raw."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from hypothesis import given
from renderers.hostile import TEXTS

from mergecast.dispatch.tick import TickReport
from mergecast.model.key import Key
from mergecast.model.ledger_state import Resolution
from mergecast.model.settings import Account
from mergecast.renderers.encoders.ascii_json import encode_document
from mergecast.renderers.encoders.terminal import encode_terminal
from mergecast.renderers.plan import PlanReport, plan_json, plan_text
from mergecast.renderers.preview import PreviewTarget, preview_text
from mergecast.renderers.resolved import Packet, ResolvedReport, resolved_text
from mergecast.renderers.tick import PublishReport, tick_text

_NOW = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
_HALVES = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")


@given(TEXTS)
def test_a_document_is_ascii_and_loses_nothing(text: str) -> None:
    document = encode_document(text=text)

    assert document.isascii()
    assert json.loads(document) == {"version": 1, "text": text.translate(_HALVES)}


def test_a_document_has_a_line_for_each_field_and_begins_with_its_version() -> None:
    assert encode_document(name="早安", half="\ud83d") == (
        '{\n  "version": 1,\n  "name": "\\u65e9\\u5b89",\n  "half": "\\ufffd"\n}\n'
    )


def test_a_name_that_is_no_unicode_does_not_break_the_plan() -> None:
    report = PlanReport(_NOW, "c0ffee", (), ("calendar/caf\udce9.yaml",))

    assert json.loads(plan_json(report))["broken"] == ["calendar/caf\ufffd.yaml"]


@given(TEXTS)
def test_a_plan_and_a_tick_show_broken_files_on_one_line(name: str) -> None:
    plan = plan_text(PlanReport(_NOW, "c0ffee", (), (name,)))
    tick = tick_text(PublishReport(TickReport((), (), (name,))))

    for text in (plan, tick):
        assert encode_terminal(name) in text
        assert text.count("\n") == 1
        assert encode_terminal(text[:-1]) == text[:-1]


@given(TEXTS)
def test_a_preview_shows_the_user_on_one_line(user: str) -> None:
    account = Account("acme", "x", user, "1", "UTC", "self-serve")

    text = preview_text([PreviewTarget(account, ())])

    assert text == f"{encode_terminal(f'@{user} on x (acme)')}\n"


@given(TEXTS, TEXTS)
def test_a_packet_shows_its_file_and_link_on_one_line_each(
    file: str, link: str
) -> None:
    packet = Packet("words", [(file, "alt")], link)
    key = Key("launch", None, "acme")
    report = ResolvedReport(key, Resolution.MANUAL, True, False, packet=packet)  # noqa: FBT003 - fields

    lines = resolved_text(report).split("\n")

    assert f"attach: {encode_terminal(file)}" in lines
    assert f"open: {encode_terminal(link)}" in lines
