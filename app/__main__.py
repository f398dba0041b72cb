"""`python -m app`: the same as the command `twingraph`."""

from __future__ import annotations

from app.cli import main

if __name__ == "__main__":
    main()
