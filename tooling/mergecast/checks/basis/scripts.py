r"""Which script a letter is of, and which letters of others look Latin.

Data, not a check. The ranges hold the letters and marks of each script (Unicode 17,
Scripts.txt), joined across gaps that no other script's letters fall into; scripts that
nobody mistakes for another are left out. The look-alikes are the single letters that
Unicode's confusables.txt (UTS #39) maps to an ASCII letter, without the pairs that
only some typefaces make alike (``ь``/``b``, ``г``/``r``, Greek ``α``/``a``,
``σ``/``o`` and others that stand in formulas).
"""

from __future__ import annotations

from collections.abc import Mapping

from mergecast.checks.basis.characters import compiled

LETTERS: Mapping[str, str] = {
    "Latin": (
        "A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02b8\u02e0-\u02e4"
        "\u1d00-\u1d25\u1d2c-\u1d5c\u1d62-\u1d65\u1d6b-\u1d77\u1d79-\u1dbe"
        "\u1e00-\u1eff\u2071\u207f\u2090-\u209c\u212a\u212b\u2132\u214e\u2183\u2184\u2c60-\u2c7f"
        "\ua722-\ua787\ua78b-\ua7ff\uab30-\uab64\uab66-\uab69\ufb00-\ufb06"
    ),
    "full-width Latin": "\uff21-\uff3a\uff41-\uff5a",
    "mathematical": "\U0001d400-\U0001d7ff",
    "encircled": "\u24b6-\u24e9\U0001f130-\U0001f149\U0001f150-\U0001f169",
    "Greek": (
        "\u0370-\u0373\u0376-\u037d\u037f\u0386-\u03e1\u03f0-\u03ff\u1d26-\u1d2a"
        "\u1d5d-\u1d61\u1d66-\u1d6a\u1dbf\u1f00-\u1ffc\u2126"
    ),
    "Cyrillic": (
        "\u0400-\u0484\u0487-\u052f\u1c80-\u1c8a\u1d2b\u1d78\u2de0-\u2dff\ua640-\ua69f"
    ),
    "Armenian": "\u0531-\u0588\ufb13-\ufb17",
    "Cherokee": "\u13a0-\u13fd\uab70-\uabbf",
    "Coptic": "\u03e2-\u03ef\u2c80-\u2cf3",
    "Georgian": "\u10a0-\u10ff\u1c90-\u1cbf\u2d00-\u2d2d",
    "Hebrew": "\u0591-\u05f2\ufb1d-\ufb4f",
    "Arabic": "\u0610-\u065f\u066e-\u06ef\u06fa-\u06ff\u0750-\u077f\u0870-\u08ff"
    "\ufb50-\ufdfb\ufe70-\ufefc\U0001ee00-\U0001eebb",
    "Devanagari": "\u0900-\u0963\u0971-\u097f\ua8e0-\ua8ff",
    "Thai": "\u0e01-\u0e4e",
    "Han": ("\u3005\u303b\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufad9\U00020000-\U0003347f"),
    "kana": "\u3041-\u309f\u30a1-\u30ff\u31f0-\u31ff\uff66-\uff9d",
    "Hangul": "\u1100-\u11ff\u3131-\u318e\ua960-\ua97c\uac00-\ud7fb\uffa1-\uffdc",
    "Bopomofo": "\u3105-\u312f\u31a0-\u31bf",
}
"""Each script with its letters, as the inside of a regular expression's ``[...]``."""

LOOKS_LATIN: Mapping[str, str] = {
    "Cyrillic": "ЅІЈАВЕКМНОРСТУХаеорсухѕіјѴѵҮүһӀӏԁԌԛԜԝ",
    "Greek": "ͿΑΒΕΖΗΙΚΜΝΟΡΤΥΧνορυϒϹϲϳϺ",
    "Armenian": "ՍՏՕզհոռսցօ",
    "Cherokee": "ᎠᎡᎢᎥᎩᎪᎫᎬᎳᎷᎻᎽᏀᏂᏃᏏᏒᏔᏕᏙᏚᏞᏟᏢᏦᏧᏳᏴꭵꮁꮃꮓꮩꮪꮯ",
    "Coptic": "ⲅⲎⲒⲔⲘⲚⲞⲟⲢⲣⲤⲥⲦⲨⲬⳐ",
}
"""Letters that most readers take for a Latin one."""

LATIN_TAKEN_FOR: Mapping[str, str] = {
    "Cyrillic": "ABCEHKMOPTXYaceiopxy",
    "Greek": "ABEHIKMNOPTXYZov",
}
"""Latin letters that slip into a word of that script and are not seen."""

RIGHT_TO_LEFT = (
    "\u0590-\u05ff\u0600-\u060b\u060d-\u061b\u061d-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
    "\U00010800-\U00010fff\U0001e800-\U0001efff"
)
"""Scripts written from right to left, as the inside of ``[...]``."""

_NAMES = tuple(LETTERS)
_RUN = "|".join(f"([{LETTERS[name]}]+)" for name in _NAMES)


def by_script(word: str) -> dict[str, str]:
    """The letters of ``word`` by script, in the order in which they come.

    >>> by_script("pаypal")
    {'Latin': 'pypal', 'Cyrillic': 'а'}
    """
    found: dict[str, list[str]] = {}
    for run in compiled(_RUN).finditer(word):
        found.setdefault(_NAMES[(run.lastindex or 1) - 1], []).append(run[0])
    return {name: "".join(runs) for name, runs in found.items()}
