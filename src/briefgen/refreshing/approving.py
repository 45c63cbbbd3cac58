"""A person's word: that a text may go to readers, and that an edition published elsewhere is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.composing import Options, compose_brief
from briefgen.editions import diff, outline_of, read_outline
from briefgen.model.edition import Content, Edition
from briefgen.model.errors import CheckFailed, HeldForAPerson, WorkspaceError
from briefgen.model.value import dataclass
from briefgen.refreshing.assessing import said
from briefgen.refreshing.declaring import declare
from briefgen.refreshing.outcome import Run
from briefgen.refreshing.publishing import Overtaken
from briefgen.refreshing.scene import scene_of
from briefgen.refreshing.weighing import lock_beside, weigh

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefgen.composing import Composed
    from briefgen.editions import EditionsLock, SectionChange
    from briefgen.model.diagnostic import Diagnostic
    from briefgen.model.edition import Impact
    from briefgen.refreshing.declaring import Declaration
    from briefgen.refreshing.weighing import Weighed
    from briefgen.state import State
    from briefgen.workspace import BriefFile


@dataclass(frozen=True, slots=True)
class Approved:
    """What was approved: ``content`` of ``brief``, to become edition ``number``.

    ``changes`` are its sections that differ from the last edition's, ``sources`` what it rests on, by citation key, and ``impacts``
    the sentences whose ground has moved and which stand as they are. ``is_news``: the last edition does not say the same already.
    """

    brief: str
    title: str
    content: Content
    number: int
    changes: tuple[SectionChange, ...]
    sources: Mapping[str, str]
    impacts: tuple[Impact, ...]
    findings: tuple[Diagnostic, ...]
    is_news: bool


class NotShown(HeldForAPerson):
    """Sentences have lost their ground that no hold has shown to anybody: ``impacts``."""

    def __init__(self, impacts: tuple[Impact, ...]) -> None:
        number = f"{len(impacts)} sentence{'s' if len(impacts) != 1 else ''}"
        message = f"{number} may have lost ground since the brief was last shown; nothing was approved"
        super().__init__(message, hint="run briefgen refresh, look at them and approve then")
        self.impacts = impacts


def approve(state: State, where: BriefFile, who: str) -> Approved:
    """Write down that ``who`` releases what a brief says now, over what its sources said when they were last seen.

    Raises :class:`~briefgen.model.errors.CheckFailed` for a brief with errors, whose status counts as approved, and
    :class:`~briefgen.model.errors.HeldForAPerson` where it must first be known which edition was the last. :class:`NotShown`: what
    the standing hold shows is not all that would be taken on.
    """
    declaration = declare(state, where)
    weighed = weigh(state, Run(where), declaration, scene_of(state))
    composed = compose_brief(state.workspace, where, Options(releasing=True))
    _check(weighed, composed)
    made = _approved(state, declaration, weighed, composed)
    if made.is_news:
        state.ledger.approve(made.brief, made.content, who, made.sources)
        state.journal.note("approved", brief=made.brief, who=who, content=made.content.whole)
    return made


def _check(weighed: Weighed, composed: Composed) -> None:
    standing = weighed.standing
    if any(finding.severity == "error" for finding in standing.findings):
        raise CheckFailed(standing.findings)
    composed.findings.refuse_errors()
    if said(composed) != standing.content:
        raise Overtaken("the brief was changed while it was being approved", hint="look at it again")
    known = standing.latest.number if standing.latest else 0
    if standing.lock and standing.lock.number > known:
        message = f"editions.lock says that edition {standing.lock.number} was published; the ledger knows of {known or 'none'}"
        raise HeldForAPerson(message, hint="run briefgen editions adopt first")
    if unseen := _not_shown(weighed):
        raise NotShown(unseen)


def _not_shown(weighed: Weighed) -> tuple[Impact, ...]:
    """The sentences without ground that neither an approval nor the standing hold knows of, wherever in the file they are now."""
    shown = {_loss(impact) for impact in weighed.held.hold.impacts} if weighed.held else set()
    lost = (impact for change in weighed.standing.changes if not change.seen for impact in change.impacts)
    return tuple(impact for impact in lost if _loss(impact) not in shown)


def _loss(impact: Impact) -> tuple[str, str, str, str]:
    return impact.source, impact.loss, impact.sentence, impact.span


def _approved(state: State, declaration: Declaration, weighed: Weighed, composed: Composed) -> Approved:
    standing = weighed.standing
    latest, new = standing.latest, outline_of(composed.sections)
    old = read_outline(state.objects.get(latest.outline)) if latest and latest.outline else None
    impacts = tuple(impact for change in standing.changes for impact in change.impacts)
    return Approved(
        declaration.id,
        declaration.title,
        standing.content,
        (latest.number if latest else 0) + 1,
        diff(old, new) if old else (),
        weighed.ground,
        impacts,
        standing.findings,
        is_news=standing.text_changed or standing.data_changed or bool(impacts) or weighed.held is not None,
    )


# ── editions that were published elsewhere ───────────────────────────────────────────────────────────────────────────


def adopt(state: State, where: BriefFile, who: str) -> Edition:
    """Take the edition in ``editions.lock`` as published, on the word of ``who``; nothing is built and nothing sent.

    Raises :class:`~briefgen.model.errors.WorkspaceError` where there is no lock, or none that is ahead of the ledger.
    """
    declaration, run = declare(state, where), Run(where)
    lock = lock_beside(state, run)
    if lock is None:
        raise WorkspaceError(f"there is no editions.lock beside {where.file}", hint="there is nothing to adopt")
    latest = state.ledger.latest_edition(declaration.id)
    if latest and latest.number >= lock.number:
        raise _known(latest, lock)
    content = _content(lock, said(compose_brief(state.workspace, where, Options())))
    ground = lock.sources if lock.sources is not None else _locked_ground(state, where, declaration)
    edition = Edition(declaration.id, lock.number, content, ground, lock.published_at, "adopted from editions.lock")
    state.ledger.adopt_edition(edition, who)
    state.journal.note("adopted", brief=edition.brief, edition=edition.number, who=who)
    return edition


def _known(latest: Edition, lock: EditionsLock) -> WorkspaceError:
    if latest.number == lock.number and latest.content.whole != lock.content:
        message = f"edition {lock.number} in editions.lock is another than the one in the ledger"
        hint = "to go on with this ledger, delete editions.lock; else restore the state that published the other one"
        return WorkspaceError(message, hint=hint)
    return WorkspaceError(f"the ledger knows edition {latest.number} already", hint="there is nothing to adopt")


def _content(lock: EditionsLock, now: Content) -> Content:
    """The digests of the edition that a lock tells of: it holds the first halves, and what has not changed since is known whole."""
    text, data = lock.content[:32], lock.content[32:]
    return Content(now.text if now.text[:32] == text else text, now.data if now.data[:32] == data else data)


def _locked_ground(state: State, where: BriefFile, declaration: Declaration) -> Mapping[str, str]:
    """What the edition rested on, as far as ``sources.lock`` tells: for an ``editions.lock`` of before that named its ground."""
    from briefgen.sources.lockfile import NAME, read_lock

    file = where.beside(NAME)
    text = state.workspace.read_text(file) if state.workspace.files.exists(file) else None
    seen = read_lock(text, file=file).value
    return {source.key: seen[source.identity].text for source in declaration.sources if source.identity in seen}
