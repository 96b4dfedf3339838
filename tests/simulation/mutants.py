"""Named mistakes that one could make: each must be caught by some schedule.

Beside each stands the schedule that is known to catch it, which is walked first. Where
the product changes, another one may have to: the search goes on from the first seed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from simulation import planted
from simulation.misreading import (
    duplicate_means_posted,
    lost_means_not_sent,
    newest_words,
    nobody_asked,
    other_words,
)
from simulation.schedule import Simulation
from simulation.weather import WEATHERS

from mergecast.dispatch.world import World

if TYPE_CHECKING:
    import pytest


@dataclass(frozen=True, slots=True)
class Mutant:
    """A mistake, and the schedule that is known to catch it.

    ``plant`` makes it in the product's code, ``change`` in what a run acts through.
    """

    weather: str
    seed: int
    plant: Callable[[pytest.MonkeyPatch], None] | None = None
    change: Callable[[World], World] | None = None

    def simulation(self, patch: pytest.MonkeyPatch, seed: int) -> Simulation:
        """A schedule of a product with the mistake in it."""
        if self.plant is not None:
            self.plant(patch)
        found = Simulation(seed, WEATHERS[self.weather])
        found.change = self.change or found.change
        return found


MUTANTS: Mapping[str, Mutant] = {
    "5xx means not created": Mutant("fog", 0, change=lost_means_not_sent),
    "trust a failed push without read-back": Mutant("swell", 9, planted.trusted_push),
    "no lease": Mutant("hostile", 6, planted.no_lease),
    "no send deadline": Mutant("swell", 1, planted.no_deadline),
    "read error taken for empty": Mutant("storm", 0, planted.error_is_empty),
    "freeze read from the checkout": Mutant("storm", 3, planted.freeze_of_checkout),
    "no approval check": Mutant("storm", 1, change=nobody_asked),
    "bytes from HEAD instead of the claim": Mutant("storm", 111, change=newest_words),
    "taken-id filter off": Mutant("fog", 66, planted.no_taken_ids),
    "same-text rule off": Mutant("fog", 30, planted.no_same_text_rule),
    "duplicate means posted": Mutant("storm", 11, change=duplicate_means_posted),
    "no thread order": Mutant("storm", 0, planted.no_order),
    "lease stolen by a fast clock": Mutant("fog", 72, planted.lease_is_proof),
    "payload drift": Mutant("storm", 0, change=other_words),
    "not on the timeline means not sent": Mutant("fog", 71, planted.absent_is_unsent),
    "a thaw lets all go": Mutant("storm", 24, planted.a_thaw_lets_all_go),
    "nobody stands in line after a thaw": Mutant(
        "hostile", 35, planted.nobody_stands_in_line
    ),
    "the rest of a thread pushes in after a thaw": Mutant(
        "swell", 33, planted.the_rest_of_a_thread_pushes_in
    ),
    "the level of now counts": Mutant("swell", 7, planted.the_level_of_now_counts),
    "what is over passes": Mutant("swell", 22, planted.what_is_over_passes),
    "the own level is enough": Mutant("swell", 6, planted.the_own_level_is_enough),
    "an edit brings a day back": Mutant("storm", 32, planted.an_edit_brings_a_day_back),
    "no look before a late send": Mutant(
        "hostile", 33, planted.no_look_before_a_late_send
    ),
}
"""The named mistakes of the protocol. Those of git and of the ledger are cases."""
