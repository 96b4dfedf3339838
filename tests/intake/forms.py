"""Filled issue forms, as GitHub writes them down."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from mergecast.intake.fields import Field

SHIPPED = (
    Path(__file__).parents[2]
    / "tooling/mergecast/cli/starting/starter_files/issue_forms"
)


@cache
def shipped(language: str) -> dict[str, Any]:
    """The form of a language."""
    text = (SHIPPED / f"post.{language}.yml").read_text("utf-8")
    loaded: dict[str, Any] = yaml.safe_load(text)
    return loaded


def filled(language: str, answers: dict[Field, str]) -> str:
    """The body that GitHub makes of the answers to the shipped form."""
    shown = []
    for each in shipped(language)["body"]:
        if each["type"] == "markdown":
            continue
        answer = answers.get(Field(each["id"]), "")
        block = each["attributes"].get("render")
        if answer and block:
            answer = f"```{block}\n{answer}\n```"
        shown.append(
            f"### {each['attributes']['label']}\n\n{answer or '_No response_'}"
        )
    return "\n\n".join(shown)
