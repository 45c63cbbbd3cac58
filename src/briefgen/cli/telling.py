"""What is said about ticks, holds and editions; shared by the commands that make and show them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from briefgen.cli.failure import as_finding
from briefgen.cli.terminal import plural, print_findings, printable, say
from briefgen.model.diagnostic import Severity, warning
from briefgen.model.edition import Hold, Loss, Publish, Reverify, Skip, Wait
from briefgen.model.source import CaptureState

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from briefgen.model.diagnostic import Diagnostic
    from briefgen.model.edition import Decision, Impact
    from briefgen.model.source import Capture
    from briefgen.refreshing import Tally, Verdict

LOSSES = {
    Loss.SPAN_GONE: "the words “{span}” are no longer in @{source}",
    Loss.QUOTATION_GONE: "the quotation “{span}” is no longer in @{source}",
    Loss.NO_SPAN: "@{source} changed, and the sentence names no words of it that it rests on",
}
"""What became of the ground under a sentence."""


def shown(path: Path) -> str:
    """A path as short as it can be typed here."""
    return printable(str(path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path))


def impact_finding(impact: Impact) -> Diagnostic:
    """A sentence whose ground has moved, as a finding at its place."""
    lost = LOSSES[impact.loss].format(span=impact.span, source=impact.source)
    judged = f"; {', '.join(impact.judgments)} rest{'s' if len(impact.judgments) == 1 else ''} on it" if impact.judgments else ""
    hint = "bring the sentence in line with its source"
    if impact.loss is Loss.NO_SPAN:
        hint = "name the words that it rests on, or release it as it is: briefgen approve"
    return warning(str(impact.loss), f"{lost}: “{_short(impact.sentence)}”{judged}", impact.position, hint)


def _short(sentence: str) -> str:
    return sentence if len(sentence) <= 160 else f"{sentence[:159].rstrip()}…"


def decided(decision: Decision, *, would: bool = False) -> str:
    """A decision in words; ``would``: it is only tried out."""
    match decision:
        case Publish(number, reasons):
            return f"{'would publish edition' if would else 'edition'} {number}: {'; '.join(reasons)}"
        case Reverify(sources, _):
            changed = ", ".join(f"@{key}" for key in sources)
            return f"{changed} changed; all it rests on is still there, nobody {'would be' if would else 'is'} told"
        case Hold(reasons, _):
            return f"{'would be held' if would else 'held'}: {'; '.join(reasons)}"
        case Wait(until, reason):
            return f"waits until {until}: {reason}"
        case Skip(reason):
            return reason


def tell_verdict(verdict: Verdict, *, quiet: bool = False, verbose: bool = False, would: bool = False) -> None:
    """Say what came of a brief; of one about which nothing was done only where ``verbose`` or ``would``."""
    if verdict.failure:
        print_findings([as_finding(verdict.failure)])
        return
    assert verdict.decision is not None, "a verdict is a decision or a failure"
    if isinstance(verdict.decision, Skip) and not (verbose or would):
        return
    is_grave = isinstance(verdict.decision, Hold)
    if is_grave or not quiet:
        print_findings(f for f in verdict.findings if f.severity is Severity.ERROR or (verbose and not quiet))
        print_findings(impact_finding(one) for one in (verdict.decision.impacts if isinstance(verdict.decision, Hold) else ()))
        say(f"{verdict.brief}: {decided(verdict.decision, would=would)}")
    if not quiet:
        for path in verdict.files:
            print(shown(path), flush=True)


def tell_capture(capture: Capture, *, verbose: bool = False) -> None:
    """Say what a look at a source came to, where it is news: it changed, or it was never seen."""
    key, place = f"@{capture.source.key}", capture.source.position
    if capture.state is CaptureState.CHANGED:
        say(f"{key}: changed ({capture.source.location})")
        for item in capture.candidates:
            say(f"{key}: new: {item.title} {item.url}")
    elif capture.snapshot is None:
        hint = "nothing is compared with it until it has been seen; write watch: false if it need not be"
        print_findings([warning("source-not-seen", f"{key} was never captured: {capture.reason}", place, hint)])
    elif verbose or capture.state in (CaptureState.REJECTED, CaptureState.REFUSED):
        say(f"{key}: {capture.state}{f' ({capture.reason})' if capture.reason else ''}")


def tallied(tally: Tally, *, would: bool = False) -> str:
    """A tick in one line: ``12 briefs: 1 edition, 11 unchanged; 30 sources: 29 unchanged, 1 unreachable``."""
    words = {
        "publish": "to publish" if would else "published",
        "skip": "unchanged",
        "draft": "not released yet (briefgen approve does)",
        "reverify": "re-verified",
        "hold": "held",
        "wait": "waiting",
    }
    briefs = sum(tally.decisions.values()) + tally.failures
    parts = [f"{plural(briefs, 'brief')}: {_counts(tally.decisions, words, tally.failures)}" if briefs else "no brief is due"]
    if tally.captures:
        parts.append(f"{plural(sum(tally.captures.values()), 'source')}: {_counts(tally.captures, {'baseline': 'seen first'}, 0)}")
    return "; ".join(parts)


def _counts(counts: Mapping[str, int], words: Mapping[str, str], failures: int) -> str:
    said: Iterable[str] = (f"{count} {words.get(name, name)}" for name, count in sorted(counts.items()))
    return ", ".join((*said, *([f"{failures} failed"] if failures else [])))
