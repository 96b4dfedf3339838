"""How a repository on a forge is set up: who sees it, what guards its branches."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from mergecast.model.health import Away


@dataclass(frozen=True, slots=True)
class Home:
    """The repository itself, and the token that asked.

    None is what the forge did not say.

    Args:
        private: whether only some may read it.
        archived: whether nothing can be changed any more.
        fork: whether it is a fork, in which no job of ours does anything.
        pushes: whether the token may push.
        scopes: those of a classic token; other kinds of tokens do not tell.
        left: how many requests the token has left this hour.
        date: the forge's clock, and the local one at that moment.
    """

    private: bool | None = None
    archived: bool = False
    fork: bool = False
    pushes: bool | None = None
    scopes: tuple[str, ...] | None = None
    left: int | None = None
    date: tuple[datetime, datetime] | None = None


@dataclass(frozen=True, slots=True)
class Rules:
    """What is in force for a branch.

    Args:
        kinds: as the forge calls them: ``deletion``, ``non_fast_forward`` ...
        statuses: the contexts that have to be green.
        whole: whether that is all there is; false where a part cannot be seen.
        bypass: who may step over the rules.
    """

    kinds: frozenset[str] = frozenset()
    statuses: frozenset[str] = frozenset()
    whole: bool = True
    bypass: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Environment:
    """Where the job's secrets are.

    Args:
        branches: those whose jobs may use them; None for every branch.
        protected: whether every protected branch may.
        reviewers: whether somebody has to let each job in.
        secrets: their names.
    """

    branches: tuple[str, ...] | None = None
    protected: bool = False
    reviewers: bool = False
    secrets: tuple[str, ...] | Away = ()


@dataclass(frozen=True, slots=True)
class Actions:
    """What the repository lets workflows do; None is what the forge did not say.

    Args:
        enabled: whether any run at all.
        others: whether they may use actions of other repositories.
        writes: whether a workflow that asks for nothing gets a token that writes.
        proposes: whether they may open pull requests.
    """

    enabled: bool | None = None
    others: bool | None = None
    writes: bool | None = None
    proposes: bool | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """A run of a workflow: what started it, when, and how it ended, if it did."""

    event: str
    at: datetime
    ended: str = ""


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages that the forge hosts; ``public`` None is what it did not say.

    Args:
        public: whether everybody can read them, and not only who sees the repository.
    """

    public: bool | None = None


@dataclass(frozen=True, slots=True)
class Site:
    """All that a forge says of the set-up; each part may be away for itself.

    ``environment`` and ``pages`` are None where there are none; ``workflows`` are
    states by file name; ``audience`` is for whom pages are built, empty for nobody.
    """

    home: Home | Away
    main: Rules | Away
    ledger: Rules | Away
    environment: Environment | Away | None
    secrets: tuple[str, ...] | Away
    actions: Actions | Away = Actions()
    workflows: dict[str, str] | Away = field(default_factory=dict)
    runs: tuple[Run, ...] | Away = ()
    pages: Pages | Away | None = None
    audience: str | Away = ""
