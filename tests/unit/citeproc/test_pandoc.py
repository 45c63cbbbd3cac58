from __future__ import annotations

import subprocess

import pytest
from reading_aloud import written

from briefgen.citeproc import PandocProcessor, find_pandoc, pandoc
from briefgen.citeproc.pandoc_input import DIVIDER, document, prepared_style
from briefgen.model.citation import CitationRequest, CiteItem, CiteMode, Cluster
from briefgen.model.errors import EnvironmentFailed, MalformedFile, ProcessorMissing

HEAD = (
    '<style xmlns="http://purl.org/net/xbiblio/csl" class="{}" version="1.0">'
    "<info><title>t</title><id>t</id><updated>2026-01-01</updated></info>"
)
TITLE_AND_LOCATOR = (
    '<group delimiter=", "><text variable="title" form="short"/><group delimiter=" ">'
    '<label variable="locator" form="short"/><text variable="locator"/></group></group>'
)
NOTES = (
    HEAD.format("note")
    + '<citation><layout suffix="." delimiter="; "><choose><if position="ibid"><text term="ibid"/></if><else>'
    + TITLE_AND_LOCATOR
    + "</else></choose></layout></citation></style>"
)
AUTHOR_DATE = (
    HEAD.format("in-text") + '<citation><layout prefix="(" suffix=")" delimiter="; "><group delimiter=", "><group delimiter=" ">'
    '<names variable="author"><name form="short"/></names><date variable="issued"><date-part name="year"/></date></group>'
    '<text variable="locator"/></group></layout></citation><bibliography><layout suffix="."><group delimiter=". ">'
    '<names variable="author"/><text variable="title" font-style="italic"/></group></layout></bibliography></style>'
)
NUMERIC = (
    HEAD.format("in-text")
    + '<citation><layout vertical-align="sup" delimiter=","><text variable="citation-number"/></layout></citation>'
    '<bibliography second-field-align="flush"><layout><text variable="citation-number" prefix="[" suffix="] "/>'
    '<text variable="title"/></layout></bibliography></style>'
)
REFERENCES = (
    {"id": "a", "type": "book", "title": "Alpha", "author": [{"family": "Doe", "given": "J."}], "issued": {"date-parts": [[2021]]}},
    {"id": "b", "type": "book", "title": "Beta", "author": [{"literal": "World Bank"}], "issued": {"date-parts": [[2022]]}},
    {"id": "x<i>", "type": "webpage", "title": "<i>Markup</i> & \\emph{LaTeX} *stars*", "URL": "javascript:alert(1)"},
)


def cluster(*items, mode=CiteMode.NORMAL, note=None, number=0):
    return Cluster(tuple(CiteItem(item) if isinstance(item, str) else item for item in items), mode, note, number)


def asked(*clusters, style=NOTES, language="en-US"):
    return CitationRequest(clusters, REFERENCES, style, language)


def answers(processor, *clusters, style=NOTES, language="en-US"):
    return [written(c.children) for c in processor.render(asked(*clusters, style=style, language=language)).clusters]


def test_every_locator_label_is_printed_in_the_document_s_language(processor):
    labels = ("page", "chapter", "section", "paragraph", "volume", "figure", "note", "line", "column", "part", "sub-verbo")
    clusters = [cluster(CiteItem("ab"[i % 2], label, "4-6"), number=i + 1) for i, label in enumerate(labels)]

    english = answers(processor, *clusters)
    german = answers(processor, *clusters, language="de-DE")

    assert "Alpha, pp. 4–6.|Beta, chaps. 4–6.|Alpha, secs. 4–6.|Beta, paras. 4–6.|Alpha, vols. 4–6." == "|".join(english[:5])
    assert "Alpha, S. 4–6.|Beta, Kap. 4–6.|Alpha, Abschn. 4–6.|Beta, Abs. 4–6.|Alpha, Bde. 4–6." == "|".join(german[:5])
    assert [] == [line for line in english + german if "bgx" in line]


def test_ibid_is_printed_only_where_the_note_before_cites_that_source_and_nothing_else(processor):
    clusters = (
        cluster("a", number=1),
        cluster("a", number=2),
        cluster("a", number=4),
        cluster("b", note=2, number=5),
        cluster("a", note=2, number=5),
        cluster("a", number=6),
        cluster("a", note=3, number=7),
        cluster("a", number=8),
    )

    assert ["Alpha.", "Ibid.", "Alpha.", "Beta", "Alpha", "Alpha.", "ibid", "Ibid."] == answers(processor, *clusters)


def test_prefixes_suffixes_and_odd_labels_come_through(processor):
    assert [
        "See Alpha, p. 4, and passim.",
        "Beta and passim.",
        "Alpha, app. 4 at the end.",
        "Beta, 4:20.",
        "Alpha, 99 years later.",
        "Beta, p. (4).",
    ] == answers(
        processor,
        cluster(CiteItem("a", "page", "4", "see", ", and passim")),
        cluster(CiteItem("b", suffix="and passim")),
        cluster(CiteItem("a", "appendix", "4", suffix=" at the end")),
        cluster(CiteItem("b", "timestamp", "4:20")),
        cluster(CiteItem("a", suffix=", 99 years later")),
        cluster(CiteItem("b", "page", "{4}")),
    )


def test_text_of_authors_is_text_and_a_link_leads_nowhere_it_may_not(processor):
    prefix = CiteItem("x<i>", prefix="*see* <b>", suffix=" $x^2$ [link](http://example.org)")

    (line,) = answers(processor, cluster(prefix))

    assert "*See* <b> *Markup* & \\emph{LaTeX} *stars* $x^2$ [link](http://example.org)." == line


def test_an_author_in_the_text_of_a_note_style_is_parted_from_its_note(processor):
    style = NOTES.replace("<choose>", '<names variable="author" suffix=", "/><choose>')
    result = processor.render(
        asked(
            cluster(CiteItem("a", "page", "4"), mode=CiteMode.AUTHOR_IN_TEXT),
            cluster("a", mode=CiteMode.SUPPRESS_AUTHOR),
            style=style,
        )
    )

    assert [("J. Doe", "Alpha, p. 4."), ("", "Alpha.")] == [(written(c.in_text), written(c.children)) for c in result.clusters]


def test_an_author_date_style_is_printed_in_the_line_in_all_three_modes(processor):
    result = processor.render(
        asked(
            cluster(CiteItem("a", "page", "4"), "b"),
            cluster("a", mode=CiteMode.AUTHOR_IN_TEXT),
            cluster(CiteItem("b", suppress_author=True)),
            cluster("a", note=1),
            style=AUTHOR_DATE,
        )
    )

    assert ["(Doe 2021, 4; World Bank 2022)", "Doe (2021)", "(2022)", "(Doe 2021)"] == [
        written(c.children) for c in result.clusters
    ]
    assert not result.note_style
    assert [("a", "J. Doe. *Alpha*."), ("b", "World Bank. *Beta*.")] == [
        (e.key, written(e.children)) for e in result.bibliography[:2]
    ]
    assert processor.name == result.processor


def test_a_numeric_style_has_raised_numbers_and_labels_in_its_list(processor):
    result = processor.render(asked(cluster("b", "a"), style=NUMERIC))

    assert "^1,2^" == written(result.clusters[0].children)
    assert [("b", "[1]", "Beta"), ("a", "[2]", "Alpha")] == [
        (e.key, written(e.label), written(e.children)) for e in result.bibliography[:2]
    ]


@pytest.mark.parametrize(
    ("style", "reason"),
    [
        ("<style", "the citation style cannot be read: line 1"),
        ("", "the citation style cannot be read"),
        ("<locale/>", "its root is <locale>"),
        (
            '<style class="note"><info><link rel="independent-parent" href="http://example.org/p"/></info></style>',
            "only points to http://example.org/p",
        ),
    ],
)
def test_a_style_that_cannot_be_used_is_refused_before_anything_starts(style, reason):
    with pytest.raises(MalformedFile, match=reason):
        PandocProcessor("/nonexistent/pandoc").render(asked(cluster("a"), style=style))


@pytest.mark.parametrize(
    "broken", [HEAD.format("note") + "</style>", NOTES.replace("<layout", "<lay").replace("</layout", "</lay")]
)
def test_what_the_processor_says_of_a_bad_style_comes_in_one_line(processor, broken):
    with pytest.raises(MalformedFile) as refused:
        processor.render(asked(cluster("a"), style=broken))

    assert refused.value.message.startswith("the citation style cannot be used: ")
    assert "\n" not in refused.value.message


def test_a_document_without_citations_starts_nothing():
    result = PandocProcessor("/nonexistent/pandoc").render(asked())

    assert ((), (), True) == (result.clusters, result.bibliography, result.note_style)


def test_a_program_that_cannot_be_started_says_what_to_install():
    with pytest.raises(ProcessorMissing) as missing:
        PandocProcessor("/nonexistent/pandoc").render(asked(cluster("a")))

    assert "pypandoc_binary" in missing.value.hint


def test_without_any_pandoc_the_error_says_what_to_install(monkeypatch):
    monkeypatch.setattr(pandoc.shutil, "which", lambda _: None)
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)

    with pytest.raises(ProcessorMissing) as missing:
        find_pandoc()

    assert "install Pandoc 3 or newer" in missing.value.hint


def test_a_pandoc_on_the_path_that_is_too_old_is_passed_over(monkeypatch):
    versions = {"old": ("2.19", 2), "bundled": ("3.9", 3)}
    monkeypatch.setattr(pandoc.shutil, "which", lambda _: "old")
    monkeypatch.setattr(pandoc, "_bundled", lambda: "bundled")
    monkeypatch.setattr(pandoc, "_version", versions.get)

    assert "bundled" == find_pandoc()


def test_a_processor_that_does_not_answer_is_the_machine_s_fault(monkeypatch):
    def hang(*_, **__):
        raise subprocess.TimeoutExpired("pandoc", 1)

    monkeypatch.setattr(subprocess, "run", hang)

    with pytest.raises(EnvironmentFailed, match="did not answer"):
        PandocProcessor("pandoc").render(asked(cluster("a")))


def test_no_shell_and_no_network_are_given_to_the_processor(monkeypatch):
    calls = []

    def remember(command, **options):
        calls.append((command, options))
        return subprocess.CompletedProcess(command, 1, b"", b"Error: bad")

    monkeypatch.setattr(subprocess, "run", remember)
    with pytest.raises(EnvironmentFailed):
        PandocProcessor("pandoc").render(asked(cluster("a")))

    (command, options) = calls[0]
    assert "--sandbox" in command
    assert "shell" not in options
    assert options["timeout"] > 0


def test_a_divider_stands_only_where_ibid_would_be_wrong():
    def divided(*clusters):
        return str(document(asked(*clusters))).count(DIVIDER)

    assert 0 == divided(cluster("a", number=1), cluster("a", number=2), cluster("b", number=4))
    assert 1 == divided(cluster("a", number=1), cluster("a", number=3))
    assert 1 == divided(cluster("b", note=1, number=1), cluster("a", note=1, number=1), cluster("a", number=2))
    assert 0 == divided(cluster("a"), cluster("a"))


def test_the_private_words_go_into_the_style_once_and_at_its_end():
    made = prepared_style("<style><!-- </style> --><citation/></style>\n<!-- end -->")

    assert "<style><!-- </style> --><citation/><locale>" == made[: made.index("<terms>")]
    assert made.endswith("</locale></style>\n<!-- end -->")
