"""The command line's entry: the one boundary where errors become exit codes."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line and exit with one of ``errors.ExitCode``."""
    from mergecast.cli.boundary import run  # noqa: PLC0415 - keeps this file free

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
