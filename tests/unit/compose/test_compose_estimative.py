from __future__ import annotations

from dataclasses import replace

import pytest

from briefgen.model import tree
from briefgen.model.diagnostic import Severity
from briefgen.model.role import Role
from briefgen.model.walk import plain_text, walk
from composing import BRIEF, findings, finished, printed


def judgment(text: str, **declared: str) -> str:
    attributes = " ".join(f'{name}="{value}"' for name, value in declared.items())
    return f"::: {{.judgment {attributes}}}\n{text}\n:::\n"


def said(text: str, profile: str = "icd203", **declared: str) -> str:
    """The first paragraph of a judgment as it is printed."""
    document = finished(judgment(text, **declared), replace(BRIEF, estimative_profile=profile))
    (node,) = [node for node in walk(document.blocks) if isinstance(node, tree.Judgment)]
    return plain_text(node.children[0])


def found(text: str, profile: str = "icd203", **declared: str) -> list[str]:
    declared.setdefault("likelihood", "likely")
    return [finding.code for finding in findings(judgment(text, **declared), replace(BRIEF, estimative_profile=profile))]


# ── likelihood ───────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "likelihood", "printed_text"),
    [
        ("It will likely grow.", "likely", "It will likely (55–80 %) grow."),
        ("Likely it grows.", "likely", "Likely (55–80 %) it grows."),
        ("It is likely, and likely soon.", "likely", "It is likely (55–80 %), and likely soon."),
        ("Unlikely as it seems, it is likely.", "likely", "Unlikely as it seems, it is likely (55–80 %)."),
        ("It is very\nlikely to grow.", "very likely", "It is very likely (80–95 %) to grow."),
        ("It is *very likely* to grow.", "very likely", "It is very likely (80–95 %) to grow."),
        ("It will probably grow.", "probable", "It will probably (55–80 %) grow."),
        ("It is almost certain to grow.", "almost certainly", "It is almost certain (95–99 %) to grow."),
    ],
)
def test_the_band_stands_beside_the_word_once(text, likelihood, printed_text):
    expected = printed_text.replace(" (", "\u00a0(").replace(" %", "\u00a0%")

    assert expected == said(text, likelihood=likelihood)


def test_the_band_is_that_of_the_briefs_profile():
    assert "It is unlikely\u00a0(25–35\u00a0%)." == said("It is unlikely.", "phia", likelihood="unlikely")


def test_a_judgment_without_a_likelihood_is_printed_as_it_stands():
    assert "It will likely grow." == said("It will likely grow.")


@pytest.mark.parametrize(
    "text", ["It will grow.", "It will very likely grow.", "It is highly likely.", "It is unlikely.", "It grows.^[It is likely.]"]
)
def test_a_word_that_the_text_does_not_say_is_an_error(text):
    assert ["likelihood-not-in-text"] == found(text)


def test_the_word_that_the_text_says_instead_is_named():
    (finding,) = findings(judgment("It will very likely grow.", likelihood="likely"))

    assert (
        "briefs/small/sections/summary.md:1:1: error[likelihood-not-in-text]: the judgment is declared 'likely', but its text does "
        "not say so (the text says 'very likely')"
    ) == str(finding)


def test_a_word_of_another_profile_is_an_error_with_the_nearest():
    (finding,) = findings(judgment("It is highly likely.", likelihood="highly likely"))

    assert ("unknown-likelihood", "did you mean very likely?") == (finding.code, finding.hint)
    assert [] == found("It is highly likely.", "phia", likelihood="highly likely")


@pytest.mark.parametrize("typed", ["(40 %)", "(40–60%)", "(50 to 90 per cent)", "(80-55 %)"])
def test_numbers_outside_the_band_are_an_error(typed):
    assert ["likelihood-outside-band"] == found(f"It is likely {typed} to grow.")


def test_numbers_inside_the_band_stay_as_the_author_typed_them():
    assert [] == found("It is likely (60–70 %) to grow.")
    assert "It is likely (60–70\u00a0%) to grow." == said("It is likely (60–70 %) to grow.", likelihood="likely")


def test_other_numbers_are_none_of_our_business():
    assert "It is likely\u00a0(55–80\u00a0%) (40 tonnes)." == said("It is likely (40 tonnes).", likelihood="likely")


# ── confidence ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_confidence_is_a_sentence_of_its_own_with_its_basis():
    text = printed(finished(judgment("It is likely.", likelihood="likely", confidence="low", basis="one report; no imagery")))

    assert "1. It is likely\u00a0(55–80\u00a0%).\n\n   Low confidence. Basis: one report; no imagery.\n" == text


def test_confidence_is_marked_for_those_who_colour_it():
    document = finished(judgment("It is so.", confidence="high", basis="b"))

    (paragraph,) = [node for node in walk(document.blocks) if isinstance(node, tree.Paragraph) and node.role is Role.CONFIDENCE]
    chip = paragraph.children[0]
    assert isinstance(chip, tree.Span)
    assert ("confidence-high",) == chip.attributes.classes


def test_confidence_without_a_basis_is_a_warning():
    (finding,) = findings(judgment("It is likely.", likelihood="likely", confidence="moderate"))

    assert ("confidence-without-basis", Severity.WARNING) == (finding.code, finding.severity)


@pytest.mark.parametrize(
    "sentence",
    [
        "We judge with high confidence that it will likely grow.",
        "It is likely, and our low confidence is known.",
        "Likely. It is very likely (moderate-confidence).",
    ],
)
def test_confidence_and_likelihood_in_one_sentence_are_an_error(sentence):
    assert "confidence-and-likelihood" in found(sentence)


def test_confidence_and_likelihood_in_two_sentences_are_none():
    assert [] == found("It is likely to grow. We have moderate confidence in this.")


def test_a_wrong_judgment_is_still_printed():
    assert "It will grow." == said("It will grow.", likelihood="likely")
