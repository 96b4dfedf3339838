"""An edit changes one value and nothing else, whatever the file looks like."""

from __future__ import annotations

import copy
from collections.abc import Callable
from itertools import pairwise, takewhile
from typing import Any

import pytest
from editing.any_yaml import VALUES, Written, documents, read, said
from hypothesis import given, settings
from hypothesis import strategies as st

from mergecast.editing.hunks import Hunk, hunks, rewritten
from mergecast.editing.splice import (
    EditError,
    Value,
    insert,
    put,
    remove,
    rename,
    replace,
    replace_within,
)
from mergecast.editing.tree import find, line_end
from mergecast.source import Route

PROPERTY = settings(max_examples=50, deadline=None)


def changed(data: object, route: Route, change: Callable[[Any, Any], object]) -> object:
    made: Any = copy.deepcopy(data)
    here = made
    for step in route[:-1]:
        here = here[step]
    change(here, route[-1])
    return made


def put_at(value: object) -> Callable[[Any, Any], None]:
    def change(here: Any, step: Any) -> None:  # noqa: ANN401 - loaded YAML
        here[step] = value

    return change


def assert_only_this_span_changed(old: str, new: str, route: Route) -> None:
    spot = find(old, route)
    assert spot is not None
    rest = old[line_end(old, spot.node.end) :]
    assert new.startswith(old[: spot.node.start])
    assert new.endswith(rest)


def route_of(data: st.DataObject, routes: list[Route]) -> Route:
    return data.draw(st.sampled_from(routes), label="route")


@given(documents(), st.data())
@PROPERTY
def test_replacing_a_value_changes_that_value_alone(
    written: Written, data: st.DataObject
) -> None:
    route, value = route_of(data, written.scalars()), data.draw(VALUES)

    new = replace(written.text, route, value)

    assert read(new) == changed(written.data, route, put_at(value))
    assert said(new) == written.said()
    assert_only_this_span_changed(written.text, new, route)


@given(documents(), st.data())
@PROPERTY
def test_changing_some_characters_leaves_the_others_where_they_stand(
    written: Written, data: st.DataObject
) -> None:
    route = route_of(data, written.scalars())
    spot = find(written.text, route)
    assert spot is not None
    value = spot.node.value
    start = data.draw(st.integers(0, len(value)))
    end = data.draw(st.integers(start, min(start + 3, len(value))))
    change = [Hunk(start, end, data.draw(st.sampled_from(["", "x", "é👋🏽", " "])))]

    new = replace_within(written.text, route, change)

    assert read(new) == changed(written.data, route, put_at(rewritten(value, change)))
    assert said(new) == written.said()
    assert_only_this_span_changed(written.text, new, route)


@given(documents(), st.data())
@PROPERTY
def test_adding_a_key_adds_it_alone(written: Written, data: st.DataObject) -> None:
    mappings = [route for route, node in written.nodes() if node.is_mapping]
    parent = route_of(data, mappings)
    value: Value = data.draw(st.one_of(VALUES, st.lists(VALUES, max_size=3)))
    after = data.draw(st.sampled_from([None, "text", "owner", "nowhere"]))

    new = insert(written.text, (*parent, "new-key"), value, after=after)

    assert read(new) == changed(written.data, (*parent, "new-key"), put_at(value))
    assert said(new) == written.said()
    assert_nothing_is_lost(written.text, new)


def assert_nothing_is_lost(old: str, new: str) -> None:
    """``new`` is ``old`` with one stretch put in."""
    assert alike(old, new) + alike(old[::-1], new[::-1]) >= len(old)


def alike(old: str, new: str) -> int:
    """How many characters at the front are the same."""
    same = takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False))
    return sum(1 for _ in same)


@given(documents(), st.data())
@PROPERTY
def test_removing_a_member_removes_it_alone_or_is_refused(
    written: Written, data: st.DataObject
) -> None:
    routes = [route for route, _ in written.nodes() if route]
    route = route_of(data, routes)
    wanted: Any = changed(written.data, route, lambda here, step: here.pop(step))

    try:
        new = remove(written.text, route)
    except EditError:
        # What is left has to be something: the last key of a block is not taken away.
        return

    assert read(new) == wanted
    spot = find(written.text, route)
    assert spot is not None
    start = spot.key.start if spot.key else spot.node.start
    inside = said(written.text[start : spot.node.end])
    assert len(said(new)) >= len(written.said()) - len(inside)
    assert [each for each in said(new) if each not in written.said()] == []


@given(documents(), st.data())
@PROPERTY
def test_renaming_a_key_keeps_its_value_and_its_place(
    written: Written, data: st.DataObject
) -> None:
    routes = [
        route for route, _ in written.nodes() if route and isinstance(route[-1], str)
    ]
    route = route_of(data, routes)

    new = rename(written.text, route, "kreuz: und # quer")

    old_keys, new_keys = list_keys(written.data), list_keys(read(new))
    assert [
        "kreuz: und # quer" if now != before else before
        for before, now in zip(old_keys, new_keys, strict=True)
    ] == new_keys
    assert sum(a != b for a, b in zip(old_keys, new_keys, strict=True)) == 1
    assert said(new) == written.said()


def list_keys(data: Any) -> list[str]:  # noqa: ANN401 - loaded YAML
    if isinstance(data, dict):
        return [each for key in data for each in (key, *list_keys(data[key]))]
    return (
        [each for item in data for each in list_keys(item)]
        if data.__class__ is list
        else []
    )


@given(VALUES, VALUES)
@PROPERTY
def test_hunks_turn_one_text_into_the_other(old: str, new: str) -> None:
    changes = hunks(old, new)

    assert rewritten(old, changes) == new
    assert all(a.end <= b.start for a, b in pairwise(changes))


POST = """\
# Mei edits this post.
id: launch-2026 # never changes
publish_at: 2026-11-24 09:00   # a Tuesday
text: >- # folded on purpose
  mergecast 1.0 is out.
  Review is the approval.

  https://example.org/launch
# The picture:
media:
  - file: media/launch.png # 1200 x 675
    alt: 'It''s a card'
which: first # clocks go back
"""


def test_a_time_is_set_and_its_comment_stays_where_it_is() -> None:
    new = replace(POST, ("publish_at",), "2027-01-05 10:30")

    assert new == POST.replace("2026-11-24 09:00   #", "2027-01-05 10:30   #")


def test_a_folded_text_keeps_its_lines_when_a_word_changes() -> None:
    route = ("text",)
    words = "mergecast 1.0 is out. Review is an approval.\nhttps://example.org/launch"

    assert replace(POST, route, words) == POST.replace("is the app", "is an app")


def test_a_quoted_text_keeps_its_quotes() -> None:
    new = replace(POST, ("media", 0, "alt"), "It's two cards")

    assert new == POST.replace("'It''s a card'", "'It''s two cards'")


def test_a_plain_text_gets_quotes_only_where_it_needs_them() -> None:
    assert "id: launch-2027 #" in replace(POST, ("id",), "launch-2027")
    assert 'id: "a: b" #' in replace(POST, ("id",), "a: b")
    assert 'id: "yes" #' in replace(POST, ("id",), "yes")


def test_a_plain_text_with_lines_becomes_a_block_and_keeps_its_comment() -> None:
    new = replace("text: one # why\nid: a\n", ("text",), "one\ntwo\n")

    assert new == "text: | # why\n  one\n  two\nid: a\n"


def test_a_new_key_stands_below_the_one_it_belongs_to() -> None:
    new = put(POST, ("timezone",), "Asia/Kuala_Lumpur", after="publish_at")

    assert "# a Tuesday\ntimezone: Asia/Kuala_Lumpur\ntext:" in new


def test_a_key_is_added_to_a_file_without_content() -> None:
    assert insert("# nothing yet\n", ("id",), "a") == "# nothing yet\nid: a\n"
    assert insert("", ("id",), "a") == "id: a\n"


def test_a_removed_key_leaves_the_comment_beside_it() -> None:
    assert remove(POST, ("which",)) == POST.replace("which: first #", "#")


def test_a_removed_key_takes_its_whole_block_along() -> None:
    new = remove(POST, ("media",))

    assert new.endswith("# The picture:\nwhich: first # clocks go back\n")


@pytest.mark.parametrize(
    "edit",
    [
        lambda text: remove(text, ("list", 0)),
        lambda text: replace(text, ("list",), ["c"]),
    ],
)
def test_an_edit_that_would_lose_a_comment_is_refused(
    edit: Callable[[str], str],
) -> None:
    with pytest.raises(EditError, match="without touching something else"):
        edit("list: [a, # why a\n  b]\n")


def test_lines_of_a_folded_text_are_joined_where_a_break_goes() -> None:
    text = "text: >\n  one\n\n  two\n  three\n"

    new = replace(text, ("text",), "onetwo three\n")

    assert new == "text: >\n  onetwo\n  three\n"


def test_windows_line_ends_stay() -> None:
    crlf = POST.replace("\n", "\r\n")

    new = insert(replace(crlf, ("id",), "a\nb"), ("owner",), "mei")

    assert "\n" not in new.replace("\r\n", "")
    assert "id: |- # never changes\r\n  a\r\n  b\r\n" in new


@pytest.mark.parametrize("value", ["a\x00b", "a\u2028b", "a\u202eb", "\ud83d", "a\rb"])
def test_what_the_front_door_refuses_is_not_written(value: str) -> None:
    with pytest.raises(EditError, match="cannot be changed") as caught:
        replace(POST, ("text",), value)
    assert caught.value.not_done == "the file was not changed"


@pytest.mark.parametrize(
    "edit",
    [
        lambda text: replace(text, ("owner",), "mei"),
        lambda text: replace(text, (), "mei"),
        lambda text: replace(text, ("media",), "mei"),
        lambda text: replace_within(text, ("media",), []),
        lambda text: insert(text, ("id",), "again"),
        lambda text: insert(text, ("id", "deeper"), "x"),
        lambda text: insert(text, ("nowhere", "deeper"), "x"),
        lambda text: insert(text, ("media", 1), "x"),
        lambda text: remove(text, ("owner",)),
        lambda text: remove(text, ("media", 0)),
        lambda text: rename(text, ("id",), "text"),
        lambda text: rename(text, ("media", 0), "text"),
        lambda text: replace("a: *b\n", ("a",), text),
    ],
)
def test_an_edit_that_means_nothing_is_refused(edit: Callable[[str], str]) -> None:
    with pytest.raises(EditError):
        edit(POST)
