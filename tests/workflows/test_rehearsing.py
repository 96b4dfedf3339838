"""A workspace with `live: false`, in the shipped workflows as they are."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING

from cli.program import mergecast
from workflows.place import SETTINGS

from mergecast.model.settings import REHEARSAL

if TYPE_CHECKING:
    from workflows.place import Place

AGO = timedelta(seconds=-30)


def test_a_job_rehearses_and_nothing_reaches_the_network(place: Place) -> None:
    team = place.hub.team
    text = (team.folder / "mergecast.yaml").read_text("utf-8")
    assert text.startswith(SETTINGS)
    place.hub.branch("rehearse")
    team.write("mergecast.yaml", text + "live: false\n")
    place.hub.commit("Rehearse first")
    place.hub.merge(place.hub.propose())
    place.ready("launch-2026", AGO)

    (first,) = place.happens(place.events.dispatch("mergecast", place.runner.main))
    (second,) = place.happens(place.events.dispatch("mergecast", place.runner.main))
    shown = mergecast(team, "ledger", "show", "--format", "json")
    kinds = [event["kind"] for event in json.loads(shown.out)["events"]]

    assert (first.ended, second.ended) == ("success", "success"), first.said
    assert "REHEARSAL: `live: false`" in first.said
    assert "https://rehearsal.invalid/acme_hq/status/" in first.said
    assert place.live() == [], "nothing is on the network"
    assert kinds.count("posted") == 1
    branches = team.git("ls-remote", "--heads", str(place.remote))
    assert f"refs/heads/{REHEARSAL}" in branches
    for secret in place.runner.secrets.values():
        assert secret not in first.said + second.said
