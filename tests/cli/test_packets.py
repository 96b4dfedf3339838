"""All that a person needs to post by hand, also what no link can say."""

from __future__ import annotations

from dispatch.world import target

from mergecast.cli.publishing.planning import NoLedger
from mergecast.cli.settling.packets import packet
from mergecast.model.key import Key
from mergecast.renderers.packet import packet_markdown
from mergecast.renderers.resolved import Packet

KEY = Key("launch-2026", None, "acme", 1)
THEIRS = "https://x.com/partner/status/1720000000000000000"


def made(**fields: object) -> Packet:
    return packet((target(manual=True, **fields),), KEY, NoLedger())


def test_a_post_that_is_quoted_is_named() -> None:
    found = made(quote=THEIRS, owner="mei")

    assert found.also == ("mei posts it", f"quote this post: {THEIRS}")
    assert any("quote this post" in line for line in packet_markdown(found))


def test_the_link_opens_an_answer_to_the_post_of_somebody_else() -> None:
    assert made(reply_to=THEIRS).link.endswith("&in_reply_to=1720000000000000000")


def test_a_poll_its_readers_and_the_marks_are_told() -> None:
    found = made(
        poll={"options": ["Ya", "不是"], "minutes": 60},
        reply_settings="following",
        paid=True,
        made_with_ai=True,
    )

    assert found.also == (
        "add a poll: 'Ya', '不是'; open for 60 minutes",
        "who can reply: following",
        "mark it as a paid partnership",
        "mark it as made with AI",
    )
