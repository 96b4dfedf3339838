"""What is known of the rules of a workspace's style guide, from their own files."""

from __future__ import annotations

from pathlib import Path

from mergecast.cli.checking.explaining import Explanation
from mergecast.loading.rules import load_book
from mergecast.renderers.encoders.terminal import encode_terminal
from mergecast.renderers.report import About
from mergecast.repository.trees import Tree, WorkTree
from mergecast.style.mending import plain_message
from mergecast.style.rule import Rule


def explanations_of_rules(workspace: Path) -> dict[str, Explanation]:
    """Every rule that can run, in alphabetical order of ids."""
    rules = load_book(WorkTree(workspace)).every_rule
    return {each.id: _of_rule(each) for each in sorted(rules, key=lambda one: one.id)}


def about_rules(tree: Tree) -> dict[str, About]:
    """What a report tells of each rule beside its findings."""
    found = {}
    for each in load_book(tree).every_rule:
        link = each.link if each.link.startswith("https://") else ""
        text = each.description or plain_message(each)
        found[each.id] = About(plain_message(each), text, link)
    return found


def _of_rule(rule: Rule) -> Explanation:
    """Title, prose and both kinds of example of one rule."""
    scopes = ", ".join(" & ".join(terms) for terms in rule.scope)
    facts = [
        f"A rule of the type '{rule.kind}' for: {scopes}.",
        f"Only in: {', '.join(rule.locales)}." if rule.locales else "",
        f"Only on: {', '.join(rule.accounts)}." if rule.accounts else "",
        f"It stands in {rule.path}.",
        f"Read more: {rule.link}" if rule.link else "",
    ]
    prose = " ".join(each for each in facts if each)
    text = f"{rule.description.strip()}\n\n{prose}" if rule.description else prose
    return Explanation(
        rule.id,
        rule.level,
        encode_terminal(plain_message(rule)),
        "\n".join(map(encode_terminal, text.splitlines())),
        tuple(map(encode_terminal, rule.examples.good)),
        tuple(map(encode_terminal, rule.examples.bad)),
    )
