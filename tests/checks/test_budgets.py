"""Which posts bring a month, an account or a campaign over its budget."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mergecast.checks import budget_exceeded, budget_odd, budget_warned
from mergecast.checks.base import CalendarCheck, Context, Row
from mergecast.checks.basis.budgets import crossed
from mergecast.checks.basis.rows import row
from mergecast.findings import Remark
from mergecast.loading import build
from mergecast.model.schedule import schedule
from mergecast.model.workspace import Workspace

ACME = {"network": "x", "user": "acme_hq", "timezone": "Asia/Kuala_Lumpur"}
LINK = "https://example.org/launch"


def space(budget: object = None, campaign: object = None, **more: object) -> Workspace:
    accounts = {"acme": ACME, "acme-my": {**ACME, "user": "acme_my"}}
    data = {"accounts": accounts, **more} | ({"budget": budget} if budget else {})
    own: dict[str, object] = {
        "id": "launch",
        "starts": "2026-11-01",
        "ends": "2026-11-30",
    }
    if campaign is not None:
        own |= {"budget": campaign}
    made = build.campaign("calendar/campaigns/launch.yaml", own)
    return Workspace(build.settings(data), campaigns={"launch": made})


def post(number: int, of: Workspace, **fields: object) -> Row:
    data: dict[str, object] = {
        "id": f"post-{number}",
        "accounts": ["acme"],
        "publish_at": f"2026-11-{number:02} 09:00",
        "text": "It is out.",
        **fields,
    }
    made = build.post(f"{number:02}.yaml", data)
    return row(made, schedule(made, of.settings), of.settings)


def over(of: Workspace, *rows: Row) -> list[str]:
    return [each.path[:2] for each in told(of, *rows)]


def told(of: Workspace, *rows: Row) -> Iterator[Row]:
    return (each.row for each in crossed(rows, Context(of)))


def said(check: CalendarCheck, of: Workspace, *rows: Row) -> list[Remark]:
    return list(check.check(rows, Context(of)))


def test_the_posts_beyond_the_threshold_are_told_by_time() -> None:
    of = space({"month": {"wait": 0.03}})
    rows = [post(number, of) for number in (4, 2, 1, 3)]

    assert over(of, *rows) == ["03", "04"]


def test_each_account_and_each_month_is_counted_alone() -> None:
    of = space({"accounts": {"acme": {"wait": 0.015}}})
    later = post(3, of, publish_at="2026-12-03 09:00")
    other = post(2, of, accounts=["acme-my"])

    assert over(of, post(1, of), other, later) == []
    assert over(of, post(1, of), other, post(4, of)) == ["04"]


def test_a_month_begins_by_the_clock_that_is_set() -> None:
    budget = {"month": {"wait": 0.015}}
    last = {"publish_at": "2026-12-01 06:00"}
    utc, there = space(budget), space({**budget, "timezone": "Asia/Kuala_Lumpur"})

    assert over(utc, post(1, utc), post(2, utc, **last)) == ["02"]
    assert over(there, post(1, there), post(2, there, **last)) == []


def test_a_campaign_is_counted_over_all_months() -> None:
    of = space(campaign={"wait": 0.02})
    first, second = (
        post(number, of, campaign="launch", publish_at=f"2026-{month}-01 09:00")
        for number, month in ((1, 11), (2, 12))
    )

    assert over(of, first, second, post(3, of)) == ["02"]


def test_what_costs_nothing_is_never_told() -> None:
    of = space({"month": {"wait": 0}}, publishing={"refused": "manual"})
    by_hand = post(1, of, manual=True)
    refused = post(2, of, quote="https://x.com/partner/status/17")
    draft = post(3, of, publish_at=None)
    back = post(4, of, retract="wrong")

    assert over(of, by_hand, refused, draft, back) == []


def test_links_and_descriptions_have_their_price() -> None:
    of = space({"month": {"wait": 1}})
    media = [{"file": "media/a.png", "alt": "A cat"}, {"file": "media/b.png"}]

    assert post(1, of, text=f"See {LINK}").costs == (200_000,)
    assert post(1, of, media=media).costs == (20_000,)
    assert post(1, of, text="See example.org").costs == (200_000,)
    plain = space({"month": {"wait": 1}, "bare_domains": "text"})
    assert post(1, plain, text="See example.org").costs == (15_000,)


def test_nobody_counts_where_nobody_asked() -> None:
    of = space()

    assert post(1, of).costs == ()
    assert over(of, post(1, of), post(2, of)) == []


def test_where_it_would_warn_later_than_it_waits_what_waits_is_told() -> None:
    of = space({"month": {"warn": 5, "wait": 0.02}})
    rows = [post(number, of) for number in (1, 2)]

    assert len(said(budget_exceeded, of, *rows)) == 1
    assert said(budget_warned, of, *rows) == []


def test_another_month_is_a_way_out_of_a_month_and_not_of_a_campaign() -> None:
    of_month = space({"month": {"wait": 0}})
    of_campaign = space(campaign={"wait": 0})
    (one,) = said(budget_exceeded, of_month, post(1, of_month))
    (other,) = said(
        budget_exceeded, of_campaign, post(1, of_campaign, campaign="launch")
    )

    assert one.hint.endswith("leave out a link, or move it to another month")
    assert other.hint.endswith("in calendar/campaigns/launch.yaml, or leave out a link")


def test_one_says_warn_and_the_other_wait_never_both() -> None:
    of = space({"month": {"warn": 0.01, "wait": 0.04}})
    rows = [post(number, of) for number in (1, 2, 3)]

    assert [each.place.path for each in said(budget_warned, of, *rows)] == [
        "01.yaml",
        "02.yaml",
    ]
    (remark,) = said(budget_exceeded, of, *rows)
    assert remark.place.path == "03.yaml"
    assert remark.message == (
        "with this post November 2026 goes over the $0.04 of its budget, so it would "
        "not go out"
    )
    assert remark.hint.startswith("it comes to $0.045 here: give it more under `bud")


def test_what_was_over_before_is_not_said_anew_for_an_earlier_post() -> None:
    of = space({"month": {"wait": 0.02}})
    known = [
        each.message for each in said(budget_exceeded, of, post(2, of), post(3, of))
    ]
    rows = (post(1, of), post(2, of), post(3, of))
    now = {each.place.path: each.message for each in said(budget_exceeded, of, *rows)}

    assert now["03.yaml"] in known
    assert sorted(now) == ["02.yaml", "03.yaml"]


def test_the_posts_of_an_incident_wait_for_no_money() -> None:
    of = space({"month": {"wait": 0}})

    assert over(of, post(1, of, incident="outage-1")) == []


@pytest.mark.parametrize(
    ("budget", "words"),
    [
        ({"accounts": {"amce": {"wait": 20}}}, "there is no account 'amce'"),
        ({"month": {"warn": 50, "wait": 20}}, "it warns from $50.00"),
        ({"month": {"wait": 1}, "timezone": "Mars"}, "there is no time zone 'Mars'"),
        ({"timezone": "Mars"}, "there is no time zone 'Mars'"),
    ],
)
def test_a_budget_that_cannot_be_meant_is_said(budget: object, words: str) -> None:
    (remark,) = budget_odd.check(Context(space(budget)))

    assert remark.message.startswith(words)


@given(st.decimals(min_value=0, max_value=10**6, places=6))
def test_what_is_written_is_what_is_meant_to_the_micro_dollar(amount: object) -> None:
    written = float(str(amount))
    found = space({"month": {"wait": written}}).settings.budget

    assert found is not None
    assert found.month.wait == int(str(amount).replace(".", ""))
