"""What a tier may not do is a person's, if the team says so."""

from __future__ import annotations

import pytest

from mergecast.loading import build
from mergecast.model.settings import Account, Publishing
from mergecast.networks.by_hand import left_to_a_person

ACME = Account("acme", "x", "acme_hq")
BY_HAND = Publishing(by_hand=True)
THEIRS = "https://x.com/partner/status/1720000000000000000"
OURS = "https://x.com/Acme_HQ/status/1720000000000000000"


def why(
    account: Account = ACME, publishing: Publishing = BY_HAND, /, **fields: object
) -> str | None:
    data = {"id": "a-post", "accounts": ["acme"], "text": "It is out.", **fields}
    data = {name: value for name, value in data.items() if value != ...}
    return left_to_a_person(build.post("calendar/a.yaml", data), account, publishing)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"quote": THEIRS}, "X takes no quotes from the tier 'self-serve'"),
        (
            {"reply_to": THEIRS},
            (
                "X takes answers to others from the tier 'self-serve' only where they "
                "asked for one"
            ),
        ),
        (
            {"text": "$ACME and $OTHR"},
            "X takes 1 cashtag in a post from the tier 'self-serve'",
        ),
    ],
)
def test_what_the_tier_refuses_is_left_to_a_person(
    fields: dict[str, object], said: str
) -> None:
    assert why(**fields) == said
    assert why(ACME, Publishing(), **fields) is None
    assert why(Account("acme", "x", "acme_hq", tier="enterprise"), **fields) is None


def test_a_post_may_say_otherwise() -> None:
    assert why(ACME, Publishing(), manual=True) == "its file says `manual: true`"
    assert why(quote=THEIRS, manual=False) is None


def test_an_answer_to_oneself_is_no_answer_to_others() -> None:
    assert why(reply_to=OURS) is None
    assert why(reply_to="launch-2026@acme") is None


def test_a_thread_is_left_to_a_person_once_it_was_refused() -> None:
    thread = ["One", "Two"]
    refused = Account("acme", "x", "acme_hq", data={"self_replies": "refused"})

    assert why(refused, text=..., thread=thread) == (
        "X does not let 'acme' answer itself"
    )
    assert why(text=..., thread=thread) is None
    assert why(refused) is None


def test_what_no_person_could_do_either_stays_an_error() -> None:
    assert why(text="a" * 281) is None


def test_of_a_network_or_tier_that_nobody_knows_nothing_is_said() -> None:
    assert why(Account("acme", "elsewhere", "acme"), quote=THEIRS) is None
    assert why(Account("acme", "x", "acme_hq", tier="gold"), quote=THEIRS) is not None
