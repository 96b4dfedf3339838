"""The three things that `mergecast thaw` can do: end a freeze, agree to it, plan."""

from __future__ import annotations

from dataclasses import dataclass

from mergecast.cli.session import Session
from mergecast.dispatch.stops import FORMS, is_scope
from mergecast.errors import UsageError


@dataclass(frozen=True, slots=True)
class Asked:
    """The options of one `thaw`."""

    scopes: tuple[str, ...]
    reason: str | None
    form: str
    yes: bool = False
    dry_run: bool = False


def refuse_mixture(asked: Asked, *, agree: bool, plan: bool) -> None:
    """Stop at what cannot be meant.

    Raises:
        UsageError: options contradict each other, or something is missing.
    """
    if agree and plan:
        raise UsageError("--agree and --plan are two things", hint="do one at a time")
    if asked.dry_run and not plan:
        raise UsageError("--dry-run goes with --plan", hint="add --plan")
    if not asked.scopes and not plan:
        raise UsageError(
            "what is to go on was not said",
            hint="add --scope, as `mergecast status` names it",
        )
    for scope in asked.scopes:
        if plan and not is_scope(scope):
            raise UsageError(f"'{scope}' is no scope", hint=f"write {FORMS}")
    if asked.reason is None and not (agree or plan):
        raise UsageError("the reason is missing", hint='give one: --reason "all clear"')


def thawed(session: Session, asked: Asked) -> tuple[str, bool]:
    """What was thawed, and whether something stays frozen."""
    from mergecast.cli.warroom.thawing import Thaw, thaw  # noqa: PLC0415 - as needed
    from mergecast.renderers.status import change_shown  # noqa: PLC0415 - as above

    change = thaw(session, Thaw(asked.scopes, asked.reason or ""))
    return change_shown(change, asked.form), bool(change.refused)


def agreed(session: Session, asked: Asked) -> str:
    """Show the freeze, ask, and write down that somebody agrees to its end."""
    import click  # noqa: PLC0415 - asks

    from mergecast.cli.approve import agreed as answer  # noqa: PLC0415 - as above
    from mergecast.cli.approving.saying_yes import write  # noqa: PLC0415 - as above
    from mergecast.cli.warroom.thawing import agreement  # noqa: PLC0415 - as above

    approval = agreement(session, asked.scopes)
    click.echo(approval.text)
    if asked.yes or answer(approval.question):
        return f"agreed in commit {write(session, approval)[:10]}; push it"
    return "not agreed; nothing was written"


def planned(session: Session, asked: Asked) -> str:
    """Propose what becomes of what came due under a freeze."""
    from mergecast.cli.warroom.triaging import triage  # noqa: PLC0415 - as needed
    from mergecast.renderers.triage import triage_shown  # noqa: PLC0415 - as above

    made = triage(session, asked.scopes, dry_run=asked.dry_run)
    return triage_shown(made, asked.form)
