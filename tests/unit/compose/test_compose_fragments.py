from __future__ import annotations

from dataclasses import replace

import pytest

from briefgen import compose
from briefgen.house import render_fragment
from briefgen.model.brief import Brief, Marking, Person
from briefgen.model.edition import Earlier
from briefgen.model.position import Position
from briefgen.model.walk import plain_text
from briefgen.readers import read_markdown
from composing import BRIEF, assembled, printed, read
from houses import shipped_house

PLAIN = [("summary", read("Text."))]
JUDGED = [("summary", read('::: {.judgment likelihood="likely"}\nIt is likely.\n:::'))]


def wanted(brief: Brief, sections=PLAIN, notice=False) -> tuple[str, ...]:
    return tuple(name.partition(".")[0] for name in compose.wanted_fragments(brief, shipped_house(), sections, notice))


def test_a_brief_has_a_cover_and_a_colophon():
    assert ("cover", "colophon") == wanted(BRIEF)


def test_a_brief_may_do_without_a_cover():
    assert ("title", "colophon") == wanted(replace(BRIEF, cover=False))


def test_the_notice_and_the_annex_are_printed_when_they_are_needed():
    assert ("cover", "notice", "estimative", "colophon") == wanted(BRIEF, JUDGED, notice=True)


def test_an_ordinary_markdown_file_prints_plainly():
    brief = replace(BRIEF, single_file=True)

    assert () == wanted(brief, JUDGED)
    assert ("title",) == wanted(replace(brief, places={"title": Position("paper.md", 2)}))
    assert ("cover",) == wanted(replace(brief, cover=True))


def test_a_fragment_the_house_lacks_is_not_wanted():
    house = replace(shipped_house(), fragments={"cover.md.j2": ""})

    assert ("cover.md.j2",) == compose.wanted_fragments(BRIEF, house, JUDGED, library_needs_notice=True)


# ── the shipped fragments ────────────────────────────────────────────────────────────────────────────────────────────

FULL = replace(
    BRIEF,
    subtitle="With *stars* and @signs",
    organisation="Example Institute",
    series="Brief 7",
    authors=(Person("Eurasia desk", "lead"), Person("Research")),
    contact=Person("Duty editor", email="briefs@example.org"),
    abstract="What it says.",
    published="2022-10-20",
    information_cutoff="2022-10-19",
    outlook_horizon="April 2023",
    marking=Marking("TLP:GREEN"),
)


def fragment(name: str, brief: Brief) -> str:
    house = shipped_house()
    rendered = render_fragment(house, f"{name}.md.j2", compose.fragment_context(brief, house))
    outcome = read_markdown(rendered, file=house.fragment_files[f"{name}.md.j2"])
    assert () == outcome.diagnostics
    return printed(assembled(**{name: rendered}, brief=replace(brief, marking=Marking())))


def test_the_cover_prints_what_the_brief_says():
    lines = ["Example Institute", "Brief 7", "A small brief", "With *stars* and @signs", "Eurasia desk, lead", "Research"]
    dates = ["Published 20 October 2022", "Information as of 19 October 2022", "Outlook to April 2023", "Contents"]

    assert "\n\n".join([*lines, *dates]) + "\n" == fragment("cover", FULL)


def test_what_the_brief_does_not_say_leaves_no_trace():
    assert "A small brief\n" == fragment("cover", replace(BRIEF, contents=False))
    assert "A small brief\n" == fragment("title", replace(BRIEF, cover=False))


def test_the_title_block_says_who_and_when():
    lines = ["A small brief", "With *stars* and @signs", "Eurasia desk, lead", "Research", "Example Institute", "20 October 2022\n"]

    assert "\n\n".join(lines) == fragment("title", replace(FULL, cover=False))


def test_the_colophon_says_what_the_marking_asks_for():
    assert "TLP:GREEN: May be shared within the recipient’s community, but not in public." in fragment("colophon", FULL)


@pytest.mark.parametrize(
    ("profile", "row"),
    [
        ("icd203", "80–95\u00a0%      very likely, highly probable, highly probably"),
        ("phia", "80–90\u00a0%      highly likely"),
    ],
)
def test_the_annex_shows_the_scale_of_the_briefs_profile(profile, row):
    assert row in fragment("estimative", replace(BRIEF, estimative_profile=profile))


@pytest.mark.parametrize("name", [name for name in shipped_house().fragments if not name.startswith("mail/")])
def test_every_fragment_of_a_document_can_be_rendered_for_the_emptiest_brief(name):
    assert fragment(name.removesuffix(".md.j2"), Brief("x", "x", "x.md")).strip()


def test_the_history_tells_of_earlier_editions_where_there_were_any():
    assert "history" not in wanted(BRIEF)
    assert ("history.md.j2",) == tuple(
        name
        for name in compose.wanted_fragments(BRIEF, shipped_house(), (), library_needs_notice=False, has_history=True)
        if name == "history.md.j2"
    )
    context = compose.fragment_context(BRIEF, shipped_house(), 2, (Earlier(1, "2022-10-20", "the text changed"),))
    blocks = read_markdown(render_fragment(shipped_house(), "history.md.j2", context), file="history.md.j2").value
    assert "Edition 1, 20 October 2022the text changed" in plain_text(blocks)
