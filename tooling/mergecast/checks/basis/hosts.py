"""Whether the host of a link is what readers take it for. No look-up is made.

Numbers are read as browsers read them (WHATWG URL: one to four parts, each decimal,
octal or hexadecimal); names by the rules of UTS #39 that browsers use for
internationalised hosts, reduced to the scripts in which look-alikes are written.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from mergecast.checks.basis.scripts import LOOKS_LATIN, by_script

if TYPE_CHECKING:
    from ipaddress import IPv4Address, IPv6Address

PRIVATE_NAMES = (
    *("localhost", "localdomain", "local", "internal", "intranet", "lan", "home"),
    *("corp", "private", "home.arpa"),
)
"""Last labels that no public name has (RFC 6761, 6762, 8375, ICANN's reserved)."""
_PRIVATE_ENDINGS = tuple(f".{name}" for name in PRIVATE_NAMES)

_PORT = re.compile(r":\d*$")
_GLUED_WORDS = re.compile(r"(?<=\.)([A-Za-z]{2,})[^\x00-\x7f][^.]*$")
"""Words that follow a link without a space: ``example.com了解更多``."""
_NUMBER = re.compile(r"0[xX][0-9a-fA-F]*|\d+")


def danger(authority: str) -> str | None:
    """What is wrong with ``user@host:port`` of an http link; None where nothing is."""
    if "@" in authority:
        real = _PORT.sub("", authority.rpartition("@")[2])
        return f"leads to '{real}', not to what stands before the '@'" if real else None
    if authority.startswith("["):
        return _ipv6(authority)
    host = _GLUED_WORDS.sub(r"\1", _PORT.sub("", authority).rstrip("."))
    plain = unicodedata.normalize("NFKC", host)
    if "%" in host:
        return "hides its host behind percent signs"
    if plain != unicodedata.normalize("NFC", host):
        return f"is written with characters that turn into '{plain}'"
    return _name_or_number(plain)


def _name_or_number(host: str) -> str | None:
    labels = host.split(".")
    if _NUMBER.fullmatch(labels[-1]):
        return _ipv4(host, labels)
    if len(labels) == 1 or host.lower().endswith(_PRIVATE_ENDINGS):
        return f"leads to '{host}', a name that only a private network knows"
    return misleading(host)


def misleading(host: str) -> str | None:
    """What is wrong with the letters of a host name; None where nothing is."""
    labels = [_decoded(label) for label in host.split(".")]
    if None in labels:
        return "has a host in 'xn--' form that stands for nothing"
    names = [label for label in labels if label is not None]
    shown = ".".join(names)
    for label in names:
        letters = by_script(label)
        risky = [script for script in letters if script in LOOKS_LATIN]
        if not risky:
            continue
        if len(letters) > 1:
            return f"leads to '{shown}', which mixes {' and '.join(letters)} letters"
        script = risky[0]
        if names[-1].isascii() and not set(letters[script]) - set(LOOKS_LATIN[script]):
            return f"leads to '{shown}', whose {script} letters only look Latin"
    return None


def _decoded(label: str) -> str | None:
    if not label.lower().startswith("xn--"):
        return label
    try:
        decoded = label[4:].encode("ascii").decode("punycode")
    except (UnicodeError, ValueError, OverflowError):
        return None
    written = decoded.replace("\u200c", "").replace("\u200d", "")
    return decoded if written.isprintable() and not written.isascii() else None


def _ipv4(host: str, labels: list[str]) -> str | None:
    from ipaddress import IPv4Address  # noqa: PLC0415 - only for the rare number

    values = [_value(label) for label in labels]
    *first, last = [value if value is not None else -1 for value in values]
    room = 256 ** (4 - len(first))
    wrong = min(*first, last) < 0 if first else last < 0
    if wrong or len(labels) > 4 or max(first, default=0) > 255 or last >= room:
        return f"leads to '{host}', which is no address"
    number = last + sum(value << (24 - 8 * n) for n, value in enumerate(first))
    address = IPv4Address(number)
    if reason := _private(address):
        return reason
    return None if str(address) == host else f"hides the address {address}"


def _value(label: str) -> int | None:
    if not _NUMBER.fullmatch(label) or len(label) > 20:
        return None
    if label[:2].lower() == "0x":
        return int(label[2:] or "0", 16)
    try:
        return int(label, 8 if label.startswith("0") and len(label) > 1 else 10)
    except ValueError:
        return None


def _ipv6(authority: str) -> str | None:
    from ipaddress import IPv6Address  # noqa: PLC0415 - only for the rare number

    text = authority[1:].partition("]")[0].partition("%")[0]
    try:
        address = IPv6Address(text)
    except ValueError:
        return f"leads to '[{text}]', which is no address"
    return _private(_embedded(address) or address)


def _embedded(address: IPv6Address) -> IPv4Address | None:
    """The IPv4 address that an IPv6 address stands for, if any."""
    from ipaddress import IPv4Address, IPv6Network  # noqa: PLC0415 - only for the rare number

    if address in IPv6Network("64:ff9b::/96") or address in IPv6Network("::/96"):
        last = int(address) & 0xFFFFFFFF
        return IPv4Address(last) if last > 1 else None
    return address.ipv4_mapped or address.sixtofour


def _private(address: IPv4Address | IPv6Address) -> str | None:
    if address.is_global and not address.is_multicast:
        return None
    return f"leads to {address}, an address inside a private network or machine"
