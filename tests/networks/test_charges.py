"""What is charged, to the micro-dollar."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mergecast.networks import NETWORKS, x
from mergecast.networks.charges import (
    Charge,
    added,
    decimal,
    dollars,
    micro_dollars,
    total,
)


@pytest.mark.parametrize(
    ("text", "cost"),
    [
        ("It is out.", "0.015"),
        ("It is out: https://example.org/launch", "0.2"),
        ("看 example.org 了解更多", "0.2"),
        ("https://example.org/ and https://example.com/", "0.2"),
        ("v1.0.2 of it, e.g. this", "0.015"),
        ("", "0.015"),
    ],
)
def test_a_link_makes_a_post_thirteen_times_as_dear(text: str, cost: str) -> None:
    assert decimal(total(x.charges(text, 0))) == cost


def test_a_bare_domain_counts_as_a_link_unless_it_is_said_not_to() -> None:
    assert total(x.charges("see example.org", 0)) == 200_000
    assert total(x.charges("see example.org", 0, bare=False)) == 15_000
    assert total(x.charges("see HTTPS://example.org", 0, bare=False)) == 200_000


def test_each_alt_text_is_charged() -> None:
    assert x.charges("Two pictures.", 2) == (
        Charge("post", 15_000),
        Charge("alt text", 5_000, 2),
    )


def test_charges_for_the_same_are_one_line_the_dearest_first() -> None:
    each = [*x.charges("a", 1), *x.charges("b", 1), *x.charges("example.org", 0)]

    assert [(line.what, line.count) for line in added(each)] == [
        ("post with a link", 1),
        ("post", 2),
        ("alt text", 2),
    ]
    assert total(added(each)) == total(each) == 240_000


def test_every_network_says_what_a_post_costs() -> None:
    for network in NETWORKS.values():
        assert total(network.charges("It is out.", 0, bare=True)) >= 0


@given(st.integers(min_value=0, max_value=10**15))
def test_an_amount_is_written_exactly(amount: int) -> None:
    assert micro_dollars(decimal(amount)) == amount
    assert micro_dollars(dollars(amount)[1:].replace(",", "")) == amount


@pytest.mark.parametrize("written", ["0.0000001", "a", "", "NaN", "Infinity"])
def test_what_is_no_exact_amount_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match=r"micro-dollar|no amount"):
        micro_dollars(written)


def test_money_is_shown_with_cents_at_least() -> None:
    assert [dollars(each) for each in (0, 500_000, 215_000, 1_234_500_000)] == [
        "$0.00",
        "$0.50",
        "$0.215",
        "$1,234.50",
    ]
