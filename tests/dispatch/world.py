"""A small world for dispatch: the real ledger in memory, a network that keeps count."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count

from mergecast.approvals.policy import Approved, NotApproved
from mergecast.approvals.ports import Yes
from mergecast.dispatch.ports import NotReadyError, OwnPost, Prepared, Unreadable
from mergecast.dispatch.target import Found, Target
from mergecast.dispatch.world import World
from mergecast.ledger.genesis import Charter, init
from mergecast.ledger.ledger import Ledger
from mergecast.ledger.memory_store import MemoryStore, Remote
from mergecast.ledger.snapshot import Access, Snapshot
from mergecast.loading import build
from mergecast.model.ledger_state import Tick
from mergecast.model.outcome import Deleted, Deletion, Outcome, Posted
from mergecast.model.schedule import parse_late, schedule
from mergecast.model.settings import Late, Settings
from mergecast.payload import PartPayload, payload, post_digest

DUE = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
"""09:00 in Kuala Lumpur."""

SETTINGS = build.settings(
    {
        "accounts": {
            "acme": {
                "network": "x",
                "user": "acme_hq",
                "timezone": "Asia/Kuala_Lumpur",
            }
        }
    }
)
BASE = {
    "id": "launch-2026",
    "accounts": ["acme"],
    "publish_at": "2026-11-24 09:00",
    "text": "It is out. 已经发布。",
}
YES = Yes("Aisyah", "aisyah@example.org", "sha256:" + "0" * 64, "c" * 40)


def target(settings: Settings = SETTINGS, /, **changes: object) -> Target:
    """A target on ``acme``; fields set to ``...`` are left out."""
    data = {key: value for key, value in {**BASE, **changes}.items() if value != ...}
    post = build.post("calendar/2026/11/24-launch.yaml", data)
    account = settings.accounts["acme"]
    late = parse_late(str(data["late"])) if "late" in data else None
    sent = payload(post, account)
    return Target(
        post,
        account,
        schedule(post, settings),
        late or Late("publish-within", timedelta(hours=2)),
        sent,
        post_digest({"acme": sent.digest}),
        (post.path,),
    )


@dataclass(slots=True)
class Clock:
    """Time that moves when told to."""

    at: datetime = DUE
    seconds: float = 0.0

    def now(self) -> datetime:
        return self.at

    def monotonic(self) -> float:
        return self.seconds

    def sleep(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)
        self.seconds += seconds


@dataclass(slots=True)
class Network:
    """A network that keeps what it was sent, and answers as it is told to."""

    live: list[tuple[str, str | None]] = field(default_factory=list)
    answers: list[Outcome] = field(default_factory=list)
    ready: bool = True
    before: Callable[[], None] = lambda: None
    timeline: list[OwnPost] = field(default_factory=list)
    readable: bool = True
    looks: list[datetime] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    deletions: list[Deletion] = field(default_factory=list)
    there: dict[str, bool | Unreadable] = field(default_factory=dict)

    def is_live(self, remote_id: str) -> bool | Unreadable:
        return self.there.get(remote_id, remote_id not in self.deleted)

    def delete(self, remote_id: str) -> Deletion:
        self.before()
        answer = self.deletions.pop(0) if self.deletions else Deleted()
        if isinstance(answer, Deleted):
            self.deleted.append(remote_id)
        return answer

    def look_up(self, since: datetime) -> tuple[OwnPost, ...] | Unreadable:
        self.looks.append(since)
        return tuple(self.timeline) if self.readable else Unreadable("no answer")

    def prepare(self, part: PartPayload, files: Mapping[str, bytes]) -> Prepared:
        del part, files
        if not self.ready:
            raise NotReadyError("media upload failed")
        return Prepared()

    def send(
        self, part: PartPayload, prepared: Prepared, links: Mapping[str, str]
    ) -> Outcome:
        del prepared
        self.before()
        answer = (
            self.answers.pop(0) if self.answers else Posted(str(len(self.live) + 1))
        )
        if isinstance(answer, Posted):
            parent = next(iter(links.values()), None)
            self.live.append((str(part.body["text"]), parent))
        return answer


@dataclass(slots=True)
class Stage:
    """A remote ledger, a network, a clock, and as many runners as a test wants."""

    remote: Remote = field(default_factory=Remote)
    network: Network = field(default_factory=Network)
    clock: Clock = field(default_factory=Clock)
    approved: bool = True
    numbers: count[int] = field(default_factory=count)
    genesis: str = ""

    def __post_init__(self) -> None:
        charter = Charter(sandbox=True, forge="offline", policy={}, accounts={})
        at = DUE - timedelta(days=1)
        self.genesis = init(self.access(), charter, at=at)

    def access(self, store: MemoryStore | None = None) -> Access:
        nonce = lambda: f"{next(self.numbers):032x}"  # noqa: E731 - a name would say no more
        return Access(store or MemoryStore(self.remote), nonce, run="test")

    def look(self) -> Snapshot:
        return Ledger(self.access(), self.genesis).open()

    def world(self, look: Callable[[], Snapshot] | None = None) -> World:
        return World(
            look=look or self.look,
            accounts=SETTINGS.accounts,
            publisher=lambda _account: self.network,
            files=lambda _target: {},
            permalink=lambda _account, remote_id: f"https://x.example/{remote_id}",
            approve=self.approve,
            clock=self.clock,
        )

    def approve(self, target: Target) -> Approved | NotApproved:
        del target
        return Approved(YES) if self.approved else NotApproved("nobody has approved it")

    def kinds(self) -> list[str]:
        return [event.kind.value for event in self.look().events()]


@dataclass(frozen=True, slots=True)
class Shelf:
    """A calendar that always has these targets."""

    targets: Sequence[Target]
    commit: str = "a" * 40

    def read(self, last: Tick | None, now: datetime) -> Found:
        del last, now
        return Found(tuple(self.targets))
