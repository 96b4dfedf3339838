"""A Python as a job finds it, and the wheel of this tree for it to install.

Nothing is fetched: pip has no index, only the wheel. What mergecast depends on counts
as installed already, since the test's own packages are on the path, without mergecast.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from mergecast import __version__

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Tools:
    """The folder of programs, the wheel, and what `.github/mergecast.txt` says."""

    programs: Path
    wheel: Path
    installed: set[str] = field(default_factory=set)
    """The locks that were installed. Once more would change nothing, and take longer
    than all else that a job does, so the runner leaves it out then."""

    @property
    def lock(self) -> str:
        """The lock of a release: what it needs, and its own digest."""
        digest = hashlib.sha256(self.wheel.read_bytes()).hexdigest()
        needed = (ROOT / "requirements/run.txt").read_text("utf-8")
        return f"{needed}mergecast=={__version__} \\\n    --hash=sha256:{digest}\n"

    @property
    def environment(self) -> dict[str, str]:
        """What makes pip find the wheel, and nothing else."""
        return {
            "PIP_NO_INDEX": "1",
            "PIP_FIND_LINKS": str(self.wheel.parent),
            "PIP_CONFIG_FILE": os.devnull,
        }


def tools(folder: Path) -> Tools:
    """Make them, once for all jobs of a session."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d"]
    wheels = folder / "wheels"
    subprocess.run([*command, str(wheels)], cwd=ROOT, check=True, capture_output=True)
    place = folder / "python"
    make = [sys.executable, "-m", "venv", "--without-pip", str(place)]
    subprocess.run(make, check=True, capture_output=True)
    (packages,) = place.glob("lib/python*/site-packages")
    others = folder / "others"
    others.mkdir()
    for each in _packages().iterdir():
        if "mergecast" not in each.name:
            (others / each.name).symlink_to(each)
    (packages / "others.pth").write_text(f"{others}\n")
    (wheel,) = wheels.glob("*.whl")
    return Tools(place / "bin", wheel)


def _packages() -> Path:
    import yaml  # noqa: PLC0415 - only to see where packages are

    return Path(yaml.__file__).parents[1]
