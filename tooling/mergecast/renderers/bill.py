"""What a month comes to, for people and for machines."""

from __future__ import annotations

from collections.abc import Iterator

from mergecast.dispatch.bill import Bill, Line
from mergecast.model.spoken import clock
from mergecast.networks.charges import decimal, dollars
from mergecast.renderers.encoders.terminal import encode_terminal


def bill_lines(bill: Bill) -> list[str]:
    """The month, each account, each campaign with a budget; then what would wait."""
    width = max(len(_name(each, bill)) for each in bill.lines)
    lines = [_line(each, _name(each, bill), width) for each in bill.lines]
    went = [f"{what} {dollars(amount)}" for what, amount in bill.what.items() if amount]
    if went:
        lines.insert(1, f"{'':<{width}}  spent for {', '.join(went)}")
    lines += [
        encode_terminal(
            f"would wait: {key} ({clock(at)}), over the budget of {_said(name)}"
        )
        for key, at, name in bill.waits
    ]
    return lines


def _line(each: Line, name: str, width: int) -> str:
    told = (
        f"spent {dollars(each.spent)}, to go {dollars(each.to_go)}, "
        f"in all {dollars(each.in_all)}"
    )
    more = "; ".join(_more(each))
    return f"{name:<{width}}  {told}{'; ' if more else ''}{more}"


def _more(each: Line) -> Iterator[str]:
    warn, wait = each.threshold.warn, each.threshold.wait
    if each.maybe:
        yield f"{dollars(each.maybe)} of it may not be charged"
    if warn is not None:
        yield f"warns from {dollars(warn)}{_over(each.in_all, warn)}"
    if wait is not None:
        yield f"waits from {dollars(wait)}{_over(each.in_all, wait)}"


def _over(amount: int, most: int) -> str:
    return " (over)" if amount > most else ""


def _name(each: Line, bill: Bill) -> str:
    return bill.month.name if each.name == "month" else _said(each.name)


def _said(name: str) -> str:
    kind, _, key = name.partition(":")
    if kind == "month":
        return "all accounts"
    return key if kind == "account" else f"campaign {key}"


def bill_json(bill: Bill) -> dict[str, object]:
    """The same as JSON values; dollars as decimal strings."""
    return {
        "month": bill.month.name,
        "starts": bill.month.start.isoformat(),
        "ends": bill.month.end.isoformat(),
        "spent_for": {
            what.value: decimal(amount) for what, amount in bill.what.items()
        },
        "lines": [
            {
                "name": each.name,
                "spent_usd": decimal(each.spent),
                "maybe_usd": decimal(each.maybe),
                "to_go_usd": decimal(each.to_go),
                "in_all_usd": decimal(each.in_all),
                "warn_usd": _amount(each.threshold.warn),
                "wait_usd": _amount(each.threshold.wait),
            }
            for each in bill.lines
        ],
        "would_wait": [
            {"key": str(key), "at": at.isoformat(), "budget": name}
            for key, at, name in bill.waits
        ],
    }


def _amount(amount: int | None) -> str | None:
    return None if amount is None else decimal(amount)
