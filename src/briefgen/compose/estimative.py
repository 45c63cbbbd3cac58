"""Estimative language is generated, not typed.

An author writes the judgment and declares its likelihood, confidence and basis. Here the band of probability is put beside
the word, once, and the confidence becomes a sentence of its own: ICD 203 (2 January 2015) D.6.e(2)(a) and (b).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.model import tree
from briefgen.model.diagnostic import Diagnostic, Outcome, error, warning
from briefgen.model.estimative import CONFIDENCE, PROFILES, TERM, Profile
from briefgen.model.expressions import expression
from briefgen.model.nearest import did_you_mean
from briefgen.model.role import Role
from briefgen.model.value import replace
from briefgen.model.walk import plain_text, rewrite, rewrite_all

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from briefgen.model.estimative import Band

Blocks = tuple[tree.Block, ...]

NO_BREAK_SPACE = "\u00a0"

_SENTENCE_END = expression(r"(?<=[.!?])[”’\"')\]]*\s+")
_TYPED_BAND = expression(r"\s*\(\s*(?P<low>\d+)\s*%?\s*(?:[–—-]|to)?\s*(?P<high>\d+)?\s*(?:%|per\s?cent)\s*\)", re.IGNORECASE)


def express_judgments(
    blocks: tuple[tree.Block, ...], profile_name: str, labels: Mapping[str, str]
) -> Outcome[tuple[tree.Block, ...]]:
    """Every judgment with its band and its confidence written out. Paragraphs must have their roles.

    A judgment whose text does not say its likelihood stays without a band.
    """
    profile = PROFILES[profile_name]
    findings: list[Diagnostic] = []

    def express(node: tree.Node) -> tree.Node:
        if not isinstance(node, tree.Judgment):
            return node
        joined = rewrite(node, _join_texts, (tree.Paragraph,))
        findings.extend(_mixed_sentences(joined))
        banded = _with_band(joined, profile)
        findings.extend(banded.diagnostics)
        findings.extend(_lacking_basis(node))
        return replace(banded.value, children=(*banded.value.children, *_confidence(node, labels)))

    return Outcome(rewrite_all(blocks, express, (tree.Judgment,)), tuple(findings))


def printed_band(band: Band) -> str:
    """A band as it is printed, in one piece."""
    return str(band).replace(" ", NO_BREAK_SPACE)


# ── likelihood ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _with_band(judgment: tree.Judgment, profile: Profile) -> Outcome[tree.Judgment]:
    """The band after the first place where the declared word stands."""
    declared = " ".join(judgment.likelihood.split())
    band = profile.band(declared)
    if not declared:
        return Outcome(judgment)
    if band is None:
        return Outcome(judgment, (_unknown_term(judgment, profile),))
    said = _Saying(profile, declared, band)
    result = rewrite(judgment, said.extend, (tree.Paragraph,))
    return Outcome(result, tuple(said.findings(judgment)))


class _Saying:
    """One pass through a judgment, in search of the word that says its likelihood."""

    def __init__(self, profile: Profile, declared: str, band: Band) -> None:
        self.profile, self.declared, self.band = profile, declared.casefold(), band
        self.found = False
        self.others: list[str] = []
        self.typed: tuple[str, tree.Text] | None = None

    def extend(self, node: tree.Node) -> tree.Node:
        """A paragraph with the band in it, if the word is there; a note is not the judgment."""
        if self.found or not isinstance(node, tree.Paragraph) or node.role is Role.NOTE:
            return node
        return replace(node, children=self._in_run(node.children))

    def _in_run(self, inlines: tuple[tree.Inline, ...]) -> tuple[tree.Inline, ...]:
        return tuple(self._in_inline(inline) for inline in inlines)

    def _in_inline(self, inline: tree.Inline) -> tree.Inline:
        match inline:
            case tree.Text() if not self.found:
                return self._in_text(inline)
            case tree.Emphasis() | tree.Strong() | tree.Span() | tree.Link() if not self.found:
                return replace(inline, children=self._in_run(inline.children))
            case _:
                return inline

    def _in_text(self, text: tree.Text) -> tree.Text:
        for match in TERM.finditer(text.text):
            term = " ".join(match[0].casefold().split())
            if not self._same_word(term):
                self.others.append(term)
                continue
            self.found = True
            if typed := _TYPED_BAND.match(text.text, match.end()):
                return self._keep_typed(text, typed)
            band = f"{NO_BREAK_SPACE}({printed_band(self.band)})"
            return replace(text, text=text.text[: match.end()] + band + text.text[match.end() :])
        return text

    def _same_word(self, term: str) -> bool:
        """The declared word or its adverb: "probable" and "probably" are one word of the scale."""
        if term == self.declared:
            return True
        shorter, longer = sorted((term, self.declared), key=len)
        return longer.startswith(shorter[:-1]) and self.profile.band(term) == self.band

    def _keep_typed(self, text: tree.Text, typed: re.Match[str]) -> tree.Text:
        """Numbers that an author typed stay, as a narrower estimate, if they are inside the band."""
        low, high = int(typed["low"]), int(typed["high"] or typed["low"])
        if not self.band.low <= low <= high <= self.band.high:
            self.typed = (typed[0].strip(), text)
        return text

    def findings(self, judgment: tree.Judgment) -> Iterator[Diagnostic]:
        """What is wrong with how the judgment says its likelihood."""
        if not self.found:
            message = f"the judgment is declared '{self.declared}', but its text does not say so"
            hint = f"the text says '{self.others[0]}'" if self.others else f"write '{self.declared}' where it says how likely it is"
            yield error("likelihood-not-in-text", message, judgment.position, hint)
        if self.typed:
            typed, text = self.typed
            message = f"{typed} is outside the band of '{self.declared}', {self.band}"
            hint = "leave the numbers out: the band is printed"
            yield error("likelihood-outside-band", message, text.position or judgment.position, hint)


def _unknown_term(judgment: tree.Judgment, profile: Profile) -> Diagnostic:
    terms = tuple(dict.fromkeys(profile.terms))
    hint = did_you_mean(judgment.likelihood, terms) or f"its terms are {', '.join(terms)}"
    return error("unknown-likelihood", f"'{judgment.likelihood}' is no term of the profile {profile.name}", judgment.position, hint)


def _join_texts(node: tree.Node) -> tree.Node:
    """A paragraph whose texts and the line ends between them are one text, so that a term over a line end is found."""
    if not isinstance(node, tree.Paragraph):
        return node
    joined: list[tree.Inline] = []
    for inline in node.children:
        text = tree.Text(" ", position=inline.position) if isinstance(inline, tree.SoftBreak) else inline
        last = joined[-1] if joined else None
        if isinstance(text, tree.Text) and isinstance(last, tree.Text):
            joined[-1] = replace(last, text=last.text + text.text)
        else:
            joined.append(text)
    return replace(node, children=tuple(joined))


# ── confidence ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _confidence(judgment: tree.Judgment, labels: Mapping[str, str]) -> tuple[tree.Paragraph, ...]:
    """The sentence of confidence and its basis; nothing where no confidence is declared."""
    if judgment.confidence is None:
        return ()
    name = f"confidence-{judgment.confidence}"
    level = tree.Span((tree.Text(f"{labels.get(name) or judgment.confidence.capitalize()}."),), tree.Attributes(classes=(name,)))
    basis = (tree.Text(f" {labels.get('basis', '')}: {_sentence(judgment.basis)}"),) if judgment.basis.strip() else ()
    return (tree.Paragraph((level, *basis), Role.CONFIDENCE, position=judgment.position),)


def _sentence(text: str) -> str:
    text = " ".join(text.split())
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def _lacking_basis(judgment: tree.Judgment) -> Iterator[Diagnostic]:
    if judgment.confidence and not judgment.basis.strip():
        message = f"{judgment.confidence} confidence has no basis"
        yield warning("confidence-without-basis", message, judgment.position, 'say what it rests on: basis="…"')


def _mixed_sentences(judgment: tree.Judgment) -> Iterator[Diagnostic]:
    for block in judgment.children:
        for sentence in _SENTENCE_END.split(plain_text(block)):
            level, term = CONFIDENCE.search(sentence), TERM.search(sentence)
            if level and term:
                message = f"'{level[0]}' and '{term[0]}' stand in one sentence"
                hint = "declare the confidence instead of writing it; it is printed as a sentence of its own"
                yield error("confidence-and-likelihood", message, block.position or judgment.position, hint)
