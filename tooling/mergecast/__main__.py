"""The command line's entry: the one boundary where errors become exit codes."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line and exit with one of ``errors.ExitCode``."""
    if sys.argv[1:] == ["--version"]:
        # Asked by every installer and job; the command line's library would make it
        # four times as dear.
        from mergecast import __version__  # noqa: PLC0415 - keeps this file free

        print(f"mergecast {__version__}")  # noqa: T201 - it is all that is asked
        sys.exit(0)
    try:
        from mergecast.cli.boundary import run  # noqa: PLC0415 - keeps this file free

        status = run(sys.argv[1:])
    except KeyboardInterrupt:  # before or after the boundary could answer to it
        status = 130
    sys.exit(status)


if __name__ == "__main__":
    main()
