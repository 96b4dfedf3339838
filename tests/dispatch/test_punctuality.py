"""From due to live: what the receipts of 30 days say."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from dispatch.world import DUE, Shelf, Stage, target
from hypothesis import given
from hypothesis import strategies as st

from mergecast.dispatch.punctuality import SPAN, Punctuality, punctuality
from mergecast.dispatch.tick import tick
from mergecast.model.event import Event, EventKind
from mergecast.model.key import Key

SECOND = timedelta(seconds=1)


@dataclass(slots=True)
class Tale:
    """Events as a ledger would have them."""

    events: list[Event] = field(default_factory=list)

    def add(self, kind: EventKind, key: str, at: datetime, **body: object) -> None:
        number = len(self.events)
        self.events.append(
            Event(number, None, kind, key, 1, f"{number:032x}", at, body=body)
        )

    def sent(
        self, key: str, due: datetime, late: timedelta, **report: datetime | None
    ) -> None:
        times = {"due": due, **report}
        said = {name: at.isoformat() if at else None for name, at in times.items()}
        self.add(EventKind.CLAIM, key, due + late - SECOND, report=said)
        self.add(EventKind.POSTED, key, due + late, id="1", via="send")


def test_median_and_worst_with_its_name() -> None:
    tale = Tale()
    for number, late in enumerate((3, 2, 250, 4)):
        tale.sent(f"post-{number}@acme:1", DUE, late * SECOND)

    assert punctuality(tale.events, DUE + timedelta(hours=1)) == Punctuality(
        4, timedelta(seconds=3.5), 250 * SECOND, Key.parse("post-2@acme:1")
    )


def test_what_was_merged_or_approved_late_counts_from_then() -> None:
    tale = Tale()
    hour = timedelta(hours=1)
    tale.sent("a-post@acme:1", DUE, hour + 3 * SECOND, merged=DUE + hour)
    tale.sent("b-post@acme:1", DUE, hour + 3 * SECOND, approved_last=DUE + hour)
    tale.sent("c-post@acme:1", DUE, 3 * SECOND, merged=DUE - hour, approved_last=None)
    found = punctuality(tale.events, DUE + 2 * hour)

    assert found is not None
    assert (found.posts, found.longest) == (3, 3 * SECOND)


def test_a_thread_counts_once_and_a_deletion_not_at_all() -> None:
    tale = Tale()
    for number in (1, 2, 3):
        tale.sent(f"a-post@acme:{number}", DUE, number * 10 * SECOND)
    tale.sent("a-post@acme:1!delete", DUE, timedelta(days=1))
    found = punctuality(tale.events, DUE + timedelta(days=2))

    assert found is not None
    assert (found.posts, found.longest) == (1, 10 * SECOND)


def test_what_was_found_on_the_timeline_counts_from_its_claim() -> None:
    tale = Tale()
    report = {"due": DUE.isoformat()}
    tale.add(EventKind.CLAIM, "a-post@acme:1", DUE + SECOND, report=report)
    later = DUE + timedelta(minutes=40)
    tale.add(EventKind.POSTED, "a-post@acme:1", later, id="1", via="lookup")
    found = punctuality(tale.events, later)

    assert found is not None
    assert found.longest == SECOND


def test_what_waited_for_a_person_does_not_count() -> None:
    tale = Tale()
    tale.add(EventKind.RESOLVED, "a-post@acme:1", DUE, outcome="resend")
    tale.sent("a-post@acme:1", DUE, timedelta(days=3))

    assert punctuality(tale.events, DUE + timedelta(days=3)) is None


def test_a_receipt_that_does_not_say_does_not_count() -> None:
    tale = Tale()
    tale.add(EventKind.CLAIM, "a-post@acme:1", DUE)
    tale.add(EventKind.POSTED, "a-post@acme:1", DUE, id="1", via="send")
    tale.add(EventKind.POSTED, "b-post@acme:1", DUE, id="2", via="person")
    tale.add(EventKind.TICK, "tick", DUE)

    assert punctuality(tale.events, DUE) is None


def test_what_is_older_than_30_days_does_not_count() -> None:
    tale = Tale()
    tale.sent("a-post@acme:1", DUE, SECOND)

    assert punctuality(tale.events, DUE + SPAN) is not None
    assert punctuality(tale.events, DUE + SPAN + 2 * SECOND) is None


@given(st.lists(st.integers(-5, 10_000), min_size=1))
def test_the_median_is_between_the_extremes_and_nothing_is_early(
    seconds: list[int],
) -> None:
    tale = Tale()
    for number, late in enumerate(seconds):
        tale.sent(f"post-{number}@acme:1", DUE, late * SECOND)
    found = punctuality(tale.events, DUE + timedelta(days=1))

    assert found is not None
    assert found.posts == len(seconds)
    assert timedelta(0) <= found.median <= found.longest
    assert found.longest == max(*seconds, 0) * SECOND


def test_the_receipts_of_a_real_run_say_it() -> None:
    stage = Stage()
    stage.clock.at = DUE + 7 * SECOND
    tick(
        Shelf([target(), target(id="asap-2026", text="b", publish_at="asap")]),
        stage.world(),
    )
    found = punctuality(stage.look().events(), stage.clock.at)

    assert found == Punctuality(
        1, 7 * SECOND, 7 * SECOND, Key.parse("launch-2026@acme:1")
    )
