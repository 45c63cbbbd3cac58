"""Trying out a list: the letter that a brief would go out with, to one address, and nothing of it is written down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.composing import Options, compose_brief
from briefgen.model.delivery import Recipient
from briefgen.model.edition import Artifact, Edition
from briefgen.model.errors import CheckFailed, WorkspaceError
from briefgen.model.instant import stamp
from briefgen.outbox.addresses import NotAnAddress, domain_of, read_address
from briefgen.outbox.messages import Mailing
from briefgen.pipeline import render
from briefgen.refreshing.assessing import said
from briefgen.refreshing.declaring import declare
from briefgen.refreshing.posting import channel_of, list_of, write_letter
from briefgen.refreshing.publishing import formats_of, issue_of

if TYPE_CHECKING:
    from briefgen.model.delivery import DistributionList, Message
    from briefgen.state import State
    from briefgen.workspace import BriefFile


def trial(state: State, where: BriefFile, address: str) -> tuple[str, Message]:
    """The channel, and the message that would bring the next edition to ``address``, marked as a test.

    Raises :class:`~briefgen.model.errors.CheckFailed` for a brief or a list with errors, and
    :class:`~briefgen.model.errors.WorkspaceError` for a brief without a list or an address that its list may not write to.
    """
    latest = state.ledger.latest_edition(declare(state, where).id)
    number = latest.number if latest else 0
    composed = compose_brief(state.workspace, where, Options(), issue_of(state, number + 1, latest))
    found = list_of(state.workspace, composed.origins.brief)
    if found.has_errors:
        raise CheckFailed(found.diagnostics)
    if found.value is None:
        hint = "say distribution: {list: NAME} in its front matter"
        raise WorkspaceError(f"{where.file} is distributed by no list", hint=hint)
    marking = composed.origins.brief.marking.label
    if marking not in found.value.markings:
        raise WorkspaceError(f"the list {found.value.name} does not carry {marking or 'what has no marking'}")
    reader = _reader(found.value, address)
    rendered = render(composed, formats_of(composed.origins.brief), Options(), number + 1)
    artifacts = tuple(Artifact(one.format, f"{composed.origins.brief.id}{one.suffix}", "", len(one.data)) for one in rendered)
    now = stamp(state.workspace.clock.now())
    edition = Edition(composed.origins.brief.id, number + 1, said(composed), {}, now, "test", artifacts)
    letter = write_letter(composed, edition, rendered, found.value, test=True)
    channel = channel_of(state, found.value)
    return channel, Mailing(letter, found.value, channel, test=True).message(reader)


def _reader(to: DistributionList, address: str) -> Recipient:
    """Whom a test goes to: the list's owner, or somebody in its domains, for what it shows is the brief."""
    try:
        plain = read_address(address)
    except NotAnAddress as problem:
        raise WorkspaceError(f"{address!r:.80} is not an address: {problem}") from None
    if domain_of(plain) not in (*to.domains, domain_of(to.owner)):
        raise WorkspaceError(f"the list {to.name} sends nothing to {domain_of(plain)}", hint=f"it sends to {', '.join(to.domains)}")
    return Recipient(plain)
