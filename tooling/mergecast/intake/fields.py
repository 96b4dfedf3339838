"""What the issue form asks, and what its questions are called in each language.

GitHub writes a filled form as Markdown: a heading for each question, by its label. The
labels here are those of the forms that are shipped; a test holds the two equal.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

LANGUAGES = ("en", "zh", "ms")
LABEL = "mergecast-draft"
"""The label of every issue that the forms make."""


class Field(StrEnum):
    """A question; the values are the ids in the forms."""

    WORDS = "words"
    WHEN = "when"
    ACCOUNTS = "accounts"
    PICTURES = "pictures"
    ALT = "alt"
    CAMPAIGN = "campaign"
    NOTES = "notes"


Wish = Mapping[Field, str]
"""What somebody wants, as they wrote it; what is not in it is left as it is."""

LABELS: Mapping[str, Mapping[Field, str]] = {
    "en": {
        Field.WORDS: "Words",
        Field.WHEN: "When",
        Field.ACCOUNTS: "Account",
        Field.PICTURES: "Picture",
        Field.ALT: "What the picture shows",
        Field.CAMPAIGN: "Campaign",
        Field.NOTES: "Notes for the team",
    },
    "zh": {
        Field.WORDS: "正文",
        Field.WHEN: "发布时间",
        Field.ACCOUNTS: "账号",
        Field.PICTURES: "图片",
        Field.ALT: "图片里有什么",
        Field.CAMPAIGN: "所属活动",
        Field.NOTES: "给团队的备注",
    },
    "ms": {
        Field.WORDS: "Teks",
        Field.WHEN: "Bila",
        Field.ACCOUNTS: "Akaun",
        Field.PICTURES: "Gambar",
        Field.ALT: "Apa yang ada dalam gambar",
        Field.CAMPAIGN: "Kempen",
        Field.NOTES: "Nota untuk pasukan",
    },
}

BY_LABEL: Mapping[str, tuple[str, Field]] = {
    label: (language, field)
    for language, labels in LABELS.items()
    for field, label in labels.items()
}
"""The language and question of each label; no two questions share one."""
