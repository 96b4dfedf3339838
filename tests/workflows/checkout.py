"""What actions/checkout does with git, by the options that the workflows give it.

The token is used for this fetch alone, since ``persist-credentials`` is false.
"""

from __future__ import annotations

import os
import subprocess
from base64 import b64encode
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

_KNOWN = {
    *("ref", "persist-credentials", "fetch-depth", "filter"),
    *("sparse-checkout", "sparse-checkout-cone-mode"),
}


def check_out(
    folder: Path, url: str, token: str, ref: str, told: dict[str, Any]
) -> str:
    """Clone a repository into a folder as the action would; the commit it is at.

    Args:
        folder: the workspace of the job, empty.
        url: of the repository.
        token: the job's.
        ref: what the event is about, where ``told`` names nothing else.
        told: the options of the step.
    """
    assert told.keys() <= _KNOWN, f"unknown options: {told.keys() - _KNOWN}"
    assert told["persist-credentials"] is False
    server = url.rsplit("/", 2)[0]
    coded = b64encode(f"x-access-token:{token}".encode()).decode()
    env = {
        "PATH": os.environ["PATH"],
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": f"http.{server}/.extraHeader",
        "GIT_CONFIG_VALUE_0": f"Authorization: Basic {coded}",
    }

    def git(*args: str) -> str:
        command = ["git", "-C", str(folder), *args]
        done = subprocess.run(
            command, env=env, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, (args, done.stderr)
        return done.stdout.strip()

    folder.mkdir(parents=True, exist_ok=True)
    git("init", "-q", "-b", "main")
    git("remote", "add", "origin", url)
    wanted = str(told.get("ref") or ref)
    branch = wanted.removeprefix("refs/heads/")
    some = [f"--filter={told['filter']}"] if "filter" in told else []
    usual = ("fetch", "-q", "--no-tags", "--prune", "--no-recurse-submodules", *some)
    if told.get("fetch-depth", 1) == 0:
        git(*usual, "origin", "+refs/heads/*:refs/remotes/origin/*")
    else:
        spec = f"+refs/heads/{branch}:refs/remotes/origin/{branch}"
        git(*usual, f"--depth={told.get('fetch-depth', 1)}", "origin", spec)
    if "sparse-checkout" in told:
        assert told["sparse-checkout-cone-mode"] is False
        lines = told["sparse-checkout"].split()
        git("sparse-checkout", "set", "--no-cone", *lines)
    git("checkout", "-q", "--force", "-B", branch, f"refs/remotes/origin/{branch}")
    return git("rev-parse", "HEAD")
