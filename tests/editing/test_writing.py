"""What is written says exactly what was meant, in the layout of the house."""

from __future__ import annotations

import pytest
from editing.any_yaml import VALUES, read
from hypothesis import given, settings
from hypothesis import strategies as st

from mergecast.editing.layout import formatted
from mergecast.editing.proof import EditError
from mergecast.editing.writing import Fields, written


def test_a_post_is_laid_out_for_reading() -> None:
    text = written(
        ["# Mei edits this."],
        {
            "id": "a-b",
            "accounts": ["acme", "acme-my"],
            "publish_at": "2026-11-24 09:00",
            "vars": {"version": "1.0"},
            "thread": [{"text": "One: #1"}, {"text": "  Two\n\n三"}],
            "media": [{"file": "media/a.png", "alt": 'A "card": blue'}],
        },
    )

    assert text == (
        "# Mei edits this.\n"
        "id: a-b\n"
        "accounts: [acme, acme-my]\n"
        "publish_at: 2026-11-24 09:00\n"
        "vars:\n"
        '  version: "1.0"\n'
        "thread:\n"
        "  - text: |\n"
        "      One: #1\n"
        "  - text: |2\n"
        "        Two\n"
        "\n"
        "      三\n"
        "media:\n"
        "  - file: media/a.png\n"
        '    alt: "A \\"card\\": blue"\n'
    )
    assert formatted(text) == text


@given(VALUES, VALUES, st.lists(VALUES, max_size=3), st.dictionaries(VALUES, VALUES))
@settings(max_examples=80)
def test_whatever_is_meant_is_what_is_read(
    text: str, alt: str, names: list[str], own: dict[str, str]
) -> None:
    named = {name: value for name, value in own.items() if name}
    fields: Fields = {
        "text": text,
        "media": [{"alt": alt}],
        "names": names,
        "vars": named,
    }

    loaded = read(written(["# one", "#  two"], fields))

    assert isinstance(loaded, dict)
    assert loaded["text"].rstrip("\n") == text.rstrip("\n")
    assert loaded["media"] == [{"alt": alt}]
    assert loaded["names"] == names
    assert loaded["vars"] == named


@pytest.mark.parametrize("value", ["a\u2028b", "a\x00b", "a\u202eb", "\ud83d"])
def test_what_no_file_may_have_is_not_written(value: str) -> None:
    with pytest.raises(EditError, match="no file here may have") as caught:
        written([], {"text": value})
    assert caught.value.not_done == "nothing was written"


@pytest.mark.parametrize("alt", ["C'est vrai ?", "Which [?", "Really?", "a:", "- b"])
def test_signs_at_the_ends_of_a_text_do_no_harm_to_the_next_line(alt: str) -> None:
    fields: Fields = {"alt": alt, "id": "a-b"}

    assert read(written([], fields)) == fields


def test_numbers_and_answers_are_written_as_such() -> None:
    text = written([], {"id": "a", "paid": True, "trend": {"safety": 5, "value": 3}})

    assert text == "id: a\npaid: true\ntrend:\n  safety: 5\n  value: 3\n"
