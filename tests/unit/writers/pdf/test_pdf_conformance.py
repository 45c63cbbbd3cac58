"""Every file is PDF/UA-1 and PDF/A-3a, hangs together, and is the same bytes whenever it is built again."""

from __future__ import annotations

import functools
import hashlib
import io
import os
import subprocess
import sys
import zlib
from pathlib import Path

import page
import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefgen.layout.pages import Annotation, Element, Furniture, Layout, PlacedPicture, Rectangle, Rule
from briefgen.model.manifest import Attachment
from briefgen.proof.tags import check_tags
from briefgen.writers import pdf
from press import ACCENT, ARABIC, INK, SANS, SERIF, Press, document, manifest, report, style
from specimen import picture

TESTS = Path(__file__).parents[3]


@functools.cache
def written() -> bytes:
    return pdf.write(document(picture()), style(), manifest(), report().layout())


def flaws(data: bytes) -> list[str]:
    """What any of our three judges has against a file."""
    found = [finding.message for finding in check_tags(data)]
    for profile in ("ua1", "3a"):
        outcome = page.validate_pdf_bytes(data, profile=profile)
        found += (f"{profile} {failure.rule_id}: {failure.message}" for failure in outcome.failures)
    return found


def test_a_report_conforms() -> None:
    assert [] == flaws(written())


def test_a_document_of_nothing_but_an_empty_page_conforms() -> None:
    press = Press()
    press.page()
    assert [] == flaws(pdf.write(document(title=""), style(), manifest(attachments=()), press.layout()))


def test_nothing_of_a_page_is_left_to_a_font_that_is_not_embedded() -> None:
    assert b"Helvetica" not in written()
    with pikepdf.open(io.BytesIO(written())) as file:
        for font in file.pages[0].Resources.Font.values():
            assert "/FontFile2" in font.DescendantFonts[0].FontDescriptor


def test_every_stream_ends_with_a_line_end_of_its_own() -> None:
    assert written().count(b"endstream") == written().count(b"\r\nendstream") > 5


@pytest.mark.parametrize("last", [b"\r", b"\n"])
def test_a_stream_that_ends_like_a_line_is_as_long_as_it_says(last: bytes) -> None:
    content = next(text for text in map(b"a".__mul__, range(1000)) if zlib.compress(text).endswith(last))
    attachment = Attachment("letters.txt", "text/plain", content, "Data")
    assert [] == flaws(pdf.write(document(picture()), style(), manifest(attachments=(attachment,)), report().layout()))


def test_two_documents_have_two_identifiers_and_one_has_one() -> None:
    other = pdf.write(document(picture()), style(), manifest(generator="briefgen 0.1.1"), report().layout())
    with pikepdf.open(io.BytesIO(written())) as one, pikepdf.open(io.BytesIO(other)) as two:
        assert bytes(one.trailer.ID[0]) != bytes(two.trailer.ID[0])
        assert bytes(one.trailer.ID[0]) == bytes(one.trailer.ID[1]) != bytes(16)


BUILD = """
import hashlib, sys
sys.path[:0] = sys.argv[1:]
from press import document, manifest, report, style
from specimen import picture
from briefgen.writers import pdf
print(hashlib.sha256(pdf.write(document(picture()), style(), manifest(), report().layout())).hexdigest())
"""


@pytest.mark.parametrize(
    "surroundings",
    [
        {"PYTHONHASHSEED": "1", "TZ": "Asia/Tehran"},
        {"PYTHONHASHSEED": "2", "TZ": "America/Caracas", "SOURCE_DATE_EPOCH": "1", "LC_ALL": "C"},
    ],
    ids=["Tehran", "Caracas"],
)
def test_the_bytes_do_not_depend_on_the_machine(surroundings: dict[str, str]) -> None:
    command = [sys.executable, "-c", BUILD, str(TESTS), str(TESTS.parent / "src")]
    built = subprocess.run(command, env=os.environ | surroundings, capture_output=True, text=True, check=True)
    assert hashlib.sha256(written()).hexdigest() == built.stdout.strip()


# ── layouts that nobody thought of ───────────────────────────────────────────────────────────────────────────────────

TAGS = ("P", "Sect", "Div", "BlockQuote", "Span", "Note", "Reference", "Code", "Link", "Caption")
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8) | st.sampled_from(
    ["office", "Москва", "اسلام", "fi ffi", "🙂"]
)
COORDINATE = st.floats(-50, 900, allow_nan=False)


class Chance:
    """Makes a layout out of drawn choices, keeping only what :mod:`briefgen.layout.pages` promises."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.press = Press()

    def layout(self) -> Layout:
        for number in range(self.draw(st.integers(1, 3))):
            self.press.page(self.draw(st.sampled_from(["", "i", str(number)])))
        for _ in range(self.draw(st.integers(0, 4))):
            self.element(self.press.root, 3)
        for index, each in enumerate(self.press.pages):
            if self.draw(st.booleans()):
                each.destinations[f"there-{index}"] = self.draw(COORDINATE)
        return self.press.layout()

    def element(self, parent: Element, depth: int) -> None:
        element = parent.add(self.draw(st.sampled_from(TAGS)))
        element.language = self.draw(st.sampled_from([None, "fa", "not a language", "ru-RU"]))
        element.identifier = self.draw(st.sampled_from([None, "a", "b"]))
        element.actual_text = self.draw(st.none() | WORDS)
        for _ in range(self.draw(st.integers(0, 3))):
            if depth and self.draw(st.booleans()):
                self.element(element, depth - 1)
            else:
                self.paint(element)
        if element.tag == "Link":
            self.link(element)

    def paint(self, element: Element) -> None:
        content = element.content()
        for _ in range(self.draw(st.integers(0, 2))):
            self.turn()
            direction = self.draw(st.sampled_from(["ltr", "rtl"]))
            face = self.draw(st.sampled_from([SERIF, SANS, ARABIC]))
            self.press.run(
                content, self.draw(WORDS), x=self.draw(COORDINATE), y=self.draw(COORDINATE), face=face, direction=direction
            )
            if self.draw(st.booleans()):
                kind = self.draw(st.sampled_from(list(Furniture)))
                self.press.add(Rectangle(*(self.draw(COORDINATE) for _ in range(4)), INK), kind)
                self.press.add(Rule(1, 2, 3, 4, 0.5, ACCENT, self.draw(st.sampled_from([(), (1.0, 2.0)]))), kind)
        if self.draw(st.booleans()):
            self.press.add(PlacedPicture("figures/map.png", 10, 10, 60, 40))

    def link(self, element: Element) -> None:
        uri = self.draw(
            st.sampled_from([None, "https://example.org/", "javascript:alert(1)", "mailto:desk@example.org", "file:///etc"])
        )
        destination = None if uri else self.draw(st.sampled_from(["there-0", "nowhere"]))
        annotation = Annotation((1, 2, 3, 4), self.draw(WORDS), uri, destination)
        element.children.append(annotation)
        self.turn().annotations.append(annotation)

    def turn(self) -> object:
        """Go on painting on the last page or a new one, since text is painted in order."""
        if self.draw(st.integers(0, 9)) == 0:
            self.press.page()
        return self.press.pages[-1]


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.data())
def test_whatever_layout_makes_the_file_conforms(choices: st.DataObject) -> None:
    layout = Chance(choices.draw).layout()
    assert [] == flaws(pdf.write(document(picture()), style(), manifest(), layout))
