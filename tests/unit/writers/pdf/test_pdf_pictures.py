"""Pictures are embedded as they look, once each, without what their files carried besides."""

from __future__ import annotations

import io

import pypdfium2
import pytest
from PIL import Image
from reading import opened, write
from test_pdf_conformance import flaws

from briefgen.layout.pages import Furniture, PlacedPicture
from briefgen.model import tree
from briefgen.model.errors import MalformedFile
from press import Press, document

COLOURS = [(255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 255)]


def image(mode: str) -> Image.Image:
    made = Image.new("RGB", (4, 2))
    made.putdata(COLOURS * 2)
    if mode == "P with transparency":
        indexed = made.quantize(8)
        indexed.info["transparency"] = indexed.getpixel((0, 0))
        return indexed
    if mode == "I;16":
        return Image.new("I;16", (4, 2), 40_000)
    return made.convert(mode)


def picture(made: Image.Image, kind: str = "PNG", **how: object) -> tree.Picture:
    out = io.BytesIO()
    made.save(out, kind, **how)
    return tree.Picture(out.getvalue(), f"image/{kind.lower()}", made.width, made.height)


def file_with(one: tree.Picture, times: int = 1) -> bytes:
    press = Press()
    press.page()
    for number in range(times):
        figure = press.root.add("Figure")
        figure.alternative, figure.bounds = "Colours", (56, 400, 96, 420)
        press.add(PlacedPicture("figures/map.png", 56, 400 + 30 * number, 40, 20, figure.content()))
    return write(press.layout(), document(one))


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L", "LA", "P", "P with transparency", "1", "I;16", "CMYK"])
def test_a_picture_of_any_kind_conforms(mode: str) -> None:
    made = image(mode)
    data = file_with(picture(made, "JPEG") if mode == "CMYK" else picture(made))
    assert [] == flaws(data)
    with opened(data) as file:
        assert b"CMYK" not in file.pages[0].Resources.XObject["/Im1"].ColorSpace.unparse()


def test_a_picture_is_painted_in_its_colours_and_in_its_box() -> None:
    file = pypdfium2.PdfDocument(file_with(picture(image("RGB"))))
    painted = file[0].render(scale=1).to_pil()
    file.close()
    found = [painted.getpixel((56 + 5 + 10 * column, 842 - 415)) for column in range(4)]
    assert COLOURS == found


def test_what_is_transparent_shows_the_page_behind_it() -> None:
    clear = image("RGBA")
    clear.putalpha(0)
    file = pypdfium2.PdfDocument(file_with(picture(clear)))
    painted = file[0].render(scale=1).to_pil()
    file.close()
    assert (255, 255, 255) == painted.getpixel((60, 842 - 410))


def test_a_picture_shown_twice_is_embedded_once() -> None:
    assert 1 == file_with(picture(image("RGB")), times=2).count(b"/Subtype /Image")


def test_a_photograph_is_not_packed_again() -> None:
    photograph = picture(image("RGB"), "JPEG")
    with opened(file_with(photograph)) as file:
        assert photograph.data == file.pages[0].Resources.XObject["/Im1"].read_raw_bytes()


@pytest.mark.parametrize("data", [b"", b"not a picture", picture(image("RGB")).data[:60]], ids=["empty", "text", "cut short"])
def test_bytes_that_are_no_picture_are_named_with_a_remedy(data: bytes) -> None:
    with pytest.raises(MalformedFile, match=r"figures/map\.png cannot be read as a picture \(save it again as PNG or JPEG\)"):
        file_with(tree.Picture(data, "image/png", 4, 2))


def test_a_picture_too_large_to_unpack_is_refused() -> None:
    huge = Image.new("1", (14_000, 14_000))
    with pytest.raises(MalformedFile, match="cannot be read as a picture"):
        file_with(picture(huge))


def test_a_decorative_picture_is_an_artifact() -> None:
    press = Press()
    press.page()
    press.add(PlacedPicture("figures/map.png", 0, 0, 40, 20), Furniture.HEADER)
    data = write(press.layout(), document(picture(image("RGB"))))
    assert [] == flaws(data)
    with opened(data) as file:
        content = file.pages[0].Contents.read_bytes()
    assert content.startswith(b"/Artifact <</Type /Pagination /Subtype /Header")
