"""What `thaw` does: see who agrees, and end the freezes that enough people agree on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from mergecast import clock
from mergecast.approvals.policy import Approved, NotApproved
from mergecast.approvals.ports import Yes
from mergecast.approvals.proof import recorded
from mergecast.cli.approving.in_force import Policy
from mergecast.cli.approving.policy_wiring import standing
from mergecast.cli.approving.saying_yes import Approval
from mergecast.cli.record.keyring import keyring
from mergecast.cli.record.reaching import reach
from mergecast.cli.record.rehearsed_record import say
from mergecast.cli.session import Session
from mergecast.cli.settling.delivering import deliver
from mergecast.cli.settling.freezing import asked_by, refuse_nonsense
from mergecast.cli.times.pretending import refuse_pretended_time
from mergecast.cli.warroom.ruling import Ruling
from mergecast.cli.wiring import Published, published, session_clock
from mergecast.crisis.rights import thaw_places
from mergecast.crisis.thaw import needs, of_scope, thaw_digest
from mergecast.dispatch.stops import Order, needed
from mergecast.dispatch.writing import write
from mergecast.errors import UsageError
from mergecast.incidents.thawing import Consent, thawed_by
from mergecast.ledger.snapshot import Snapshot
from mergecast.model.event import EventKind
from mergecast.model.freeze import Freeze
from mergecast.model.ledger_state import Draft
from mergecast.renderers.status import FreezeChange

NOT_DONE = "nothing was thawed"


@dataclass(frozen=True, slots=True)
class Thaw:
    """What somebody asks for; ``said`` is what a forge proved of them already."""

    scopes: tuple[str, ...]
    reason: str
    by: str = ""
    said: Yes | None = None


def thaw(session: Session, asked: Thaw) -> FreezeChange:
    """End the freezes that those agree to end whom it takes; tell of all.

    Raises:
        MergecastError: a scope names nothing, or it cannot be known who agrees.
    """
    started = clock.monotonic()
    place = reach(session.workspace)
    refuse_nonsense(place, asked.scopes, asked.reason)
    keyring()  # a key that cannot be used is said
    view = say(place.ledger).open()
    refuse_pretended_time(session, place, view)
    answers = _answers(session, view, asked)
    allowed = {
        freeze: answer
        for freeze, answer in answers.items()
        if not isinstance(answer, NotApproved)
    }
    by = asked_by(place.git, asked.by)
    order = Order(EventKind.THAW, (), asked.reason.strip(), by)
    written = write(
        view, lambda now: _drafts(order, allowed, now), session_clock(session) or clock
    )
    done = tuple(str(event.body["scope"]) for event in written.events)
    frozen = {freeze.scope for freeze in answers}
    already = tuple(one for one in dict.fromkeys(asked.scopes) if one not in frozen)
    deliver(session, place, place.ledger)
    return FreezeChange(
        EventKind.THAW,
        done,
        already,
        written.view.freezes(),
        clock.monotonic() - started,
        refused=tuple(
            (freeze.scope, answer.reason)
            for freeze, answer in answers.items()
            if isinstance(answer, NotApproved)
        ),
    )


def _drafts(
    order: Order, allowed: Mapping[Freeze, Approved | None], view: Snapshot
) -> list[Draft]:
    """A thaw of each freeze that is still the one that was agreed to end."""
    found: list[Draft] = []
    for freeze, answer in allowed.items():
        if of_scope(view.freezes(), freeze.scope) == freeze:
            proof = recorded(answer) if answer else None
            each = replace(order, scopes=(freeze.scope,), approval=proof)
            found += needed(each, view)
    return found


def _answers(
    session: Session, view: Snapshot, asked: Thaw
) -> dict[Freeze, Approved | NotApproved | None]:
    """Whether each freeze may end; None where one person alone may end it."""
    scopes = dict.fromkeys(asked.scopes)
    frozen = [of_scope(view.freezes(), scope) for scope in scopes]
    known = [freeze for freeze in frozen if freeze is not None]
    if not known:
        return {}
    source = published(session.workspace)
    policy = standing(source, view, session.now()).policy
    ruling = Ruling(source, policy.matrix)
    if view.sandbox and policy.rules.policy is None and policy.matrix is None:
        return dict.fromkeys(known)
    places = None
    if policy.matrix is not None:
        places = thaw_places(ruling.row(None))
        if places is None:
            why = "the matrix in force gives a thaw to nobody, or cannot be read"
            return {freeze: NotApproved(why) for freeze in known}
    voices = Voices(session, source, policy)
    found: dict[Freeze, Approved | NotApproved | None] = {}
    for freeze in known:
        digest = thaw_digest(view.genesis, freeze)
        yeses = [*voices.of(freeze, digest)]
        if asked.said is not None:
            yeses.append(replace(asked.said, payload=digest))
        consent = Consent(digest, yeses, needs(places))
        found[freeze] = thawed_by(consent, policy.rules, session.now())
    return found


@dataclass(frozen=True, slots=True)
class Voices:
    """Where people say that a freeze may end."""

    session: Session
    source: Published
    policy: Policy

    def of(self, freeze: Freeze, digest: str) -> Sequence[Yes]:
        """What was said of a freeze, the oldest first."""
        if self.policy.forge == "github":
            from mergecast.cli.wiring_forge import github  # noqa: PLC0415 - requests
            from mergecast.forge.github_issues import (  # noqa: PLC0415 - as above
                GitHubIssues,
            )
            from mergecast.forge.github_thaws import Thaws  # noqa: PLC0415 - as above

            api = github(self.policy.repository)
            issues = GitHubIssues(api, self.session.now())
            return Thaws(issues).yeses(freeze, digest)
        from mergecast.forge.offline_thaws import (  # noqa: PLC0415 - GitPython
            thaw_yeses,
        )

        team = self.policy.rules.team
        keys = {
            member.email.casefold(): member.signing_keys
            for member in team.members.values()
            if member.email is not None and team.signs
        }
        git = self.source.git
        return tuple(thaw_yeses(git.directory, self.source.commit, digest, keys))


def agreement(session: Session, scopes: tuple[str, ...]) -> Approval:
    """What somebody writes down who agrees to a thaw, where approvals are commits.

    Raises:
        UsageError: something of it is not frozen, or people agree elsewhere.
    """
    from mergecast.forge.offline_thaws import thaw_line  # noqa: PLC0415 - GitPython
    from mergecast.renderers.status import freezes_lines  # noqa: PLC0415 - as above

    place = reach(session.workspace)
    view = place.ledger.open()
    freezes: list[Freeze] = []
    for scope in dict.fromkeys(scopes):
        found = of_scope(view.freezes(), scope)
        if found is None:
            raise UsageError(f"'{scope}' is not frozen", not_done="nothing was written")
        freezes.append(found)
    source = published(session.workspace)
    policy = standing(source, view, session.now()).policy
    if policy.forge != "offline":
        raise UsageError(
            f"who agrees to a thaw says so on {policy.forge} here",
            hint="comment /thaw below the issue of the freeze",
            not_done="nothing was written",
        )

    def line(name: str, mail: str) -> str:
        digests = [thaw_digest(view.genesis, freeze) for freeze in freezes]
        return "\n".join(thaw_line(name, mail, digest) for digest in digests)

    # A scope may be frozen twice, by a person and for an incident: both end.
    ending = [one for one in view.freezes() if one.scope in set(scopes)]
    text = "".join(f"{each}\n" for each in freezes_lines(ending))
    title = f"Agree to thaw {', '.join(freeze.scope for freeze in freezes)}"
    question, done = "May this go on?", "agreed"
    return Approval(title, line, text, question, done, policy.rules.team.signs)
