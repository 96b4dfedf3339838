"""What was posted is read back where that is wished, after it is on record."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import pytest
from dispatch.world import SETTINGS, Network, Shelf, Stage, target

from mergecast.dispatch.ports import Shown, Unreadable
from mergecast.dispatch.read_back import differences
from mergecast.dispatch.run import publish
from mergecast.dispatch.target import Target
from mergecast.dispatch.tick import TickReport, tick
from mergecast.dispatch.world import Step, World
from mergecast.loading import build
from mergecast.model.event import EventKind
from mergecast.model.outcome import Unknown
from mergecast.model.settings import Settings
from mergecast.payload import PartPayload

URL = "https://x.example/1"
ACME = {"network": "x", "user": "acme_hq", "timezone": "Asia/Kuala_Lumpur"}
VERIFIED = build.settings({"accounts": {"acme": {**ACME, "verify": True}}})


@dataclass(slots=True)
class ReadableNetwork(Network):
    """A network on which a post can be read by its id."""

    shown: Shown | Unreadable = field(
        default_factory=lambda: Shown(("It is out. 已经发布。",))
    )
    reads: list[str] = field(default_factory=list)
    reading: Callable[[], None] = lambda: None

    def read(self, remote_id: str) -> Shown | Unreadable:
        self.reading()
        self.reads.append(remote_id)
        return self.shown


@pytest.fixture
def network() -> ReadableNetwork:
    return ReadableNetwork()


@pytest.fixture
def stage(network: ReadableNetwork) -> Stage:
    return Stage(network=network)


def run(
    stage: Stage, settings: Settings = VERIFIED, /, **changes: object
) -> list[Step]:
    return list(publish(target(settings, **changes), stage.world()))


def ticked(stage: Stage, *targets: Target) -> TickReport:
    world: World = replace(stage.world(), accounts=VERIFIED.accounts)
    return tick(Shelf(targets), world)


def test_what_reads_as_approved_is_posted_and_nothing_more(
    stage: Stage, network: ReadableNetwork
) -> None:
    (step,) = run(stage)

    assert (step.what, step.detail, step.settled) == ("posted", URL, True)
    assert network.reads == ["1"]


def test_an_account_that_does_not_wish_it_is_not_read(
    stage: Stage, network: ReadableNetwork
) -> None:
    network.shown = Unreadable("no answer")
    (step,) = run(stage, SETTINGS)

    assert step.detail == URL
    assert network.reads == []


def test_a_network_that_cannot_be_read_is_not_asked() -> None:
    (step,) = run(Stage())

    assert (step.what, step.detail) == ("posted", URL)


def test_a_receipt_is_on_record_before_anything_is_read(
    stage: Stage, network: ReadableNetwork
) -> None:
    seen: list[list[str]] = []
    network.reading = lambda: seen.append(stage.kinds())
    run(stage)

    assert seen == [["genesis", "claim", "sending", "posted"]]


def test_other_words_are_said_and_nothing_is_taken_back(
    stage: Stage, network: ReadableNetwork
) -> None:
    network.shown = Shown(("It is out.",))
    (step,) = run(stage)

    assert step.what == "posted"
    assert step.detail.startswith(f"{URL}, but it reads otherwise than approved: its")
    assert not step.settled
    assert stage.kinds()[-1] == "posted"
    assert run(stage) == []


def test_what_cannot_be_read_is_said_and_needs_nobody(
    stage: Stage, network: ReadableNetwork
) -> None:
    network.shown = Unreadable("X answered 503")
    (step,) = run(stage)

    assert step.detail == f"{URL}, but it could not be read back: X answered 503"
    assert step.settled


def test_what_is_not_known_to_be_live_is_not_read(
    stage: Stage, network: ReadableNetwork
) -> None:
    network.answers = [Unknown("no answer")]
    (step,) = run(stage)

    assert step.what == "unknown"
    assert network.reads == []


def test_a_thread_goes_on_though_a_part_differs(
    stage: Stage, network: ReadableNetwork
) -> None:
    network.shown = Shown(("one",))
    steps = run(stage, text=..., thread=["one", "two"])

    assert [(step.what, step.settled) for step in steps] == [
        ("posted", True),
        ("posted", False),
    ]
    assert network.reads == ["1", "2"]


def test_the_tick_keeps_what_was_found_by_part(
    stage: Stage, network: ReadableNetwork
) -> None:
    network.shown = Shown(("It is out.",))
    report = ticked(stage, target(VERIFIED))
    last = [event for event in stage.look().events() if event.kind is EventKind.TICK][
        -1
    ]

    assert not report.settled
    assert last.body["read_back"] == {
        "launch-2026@acme:1": ("it reads otherwise than approved: its words are others")
    }


def test_that_it_reads_as_approved_is_kept_and_what_it_cost(stage: Stage) -> None:
    ticked(stage, target(VERIFIED))
    last = [event for event in stage.look().events() if event.kind is EventKind.TICK][
        -1
    ]

    assert last.body["read_back"] == {"launch-2026@acme:1": "it reads as approved"}
    assert last.body["reads"] == {"acme": "0.001"}


def test_what_was_not_read_costs_nothing(
    stage: Stage, network: ReadableNetwork
) -> None:
    network.shown = Unreadable("X answered 503")
    ticked(stage, target(VERIFIED))

    assert all("reads" not in event.body for event in stage.look().events())


def part(text: str, *alts: str) -> PartPayload:
    payload = target(text=text).payload
    assert payload is not None
    whole = payload.parts[0]
    media = [{"sha256": "0" * 64, "alt": alt} for alt in alts]
    return replace(whole, body={**whole.body, "media": media})


@pytest.mark.parametrize(
    ("approved", "shown", "expected"),
    [
        (part("a  b\n"), Shown(("a b",)), []),
        (part("see http://a.example/"), Shown(("see https://a.example",)), []),
        (part("cafe\u0301"), Shown(("x", "café")), []),
        (part("a"), Shown(("b",)), ["its words are others"]),
        (part("a", "Kad", "山"), Shown(("a",), ("Kad", "山")), []),
        (part("a", "Kad"), Shown(("a",)), ["it shows 0 of 1 images"]),
        (
            part("a", "Kad", "山"),
            Shown(("a",), ("", "川")),
            [
                "the description of image 1 is gone",
                "the description of image 2 is another",
            ],
        ),
        (part("a"), Shown(("a",), ("Kad",)), ["it shows 1 of 0 images"]),
    ],
)
def test_words_images_and_descriptions_are_compared(
    approved: PartPayload, shown: Shown, expected: list[str]
) -> None:
    assert list(differences(approved, shown)) == expected
