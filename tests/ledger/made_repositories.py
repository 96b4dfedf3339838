"""Real repositories for the ledger's tests: a bare remote and clones of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from mergecast.ledger.git_store import GitStore
from mergecast.ledger.ledger import Ledger
from mergecast.ledger.snapshot import Access
from mergecast.repository.git import Git

BRANCH = "mergecast-ledger"


@dataclass(frozen=True)
class Place:
    """A folder with a bare remote, ``remote.git``."""

    root: Path

    @property
    def remote(self) -> Git:
        return Git(self.root / "remote.git")

    @property
    def url(self) -> str:
        """By a URL the remote may be asked to leave things out; by a path it is not."""
        return f"file://{self.root}/remote.git"

    def clone(self, name: str, url: str | None = None, *options: str) -> Git:
        Git(self.root).run(
            "clone", "-q", "--template=", *options, url or self.url, name
        )
        return Git(self.root / name)

    def branches(self) -> dict[str, str]:
        lines = self.remote.text(
            "for-each-ref", "--format=%(refname:short) %(objectname)"
        ).splitlines()
        return dict(line.split(" ") for line in lines)


def make_place(root: Path) -> Place:
    """A remote with one commit on main."""
    git = Git(root)
    git.run("init", "-q", "-b", "main", "--template=", "seed")
    seed = Git(root / "seed")
    identity = ("-c", "user.name=Mei", "-c", "user.email=mei@example.org")
    seed.run(*identity, "commit", "-q", "--allow-empty", "-m", "start")
    git.run("clone", "-q", "--bare", "--template=", "seed", "remote.git")
    place = Place(root)
    place.remote.run("config", "uploadpack.allowFilter", "true")
    return place


@contextmanager
def opened(
    git: Git, remote: str | None = "origin", *, genesis: str | None = None
) -> Iterator[Ledger]:
    """The ledger of a clone, with nonces as in earnest."""
    with GitStore(git, remote, BRANCH) as store:
        yield Ledger(Access(store, run="local:a:1"), genesis)
