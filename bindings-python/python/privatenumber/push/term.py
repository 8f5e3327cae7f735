"""What a store is given to remember, and for how long."""

from privatenumber._core import PUSH_TERMS

CLAIMED = "claimed"
"""An event that is being handled."""
DONE = "done"
"""An event that was handled."""
CLAIM_SECONDS: int = PUSH_TERMS["claim_seconds"]
"""After it whoever claimed an event is taken for dead."""
DONE_SECONDS: int = PUSH_TERMS["done_seconds"]
"""Longer than the platform sends anything again."""
