"""A text may end in a question mark of its own; a key may not begin with one."""

from __future__ import annotations

import pytest

from mergecast.loading.front_door import read


@pytest.mark.parametrize("words", ["C'est vrai ?", "真的 ?", "Betul ke ?", "- ?"])
def test_a_free_standing_question_mark_ends_a_text(words: str) -> None:
    document = read("p", f"notes: x {words}\nid: a\n".encode()).document

    assert document is not None
    assert document.data == {"notes": f"x {words}", "id": "a"}


@pytest.mark.parametrize(
    "text",
    ["? a\n: b\n", "- ? a\n  : b\n", "x: {? a : b}\n", "x: {a: 1, ? c : d}\n"],
)
def test_a_key_behind_a_question_mark_is_refused(text: str) -> None:
    assert [name for name, _ in read("p", text.encode()).remarks] == ["complex-key"]
