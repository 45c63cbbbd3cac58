"""The ledger's operations, in the words of the domain."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from briefgen.ledger import captures, publishing, rows
from briefgen.ledger.records import BriefState
from briefgen.ledger.words import Outbox
from briefgen.model.edition import Skip, Wait
from briefgen.model.instant import canonical, moment, stamp

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from briefgen.ledger.records import Approval, Held, WatchedSource
    from briefgen.model.delivery import Delivery
    from briefgen.model.edition import Content, Decision, Edition, Hold
    from briefgen.model.source import Capture, Snapshot


class Ledger(Outbox):
    """What happened; the only truth. Open it with :meth:`open`, close it by leaving its ``with`` block.

    Threads may share one, and processes may open one file at the same time. Each method is one transaction: all of it happened,
    or nothing, whatever dies. Instants are taken in any ISO 8601 form and given back as :mod:`briefgen.model.instant` writes them.
    Every method raises :class:`~briefgen.model.errors.EnvironmentFailed`, with a remedy, where the disk or the file does not serve.
    """

    # ── sources ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def record_capture(self, capture: Capture, *, next_check: str = "", restless: bool = False) -> None:
        """Write down one look at a source, and when to look again. Recording the same look twice is recording it once.

        An ``UNCHANGED`` capture keeps the snapshot that stands, and its validators are those to ask with from now on. If it names
        a snapshot of another text, that is the same words read by another extractor: it stands from now on and means what the one
        before it meant.
        """
        with self.together():
            captures.record(self._database, capture, self._now(), canonical(next_check), restless=restless)

    def sources(self) -> Mapping[str, WatchedSource]:
        """All sources that were ever looked at, by identity."""
        standing = self.standing_snapshots()
        return {row["identity"]: rows.watched(row, standing.get(row["identity"])) for row in self._database.rows("sources")}

    def standing_snapshots(self) -> Mapping[str, Snapshot]:
        """The snapshot that stands of each source that has one, by the source's identity."""
        return {row["source"]: rows.snapshot(row) for row in self._database.rows("standing_snapshots")}

    def history(self, identity: str) -> tuple[Snapshot, ...]:
        """All that is kept of what a source said, the oldest first."""
        return tuple(rows.snapshot(row) for row in self._database.rows("history", source=identity))

    def counterpart(self, identity: str, text: str) -> str:
        """The digest of the newest text that means what ``text`` meant: itself, unless an extractor was upgraded since.

        A source has changed since an edition exactly if the counterpart of what the edition rested on does not stand any more,
        and the counterpart is the text to compare with.
        """
        row = self._database.row("counterpart", source=identity, text=text)
        return str(row["text"]) if row else text

    # ── editions ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def latest_edition(self, brief: str) -> Edition | None:
        """The newest edition; ``None``: there is none yet."""
        row = self._database.row("latest_edition", brief=brief)
        return publishing.edition(self._database, row) if row else None

    def edition(self, brief: str, number: int) -> Edition | None:
        """One edition; ``None``: there is none of that number."""
        row = self._database.row("edition", brief=brief, number=number)
        return publishing.edition(self._database, row) if row else None

    def editions(self, brief: str) -> tuple[Edition, ...]:
        """All editions of a brief, the oldest first."""
        return tuple(publishing.edition(self._database, row) for row in self._database.rows("editions", brief=brief))

    def editions_since(self, instant: str) -> tuple[Edition, ...]:
        """The editions of all briefs published at or after an instant, the oldest first."""
        found = self._database.rows("editions_since", since=canonical(instant))
        return tuple(publishing.edition(self._database, row) for row in found)

    def ground(self, brief: str) -> Mapping[str, str]:
        """What the latest edition rests on now: text digests by citation key, as published and as verified since."""
        return publishing.ground(self._database, brief)

    def record_edition(self, edition: Edition, *, slot: str = "", deliveries: Iterable[Delivery] = ()) -> None:
        """Publish: the edition, its artifacts, the end of its hold and of its run ``slot`` of the schedule, in one transaction.

        So are its ``deliveries``: pending, refused by our own rules or on hold, their messages in the object store by then. What
        nobody has taken up yet of older editions for the same readers is dropped.

        Raises :class:`~briefgen.ledger.NumberTaken`, having written nothing, where another run was first, and :class:`ValueError`
        for a number that leaves a gap.
        """
        with self.together():
            if edition.number > publishing.latest_number(self._database, edition.brief) + 1:
                raise ValueError(f"{edition.brief} has no edition {edition.number - 1}")
            publishing.add(self._database, edition)
            self._add_deliveries(tuple(deliveries))
            if slot:
                publishing.finish_slot(self._database, edition.brief, slot, self._now())
            self._settle(edition.brief)
            self.note("edition", subject=edition.brief, details={"number": edition.number, "reason": edition.reason})

    def adopt_edition(self, edition: Edition, who: str) -> None:
        """Take over an edition that was published elsewhere, or before the ledger was lost; numbers may be left out.

        Raises :class:`~briefgen.ledger.NumberTaken` where the ledger has that number, or a later one.
        """
        with self.together():
            publishing.add(self._database, edition)
            self._settle(edition.brief)
            self.note("adopted", who=who, subject=edition.brief, details={"number": edition.number})

    def record_verification(self, brief: str, number: int, sources: Mapping[str, str], at: str) -> None:
        """Write down that sources changed and still bear an edition out. ``sources``: their texts' digests by citation key.

        What is written later is later, though the clock was set back: never before the last verification.
        """
        with self.together():
            ground = {**self.ground(brief), **sources}
            last = self._database.row("latest_verification", brief=brief, number=number)
            when = max(canonical(at), last["at"]) if last else canonical(at)
            self._database.run("add_verification", brief=brief, number=number, at=when, sources=rows.to_json(ground))
            self._settle(brief)
            self.note("verified", subject=brief, details={"number": number, "sources": sorted(sources)})

    def _settle(self, brief: str) -> None:
        """What waited for this has what it waited for."""
        self._database.run("drop_hold", brief=brief)
        self.stop_settling(brief)

    # ── a person's word ──────────────────────────────────────────────────────────────────────────────────────────────

    def hold(self, brief: str, hold: Hold, content: Content) -> bool:
        """Keep a candidate back until a person decides. Whether that is news: a new hold, or one for other reasons."""
        with self.together():
            before = self.held(brief)
            known = before is not None and (before.hold, before.content) == (hold, content)
            self._database.run(
                "set_hold",
                brief=brief,
                since=before.since if before and known else self._after_approvals(brief),
                reasons=rows.to_json(hold.reasons),
                impacts=rows.impacts_json(hold.impacts),
                text_digest=content.text,
                data_digest=content.data,
            )
            if not known:
                self.note("held", subject=brief, details={"reasons": hold.reasons})
            return not known

    def held(self, brief: str) -> Held | None:
        """What a brief is held for; ``None``: it is not."""
        row = self._database.row("hold", brief=brief)
        return rows.held(row) if row else None

    def holds(self) -> tuple[Held, ...]:
        """All briefs that wait for a person."""
        return tuple(rows.held(row) for row in self._database.rows("holds"))

    def release_hold(self, brief: str, who: str = "") -> bool:
        """End a hold; whether there was one. ``who`` empty: what it was held for is over by itself."""
        with self.together():
            was_held = self._database.run("drop_hold", brief=brief) == 1
            if was_held:
                self.note("released", who=who, subject=brief)
            return was_held

    def approve(self, brief: str, content: Content, who: str, sources: Mapping[str, str] | None = None) -> None:
        """A person's word that a content may go to readers. ``sources`` are the texts it was seen to rest on, by citation key."""
        with self.together():
            held = self.held(brief)
            when = max(self._after_approvals(brief, but=content.whole), held.since if held else "")
            values = {"brief": brief, "content": content.whole, "who": who, "at": when}
            self._database.run("approve", **values, sources=rows.to_json(dict(sources or {})))
            self.note("approved", who=who, subject=brief, details={"content": content.whole})

    def _after_approvals(self, brief: str, *, but: str = "") -> str:
        """Now or, where a clock was set back or two things fall into one second, right after the last approval of a brief.

        Which came first, the approval or what it might be of, is read from these instants alone. ``but``: a content that is
        approved again.
        """
        later = (stamp(moment(one.at) + timedelta(seconds=one.content != but)) for one in self.approvals(brief))
        return max((self._now(), *later))

    def is_approved(self, brief: str, content: Content) -> bool:
        """Whether a person approved exactly this content."""
        return self.approval(brief, content) is not None

    def approval(self, brief: str, content: Content) -> Approval | None:
        """The approval of a content; ``None``: nobody gave one."""
        row = self._database.row("approval", brief=brief, content=content.whole)
        return rows.approval(row) if row else None

    def approvals(self, brief: str) -> tuple[Approval, ...]:
        """Every content of a brief that was ever approved, the oldest approval first."""
        return tuple(rows.approval(row) for row in self._database.rows("approvals", brief=brief))

    # ── briefs and their schedule ────────────────────────────────────────────────────────────────────────────────────

    def brief_states(self) -> Mapping[str, BriefState]:
        """What is going on with every brief that the ledger has met, by its identifier."""
        return {row["id"]: rows.brief_state(row) for row in self._database.rows("briefs")}

    def brief_state(self, brief: str) -> BriefState:
        """What is going on with a brief; nothing, for one that the ledger has not met."""
        row = self._database.row("brief", brief=brief)
        return rows.brief_state(row) if row else BriefState(brief)

    def record_decision(self, brief: str, decision: Decision) -> None:
        """Write down what was decided and why, for people; nothing acts on it."""
        reason = decision.reason if isinstance(decision, Skip | Wait) else "; ".join(decision.reasons)
        name = type(decision).__name__.lower()
        self._set(brief, "set_decision", decision=name, reason=reason, decided_at=self._now())

    def next_due(self, brief: str) -> str:
        """When the brief's schedule has its next run; empty: not known."""
        return self.brief_state(brief).next_due

    def set_next_due(self, brief: str, instant: str) -> None:
        """Write down the next run of a brief's schedule; empty: there is none."""
        self._set(brief, "set_next_due", next_due=canonical(instant))

    def start_settling(self, brief: str) -> str:
        """The instant at which a change was first seen that is still waiting for its fellows: now, if none was."""
        with self.together():
            since = self.brief_state(brief).settle_since or self._now()
            self._set(brief, "set_settle_since", settle_since=since)
            return since

    def stop_settling(self, brief: str) -> None:
        """Nothing is waiting any more; recording an edition or a verification says so by itself."""
        self._set(brief, "set_settle_since", settle_since="")

    def _set(self, brief: str, operation: str, **values: str) -> None:
        with self.together():
            self._database.run("add_brief", brief=brief)
            self._database.run(operation, brief=brief, **values)

    def claim_slot(self, brief: str, slot: str) -> bool:
        """Begin a run of a schedule; whether it is still to be made. One that was begun and never finished is."""
        with self.together():
            self._database.run("begin_slot", brief=brief, due=slot, at=self._now())
            row = self._database.row("slot", brief=brief, due=slot)
            return row is not None and not row["done_at"]

    def finish_slot(self, brief: str, slot: str) -> None:
        """A run is made, without an edition; raises :class:`~briefgen.ledger.NumberTaken` where it was finished before."""
        with self.together():
            publishing.finish_slot(self._database, brief, slot, self._now())
