"""Whether a commit carries the signature of a given SSH key, as git verifies it."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from tempfile import TemporaryDirectory

from mergecast.repository.git import Git


def is_signed(git: Git, commit: str, keys: Collection[str]) -> bool:
    """Whether one of these public keys signed the commit.

    Whatever git cannot verify (no ssh-keygen, another kind of signature) is unsigned.
    """
    if not keys:
        return False
    with TemporaryDirectory() as folder:
        allowed = Path(folder, "allowed")
        text = "".join(f'member namespaces="git" {key}\n' for key in sorted(keys))
        allowed.write_text(text, "utf-8")
        # What the repository's own configuration names must not decide.
        own = (f"ssh.allowedSignersFile={allowed}", "ssh.program=ssh-keygen")
        more = ("ssh.revocationFile=", "ssh.defaultKeyCommand=", "minTrustLevel=fully")
        options = [part for each in (*own, *more) for part in ("-c", f"gpg.{each}")]
        found = git.text(
            *options, "log", "-1", "--format=%G?", "--end-of-options", commit
        )
    return found == "G"
