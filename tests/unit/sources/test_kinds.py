from __future__ import annotations

import io
import json

import pytest

from briefgen.model.fetching import Fetched
from briefgen.model.source import SourceKind
from briefgen.sources.extraction import Unreadable
from briefgen.sources.kinds import SOURCE_KINDS, kind_of, whole_text

RSS = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Wire &amp; news</title>
<item><title>Drones &lt;b&gt;again&lt;/b&gt;</title><link>/a</link><pubDate>Mon, 17 Oct 2022 10:00:00 GMT</pubDate></item>
<item><title>Bad link</title><link>javascript:alert(1)</link></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Wire</title><entry><title type="html">Drones &amp;amp; rails</title>
<link rel="edit" href="/edit"/><link href="https://example.org/b"/><updated>2022-10-17T10:00:00Z</updated></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel><title>Wire</title></channel>
<item><title>Drones</title><link>https://example.org/c</link></item></rdf:RDF>"""  # as such feeds come
JSON = {"version": "https://jsonfeed.org/version/1.1", "title": "Wire", "items": [{"id": "1", "url": "/d", "title": "Drones"}]}


def extract(kind, body, media_type="", url="https://example.org/feed"):
    data = body.encode() if isinstance(body, str) else body
    return SOURCE_KINDS[SourceKind(kind)].extract(Fetched(url, data, media_type))


@pytest.mark.parametrize(
    ("body", "title", "first"),
    [
        (RSS, "Wire & news", ("Drones again", "https://example.org/a", "Mon, 17 Oct 2022 10:00:00 GMT")),
        (ATOM, "Wire", ("Drones & rails", "https://example.org/b", "2022-10-17T10:00:00Z")),
        (RDF, "Wire", ("Drones", "https://example.org/c", "")),
        (json.dumps(JSON), "Wire", ("Drones", "https://example.org/d", "")),
    ],
    ids=["RSS", "Atom", "RDF", "JSON Feed"],
)
def test_a_feed_of_any_make_gives_its_items(body, title, first):
    got = extract("feed", body)

    assert (title, first) == (got.title, (got.items[0].title, got.items[0].url, got.items[0].published))


def test_a_feed_cannot_lead_a_reader_to_a_script():
    assert "" == extract("feed", RSS).items[1].url


def test_a_feed_reads_no_entity(tmp_path):
    (tmp_path / "secret").write_text("hidden words")
    bombed = "<!DOCTYPE r [<!ENTITY a 'aaaaaaaaaa'>" + "".join(
        f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 10}'>" for n in range(9)
    )
    body = (
        f"{bombed}<!ENTITY x SYSTEM 'file://{tmp_path}/secret'>]><rss><channel><item><title>&j;&x;</title></item></channel></rss>"
    )
    try:
        text = extract("feed", body).text
    except Unreadable:
        text = ""

    assert "hidden" not in text
    assert len(text) < 1000


@pytest.mark.parametrize("body", ["<html><p>x</p></html>", "", "{}", '{"items": 1}', "not a feed", "[" * 100_000])
def test_what_is_no_feed_is_said_to_be_none(body):
    with pytest.raises(Unreadable):
        extract("feed", body)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a,b\n1,2\n", "a,b\r\n1,2"),
        ("a,b\n1,2\n", '\ufeff"a", b\n1 ,"2"\n\n'),
        ("a;b\n1;2\n", "a,b\n1,2"),
        ('{"a": 1, "b": {"c": 2, "d": 3}}', '{ "b": {"d": 3, "c": 2},\n"a": 1}'),
    ],
)
def test_two_writings_of_one_dataset_are_one_text(one, other):
    assert extract("dataset", one).text == extract("dataset", other).text


@pytest.mark.parametrize(
    ("one", "other"),
    [("a\n1\n2", "a\n2\n1"), ("a\n1", "a\n2"), ("a\nx", "a\nX"), ('{"a": [1, 2]}', '{"a": [2, 1]}'), ('{"a": 1}', '{"a": "1"}')],
)
def test_other_values_or_another_order_of_rows_are_another_text(one, other):
    assert extract("dataset", one).text != extract("dataset", other).text


@pytest.mark.parametrize("body", ['{"a": ', "[" * 100_000, "<html>an error page</html>", b"\x00\x01", b"a,\xff\xfe\n"])
def test_what_is_no_dataset_is_said_to_be_none(body):
    with pytest.raises(Unreadable):
        extract("dataset", body)


def test_a_pdf_gives_the_text_of_its_pages_and_its_title():
    from reportlab.pdfgen.canvas import Canvas

    made = io.BytesIO()
    canvas = Canvas(made, invariant=1)
    canvas.setTitle("A report")
    for words in ("The first page says this.", "The second page says that."):
        canvas.drawString(72, 700, words)
        canvas.showPage()
    canvas.save()
    got = extract("pdf", made.getvalue())

    assert ("The first page says this.\nThe second page says that.", "A report") == (got.text, got.title)
    assert got.version


@pytest.mark.parametrize("body", [b"<html>not found</html>", b"%PDF-1.7 torn", b""])
def test_what_is_no_pdf_is_said_to_be_none(body):
    with pytest.raises(Unreadable):
        extract("pdf", body)


def test_a_text_is_read_with_and_without_a_byte_order_mark():
    assert extract("file", "\ufeff# Head\n\nText").text == extract("file", "# Head\n\nText").text
    assert "Head" == extract("file", "# Head\n\nText").title


def test_a_text_that_is_not_utf_8_says_what_to_do():
    with pytest.raises(Unreadable, match="save it as UTF-8"):
        extract("file", "Größe".encode("latin-1"))


@pytest.mark.parametrize(
    ("media_type", "body", "kind"),
    [
        ("application/pdf", b"", SourceKind.PDF),
        ("text/html", b"%PDF-1.7", SourceKind.PDF),
        ("application/geo+json", b"{}", SourceKind.DATASET),
        ("text/csv", b"a", SourceKind.DATASET),
        ("text/plain", b"a", SourceKind.FILE),
        ("text/html", b"<p>", SourceKind.WEB),
        ("", b"<p>", SourceKind.WEB),
    ],
)
def test_a_page_that_is_something_else_is_read_as_that(media_type, body, kind):
    assert kind is kind_of(SourceKind.WEB, Fetched("https://example.org/", body, media_type))
    assert SourceKind.FEED is kind_of(SourceKind.FEED, Fetched("https://example.org/", body, media_type))


def test_the_whole_text_of_anything_but_a_page_is_its_text():
    assert "a,b" == whole_text(SourceKind.DATASET, Fetched("x.csv", b"a,b\n"))
