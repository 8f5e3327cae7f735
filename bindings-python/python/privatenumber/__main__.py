"""The command line: `privatenumber`, or `python -m privatenumber`."""

from privatenumber._command import main

if __name__ == "__main__":
    raise SystemExit(main())
