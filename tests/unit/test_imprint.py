from __future__ import annotations

import json
from dataclasses import replace

import pytest

from briefgen import __version__, imprint
from briefgen.imprint import Origins, document_digest, instant, make_manifest
from briefgen.model.brief import Brief
from briefgen.model.citation import CitationRequest
from briefgen.model.manifest import PageMap
from specimen import specimen

ORIGINS = Origins(
    Brief("black-sea", "The Black Sea", "brief.md", published="2022-11-02"),
    {"brief.md": "---\n", "sections/military/ukraine.md": "# Ukraine\n"},
    CitationRequest((), ({"id": "b", "title": "Заголовок"},), "<style/>"),
)


@pytest.mark.parametrize(
    ("published", "epoch", "expected"),
    [
        ("2022-11-02", None, "2022-11-02T00:00:00+00:00"),
        ("2022-11-02", 0, "2022-11-02T00:00:00+00:00"),
        ("", 1_000_000_000, "2001-09-09T01:46:40+00:00"),
        ("autumn 2022", 1_000_000_000, "2001-09-09T01:46:40+00:00"),
        ("", None, imprint.UNDATED.isoformat()),
    ],
)
def test_the_instant_is_the_day_of_publication_then_the_epoch_then_a_fixed_one(published, epoch, expected):
    assert expected == instant(published, epoch)


def test_the_manifest_names_the_brief_the_program_and_the_text():
    manifest = make_manifest(specimen(), ORIGINS, PageMap({"a": "1"}, 3))

    assert ("black-sea", f"briefgen {__version__}", 3) == (manifest.id, manifest.generator, manifest.page_map.pages)
    assert document_digest(specimen()) == manifest.digest


def test_the_authors_text_goes_in_as_source_and_the_cited_references_as_data():
    attachments = make_manifest(specimen(), ORIGINS, PageMap()).attachments

    assert [("brief.md", "Source"), ("sections-military-ukraine.md", "Source"), ("references.json", "Data")] == [
        (attachment.name, attachment.relationship) for attachment in attachments
    ]
    assert [{"id": "b", "title": "Заголовок"}] == json.loads(attachments[-1].data)


def test_a_table_in_csv_goes_in_as_data():
    origins = replace(ORIGINS, texts={"data/trade.csv": "Year,Value\n"})

    attachment = make_manifest(specimen(), origins, PageMap()).attachments[0]
    assert ("data-trade.csv", "text/csv", "Data") == (attachment.name, attachment.media_type, attachment.relationship)


def test_a_text_without_citations_has_no_references_to_go_in():
    origins = replace(ORIGINS, request=CitationRequest((), (), ""))

    assert "references.json" not in [attachment.name for attachment in make_manifest(specimen(), origins, PageMap()).attachments]


def test_another_picture_under_the_same_name_is_another_document():
    document = specimen()
    picture = document.pictures["figures/map.png"]
    changed = replace(document, pictures={"figures/map.png": replace(picture, data=picture.data + b"x")})

    assert document_digest(document) != document_digest(changed)


def test_what_is_packed_makes_the_same_manifest_and_digest_and_holds_no_text_any_more():
    packed = imprint.packed(ORIGINS)

    assert ({}, ()) == (packed.texts, packed.request.references)
    assert make_manifest(specimen(), ORIGINS, PageMap()) == make_manifest(specimen(), packed, PageMap())
    assert imprint.texts_digest(ORIGINS) == imprint.texts_digest(packed) == packed.written
    other = replace(ORIGINS, texts={**ORIGINS.texts, "brief.md": "--- \n"})
    assert imprint.texts_digest(ORIGINS) != imprint.texts_digest(other)
