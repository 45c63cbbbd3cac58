from __future__ import annotations

import pytest

from briefgen.editions import Texts, impacts
from briefgen.model.citation import Reference
from briefgen.model.edition import Loss
from composing import read

OLD = "A senior official claimed that Russia received 46 drones thus far. “We shall see what comes of it,” he said."
SAME = OLD + " Updated at noon."
WITHOUT_SPAN = OLD.replace("received 46 drones", "received dozens of drones")
WITHOUT_QUOTATION = OLD.replace("We shall see what comes of it", "Nobody knows")
SPAN = 'Russia has 46 [@isw, "received 46 drones thus far"].'
QUOTATION = "“We shall see what comes of it,” an official said [@isw]."


def lost(text, new, *, old=OLD, evidence=(), key="isw"):
    library = {"isw": Reference("isw", {"id": "isw"}, {"evidence": evidence} if evidence else {})}
    return impacts("small", read(text), {key: Texts(old, new)}, library)[key]


def losses(*arguments, **options):
    return [(impact.loss, impact.span) for impact in lost(*arguments, **options)]


@pytest.mark.parametrize("text", [SPAN, QUOTATION])
def test_evidence_that_is_still_there_is_no_impact(text):
    assert [] == losses(text, SAME)


def test_a_span_that_is_gone_names_its_sentence():
    (impact,) = lost("Before. " + SPAN + " After.", WITHOUT_SPAN)

    assert (Loss.SPAN_GONE, "received 46 drones thus far") == (impact.loss, impact.span)
    assert "Russia has 46." == impact.sentence
    assert "briefs/small/sections/summary.md:1:9" == str(impact.position)


def test_a_quotation_that_is_gone_is_named():
    assert [(Loss.QUOTATION_GONE, "We shall see what comes of it,")] == losses(QUOTATION, WITHOUT_QUOTATION)


def test_a_sentence_that_names_no_evidence_may_have_lost_its_ground():
    assert [(Loss.NO_SPAN, "")] == losses("Russia has 46 [@isw].", SAME)


def test_a_quotation_of_another_source_is_no_evidence_for_this_one():
    assert [(Loss.NO_SPAN, "")] == losses("“Other words of somebody else” [@nyt]; Russia has 46 [@isw].", SAME)


def test_a_quotation_of_another_source_is_not_missed_in_this_one():
    assert [] == losses('“Other words of somebody else” [@nyt]; Russia has 46 [@isw, "received 46 drones"].', SAME)


def test_spans_of_the_source_as_a_whole_stand_for_sentences_without_their_own():
    assert [] == losses("Russia has 46 [@isw].", SAME, evidence=("received 46 drones",))
    assert [(Loss.SPAN_GONE, "received 46 drones")] == losses(
        "Russia has 46 [@isw].", WITHOUT_SPAN, evidence=("received 46 drones",)
    )


def test_a_sentence_with_its_own_evidence_does_not_rest_on_the_sources_spans():
    text = "Russia has 46 [@isw]. " + QUOTATION

    assert ["Russia has 46."] == [impact.sentence for impact in lost(text, WITHOUT_SPAN, evidence=("received 46 drones",))]


def test_a_span_of_the_source_that_is_gone_is_never_passed_over():
    assert [(Loss.SPAN_GONE, "received 46 drones")] == losses(QUOTATION, WITHOUT_SPAN, evidence=("received 46 drones",))


def test_a_source_that_nothing_cites_has_no_impacts():
    assert [] == losses(SPAN, WITHOUT_SPAN, key="nyt")


def test_a_quotation_set_off_from_the_text_is_looked_for():
    text = '::: {.quote source="[@isw]"}\n> We shall see […] of it.\n:::\n'

    assert [] == losses(text, SAME)
    assert [Loss.QUOTATION_GONE] == [loss for loss, _ in losses(text, WITHOUT_QUOTATION)]


JUDGED = """
::: {.judgment #kj-1 likelihood="likely"}
It is likely.
:::

::: {.judgment #kj-2}
It cites [@isw, "a senior official"].
:::

::: {.judgment #kj-3 supported_by="nyt, isw"}
It is supported.
:::

::: {.judgment #kj-4}
It has nothing to do with it.
:::
"""


def test_the_judgments_that_rest_on_the_source_are_named():
    (impact,) = lost(f"# A\n\n{SPAN}\n\nThis is the ground of [judgment 1](#kj-1).\n\n# B\n{JUDGED}", WITHOUT_SPAN)

    assert ("kj-1", "kj-2", "kj-3") == impact.judgments


def test_a_judgment_that_loses_its_ground_is_named():
    (impact,) = lost(JUDGED, OLD.replace("senior", "junior"))

    assert "kj-2" in impact.judgments
    assert "It cites." == impact.sentence
