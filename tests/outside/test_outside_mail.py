"""The body of the example's mail before a browser: at the width of a telephone and of a desk, by day and by night."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path

import pytest
from PIL import Image

from briefgen.composing import Options, compose_brief
from briefgen.model.edition import Content, Edition
from briefgen.outbox.letters import letter_of
from briefgen.workspace import find

pytestmark = pytest.mark.outside

QUIET = "--disable-gpu --disable-background-networking --disable-component-update --disable-sync --no-first-run --hide-scrollbars"
NIGHT = "--blink-settings=preferredColorScheme=0"
NAVY, WHITE, DARK, BLACK = (11, 37, 69), (255, 255, 255), (18, 24, 32), (0, 0, 0)


@pytest.fixture(scope="module")
def body(repository, tmp_path_factory) -> Path:
    workspace, where = find("russia-iran", repository)
    composed = compose_brief(workspace, where, Options())
    edition = Edition("russia-iran", 1, Content("1"), {}, "2022-10-20T06:00:00Z", "first edition")
    letter = letter_of(composed.origins.brief, composed.document, composed.house, edition, {}).value
    place = tmp_path_factory.mktemp("mail") / "body.html"
    place.write_bytes(letter.html)
    return place


def seen(body: Path, width: int, *more: str) -> Image.Image:
    """A picture of the page; without its sandbox, which a container does not allow."""
    picture = body.with_suffix(".png")
    size = f"--window-size={width},2400"
    profile = f"--user-data-dir={body.parent / 'profile'}"
    words = [
        "chromium",
        "--headless",
        "--no-sandbox",
        *QUIET.split(),
        profile,
        f"--screenshot={picture}",
        size,
        *more,
        body.as_uri(),
    ]
    subprocess.run(words, check=True, capture_output=True, timeout=120)
    return Image.open(io.BytesIO(picture.read_bytes())).convert("RGB")


def colours(picture: Image.Image, box: tuple[int, int, int, int]) -> set[tuple[int, int, int]]:
    return {colour for _, colour in picture.crop(box).getcolors(1 << 24)}


@pytest.mark.parametrize("width", [500, 1000])
def test_the_page_fits_its_screen_and_ends_with_the_marking(body, width):
    picture = seen(body, width)
    masthead = [y for y in range(picture.height) if picture.getpixel((width // 2, y)) == NAVY]
    text = (0, masthead[-1] + 10, width, picture.height)
    ink = picture.crop(text).convert("L").point(lambda value: 255 * (value < 100)).getbbox()

    assert len(masthead) > 100
    assert {WHITE} == colours(picture, (width - 10, masthead[-1] + 10, width, picture.height))
    assert ink[3] + text[1] < picture.height
    last = ink[3] + text[1]
    assert BLACK in colours(picture, (width // 2 - 40, last - 20, width // 2 + 40, last))


def test_by_night_the_page_is_dark_and_its_text_is_light(body):
    picture = seen(body, 1000, NIGHT)
    shades = picture.convert("L").histogram()

    assert DARK == picture.getpixel((5, 2000))
    assert sum(shades[:70]) > 0.85 * sum(shades)
    assert sum(shades[160:]) > 10_000
