"""Every variable of a holding statement is explained, and used in every language.

`{name}` in a text is filled in when the statement is used. A variable that does not
stand under `vars` cannot be asked for, one that a text leaves out would be asked for in
vain, and a single brace would be published. A `choice` needs its `choices`, a `link`
the `hosts` that it may lead to.

Passes::

    # playbooks/statements/outage.yaml
    id: outage
    title: Something is down
    texts: {en: "We know that {service} is down."}
    vars: {service: {ask: "What is down?", type: words}}

Fails::

    # playbooks/statements/outage.yaml
    id: outage
    title: Something is down
    texts: {en: "We know that {servcie} is down."}
    vars: {service: {ask: "What is down?", type: words}}

Fails::

    # playbooks/statements/outage.yaml
    id: outage
    title: Something is down
    texts: {en: "We know that {service is down."}

Fails::

    # playbooks/statements/outage.yaml
    id: outage
    title: Something is down
    texts: {en: "Follow {page} please."}
    vars: {page: {ask: "Where is the status?", type: link}}
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mergecast.checks.base import Context, Options
from mergecast.checks.basis.near import suggest
from mergecast.crisis.wording import names, stray
from mergecast.findings import Remark, Severity
from mergecast.model.statement import Statement, VariableKind
from mergecast.source import Place

ID = "statement-variable-unbound"
SEVERITY = Severity.ERROR
OPTIONS: Options = {}


def check(context: Context) -> Iterable[Remark]:
    """Look at the texts and at the variables of every statement."""
    for statement in context.workspace.playbooks.statements.values():
        for locale, text in statement.texts.items():
            yield from _text(statement, locale, text)
        yield from _variables(statement)


def _text(statement: Statement, locale: str, text: str) -> Iterator[Remark]:
    route = ("texts", locale)
    brace = stray(text)
    if brace is not None:
        yield Remark(
            Place(statement.path, route, within=brace),
            "a brace without its other half would be published",
            hint="write {name} for a variable, and {{ or }} for a brace itself",
        )
    used = names(text)
    for name in used:
        if name not in statement.variables:
            start = text.index(f"{{{name}}}")
            yield Remark(
                Place(statement.path, route, within=(start, start + len(name) + 2)),
                f"there is no variable '{name}' under 'vars'",
                hint=suggest(name, statement.variables, "add it, with its question"),
            )
    for name in statement.variables:
        if name not in used:
            yield Remark(
                Place(statement.path, route),
                f"the text in '{locale}' leaves out variable '{name}'",
                hint=f"write {{{name}}} into it, or take the variable away",
            )


def _variables(statement: Statement) -> Iterator[Remark]:
    for name, variable in statement.variables.items():
        lists = (
            (VariableKind.CHOICE, "choices", variable.choices),
            (VariableKind.LINK, "hosts", variable.hosts),
        )
        for kind, wanted, there in lists:
            if variable.kind is kind and not there:
                yield Remark(
                    Place(statement.path, ("vars", name)),
                    f"variable '{name}' is a {kind} without '{wanted}'",
                    hint=f"add '{wanted}', or nothing will ever fit",
                )
