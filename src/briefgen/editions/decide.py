"""What is to be done with a brief now. Values go in, a decision with its reasons comes out; nothing is read and nothing written."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from briefgen.model.brief import Status
from briefgen.model.diagnostic import Diagnostic, Severity
from briefgen.model.edition import Content, Decision, Edition, Hold, Impact, Publish, Reverify, Skip, Wait
from briefgen.model.instant import stamp
from briefgen.model.value import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.editions.lockfile import EditionsLock

_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Policy:
    """How cautious a workspace is.

    ``settle``: how long a change waits for others, so that several become one edition; zero for a single tick that nobody follows
    up soon, such as cron's. ``hourly``: editions in any hour, of all briefs. ``at_once``: briefs that may change in one tick before
    a person must look.
    """

    settle: timedelta = timedelta(minutes=2)
    hourly: int = 30
    at_once: int = 10


@dataclass(frozen=True, slots=True)
class SourceChange:
    """A source of the brief that no longer says what the brief was last found to rest on.

    ``impacts`` are the sentences that lost their ground, none where everything is still there. ``seen``: a person approved this
    very content over this very text, so that its impacts are known and taken on.
    """

    key: str
    impacts: tuple[Impact, ...] = ()
    seen: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """All that a decision rests on.

    ``latest`` is the last edition, ``None`` before the first. ``approved``: a person approved exactly ``content``;
    ``was_approved``: or another content of this brief, once. ``needs_approval``: the brief's list takes nothing on ``status:
    released`` alone. ``findings`` are those of the checks, ``changes`` the sources that differ from what the latest edition, or
    before the first the approval, rests on.

    ``auto_release``: a change of data alone goes out under the last edition's approval. ``notify_always``: readers hear of a
    re-verification too. ``every_run``: the schedule asks for an edition at each run, and one is due. ``settle_since``: when the
    change was first seen, ``None``: now. ``recent`` are the instants of the editions of the last hour, of all briefs, and
    ``changed_at_once`` the number of briefs that this tick would publish, this one included; ``looked_at``: a person approved this
    content after it was held, and so has seen that many change. ``lock`` is what ``editions.lock`` says, ``None``: nothing.
    """

    content: Content
    latest: Edition | None = None
    status: Status = Status.DRAFT
    needs_approval: bool = True
    approved: bool = False
    was_approved: bool = False
    findings: tuple[Diagnostic, ...] = ()
    changes: tuple[SourceChange, ...] = ()
    auto_release: bool = False
    notify_always: bool = False
    every_run: bool = False
    settle_since: datetime | None = None
    recent: tuple[datetime, ...] = ()
    changed_at_once: int = 1
    looked_at: bool = False
    lock: EditionsLock | None = None

    @property
    def text_changed(self) -> bool:
        """Whether the author's words are others than the latest edition's."""
        return self.latest is None or self.latest.content.text != self.content.text

    @property
    def data_changed(self) -> bool:
        """Whether a value printed from data is another than the latest edition's."""
        return self.latest is not None and self.latest.content.data != self.content.data

    @property
    def released(self) -> bool:
        """Whether this content may go to readers by itself."""
        return self.approved or (self.status is Status.RELEASED and not self.needs_approval)

    @property
    def inherits(self) -> bool:
        """Whether it may go to readers because the last edition might, and at most data changed since."""
        same = self.latest is not None and not self.text_changed
        return same and (not self.data_changed or self.auto_release)


def decide(standing: Standing, now: datetime, policy: Policy = Policy()) -> Decision:
    """What is to be done; ``now`` has a time zone.

    A lock that is ahead of the ledger comes first: then nothing else can be known. A brief that nobody ever released is skipped,
    not held: it asks nothing of anyone. Whatever would lead to an edition or a re-verification is held for failed checks, lost
    ground and a missing approval, together, so that one look names them all. Only what is then to be published can wait.
    """
    if ahead := _ahead(standing):
        return Hold((ahead,))
    if nothing := _nothing_to_do(standing):
        return Skip(nothing)
    reasons = tuple(_obstacles(standing))
    if reasons:
        return Hold(reasons, _lost(standing))
    if not _is_due(standing):
        return Reverify(tuple(change.key for change in standing.changes), (_borne_out(standing),))
    return _storm(standing, policy) or _settling(standing, now, policy) or _crowded(standing, now, policy) or _publish(standing)


# ── nothing to do ────────────────────────────────────────────────────────────────────────────────────────────────────


def _ahead(standing: Standing) -> str:
    """Why the ledger cannot be the one that made the last edition; empty: it may be."""
    lock, latest = standing.lock, standing.latest
    known = latest.number if latest else 0
    if lock is None or lock.number < known:
        return ""
    if lock.number > known:
        said = f"editions.lock says that edition {lock.number} was published; the ledger knows of {known or 'none'}"
    elif latest and lock.content != latest.content.whole:
        said = f"editions.lock has another edition {lock.number} than the ledger"
    else:
        return ""
    return f"{said}: run briefgen editions adopt before anything is sent"


def _nothing_to_do(standing: Standing) -> str:
    if standing.latest is None:
        asked = standing.released or standing.was_approved or standing.status in (Status.APPROVED, Status.RELEASED)
        return "" if asked else f"it is a {_kind(standing.status)}: briefgen approve publishes it"
    if standing.text_changed or standing.data_changed or standing.changes or standing.every_run:
        return ""
    return Skip().reason


def _kind(status: Status) -> str:
    return "draft in review" if status is Status.REVIEW else "draft"


# ── what a person must look at ───────────────────────────────────────────────────────────────────────────────────────


def _obstacles(standing: Standing) -> Iterator[str]:
    errors = [finding for finding in standing.findings if finding.severity is Severity.ERROR]
    if errors:
        more = f", and {len(errors) - 1} more" if len(errors) > 1 else ""
        yield f"a check fails: {errors[0].message}{more}"
    lost = _lost(standing)
    if lost:
        sources = ", ".join(dict.fromkeys(impact.source for impact in lost))
        number = len({(impact.sentence, impact.position) for impact in lost})
        yield f"{_count(number, 'sentence')} may have lost {'its' if number == 1 else 'their'} ground: {sources} changed"
    if not (standing.released or standing.inherits):
        yield _unapproved(standing)


def _lost(standing: Standing) -> tuple[Impact, ...]:
    """The sentences without ground that nobody has seen yet."""
    return tuple(impact for change in standing.changes if not change.seen for impact in change.impacts)


def _unapproved(standing: Standing) -> str:
    if standing.latest and not standing.text_changed:
        return "a value printed from data changed and nobody approved it: run briefgen approve, or say auto_release: data"
    what = "its text changed since the last edition" if standing.latest else "it is ready"
    if standing.latest is None and standing.was_approved:
        what = "it is not what was approved"
    return f"{what} and nobody approved it: run briefgen approve"


def _storm(standing: Standing, policy: Policy) -> Hold | None:
    if standing.changed_at_once <= policy.at_once or standing.looked_at:
        return None
    return Hold((f"{standing.changed_at_once} briefs changed at once, more than {policy.at_once}: approve those that are meant",))


# ── what may go out ──────────────────────────────────────────────────────────────────────────────────────────────────


def _is_due(standing: Standing) -> bool:
    """Whether readers are to hear of it; otherwise it is enough to write down that the sources still bear it out."""
    return standing.text_changed or standing.data_changed or standing.notify_always or standing.every_run


def _settling(standing: Standing, now: datetime, policy: Policy) -> Wait | None:
    """A change that was seen in the future was seen before the clock was set back, and has waited long enough."""
    since = standing.settle_since or now
    until = since + policy.settle
    return Wait(stamp(until), "more may be changing") if since <= now < until else None


def _crowded(standing: Standing, now: datetime, policy: Policy) -> Wait | None:
    """The cap holds over any hour; editions from before a clock was set back count as made now."""
    last = sorted(min(instant, now) for instant in standing.recent if instant > now - _HOUR)
    if len(last) < policy.hourly:
        return None
    free = last[-policy.hourly] + _HOUR
    return Wait(stamp(free + timedelta(seconds=free.microsecond > 0)), f"{_count(len(last), 'edition')} in the last hour")


def _publish(standing: Standing) -> Publish:
    number = standing.latest.number + 1 if standing.latest else 1
    return Publish(number, tuple(_reasons(standing)), approval_inherited=not standing.released)


def _reasons(standing: Standing) -> Iterator[str]:
    if standing.latest is None:
        yield "first edition"
    elif standing.text_changed:
        yield "the text changed"
    if standing.data_changed:
        yield "data changed"
    if standing.changes:
        yield _borne_out(standing)
    if standing.latest and standing.every_run:
        yield "the schedule asks for an edition at each run"


def _borne_out(standing: Standing) -> str:
    keys = ", ".join(change.key for change in standing.changes)
    seen = any(change.seen and change.impacts for change in standing.changes)
    return f"{keys} changed; {'a person has seen it' if seen else 'everything the brief rests on is still there'}"


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
