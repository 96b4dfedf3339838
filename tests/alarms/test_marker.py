"""The hidden line of a notice: it comes back as it was, and nobody can end it early."""

from __future__ import annotations

import re

import pytest
from alarms.made import NOW, mark
from hypothesis import given
from hypothesis import strategies as st

from mergecast.alarms.alarm import Kind
from mergecast.alarms.marker import Mark, read, written

NAMES = st.text(max_size=40).map(lambda text: f"file:{text}")
LOGINS = st.lists(st.from_regex(r"[A-Za-z0-9][A-Za-z0-9-]{0,8}", fullmatch=True))


@given(NAMES, st.sampled_from(Kind), LOGINS, st.booleans())
def test_a_mark_comes_back(
    name: str,
    kind: Kind,
    told: list[str],
    settled: bool,  # noqa: FBT001 - drawn by hypothesis
) -> None:
    made = Mark(name, kind, 3, tuple(told), NOW, settled=settled)

    assert read(written(made) + "more\n") == made


@given(NAMES)
def test_a_mark_is_one_comment_on_one_line(name: str) -> None:
    line = written(mark(id=name))

    assert line.count("<!--") == line.count("-->") == 1
    assert line.endswith(" -->\n")
    assert line.isascii()
    assert "\n" not in line[:-1]


@pytest.mark.parametrize(
    "body",
    [
        "",
        "text\n" + written(mark()),
        " " + written(mark()),
        "<!-- mergecast-alarm {} -->\n",
        "<!-- mergecast-alarm [1] -->\n",
        "<!-- mergecast-alarm {not json} -->\n",
        written(mark()).replace('"v":1', '"v":2'),
        written(mark()).replace('"held"', '"nonsense"'),
        written(mark()).replace('"level":2', '"level":"2"'),
        written(mark()).replace('"mei"', '"mei\\n@everyone"'),
        written(mark()).replace('"mei"', "7"),
        written(mark()).replace("@acme:1", ""),
        written(mark()).replace("launch", "Launch"),
        written(mark()).replace("+00:00", ""),
        *(
            re.sub(r'"at":"[^"]*"', f'"at":"{at}"', written(mark()))
            for at in ("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00")
        ),
        "<!-- mergecast-alarm {" + "[" * 9000 + "} -->\n",
    ],
)
def test_what_is_no_mark_of_ours_is_none(body: str) -> None:
    assert read(body) is None


@given(st.text())
def test_no_text_is_too_odd_to_be_read(text: str) -> None:
    assert read(text) is None
    assert read(f"<!-- mergecast-alarm {{{text}}} -->\n") is None
