"""The systemd unit: systemd itself reads it, where there is one."""

from __future__ import annotations

import shutil
import subprocess
from datetime import timedelta
from pathlib import Path

import pytest

from mergecast.dispatch.last_look import SEND_BY
from mergecast.dispatch.waiting import TICK_EVERY

FOLDER = Path(__file__).parents[2] / "tooling/server"
UNIT = FOLDER / "mergecast.service"
ANALYZE = shutil.which("systemd-analyze")

needs_systemd = pytest.mark.skipif(
    ANALYZE is None, reason="systemd-analyze is not on this machine"
)


@pytest.fixture(scope="module")
def service() -> dict[str, str]:
    """The lines of the unit by their names; those of one name put together."""
    found: dict[str, str] = {}
    for line in UNIT.read_text("utf-8").splitlines():
        name, equals, value = line.partition("=")
        if equals and not name.startswith("#"):
            found[name] = f"{found[name]} {value}" if name in found else value
    return found


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """The unit as it would be on a machine where the program is installed."""
    text = UNIT.read_text("utf-8").replace(
        "/opt/mergecast/bin/start", str(FOLDER / "start")
    )
    made = tmp_path / "mergecast.service"
    made.write_text(text, "utf-8")
    return made


@needs_systemd
def test_systemd_understands_every_line(here: Path) -> None:
    done = subprocess.run(
        [str(ANALYZE), "verify", "--man=no", here],
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@needs_systemd
def test_systemd_finds_it_well_shielded(here: Path) -> None:
    done = subprocess.run(
        [str(ANALYZE), "security", "--offline=yes", "--threshold=20", here],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout[-300:]


def test_no_secret_is_in_the_unit_or_in_its_environment(
    service: dict[str, str],
) -> None:
    assert "MERGECAST_" not in service["Environment"]
    assert "MERGECAST_SECRETS:/etc/" in service["LoadCredential"]
    assert service["User"] == "mergecast"
    assert service["NoNewPrivileges"] == "yes"
    assert service["ProtectSystem"] == "strict"


def test_asked_to_stop_it_has_the_time_that_a_part_in_flight_takes(
    service: dict[str, str],
) -> None:
    minutes = int(service["TimeoutStopSec"].removesuffix("min"))

    assert timedelta(minutes=minutes) > SEND_BY + timedelta(minutes=1)
    # git, which pushes what was sent, is not asked.
    assert service["KillMode"] == "mixed"


def test_the_watchdog_waits_for_longer_than_a_calm_loop_is_silent(
    service: dict[str, str],
) -> None:
    minutes = int(service["WatchdogSec"].removesuffix("min"))

    assert timedelta(minutes=minutes) > 2 * TICK_EVERY
    assert service["NotifyAccess"] == "main"
