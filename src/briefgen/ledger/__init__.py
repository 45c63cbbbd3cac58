"""What happened: sources and what they said, editions, holds, approvals, and who is at work. The only room with a database.

:class:`Ledger` is the door. The schema in ``sql/schema.sql`` draws the state machines, and its keys are what makes things happen
once; ``sql/operations.sql`` holds every statement by name. A ledger from an older release is migrated when it is opened, one from
a later release is refused.
"""

from briefgen.ledger.ledger import Ledger
from briefgen.ledger.records import Approval, BriefState, Event, Held, Lease, WatchedSource
from briefgen.ledger.trouble import LeaseLost, LedgerDamaged, LedgerTooNew, NumberTaken

__all__ = [
    "Approval",
    "BriefState",
    "Event",
    "Held",
    "Lease",
    "LeaseLost",
    "Ledger",
    "LedgerDamaged",
    "LedgerTooNew",
    "NumberTaken",
    "WatchedSource",
]
