"""The edges of the rules that look at sources, judgments and words: what must not be found, and what is called by its name."""

from __future__ import annotations

import pytest

from briefgen.model.diagnostic import Severity
from checking import codes, found


def brief(text: str, **front: str) -> str:
    """An example of one section with fields of the front matter."""
    lines = "".join(f"{key}: {value}\n" for key, value in front.items())
    return f"---\nsections: [summary]\n{lines}---\n\n{text}\n"


def ours(example: str) -> list[str]:
    """The codes found, without the sections that the house misses."""
    return [code for code in codes(example) if code != "missing-required-section"]


A = "{a: {type: report, title: A}}"

# ── snapshots ────────────────────────────────────────────────────────────────────────────────────────────────────────

PAGE = '{a: "The minister said: \\"We shall never, ever do that\\"—and left on 5 August."}'


@pytest.mark.parametrize(
    "sentence",
    [
        "He said “we shall never, ever do that” [@a].",
        "He said [@a] “We shall never … do that,” and left.",
        "“We shall never, ever do *that*,” he said. He left [@a].",
        "He is a “so-called minister” [@a].",
        "He said “something else altogether here” [@a; @b].",
        "> We shall never, ever do that\n>\n> — Minister [@a]",
        'He left [@a, "left on 5 August"].',
        "He left [@a, “We shall […] do that”].",
    ],
)
def test_words_that_are_in_the_source_or_cannot_be_looked_for_pass(sentence):
    sources = "{a: {type: report, title: A}, b: {type: report, title: B}}"
    assert [] == ours(brief(sentence, sources=sources, snapshots=PAGE))


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("First. He said “we shall do that tomorrow, perhaps” [@a].", "quotation-not-in-source", (1, 8)),
        ("> We shall do that tomorrow, perhaps\n>\n> — Minister [@a]", "quotation-not-in-source", (1, 3)),
        ('He left [@a, "left on 6 August"].', "evidence-not-in-source", (1, 10)),
        ('| He left |\n|---|\n| x [@a, "left on 15 August"] |', "evidence-not-in-source", (3, 6)),
        ('He left.^[So it says [@a, "on 5 Augustus"].]', "evidence-not-in-source", (1, 23)),
    ],
)
def test_words_that_are_not_in_the_source_are_found_in_their_place(text, code, place):
    (finding,) = [f for f in found(brief(text, sources=A, snapshots=PAGE)) if f.code != "missing-required-section"]

    line, column = place
    assert (code, (line + 1, column)) == (finding.code, (finding.position.line, finding.position.column))


def test_a_span_of_the_library_is_found_at_its_source():
    sources = "{a: {type: report, title: A, briefgen: {evidence: [on 6 August]}}}"
    (finding,) = [f for f in found(brief("He left [@a].", sources=sources, snapshots=PAGE)) if f.code == "evidence-not-in-source"]

    assert "briefs/example/sources.yaml" == finding.position.file


def test_without_snapshots_nothing_is_said_of_them():
    sources = "{a: {type: webpage, title: A, URL: 'https://example.org', briefgen: {sha256: '00'}}}"
    assert [] == ours(brief('He said “nothing of the kind, ever” [@a, "no"].', sources=sources))


@pytest.mark.parametrize("own", ["watch: false", "watch: false, path: a.csv"])
def test_a_source_that_is_not_watched_need_not_be_captured(own):
    sources = f"{{a: {{type: webpage, title: A, URL: 'https://example.org', briefgen: {{{own}}}}}}}"
    assert [] == ours(brief("Text [@a].", sources=sources, snapshots="{}"))


def test_a_printed_source_need_not_be_captured():
    assert [] == ours(brief("Text [@a].", sources=A, snapshots="{}"))


# ── dates and markings ───────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("issued", ["2022-10-19", "2022-10", "2022", "2022-10-20~", "2022-10-01/2022-10-30"])
def test_a_source_that_may_be_in_time_passes(issued):
    sources = f"{{a: {{type: report, title: A, issued: {issued}}}}}"
    assert [] == ours(brief("Text [@a].", sources=sources, information_cutoff="2022-10-19"))


@pytest.mark.parametrize("issued", ["2022-10-20", "2022-11", "2023"])
def test_a_source_that_cannot_be_in_time_is_found(issued):
    sources = f"{{a: {{type: report, title: A, issued: {issued}}}}}"
    assert ["source-after-cutoff"] == ours(brief("Text [@a].", sources=sources, information_cutoff="2022-10-19"))


def test_a_source_that_nothing_rests_on_is_no_matter_of_these_rules():
    sources = "{a: {type: report, title: A}, b: {type: report, title: B, issued: 2030, briefgen: {state_control: full}}}"
    assert [] == ours(brief("Text [@a].", sources=sources, information_cutoff="2022-10-19"))


def test_a_source_that_a_judgment_rests_on_is():
    sources = "{b: {type: report, title: B, issued: 2030}}"
    assert ["source-after-cutoff"] == ours(
        brief('::: {.judgment rests-on="b"}\nSo.\n:::', sources=sources, information_cutoff="2022-10-19")
    )


@pytest.mark.parametrize(
    ("ours_is", "theirs", "finds"),
    [
        ("TLP:GREEN", "TLP:GREEN", False),
        ("TLP:AMBER+STRICT", "TLP:AMBER", False),
        ("TLP:AMBER", "TLP:AMBER+STRICT", True),
        ("", "TLP:GREEN", True),
        ("", "TLP:CLEAR", False),
        ("CUI", "TLP:RED", False),
        ("TLP:CLEAR", "CUI", False),
    ],
)
def test_labels_are_compared_within_their_scheme(ours_is, theirs, finds):
    sources = f"{{a: {{type: report, title: A, briefgen: {{marking: '{theirs}'}}}}}}"
    front = {"marking": f"'{ours_is}'"} if ours_is else {}
    assert finds == ("source-marked-higher" in codes(brief("Text [@a].", sources=sources, **front)))


# ── words ────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "sentence",
    [
        "On Monday, 17 October 2022, it began.",
        "It began on Monday 17 October.",
        "It began on Wednesday, October 19, 2022.",
        "The last weeks of the war, the next step and this week's end are no dates.",
        "Ten weeks earlier, in the year before, and a month later.",
        "He called it “the worst of last year” [@a].",
        "> We shall see next week.\n>\n> — Minister [@a]",
        "Mondays are quiet; on Mondays nobody writes.",
    ],
)
def test_dates_that_stay_what_they_are_pass(sentence):
    assert "relative-date" not in codes(brief(sentence, sources=A))


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("It began last week.", "last week"),
        ("Two months ago it began.", "Two months ago"),
        ("In recent months it grew, and in recent weeks it fell.", "in recent weeks"),
        ("Yesterday it began.", "Yesterday"),
        ("It began on Monday.", "on Monday"),
        ("It begins next spring.", "next spring"),
    ],
)
def test_dates_told_from_the_day_of_writing_are_quoted(sentence, said):
    (message,) = [f.message for f in found(brief(sentence)) if f.code == "relative-date"]

    assert message.startswith(f"'{said}'")


def test_other_languages_have_no_relative_dates_in_english():
    assert "relative-date" not in codes(brief("Il est last week.", lang="fr"))


@pytest.mark.parametrize(
    ("status", "severity"),
    [("draft", None), ("review", Severity.WARNING), ("approved", Severity.ERROR), ("released", Severity.ERROR)],
)
def test_a_placeholder_weighs_more_the_further_a_brief_has_come(status, severity):
    severities = [f.severity for f in found(brief("It was TBD.", status=status)) if f.code == "placeholder-text"]

    assert ([severity] if severity else []) == severities


@pytest.mark.parametrize(
    "text", ["A TK-17 launcher.", "Chapter XX, the XXth.", "`TBD`", "A [link?](https://x.org).", "Tk and Tbd."]
)
def test_what_looks_like_a_placeholder_and_is_none_passes(text):
    assert "placeholder-text" not in codes(brief(text, status="released"))


def test_the_title_of_a_source_is_no_text_of_the_authors():
    sources = "{a: {type: report, title: TBD}}"
    assert "placeholder-text" not in codes(brief("Text [@a].\n\n::: {#refs}\n:::", sources=sources, status="released"))


@pytest.mark.parametrize(
    ("first", "second", "profile", "finds"),
    [
        ("likely", "highly probable", "icd203", True),
        ("almost certainly", "almost certain", "icd203", False),
        ("nearly certain", "nearly certainly", "icd203", False),
        ("likely", "probable", "phia", False),
    ],
)
def test_rows_of_synonyms_are_those_of_the_profile(first, second, profile, finds):
    text = "".join(f'::: {{.judgment likelihood="{word}" basis="x"}}\nIt is {word} so.\n:::\n\n' for word in (first, second))
    assert finds == ("mixed-synonyms" in codes(brief(text, estimative_profile=profile)))


# ── judgments ────────────────────────────────────────────────────────────────────────────────────────────────────────

GROUPS = """
  a: {type: report, title: A, briefgen: {independence_group: x}}
  b: {type: report, title: B, briefgen: {independence_group: x}}
  c: {type: report, title: C, briefgen: {derived_from: [a]}}
  d: {type: report, title: D, briefgen: {republication_of: c}}
  e: {type: report, title: E, briefgen: {derived_from: [a, f]}}
  f: {type: report, title: F, briefgen: {reliability: C}}
  g: {type: report, title: G, briefgen: {credibility: "3"}}
  h: {type: report, title: H, briefgen: {republication_of: i}}
  i: {type: report, title: I, briefgen: {republication_of: h}}"""


@pytest.mark.parametrize(
    ("keys", "finds"),
    [
        ("a", True),
        ("a b", True),
        ("a c", True),
        ("b d", True),
        ("a e", False),
        ("a f", False),
        ("f g", True),
        ("h i", True),
        ("", False),
    ],
)
def test_high_confidence_asks_for_two_origins_one_of_them_good(keys, finds):
    text = f'::: {{.judgment confidence="high" basis="x" rests-on="{keys}"}}\nIt is so.\n:::'
    assert finds == ("high-confidence-on-one-origin" in codes(brief(text, sources=GROUPS)))


def test_lower_confidence_may_rest_on_one_origin():
    assert "high-confidence-on-one-origin" not in codes(
        brief('::: {.judgment confidence="moderate" basis="x" rests-on="a"}\nSo.\n:::', sources=GROUPS)
    )


def test_judgments_are_not_counted_before_review_nor_beyond_the_first_section_that_has_any():
    one = '::: {.judgment likelihood="likely" basis="x" horizon="2023" rests-on="a"}\nIt is likely.\n:::\n\n'
    assert [] == ours(brief(one, sources=A))
    assert [] == ours(brief(one * 3, sources=A, status="review"))
    assert ["judgment-count"] == ours(brief(one * 8, sources=A, status="review"))


@pytest.mark.parametrize("where", ['rests-on="a"', 'supported_by="a"'])
def test_a_judgment_may_name_its_sources_in_either_way(where):
    text = f'::: {{.judgment likelihood="likely" basis="x" horizon="2023" {where}}}\nIt is likely.\n:::'
    assert "judgment-without-sources" not in codes(brief(text, sources=A, status="review"))


def test_a_judgment_that_cites_names_its_source():
    text = '::: {.judgment likelihood="likely" basis="x" horizon="2023"}\nIt is likely [@a].\n:::'
    assert "judgment-without-sources" not in codes(brief(text, sources=A, status="review"))


def test_the_horizon_of_the_brief_is_that_of_its_judgments():
    text = '::: {.judgment likelihood="likely" basis="x"}\nIt is likely.\n:::'
    assert "judgment-without-horizon" not in codes(brief(text, status="review", outlook_horizon="2023-04-19"))


def test_confidence_and_likelihood_in_a_quotation_or_in_a_judgment_are_not_found_here():
    text = (
        "They wrote “with high confidence we say it is very likely” [@a].\n\n"
        '::: {.judgment likelihood="likely" confidence="low" basis="one source thinks it unlikely"}\nIt is likely.\n:::'
    )
    assert "confidence-and-likelihood" not in codes(brief(text, sources=A))


# ── translations ─────────────────────────────────────────────────────────────────────────────────────────────────────

NYT = "{a: {type: report, title: A}, nyt: {type: report, title: B, briefgen: {translation: back}}}"


@pytest.mark.parametrize(
    ("sentence", "finds"),
    [
        ("“One two three four five six seven eight” [@nyt].", True),
        ("“One two three four” [@nyt].", False),
        ("“One two three four” [@nyt, “zero one two three four five”].", True),
        ("“One two three four” [@nyt, “five six”].", False),
        ("“One two three four five six seven eight” [@nyt; @a].", False),
        ("> One two three four five six seven eight.\n>\n> — Minister [@nyt]", True),
        ("It is so [@nyt]. “One two three four five six seven eight” [@a].", False),
    ],
)
def test_only_wording_that_must_come_from_the_translation_is_found(sentence, finds):
    assert finds == ("translated-quotation" in codes(brief(sentence, sources=NYT)))
