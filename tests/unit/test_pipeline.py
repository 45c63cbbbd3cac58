from __future__ import annotations

import gc
import os
import signal
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from briefgen import layout, pipeline
from briefgen.beside import beside
from briefgen.composing import compose_brief
from briefgen.model import tree
from briefgen.model.diagnostic import error
from briefgen.model.errors import (
    BrokenHouse,
    CheckFailed,
    EnvironmentFailed,
    MalformedFile,
    NotAsWritten,
    ProcessorMissing,
    UnknownHouse,
    WorkspaceError,
)
from briefgen.model.role import Role
from briefgen.model.walk import plain_text, walk
from briefgen.pipeline import Options, build, check
from briefgen.testing import FakeProcessor
from briefgen.workspace import BriefFile, Workspace, find
from briefgen.writers import Format

MISSION = ("summary", "economic", "military/ukraine", "military/syria", "military/venezuela", "us-policy-implications")
FRONT = f"---\ntitle: A brief\npublished: 2022-10-20\nsections: [{', '.join(MISSION)}]\n---\n"


class Studio:
    """A workspace with one brief, and what its processor was asked."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.brief = root / "briefs" / "small"
        self.processor = FakeProcessor()
        self.write("brief.md", FRONT)
        for name in MISSION:
            self.write(f"sections/{name}.md", f"# {name}\n\nWords of {name} [@a].\n")
        self.write("sources.yaml", "references:\n  - {id: a, type: book, title: A book}\n")

    def write(self, path: str, text: str) -> None:
        file = self.brief / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def found(self) -> tuple[Workspace, BriefFile]:
        workspace, where = find("small", self.root)
        return replace(workspace, processor=self.processor), where

    def codes(self, options: Options = Options()) -> list[str]:
        return [finding.code for finding in check(*self.found(), options).diagnostics]

    def sections(self) -> list[str]:
        return [block.name for block in check(*self.found()).value.blocks if isinstance(block, tree.Section)]

    def files(self) -> list[str]:
        return sorted(file.name for file in (self.root / "dist").rglob("*"))


@pytest.fixture
def studio(tmp_path: Path) -> Studio:
    return Studio(tmp_path)


# ── check ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_sections_are_printed_in_the_order_of_the_front_matter(studio):
    names = studio.sections()

    assert list(MISSION) == [name for name in names if name in MISSION]
    assert [] == studio.codes()


def test_the_text_of_a_group_comes_before_its_first_section_without_being_listed(studio):
    studio.write("sections/military/index.md", "# Military\n\nThe theatres differ.\n")

    names = studio.sections()
    assert names.index("military/index") == names.index("military/ukraine") - 1
    assert "military" not in names


@pytest.mark.parametrize("cover", ["true", "false"])
def test_the_abstract_is_markdown_and_printed_with_a_cover_and_without(studio, cover):
    studio.write("brief.md", FRONT.replace("title:", f"abstract: In *short* [@a].\ncover: {cover}\ntitle:"))

    document = check(*studio.found()).value
    (abstract,) = [node for node in walk(document.blocks) if isinstance(node, tree.Paragraph) and node.role is Role.ABSTRACT]
    assert "In short." == plain_text(abstract)
    assert ["Emphasis", "Cite"] == [type(node).__name__ for node in walk(abstract) if isinstance(node, tree.Emphasis | tree.Cite)]


def test_what_a_section_includes_is_among_the_sources_of_the_file(studio):
    studio.write("sections/summary.md", '# Summary\n\n!include ../parts/more.md\n\n::: {.table file="../data/trade.csv"}\n:::\n')
    studio.write("parts/more.md", "More words [@a].\n")
    studio.write("data/trade.csv", "Year,Value\n2022,7\n")

    texts = compose_brief(*studio.found(), Options()).origins.texts

    assert ("More words [@a].\n", "Year,Value\n2022,7\n") == (texts["parts/more.md"], texts["data/trade.csv"])
    assert "sections/summary.md" in texts


def test_text_below_the_front_matter_comes_first(studio):
    studio.write("brief.md", f"{FRONT}\nBefore everything.\n")

    document = check(*studio.found()).value
    texts = [plain_text(node) for node in walk(document.blocks) if isinstance(node, tree.Paragraph)]
    assert texts.index("Before everything.") < texts.index("Words of summary.")


def test_citations_are_placed_as_the_processor_answers(studio):
    document = check(*studio.found()).value
    notes = [plain_text(node.children) for node in walk(document.blocks) if isinstance(node, tree.Note)]

    assert ["a."] * 6 == notes
    assert 6 == len(studio.processor.requests[0].clusters)


def test_one_run_finds_the_mistakes_of_every_stage(studio):
    studio.write("brief.md", FRONT.replace("published", "publisht"))
    studio.write("sections/summary.md", "# summary\n\nOne [@b], ![map](map.png) and {.bad}\n\n### Too deep\n")
    studio.write("sections/economic.md", "# economic\n\n!include nowhere.md\n")

    assert {"unknown-key", "unknown-citation", "missing-picture", "include-failed", "heading-skip"} <= set(studio.codes())


def test_a_brief_with_errors_starts_no_processor(studio):
    studio.write("sections/summary.md", "# summary\n\nOne [@b].\n")

    assert ["unknown-citation"] == studio.codes()
    assert [] == studio.processor.requests


def test_where_a_library_cannot_be_read_its_sources_are_not_called_unknown(studio):
    studio.write("brief.md", FRONT.replace("---\ntitle", "---\nbibliography: [nowhere.yaml]\ntitle"))

    assert ["missing-file"] == studio.codes()


def test_sources_in_any_of_the_usual_files_are_found(studio):
    (studio.brief / "sources.yaml").unlink()
    studio.write("sources.bib", "@book{a, title = {A book}}")

    assert [] == studio.codes()


def test_a_style_that_cannot_be_used_is_a_finding_beside_the_others(studio):
    class Refusing(FakeProcessor):
        def render(self, request):
            raise MalformedFile("the citation style cannot be read: no style", hint="name another style")

    studio.processor = Refusing()
    studio.write("brief.md", FRONT.replace("title: A", "citations: {style: chicago-author-date}\ntitle: A"))

    assert "unknown-citation-style" in studio.codes()
    studio.write("brief.md", FRONT)
    with pytest.raises(BrokenHouse) as refused:
        studio.codes()
    assert ["unusable-citation-style"] == [finding.code for finding in refused.value.diagnostics]


def test_strict_makes_every_warning_an_error(studio):
    studio.write("sections/draft.md", "Not listed.\n")

    assert not check(*studio.found()).has_errors
    assert check(*studio.found(), Options(strict=True)).has_errors


def test_a_file_that_others_include_need_not_be_listed(studio):
    studio.write("sections/_boilerplate.md", "The same in every edition.\n")
    studio.write("sections/summary.md", "# summary\n\n!include _boilerplate.md\n\nWords [@a].\n")

    assert [] == studio.codes()


def test_another_house_may_be_asked_for_and_an_unknown_one_is_refused_without_a_place_in_the_brief(studio):
    with pytest.raises(UnknownHouse) as caught:
        check(*studio.found(), Options(house="huose"))

    assert (None, "did you mean house?") == (caught.value.position, caught.value.hint)


# ── build ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_files_are_named_by_the_brief_and_told_with_size_and_pages(studio):
    built = build(*studio.found(), ("pdf", "txt"))

    assert ["small.pdf", "small.txt"] == studio.files()
    pdf, txt = built.written
    assert (studio.root / "dist" / "small.pdf", 0) == (pdf.path, txt.pages)
    assert pdf.size == pdf.path.stat().st_size
    assert pdf.pages > 0


def test_the_pages_are_laid_out_once_for_all_formats_and_not_at_all_for_text(studio, monkeypatch):
    laid_out = []
    paginate = layout.paginate
    monkeypatch.setattr(layout, "paginate", lambda *arguments: laid_out.append(1) or paginate(*arguments))

    build(*studio.found(), ("txt",))
    assert [] == laid_out
    build(*studio.found(), ("docx", "pdf"))
    assert [1] == laid_out


def test_errors_leave_nothing_and_are_all_in_the_exception(studio):
    studio.write("sections/summary.md", "# summary\n\nOne [@b] and [@c].\n")

    with pytest.raises(CheckFailed) as caught:
        build(*studio.found(), ("txt",))
    assert ["unknown-citation", "unknown-citation"] == [finding.code for finding in caught.value.diagnostics]
    assert not (studio.root / "dist").exists()


def test_a_writer_that_fails_leaves_nothing_of_the_other_formats(studio, monkeypatch):
    broken = replace(pipeline.WRITERS["pdf"], module="briefgen.no_such_writer")
    monkeypatch.setattr(pipeline, "WRITERS", {**pipeline.WRITERS, "pdf": broken})

    with pytest.raises(ModuleNotFoundError):
        build(*studio.found(), ("txt", "pdf"))
    assert not (studio.root / "dist").exists()


def test_an_unknown_format_is_refused_before_anything_is_read(studio):
    (studio.brief / "brief.md").unlink()

    with pytest.raises(WorkspaceError, match=r"there is no format 'dox' \(did you mean docx\?\)"):
        build(Workspace.open(studio.root), BriefFile("briefs/small/brief.md", "small"), ("dox",))


def test_formatted_citations_are_kept_for_the_next_build(studio):
    build(*studio.found(), ("txt",))
    build(*studio.found(), ("txt",))
    assert 1 == len(studio.processor.requests)

    studio.write("sections/summary.md", "# summary\n\nOther words [@a, p. 4].\n")
    build(*studio.found(), ("txt",))
    assert 2 == len(studio.processor.requests)


def test_a_check_writes_no_lock(studio):
    check(*studio.found())

    assert not (studio.brief / "citations.lock").exists()


def test_a_lock_that_cannot_be_kept_is_a_warning_for_the_documents_are_there(studio, monkeypatch):
    write = Workspace.write

    def refuse_lock(self: Workspace, files: dict[Path, bytes]) -> None:
        if any(path.name == "citations.lock" for path in files):
            raise EnvironmentFailed("citations.lock cannot be written")
        write(self, files)

    monkeypatch.setattr(Workspace, "write", refuse_lock)
    built = build(*studio.found(), ("txt",))
    assert (["lock-not-kept"], ["small.txt"]) == ([finding.code for finding in built.diagnostics], studio.files())


def test_a_processor_that_is_missing_says_so_only_when_it_is_needed(studio):
    build(*studio.found(), ("txt",))

    class Missing(FakeProcessor):
        def render(self, request):
            raise ProcessorMissing("citations changed and no citation processor is installed")

    studio.processor = Missing()
    assert [] == studio.codes()
    studio.write("sections/summary.md", "# summary\n\nOther words [@a, p. 4].\n")
    with pytest.raises(ProcessorMissing):
        check(*studio.found())


def test_every_stage_is_announced_before_it_begins(studio):
    heard: list[str] = []
    build(*studio.found(), ("txt",), options=Options(stage=heard.append))

    assert ["reading", "formatting citations", "making plain text", "writing files"] == heard


def test_source_date_epoch_dates_a_document_without_a_date(studio, monkeypatch):
    studio.write("brief.md", FRONT.replace("published: 2022-10-20\n", ""))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    build(*studio.found(), ("pdf",))

    assert b"2001-09-09" in (studio.root / "dist" / "small.pdf").read_bytes()


@pytest.mark.parametrize("stated", ["yesterday", "-1", "99999999999999"])
def test_a_source_date_epoch_that_is_no_date_is_the_environments_failure(studio, monkeypatch, stated):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", stated)

    with pytest.raises(EnvironmentFailed, match="SOURCE_DATE_EPOCH"):
        studio.found()


def test_a_build_leaves_the_search_for_cycles_as_it_was(tmp_path):
    (tmp_path / "a.md").write_text("# A\n\nText.\n", "utf-8")
    assert gc.isenabled()
    build(*find(str(tmp_path / "a.md"), tmp_path), ["txt"], tmp_path)
    kept_on = gc.isenabled()
    gc.disable()
    try:
        build(*find(str(tmp_path / "a.md"), tmp_path), ["txt"], tmp_path)
        kept_off = not gc.isenabled()
    finally:
        gc.enable()

    assert (True, True) == (kept_on, kept_off)


# ── a Word file beside a PDF ─────────────────────────────────────────────────────────────────────────────────────────

BOTH = ("pdf", "docx")
needs_a_second_process = pytest.mark.skipif(
    sys.platform != "linux" or len(os.sched_getaffinity(0)) < 2, reason="needs a second process and a processor for it"
)


def written(studio: Studio) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in (studio.root / "dist").iterdir()}


@needs_a_second_process
@pytest.mark.parametrize("formats", [BOTH, BOTH[::-1], (*BOTH, "txt", "html")])
def test_files_made_beside_each_other_have_the_bytes_of_files_made_in_turn(studio, formats):
    build(*studio.found(), formats)
    in_turn = written(studio)
    built = build(*studio.found(), formats, options=Options(beside=beside))

    assert in_turn == written(studio)
    assert [f"small.{name}" for name in formats] == [each.path.name for each in built.written]


@needs_a_second_process
def test_the_word_file_is_written_and_proved_by_the_other_process(studio, monkeypatch):
    here = []
    monkeypatch.setattr(pipeline, "prove", lambda name, *_: here.append(name) or ())

    build(*studio.found(), BOTH, options=Options(beside=beside))
    assert ["pdf"] == here


@pytest.mark.parametrize("formats", [("docx",), ("pdf",), ("docx", "txt"), ("pdf", "html")])
def test_nothing_is_made_beside_where_there_are_no_two_that_take_long(studio, formats):
    def refuse(work):
        raise AssertionError(work)

    build(*studio.found(), formats, options=Options(beside=refuse))
    assert len(formats) == len(studio.files())


@needs_a_second_process
@pytest.mark.parametrize("faulty", [{"docx"}, {"pdf"}, {"docx", "pdf"}])
def test_faults_of_files_made_beside_each_other_are_told_as_of_those_made_in_turn(studio, monkeypatch, faulty):
    def say(name, *_):
        return (error("not-as-written", f"the {name} is not as written"),) if name in faulty else ()

    monkeypatch.setattr(pipeline, "prove", say)
    told = []
    for options in (Options(), Options(beside=beside)):
        with pytest.raises(NotAsWritten) as caught:
            build(*studio.found(), BOTH, options=options)
        told.append(caught.value.diagnostics)
    assert told[0] == told[1]
    assert [f"the {name} is not as written" for name in BOTH if name in faulty] == [each.message for each in told[1]]
    assert not (studio.root / "dist").exists()


@needs_a_second_process
def test_a_word_writer_that_fails_beside_fails_as_ever(studio, monkeypatch):
    broken = replace(pipeline.WRITERS["docx"], module="briefgen.no_such_writer")
    monkeypatch.setattr(pipeline, "WRITERS", {**pipeline.WRITERS, "docx": broken})

    with pytest.raises(ModuleNotFoundError):
        build(*studio.found(), BOTH, options=Options(beside=beside))
    assert not (studio.root / "dist").exists()


@needs_a_second_process
def test_a_word_file_whose_process_was_killed_is_made_again_here(studio, monkeypatch):
    parent, first = os.getpid(), Format.write

    def write(self, *arguments):
        if os.getpid() != parent:
            os.kill(os.getpid(), signal.SIGKILL)
        return first(self, *arguments)

    monkeypatch.setattr(Format, "write", write)
    build(*studio.found(), BOTH, options=Options(beside=beside))
    assert ["small.docx", "small.pdf"] == studio.files()
