"""Stands in for GitHub's own actions, as far as the shipped workflows use them."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from workflows.checkout import check_out

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from workflows.surroundings import Files

Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Around:
    """What an action finds.

    Args:
        files: the job's.
        github: the context of that name.
        rights: what the job's token may do.
        url: of the git server.
        programs: the folder of a Python that was set up.
        kept: where artifacts of a run are.
        hosted: what GitHub Pages show.
    """

    files: Files
    github: Data
    rights: Mapping[str, str]
    url: str
    programs: Path
    kept: Path
    hosted: Path


def use(action: str, told: Data, around: Around) -> None:
    """Do what an action does; one that is not known fails the test."""
    known = {
        "actions/checkout": _checkout,
        "actions/setup-python": _python,
        "actions/upload-pages-artifact": _keep,
        "actions/deploy-pages": _deploy,
    }
    known[action](told, around)


def _checkout(told: Data, around: Around) -> None:
    github = around.github
    url = f"{around.url}/{github['repository']}"
    check_out(around.files.workspace, url, github["token"], github["ref"], told)


def _python(_told: Data, around: Around) -> None:
    around.files.path.write_text(f"{around.programs}\n")


def _keep(told: Data, around: Around) -> None:
    """GitHub takes no links in what it is to show, and hidden files are left out."""
    assert told.keys() == {"path"}
    folder = around.files.workspace / told["path"]
    assert folder.is_dir()
    assert not [each for each in folder.rglob("*") if each.is_symlink()]
    shutil.rmtree(around.kept, ignore_errors=True)
    shutil.copytree(folder, around.kept, ignore=shutil.ignore_patterns(".*"))


def _deploy(told: Data, around: Around) -> None:
    """Takes what the run kept, and nothing else."""
    assert told == {}
    assert around.rights == {"pages": "write", "id-token": "write"}
    shutil.rmtree(around.hosted, ignore_errors=True)
    shutil.move(around.kept, around.hosted)
