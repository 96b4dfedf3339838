"""The examples in the table of shapes do what they say."""

from __future__ import annotations

import pytest

from mergecast.loading.front_door import read
from mergecast.loading.shape import SHAPES, shape
from mergecast.loading.shape_table import Shape

EACH = pytest.mark.parametrize("own", SHAPES.values(), ids=SHAPES)


def said(own: Shape, text: str) -> set[str]:
    document = read("calendar/queue/example.yaml", text.encode()).document
    assert document is not None
    return {name for name, _ in shape(document, own.kind)[1]}


@EACH
def test_what_passes_is_accepted(own: Shape) -> None:
    assert said(own, own.passes) == set()


@EACH
def test_what_fails_is_named(own: Shape) -> None:
    # A file with too many mistakes has the mistakes, too.
    others = {"schema-unknown-key"} if own.id == "schema-more-mistakes" else set()

    assert said(own, own.fails) == {own.id} | others


@EACH
def test_each_entry_explains_itself(own: Shape) -> None:
    assert own.id.startswith("schema-")
    assert own.title[0].islower()
    assert not own.title.endswith(".")
    assert own.explanation.endswith(".")
