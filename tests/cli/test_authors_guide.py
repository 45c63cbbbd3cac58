"""What briefs/README.md and templates/README.md say is so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from briefgen.citations import read_library
from briefgen.citations.fields import markdown_table
from briefgen.house import load_house
from briefgen.model.estimative import PROFILES
from briefgen.readers import includes, read_markdown, source
from briefgen.readers.semantics import KEYS
from briefgen.testing import MemoryFiles
from houses import TEMPLATES, ShippedFiles

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "briefs" / "README.md").read_text("utf-8")
HOUSES = (ROOT / "templates" / "README.md").read_text("utf-8")


def blocks(kind: str, text: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def test_every_field_of_a_source_is_told():
    assert markdown_table() in GUIDE


@pytest.mark.parametrize("profile", PROFILES.values(), ids=lambda profile: profile.name)
def test_every_term_of_likelihood_is_told_with_its_band(profile):
    for band, terms in zip(profile.bands, zip(*profile.rows, strict=True), strict=True):
        assert f"| {band} | {', '.join(f'`{term}`' for term in dict.fromkeys(terms))} |" in GUIDE


def test_every_attribute_of_a_judgment_is_told():
    assert [] == [key for key in KEYS["judgment"] if f"`{key}" not in GUIDE]


@pytest.mark.parametrize("text", [block for block in blocks("yaml", GUIDE) if "type: report" in block])
def test_the_sources_shown_are_read(text):
    outcome = read_library(text, file="sources.yaml")
    assert ((), ["isw"]) == (outcome.diagnostics, list(outcome.value))


def test_every_citation_style_of_the_house_is_named():
    assert [] == [file.stem for file in (TEMPLATES / "house" / "csl").glob("*.csl") if f"`{file.stem}`" not in GUIDE]


@pytest.mark.parametrize("text", blocks("toml", HOUSES))
def test_the_houses_shown_can_be_used(text):
    shipped = ShippedFiles()

    class WithOwn:
        def read(self, path: str) -> bytes:
            return text.encode() if path == "own/house.toml" else shipped.read(path)

        def exists(self, path: str) -> bool:
            return path == "own/house.toml" or shipped.exists(path)

    assert () == load_house("own", WithOwn()).diagnostics


QUOTES, LISTS = map(int, re.search(r"another up to (\d+) deep, lists, which take two levels each, up to (\d+)\.", GUIDE).groups())


@pytest.mark.parametrize(
    ("most", "nested"),
    [
        (QUOTES, lambda depth: "> " * depth + "x\n"),
        (QUOTES, lambda depth: "::: {.x}\n" * depth + "y\n" + ":::\n" * depth),
        (LISTS, lambda depth: "".join(f"{'  ' * level}- x\n" for level in range(depth))),
    ],
)
def test_blocks_stand_in_one_another_as_deep_as_is_told(most, nested):
    assert () == read_markdown(nested(most), file="a.md").diagnostics
    assert "nested-too-deep" in [finding.code for finding in read_markdown(nested(most + 1), file="a.md").diagnostics]


def test_the_other_limits_are_those_that_are_told():
    told = f"A line has up to {source.LONGEST_LINE:,} characters, a file up to {source.LONGEST_TEXT:,}, and as many may be included"
    assert told in " ".join(GUIDE.split())
    assert source.LONGEST_TEXT == includes.LONGEST
    assert f"Files include one another up to {includes.DEEPEST} deep" in " ".join(GUIDE.split())


def test_files_include_one_another_as_deep_as_is_told():
    def codes(depth: int) -> list[str]:
        files = {f"{n}.md": f"!include {n + 1}.md\n".encode() for n in range(1, depth)} | {f"{depth}.md": b"x\n"}
        return [finding.code for finding in read_markdown("!include 1.md\n", file="0.md", files=MemoryFiles(files)).diagnostics]

    assert [] == codes(includes.DEEPEST - 1)
    assert ["include-too-deep"] == codes(includes.DEEPEST)
