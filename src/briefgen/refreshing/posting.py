"""From an edition to its messages in the outbox: they are on the disk before the edition's transaction names them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.model.delivery import Delivery, Thread
from briefgen.model.diagnostic import Outcome, error
from briefgen.model.errors import CheckFailed
from briefgen.model.nearest import did_you_mean
from briefgen.outbox.letters import Occasion, letter_of
from briefgen.outbox.lists import FOLDER, list_file, read_list
from briefgen.outbox.messages import Mailing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefgen.composing import Composed
    from briefgen.model.brief import Brief
    from briefgen.model.delivery import DistributionList, Recipient
    from briefgen.model.edition import Edition
    from briefgen.outbox.letters import Letter
    from briefgen.pipeline import Rendered
    from briefgen.refreshing.outcome import Hearing
    from briefgen.state import State
    from briefgen.workspace import Workspace


def list_of(workspace: Workspace, brief: Brief) -> Outcome[DistributionList | None]:
    """The list that a brief is distributed by; ``None``: by none. One that is missing is an error where the brief names it."""
    name = str(brief.distribution.get("list") or "")
    if not name:
        return Outcome(None)
    file = list_file(name)
    if not workspace.files.exists(file):
        known = sorted(place.stem for place in (workspace.root / FOLDER).glob("*.toml"))
        place = brief.places.get("distribution.list", brief.places.get("distribution"))
        finding = error("unknown-list", f"there is no list {file}", place, did_you_mean(name, known) or "write it")
        return Outcome(None, (finding,))
    outcome = read_list(workspace.read_text(file), file)
    return Outcome(outcome.value, outcome.diagnostics)


def write_letter(
    composed: Composed, edition: Edition, rendered: Sequence[Rendered], to: DistributionList, *, test: bool = False
) -> Letter:
    """The letter that brings an edition to a list; raises :class:`~briefgen.model.errors.CheckFailed` for a broken fragment."""
    files = {one.format: one.data for one in rendered}
    corrects = composed.origins.brief.corrects
    follows = corrects == edition.number - 1  # later ones may find the word still there
    occasion = Occasion(rolling=to.thread is Thread.ROLLING, corrects=corrects if follows else 0, test=test)
    written = letter_of(composed.origins.brief, composed.document, composed.house, edition, files, occasion)
    if written.has_errors:
        raise CheckFailed(written.diagnostics)
    return written.value


def post(
    state: State, composed: Composed, edition: Edition, rendered: Sequence[Rendered], hearing: Hearing
) -> tuple[Delivery, ...]:
    """The deliveries of an edition, their messages stored; none for a brief that is distributed by no list.

    Raises :class:`~briefgen.model.errors.CheckFailed` for a list or a fragment that cannot be used: nobody is sent anything then.
    """
    found = list_of(state.workspace, composed.origins.brief)
    if found.has_errors:
        raise CheckFailed(found.diagnostics)
    if found.value is None:
        return ()
    hearing.stage(f"writing {len(found.value.recipients)} messages")
    letter = write_letter(composed, edition, rendered, found.value)
    made = tuple(_stored(state, letter, found.value))
    hearing.step("messages-stored")
    return made


def channel_of(state: State, to: DistributionList) -> str:
    """The channel that a list goes by."""
    return to.channel or state.settings.mail.transport


def _stored(state: State, letter: Letter, to: DistributionList) -> Iterator[Delivery]:
    """A delivery to each reader. What readers of the same formats share is stored once."""
    mailing = Mailing(letter, to, channel_of(state, to))
    groups: dict[tuple[str, ...], list[Recipient]] = {}
    for reader in to.recipients:
        groups.setdefault(mailing.formats(reader), []).append(reader)
    for formats, readers in groups.items():
        body = state.objects.put(mailing.body(formats))
        stored = state.objects.put_before(map(mailing.head, readers), body)
        for reader, digest in zip(readers, stored, strict=True):
            yield Delivery(
                letter.brief,
                letter.edition,
                mailing.channel,
                reader.address,
                mailing.id(reader, letter.edition),
                digest,
                list_name=to.name,
                marking=letter.marking,
                status=letter.status,
            )
