"""Every check's docstring examples, run as tests."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

import pytest
from checks.example_workspace import (
    MEDIA,
    NOW,
    context,
    files,
    posts,
    present,
    series_of,
    workspace_of,
)

from mergecast.checks.base import AsOf, CalendarCheck, Check, Context, Crowd
from mergecast.checks.basis.rows import row
from mergecast.checks.table import (
    AS_OF_CHECKS,
    CALENDAR_CHECKS,
    FILE_CHECKS,
    POST_CHECKS,
    PROCESS_CHECKS,
    SERIES_CHECKS,
    WORKSPACE_CHECKS,
    every_check,
)
from mergecast.findings import Remark
from mergecast.model.post import Post


def examples(check: Check, kind: str) -> list[str]:
    """The indented blocks after each ``Passes::`` or ``Fails::`` in a docstring."""
    doc = check.__doc__ or ""
    found = []
    for chunk in doc.split(f"\n{kind}::\n")[1:]:
        lines = []
        for line in chunk.splitlines():
            if line.strip() and not line.startswith("    "):
                break
            lines.append(line)
        found.append(textwrap.dedent("\n".join(lines)).strip() + "\n")
    return found


def remarks(check: Check, example: str) -> list[Remark]:
    """What one check says of one example."""
    return list(_run(check, example))


def _run(check: Check, example: str) -> Iterable[Remark]:
    if check in FILE_CHECKS:
        for path, text in files(example):
            yield from check.check(path, text)
        return
    if check in WORKSPACE_CHECKS:
        space = workspace_of(example)
        yield from check.check(Context(space, media=MEDIA, options=check.OPTIONS))
        return
    if check in SERIES_CHECKS:
        for each in series_of(example):
            here = Context(workspace_of(example), options=check.OPTIONS)
            yield from check.check(each, here)
        return
    if check in PROCESS_CHECKS:
        here = Context(workspace_of(example), options=check.OPTIONS)
        yield from check.check(here, present(example))
        return
    if check in CALENDAR_CHECKS:
        yield from _side_by_side(check, example)
        return
    yield from _one_by_one(check, example)


def _one_by_one(check: Check, example: str) -> Iterable[Remark]:
    found = posts(example)
    for post in found:
        here = context(post, workspace_of(example), **check.OPTIONS)
        if check in POST_CHECKS:
            yield from check.check(post, here)
        if check in AS_OF_CHECKS:
            beside = [each for each in found if each is not post]
            yield from check.check(post, here, replace(_as_of(post), beside=beside))


def _side_by_side(check: CalendarCheck, example: str) -> Iterable[Remark]:
    own = workspace_of(example)
    rows = [row(each, context(each).schedule, own.settings) for each in posts(example)]
    return check.check(rows, Context(own, options=check.OPTIONS))


def _as_of(post: Post) -> AsOf:
    """What the examples say of themselves: live already, or late for a slot."""
    as_of = AsOf(NOW, new=True, recorded=frozenset({"old-launch"}))
    if post.id == "old-launch":
        live = {"acme": "https://x.com/acme_hq/status/1"}
        return replace(as_of, live=live, edited=frozenset(live))
    if post.id == "late-launch":
        path = "calendar/2026/11/24-first.yaml"
        crowd = Crowd("acme", "first", path, timedelta(0), "merged meanwhile")
        return replace(as_of, crowd=(crowd,))
    return as_of


CASES = [
    pytest.param(check, kind, example, id=f"{check.ID}-{kind}-{number}")
    for check in every_check()
    for kind in ("Passes", "Fails")
    for number, example in enumerate(examples(check, kind))
]


@pytest.mark.parametrize(("check", "kind", "example"), CASES)
def test_a_docstring_example_does_what_it_says(
    check: Check, kind: str, example: str
) -> None:
    found = remarks(check, example)

    assert (kind == "Fails") == bool(found)


@pytest.mark.parametrize("check", every_check(), ids=lambda check: check.ID)
def test_a_check_has_examples_of_both_kinds(check: Check) -> None:
    assert examples(check, "Passes")
    assert examples(check, "Fails")


def test_check_ids_are_unique() -> None:
    ids = [check.ID for check in every_check()]

    assert sorted(set(ids)) == sorted(ids)
