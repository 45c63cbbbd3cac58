from __future__ import annotations

import io

import pytest
from PIL import Image

from briefgen.model.position import Position
from briefgen.readers import read_picture
from briefgen.readers.pictures import MOST_BYTES

PLACE = Position("a.md", 3, 1)


def made(form: str, mode: str = "RGB", **options) -> bytes:
    image = Image.new(mode, (30, 20), 1 if mode in {"1", "P", "L"} else None)
    out = io.BytesIO()
    image.save(out, form, **options)
    return out.getvalue()


def reopened(picture) -> Image.Image:
    image = Image.open(io.BytesIO(picture.data))
    image.load()
    return image


def test_a_png_keeps_its_image_data_and_says_its_resolution():
    data = made("PNG", dpi=(300, 300))
    picture = read_picture(data, "a.png", PLACE).value
    assert ("image/png", 30, 20, 300.0) == (picture.media_type, picture.width, picture.height, picture.dpi)
    assert Image.open(io.BytesIO(data)).tobytes() == reopened(picture).tobytes()


def test_a_jpeg_keeps_its_image_data():
    data = made("JPEG", dpi=(150, 150))
    picture = read_picture(data, "a.jpg", PLACE).value
    assert (data, "image/jpeg", 150.0) == (picture.data, picture.media_type, picture.dpi)


@pytest.mark.parametrize(
    ("form", "mode", "media_type"),
    [
        ("GIF", "P", "image/png"),
        ("BMP", "RGB", "image/png"),
        ("TIFF", "CMYK", "image/png"),
        ("WEBP", "RGBA", "image/png"),
        ("JPEG", "CMYK", "image/jpeg"),
        ("PNG", "I;16", "image/png"),
        ("PNG", "1", "image/png"),
    ],
)
def test_every_format_becomes_png_or_jpeg_without_cmyk(form, mode, media_type):
    picture = read_picture(made(form, mode), "a.x", PLACE).value
    assert media_type == picture.media_type
    assert "CMYK" != reopened(picture).mode
    assert (30, 20) == reopened(picture).size == (picture.width, picture.height)


def test_the_same_bytes_give_the_same_picture():
    data = made("TIFF", "RGB")
    assert read_picture(data, "a", PLACE) == read_picture(data, "a", PLACE)


def test_what_a_camera_noted_is_left_out():
    exif = Image.Exif()
    exif[0x010E] = "taken at home"
    for data in (made("JPEG", exif=exif, comment=b"taken at home"), made("PNG", exif=exif)):
        assert b"taken at home" in data
        assert b"taken at home" not in read_picture(data, "a", PLACE).value.data


def test_a_photograph_is_set_upright():
    exif = Image.Exif()
    exif[0x0112] = 6
    picture = read_picture(made("JPEG", exif=exif), "a.jpg", PLACE).value
    assert (20, 30) == (picture.width, picture.height) == reopened(picture).size


@pytest.mark.parametrize(
    ("data", "seems"),
    [
        (b"", "empty"),
        (b"hello", "text"),
        (b"%PDF-1.7 ...", "a PDF"),
        (b'<?xml version="1.0"?><svg xmlns="x"/>', "an SVG drawing"),
        (b"<!DOCTYPE html><html>", "a web page or XML"),
        (b"PK\x03\x04....", "a ZIP archive or an Office document"),
        (made("PNG")[:60], "a damaged PNG"),
        (made("PNG").replace(b"IDAT", b"IDAT\x00"), "a damaged PNG"),
        (made("JPEG")[:300], "a damaged JPEG"),
        (b"\x00\x01\x02\x03", "something else"),
    ],
)
def test_what_is_no_picture_is_an_error_that_says_what_it_seems_to_be(data, seems):
    outcome = read_picture(data, "fig/a.png", PLACE)
    (found,) = outcome.diagnostics
    assert outcome.value is None
    assert ("not-a-picture", PLACE) == (found.code, found.position)
    assert f"fig/a.png is not a picture that can be read; it seems to be {seems}" == found.message
    assert found.hint


def test_a_picture_that_unpacks_to_gigabytes_is_refused():
    out = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(out, "PNG")
    (found,) = read_picture(out.getvalue(), "a.png", PLACE).diagnostics
    assert "picture-too-large" == found.code


def test_a_file_of_too_many_bytes_is_not_opened():
    outcome = read_picture(b"\x89PNG" + bytes(MOST_BYTES), "huge.png", None)
    assert ["picture-too-large"] == [finding.code for finding in outcome.diagnostics]
