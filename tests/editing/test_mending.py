"""All fixes of a file are made together, and touch nothing else."""

from __future__ import annotations

from editing.any_yaml import Written, documents, read, said
from hypothesis import given, settings
from hypothesis import strategies as st

from mergecast.editing.mending import mended
from mergecast.editing.tree import find
from mergecast.findings import Edit
from mergecast.source import Place, Route

TEXT = """\
# Mei edits this post.
id: Launch
which: first # of two
text: > # folded
  one tw\u200bo
  thr\u200bee café
accounts: [Acme]
"""


def edit(*route: str | int, value: str | None) -> Edit:
    return Edit(Place("a.yaml", route), value)


def test_several_values_are_mended_at_once() -> None:
    edits = [
        edit("id", value="launch"),
        edit("which", value=None),
        edit("text", value="one two three café\n"),
        edit("accounts", 0, value="acme"),
    ]

    made = mended(TEXT, edits)

    assert made.text == TEXT.replace("\u200b", "").replace(
        "which: first #", "#"
    ).replace("Launch", "launch").replace("Acme", "acme")
    assert set(made.done) == set(edits)
    assert made.left == ()


def test_two_edits_of_one_text_are_both_made_where_they_are_apart() -> None:
    loaded = "one tw\u200bo thr\u200bee café\n"
    visible = edit("text", value=loaded.replace("\u200b", ""))
    composed = edit("text", value=loaded.replace("café", "café!"))

    made = mended(TEXT, [visible, composed])

    assert read(made.text) == {**_data(TEXT), "text": "one two three café!\n"}
    assert made.left == ()


def test_of_two_edits_of_the_same_characters_the_first_is_made() -> None:
    first, second = edit("id", value="launch"), edit("id", value="lunch")

    made = mended(TEXT, [first, second])

    assert "id: launch\n" in made.text
    assert (made.done, made.left) == ((first,), (second,))


def test_some_characters_are_taken_out_of_a_loaded_text() -> None:
    at = "one tw\u200bo thr".index("\u200b")
    place = Place("a.yaml", ("text",), within=(at, at + 1))

    made = mended(TEXT, [Edit(place, "")])

    assert made.text == TEXT.replace("\u200b", "", 1)


def test_edits_that_overlap_are_not_mixed() -> None:
    first = Edit(Place("a.yaml", ("id",), within=(0, 3)), "l")
    second = Edit(Place("a.yaml", ("id",), within=(2, 5)), "u")

    made = mended(TEXT, [first, second])

    assert "id: lnch\n" in made.text
    assert (made.done, made.left) == ((first,), (second,))


def test_a_key_is_renamed_where_the_edit_is_about_the_key() -> None:
    made = mended(TEXT, [Edit(Place("a.yaml", ("text",), on_key=True), "words")])

    assert made.text == TEXT.replace("text:", "words:")


def test_an_edit_that_cannot_be_made_does_not_stop_the_others() -> None:
    good = edit("id", value="launch")
    bad = [edit("owner", value=None), edit("text", value="a\u202eb"), edit(value="x")]

    made = mended(TEXT, [*bad, good])

    assert made.text == TEXT.replace("Launch", "launch")
    assert made.done == (good,)
    assert set(made.left) == set(bad)


def _data(text: str) -> dict[str, object]:
    data = read(text)
    assert isinstance(data, dict)
    return data


@given(documents(), st.data())
@settings(max_examples=40, deadline=None)
def test_values_are_mended_in_any_layout(written: Written, data: st.DataObject) -> None:
    routes = data.draw(st.lists(st.sampled_from(written.scalars()), unique=True))
    edits = [edit(*route, value=_value(written.text, route) + "x") for route in routes]

    made = mended(written.text, edits)

    assert made.left == ()
    assert said(made.text) == written.said()
    for route, node in written.nodes():
        if node.is_scalar:
            wanted = node.value + "x" if route in routes else node.value
            assert _value(made.text, route) == wanted


def _value(text: str, route: Route) -> str:
    spot = find(text, route)
    assert spot is not None
    return spot.node.value
