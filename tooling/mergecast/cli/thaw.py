"""`mergecast thaw`: let publishing go on, by two people."""

from __future__ import annotations

import click

from mergecast.cli.session import Session


@click.command(epilog='Example: mergecast thaw --scope all --reason "all clear"')
@click.option(
    "--scope",
    "scopes",
    multiple=True,
    help="What was frozen, as `mergecast status` names it; may be repeated.",
)
@click.option("--reason", help="Why; everyone will see it.")
@click.option(
    "--agree",
    is_flag=True,
    help="Say yes to it in a commit of yours, where approvals are commits.",
)
@click.option(
    "--plan",
    is_flag=True,
    help="Propose what becomes of what came due meanwhile, as a pull request.",
)
@click.option("--dry-run", is_flag=True, help="With --plan: only show it.")
@click.option("--yes", "-y", is_flag=True, help="With --agree: do not ask.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.pass_context
def command(  # noqa: PLR0913 - one for each option
    context: click.Context,
    *,
    scopes: tuple[str, ...],
    reason: str | None,
    agree: bool,
    plan: bool,
    dry_run: bool,
    yes: bool,
    form: str,
) -> None:
    """Let publishing go on, once two people agree to it.

    One of them has the role that playbooks/matrix.yaml gives a thaw to; without a
    matrix any two do. On GitHub they comment /thaw below the issue of the freeze;
    elsewhere each runs this with --agree and pushes the commit. Ends with 1 while
    somebody is missing.

    What came due meanwhile does not go out by itself: --plan proposes a new time for
    each post, in a pull request that people change and approve.
    """
    session: Session = context.obj
    from mergecast.cli.warroom import thaw_steps  # noqa: PLC0415 - not for --help

    asked = thaw_steps.Asked(scopes, reason, form, yes=yes, dry_run=dry_run)
    thaw_steps.refuse_mixture(asked, agree=agree, plan=plan)
    if plan:
        click.echo(thaw_steps.planned(session, asked), nl=False)
    elif agree:
        click.echo(thaw_steps.agreed(session, asked))
    else:
        shown, refused = thaw_steps.thawed(session, asked)
        click.echo(shown, nl=False)
        context.exit(1 if refused else 0)
