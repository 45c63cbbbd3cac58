"""From a decision to an edition: bytes first, then one transaction, then the files that people see."""

from __future__ import annotations

import contextlib
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

from briefgen.composing import Composed, Issue, Options, compose_brief
from briefgen.editions import Outline, changes, lock_of, outline_of, read_outline, write_lock, write_outline
from briefgen.editions.lockfile import NAME
from briefgen.model.edition import Artifact, Earlier, Edition
from briefgen.model.errors import BriefgenError
from briefgen.model.instant import stamp
from briefgen.pipeline import keep_lock, known_formats, render
from briefgen.refreshing.assessing import said, texts_of
from briefgen.refreshing.posting import post
from briefgen.refreshing.weighing import lock_beside

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from briefgen.compose import SectionBlocks
    from briefgen.model import tree
    from briefgen.model.brief import Brief
    from briefgen.model.edition import Publish
    from briefgen.pipeline import Rendered
    from briefgen.refreshing.outcome import Hearing, Run
    from briefgen.refreshing.weighing import Weighed
    from briefgen.state import State
    from briefgen.writers import Format

CANDIDATE = "candidate"
"""The folder of what would be the next edition of a brief that is held."""


class Overtaken(BriefgenError):
    """Somebody changed the brief, or another run published it, between the decision and its edition: decide anew."""

    exit_code = 5


def publish(state: State, run: Run, weighed: Weighed, decision: Publish, hearing: Hearing) -> tuple[Edition, Composed]:
    """Make the edition and write it down. Its objects are on the disk before the ledger names them.

    Raises :class:`Overtaken` and :class:`~briefgen.ledger.NumberTaken` where the decision no longer holds,
    :class:`~briefgen.model.errors.CheckFailed` where it cannot be printed after all; nothing has happened then.
    """
    composed, rendered = _printed(state, run, weighed, decision.number, hearing)
    if said(composed) != weighed.standing.content:
        raise Overtaken(f"{run.where.name} was changed while it was being published", hint="it is looked at again")
    keep_lock(state.workspace, run.where, composed)
    hearing.step("citations-locked")
    brief = composed.origins.brief
    artifacts = tuple(_stored(state, brief, one, hearing) for one in rendered)
    outline = state.objects.put(write_outline(outline_of(composed.sections)))
    hearing.step("outline-stored")
    edition = Edition(
        brief.id,
        decision.number,
        weighed.standing.content,
        weighed.ground,
        stamp(state.workspace.clock.now()),
        "; ".join(decision.reasons),
        artifacts,
        outline,
    )
    deliveries = post(state, composed, edition, rendered, hearing)
    state.ledger.record_edition(edition, slot=run.slot, deliveries=deliveries)
    hearing.step("recorded")
    return edition, composed


def _printed(state: State, run: Run, weighed: Weighed, number: int, hearing: Hearing) -> tuple[Composed, tuple[Rendered, ...]]:
    latest = weighed.standing.latest
    options = Options(stage=hearing.stage, snapshots=texts_of(state, weighed.seen), proof=hearing.proof, keep=state.memo.keep)
    issue = issue_of(state, number, latest)
    composed = compose_brief(state.workspace, run.where, options, issue)
    hearing.step("composed")
    rendered = render(composed, formats_of(composed.origins.brief), options, number)
    hearing.step("rendered")
    return composed, rendered


def issue_of(state: State, number: int, latest: Edition | None) -> Issue:
    """What the edition of a number is issued as, after the latest one."""
    editions = state.ledger.editions(latest.brief) if latest else ()
    earlier = tuple(Earlier(one.number, one.published_at[:10], one.reason) for one in reversed(editions) if one.number < number)
    since = latest.number if latest else 0
    return Issue(number, since, lambda sections, words: changes_since(state, latest, sections, words), earlier)


def changes_since(
    state: State, latest: Edition | None, sections: Sequence[SectionBlocks], words: Mapping[str, str]
) -> tuple[tree.Block, ...]:
    """What changed since the latest edition; nothing where it left no outline: it was published elsewhere."""
    if latest is None or not latest.outline:
        return ()
    return changes(outline_in(state, latest), outline_of(sections), words)


def outline_in(state: State, edition: Edition) -> Outline:
    """What an edition said, by section; nothing for one that was published elsewhere."""
    return read_outline(state.objects.get(edition.outline)) if edition.outline else Outline(())


def formats_of(brief: Brief) -> Mapping[str, Format]:
    """The formats that a brief's editions have: those it distributes, else Word and PDF."""
    wanted = brief.distribution.get("formats")
    return known_formats([str(name) for name in wanted] if isinstance(wanted, list | tuple) and wanted else ("docx", "pdf"))


def _stored(state: State, brief: Brief, one: Rendered, hearing: Hearing) -> Artifact:
    digest = state.objects.put(one.data)
    hearing.step(f"{one.format}-stored")
    return Artifact(one.format, f"{brief.id}{one.suffix}", digest, len(one.data))


# ── what people see ──────────────────────────────────────────────────────────────────────────────────────────────────


def project(state: State, run: Run, edition: Edition, hearing: Hearing) -> tuple[Path, ...]:
    """Put an edition's files into ``dist/`` and its number into ``editions.lock``, where they are missing or others.

    All of it is made from the ledger and the objects, so that whatever was interrupted is mended by the next call. Returns where
    the files are.
    """
    folder = edition_folder(state, edition)
    places = {folder / one.name: one for one in edition.artifacts}
    missing = {place: one for place, one in places.items() if not _is_there(place, one)}
    if missing:
        state.workspace.write({place: state.objects.get(one.digest) for place, one in missing.items()})
        hearing.step("projected")
    _lock_edition(state, run, edition, hearing)
    return tuple(places)


def edition_folder(state: State, edition: Edition) -> Path:
    """Where an edition's files are: ``dist/<id>/ed02``."""
    return state.workspace.root / "dist" / edition.brief / f"ed{edition.number:02}"


def _is_there(place: Path, artifact: Artifact) -> bool:
    """A file of that size. Files are renamed into their place whole; ``state check`` holds their bytes against the digest."""
    try:
        return place.stat().st_size == artifact.size
    except OSError:
        return False


def _lock_edition(state: State, run: Run, edition: Edition, hearing: Hearing) -> None:
    """Another run may have published a later one by now: a lock only ever goes forward, and its ground with the verifications."""
    kept, due = lock_beside(state, run), lock_of(edition, state.ledger.ground(edition.brief))
    if kept is None or kept.number < due.number or (kept != due and replace(kept, sources=due.sources) == due):
        state.workspace.write({state.workspace.root / run.where.beside(NAME): write_lock(due).encode()})
        hearing.step("edition-locked")


def show_candidate(state: State, run: Run, number: int, weighed: Weighed, hearing: Hearing) -> tuple[Path, ...]:
    """Write what would be the next edition of a held brief into ``dist/<id>/candidate``, for its owner to read."""
    composed, rendered = _printed(state, run, weighed, number, hearing)
    brief = composed.origins.brief
    folder = state.workspace.root / "dist" / brief.id / CANDIDATE
    files = {folder / f"{brief.id}{one.suffix}": one.data for one in rendered}
    state.workspace.write(files)
    keep_lock(state.workspace, run.where, composed)
    return tuple(files)


def drop_candidate(state: State, brief: str) -> None:
    """Remove a candidate that is one no more."""
    with contextlib.suppress(OSError):
        folder = state.workspace.root / "dist" / brief / CANDIDATE
        if folder.is_dir() and not folder.is_symlink():
            shutil.rmtree(folder)
