"""What happened: sources and what they said, editions, deliveries, approvals, who is at work. The only room with a database.

:class:`Ledger` is the door. The schema in ``sql/schema.sql`` draws the state machines, and its keys are what makes things happen
once; ``sql/operations.sql`` holds every statement by name. A ledger from an older release is migrated when it is opened, one from
a later release is refused.
"""

from briefgen.ledger.ledger import Ledger
from briefgen.ledger.records import Approval, BriefState, Claim, Event, Held, Lapse, Lease, Pause, Transition, WatchedSource
from briefgen.ledger.trouble import (
    DeliveryTaken,
    LeaseLost,
    LedgerDamaged,
    LedgerTooNew,
    NotPossible,
    NumberTaken,
    UnknownDelivery,
)

__all__ = [
    "Approval",
    "BriefState",
    "Claim",
    "DeliveryTaken",
    "Event",
    "Held",
    "Lapse",
    "Lease",
    "LeaseLost",
    "Ledger",
    "LedgerDamaged",
    "LedgerTooNew",
    "NotPossible",
    "NumberTaken",
    "Pause",
    "Transition",
    "UnknownDelivery",
    "WatchedSource",
]
