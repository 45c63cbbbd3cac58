"""Who should have an edition against who has it: a reader that was forgotten looks like one about whom there is nothing to say."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from briefgen.model.delivery import Reconciliation, State
from briefgen.outbox.addresses import same_reader

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from briefgen.model.delivery import Delivery, DistributionList

OPEN = (State.PENDING, State.SENDING)
"""States from which a delivery goes on by itself."""
WAITING = (State.IN_DOUBT, State.ON_HOLD, State.FAILED, State.REFUSED)
"""States in which it waits for a person."""


def reconcile(brief: str, edition: int, deliveries: Sequence[Delivery], lists: Iterable[DistributionList]) -> Reconciliation:
    """``deliveries`` are all of that edition, ``lists`` those that it goes to, as they are now."""
    expected = {same_reader(one.address): one.address for readers in lists for one in readers.recipients}
    found = {same_reader(one.recipient): one.recipient for one in deliveries if one.state is not State.DROPPED}
    dropped = {same_reader(one.recipient) for one in deliveries}
    return Reconciliation(
        brief,
        edition,
        dict(sorted(Counter(str(one.state) for one in deliveries).items())),
        tuple(sorted(address for key, address in expected.items() if key not in found and key not in dropped)),
        tuple(sorted(address for key, address in found.items() if key not in expected)),
    )


def reconciled(deliveries: Iterable[Delivery], lists: Iterable[DistributionList]) -> tuple[Reconciliation, ...]:
    """One for each edition that has deliveries, against the lists that they came through."""
    by_name = {one.name: one for one in lists}
    editions: dict[tuple[str, int], list[Delivery]] = {}
    for one in deliveries:
        editions.setdefault((one.brief, one.edition), []).append(one)
    return tuple(
        reconcile(brief, number, found, [by_name[name] for name in {one.list_name for one in found} if name in by_name])
        for (brief, number), found in editions.items()
    )


def in_words(one: Reconciliation) -> str:
    """One line: ``russia-iran, edition 3: 38 sent, 1 failed, 1 in-doubt; missing: a@example.org``."""
    states = ", ".join(f"{count} {state}" for state, count in one.states.items()) or "nothing to deliver"
    missing = f"; missing: {', '.join(one.missing)}" if one.missing else ""
    strangers = f"; not on the list any more: {', '.join(one.strangers)}" if one.strangers else ""
    return f"{one.brief}, edition {one.edition}: {states}{missing}{strangers}"
