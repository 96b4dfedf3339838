"""What can be said of a post only now: its time has passed, its id was used."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from checks.asking import a_post, of_now
from checks.example_workspace import SETTINGS, posts

from mergecast.checks import id_reused, time_just_passed, time_passed
from mergecast.checks.base import AsOf, Context
from mergecast.loading import build
from mergecast.model.schedule import schedule
from mergecast.model.workspace import Workspace

AT = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
"""When the example post goes out: 09:00 in Kuala Lumpur."""
SECOND = timedelta(seconds=1)


def said(example: str, now: datetime, *, new: bool = True) -> tuple[int, int]:
    """How many warnings and errors about its time a post gets."""
    warnings = of_now(time_just_passed, example, now=now, new=new)
    return len(warnings), len(of_now(time_passed, example, now=now, new=new))


@pytest.mark.parametrize(
    ("fields", "window"),
    [
        ({}, timedelta(hours=2)),
        ({"late": "publish-within 30m"}, timedelta(minutes=30)),
        ({"late": "publish-within 3d"}, timedelta(days=3)),
        ({"until": "2026-11-24 09:10"}, timedelta(minutes=10)),
        ({"late": "hold"}, timedelta(minutes=10)),
        ({"late": "skip"}, timedelta(minutes=10)),
    ],
)
def test_a_late_post_is_a_warning_until_its_window_closes_and_an_error_after(
    fields: dict[str, str], window: timedelta
) -> None:
    post = a_post(**fields)

    assert said(post, AT) == (0, 0)
    assert said(post, AT + window) == (1, 0)
    assert said(post, AT + window + SECOND) == (0, 1)


def test_the_warning_says_by_when_on_the_post_s_own_clock() -> None:
    (found,) = of_now(time_just_passed, a_post(), now=AT + SECOND)

    assert found.message == (
        "'2026-11-24 09:00' has just passed; the post still goes out if it is "
        "approved and merged by 2026-11-24 11:00"
    )


def test_an_asap_post_is_over_after_its_end() -> None:
    post = a_post(publish_at="asap", until="2026-11-24 09:00")

    assert said(post, AT) == (0, 0)
    assert said(post, AT + SECOND) == (0, 1)
    (found,) = of_now(time_passed, post, now=AT + SECOND)
    assert found.place.route == ("until",)


@pytest.mark.parametrize("late", [SECOND, timedelta(days=400)])
def test_posts_that_are_already_on_the_publishing_branch_had_their_chance(
    late: timedelta,
) -> None:
    assert said(a_post(), AT + late, new=False) == (0, 0)


@pytest.mark.parametrize("late", [SECOND, timedelta(days=400)])
def test_a_retracted_post_is_not_waited_for(late: timedelta) -> None:
    assert said(a_post(retract="wrong date"), AT + late) == (0, 0)


@pytest.mark.parametrize("late", [SECOND, timedelta(days=400)])
@pytest.mark.parametrize(
    ("accounts", "told"),
    [("[sample]", 0), ("[sample, other]", 0), ("[sample, acme]", 1), ("[who]", 0)],
)
def test_posts_of_sample_accounts_alone_are_never_late(
    accounts: str, told: int, late: timedelta
) -> None:
    acme = {"network": "x", "user": "acme_hq"}
    sample = {**acme, "sample": True}
    known = {"sample": sample, "other": sample, "acme": acme}
    settings = build.settings({**SETTINGS, "accounts": known})
    (post,) = posts(a_post(accounts=accounts, timezone="Asia/Kuala_Lumpur"))
    here = Context(Workspace(settings), schedule(post, settings))
    as_of = AsOf(AT + late, new=True)

    found = [
        remark
        for check in (time_passed, time_just_passed)
        for remark in check.check(post, here, as_of)
    ]

    assert len(found) == told


def test_drafts_are_never_late() -> None:
    draft = a_post("calendar/queue/idea.yaml", publish_at="")

    assert said(draft, AT + timedelta(days=400)) == (0, 0)


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("launch", "launch-2"),
        ("launch-2", "launch-3"),
        ("launch-2026", "launch-2026-2"),
        ("x" * 64, "x" * 61 + "-2"),
    ],
)
def test_a_reused_id_gets_another_to_write(name: str, hint: str) -> None:
    (found,) = of_now(id_reused, a_post(id=name), recorded=frozenset({name}))

    assert f"'{hint}'" in found.hint
    assert len(hint) <= 64


def test_only_a_new_post_can_reuse_an_id() -> None:
    recorded = frozenset({"launch-2026"})

    assert not of_now(id_reused, a_post(), recorded=frozenset({"launch-2025"}))
    assert not of_now(id_reused, a_post(), recorded=recorded, new=False)
    assert not of_now(id_reused, a_post(), recorded=recorded, moved=True)
