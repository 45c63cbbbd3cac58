"""Editions as their operator meets them: what is said, and how the program ends."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from desk import DATA, PAGE, SAID, SOURCES, SUMMARY, TABLE, Desk

LOCAL = SOURCES.replace(f"    URL: {PAGE}\n", "    briefgen: {path: data/page.txt}\n")
DAILY = 'schedule: {cron: "0 6 * * *", timezone: Europe/Berlin}\n'


@pytest.fixture
def desk(tmp_path, monkeypatch) -> Desk:
    """A workspace whose brief rests on a file of its own; it is the current folder."""
    desk = Desk(tmp_path)
    desk.write(text=SUMMARY + TABLE, sources=LOCAL, more="auto_release: data\n")
    desk.file("briefs/drones/data/page.txt", SAID)
    desk.file("briefs/drones/data/drones.csv", DATA)
    monkeypatch.chdir(tmp_path)
    return desk


def change_page(desk: Desk) -> None:
    desk.file("briefs/drones/data/page.txt", SAID.replace("46 drones", "60 drones"))


# ── refresh ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_first_refresh_makes_the_first_edition_and_prints_its_files(desk, briefgen):
    run = briefgen("refresh")

    assert (0, "dist/drones/ed01/drones.txt\n") == (run.code, run.out)
    assert "drones: edition 1: first edition" in run.err
    assert "1 brief: 1 published; 1 source: 1 seen first" in run.err


def test_a_changed_value_makes_the_second_and_names_the_change(desk, briefgen):
    briefgen("refresh")
    desk.file("briefs/drones/data/drones.csv", DATA.replace("52", "61"))

    assert "drones: edition 2: data changed" in briefgen("refresh").err
    assert "52 → 61" in Path("dist/drones/ed02/drones.txt").read_text("utf-8")


def test_a_hold_names_the_sentence_at_its_place_and_ends_with_four(desk, briefgen):
    briefgen("refresh")
    change_page(desk)

    run = briefgen("refresh")
    assert (4, "") == (run.code, run.out)
    assert (
        "briefs/drones/sections/summary.md:3:1: warning[span-gone]: the words “received 46 drones” are no longer in @page"
        in run.err
    )
    assert "drones: held: " in run.err
    assert 4 == briefgen("refresh").code
    assert 4 == briefgen("refresh", "--due").code
    assert 4 == briefgen("status").code


def test_a_quiet_run_says_only_what_a_person_must_see(desk, briefgen):
    assert ("", "") == (briefgen("refresh", "--quiet").out, briefgen("refresh", "--quiet").err)

    change_page(desk)
    assert "held" in briefgen("refresh", "--quiet").err


def test_a_dry_run_tells_and_writes_nothing(desk, briefgen):
    before = sorted(desk.root.rglob("*"))

    run = briefgen("refresh", "--dry-run")
    assert "drones: would publish edition 1: first edition" in run.err
    assert before == sorted(desk.root.rglob("*"))


def test_an_unknown_brief_is_named_with_the_nearest(desk, briefgen):
    run = briefgen("refresh", "drone")

    assert 2 == run.code
    assert "did you mean drones?" in run.err


def test_a_file_by_itself_has_no_editions(desk, briefgen):
    desk.file("paper.md", "# A paper\n")

    run = briefgen("refresh", "paper.md")
    assert 2 == run.code
    assert "is a file by itself" in run.err


def test_settings_that_cannot_be_read_are_said_at_their_line(desk, briefgen):
    desk.file("briefs/briefgen.toml", "[editions]\nper_houre = 3\n")

    run = briefgen("refresh")
    assert 2 == run.code
    assert "briefs/briefgen.toml:2:1: error[malformed-file]: [editions] has no key 'per_houre' (did you mean per_hour?)" in run.err


# ── approve, editions, sources, state ────────────────────────────────────────────────────────────────────────────────


def test_an_approval_says_what_it_is_of(desk, briefgen):
    desk.write(text=SUMMARY, sources=LOCAL, status="draft")
    briefgen("refresh")

    run = briefgen("approve", "drones", "--by", "Duty editor")
    assert 0 == run.code
    assert run.out.startswith("Drones\napproved by Duty editor as edition 1, text ")
    assert "edition 1" in briefgen("refresh").err


def test_a_brief_with_errors_cannot_be_approved(desk, briefgen):
    desk.write(text=SUMMARY.replace("@page", "@pgae"), sources=LOCAL)

    run = briefgen("approve", "drones")
    assert 1 == run.code
    assert "error[unknown-citation]" in run.err


def test_editions_are_listed_shown_and_compared(desk, briefgen):
    briefgen("refresh")
    desk.write(text=SUMMARY.replace("delivers", "sends") + TABLE, sources=LOCAL)
    desk.file("briefs/drones/data/drones.csv", DATA.replace("52", "61"))
    briefgen("refresh")

    assert ["1", "2"] == [line.split()[1] for line in briefgen("editions", "list").out.splitlines()]
    assert "dist/drones/ed02/drones.txt" in briefgen("editions", "show", "2").out
    said = briefgen("editions", "diff", "1", "2").out
    assert "[-delivers-] {+sends+}" in said
    assert "[-52-] {+61+}" in said
    unknown = briefgen("editions", "show", "3")
    assert (2, True) == (unknown.code, "drones has no edition 3 (there is 1, 2)" in unknown.err)


def test_which_brief_is_meant_must_be_said_where_there_are_several(desk, briefgen):
    desk.write("other", sources=LOCAL)

    run = briefgen("editions", "show", "1")
    assert (2, True) == (run.code, "drones, other" in run.err)
    for words in (["show", "1", "--brief", "other"], ["show", "other", "1"], ["diff", "other", "1", "2"]):
        assert "other has no edition 1" in briefgen("editions", *words).err
    assert 0 == briefgen("refresh", "drones").code
    assert "drones, edition 1" in briefgen("editions", "show", "drones", "1").out
    assert ["drones"] == [line.split()[0] for line in briefgen("editions", "list", "drones").out.splitlines()]


@pytest.mark.parametrize("words", [["show", "one"], ["show", "drones"], ["show", "0"], ["diff", "1"], ["show", "drones", "1", "2"]])
def test_what_names_no_edition_is_refused_with_what_is_expected(desk, briefgen, words):
    run = briefgen("editions", *words)
    assert (2, True) == (run.code, "is expected, not" in run.err)


def test_a_draft_that_nobody_released_is_not_called_unchanged(desk, briefgen):
    desk.write("drones", status="draft", sources=LOCAL)

    run = briefgen("refresh")
    assert (0, True) == (run.code, "1 brief: 1 not released yet (briefgen approve does)" in run.err)


def test_no_source_at_all_is_said(desk, briefgen):
    desk.write("drones", text="# Summary\n\nDrones.\n", sources="references: []\n")

    assert briefgen("sources", "list").err.startswith("no source is watched")


def test_an_edition_of_a_lost_ledger_is_adopted(desk, briefgen):
    import shutil

    briefgen("refresh")
    shutil.rmtree(".briefgen")
    held = briefgen("refresh")
    assert (4, True) == (held.code, "briefgen editions adopt" in held.err)

    assert "edition 1" in briefgen("editions", "adopt").err
    assert 0 == briefgen("refresh").code


def test_sources_are_listed_looked_at_and_compared_in_words(desk, briefgen):
    assert "@page (drones)  file  briefs/drones/data/page.txt\n" == briefgen("sources", "list").out
    assert "@page (drones): not looked at yet\n" == briefgen("sources", "status").out
    assert "1 baseline" in briefgen("sources", "refresh").err
    assert "seen once" in briefgen("sources", "diff", "page").err
    change_page(desk)
    assert "1 changed" in briefgen("sources", "refresh", "@page").err

    said = briefgen("sources", "diff", "page").out
    assert "- " in said
    assert "60 drones" in said
    assert "briefs/drones/sections/summary.md:3:1: Iran delivers drones" in briefgen("sources", "status", "page").out
    unknown = briefgen("sources", "diff", "pgae")
    assert (2, True) == (unknown.code, "did you mean page?" in unknown.err)


def test_the_state_is_checked_backed_up_and_brought_back(desk, briefgen):
    briefgen("refresh")
    assert (0, "all is well\n") == (briefgen("state", "check").code, briefgen("state", "check").err)
    assert 0 == briefgen("state", "backup", "elsewhere").code
    assert 0 == briefgen("state", "restore", "elsewhere").code
    assert 0 == briefgen("state", "prune", "--days", "0").code
    assert 0 == briefgen("state", "check").code

    Path("dist/drones/ed01/drones.txt").write_text("other words", "utf-8")
    run = briefgen("state", "check")
    assert (5, True) == (run.code, "dist/drones/ed01/drones.txt is not what was published" in run.out)


# ── status ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_status_for_programs_has_the_fields_that_are_documented(desk, briefgen, repository):
    briefgen("refresh")
    change_page(desk)
    briefgen("refresh")
    run = briefgen("status", "--format", "json")
    said = json.loads(run.out)

    (brief,), (source,) = said["briefs"], said["sources"]
    page = (repository / "briefs/README.md").read_text("utf-8")
    assert all(f"`{name}`" in page for value in (said, brief, source, brief["edition"], brief["held"]) for name in value)
    assert (1, 4, 4) == (said["schema"], said["exit_code"], run.code)
    assert ("drones", 1) == (brief["brief"], brief["edition"]["number"])
    assert ["received 46 drones"] == [one["span"] for one in brief["held"]["sentences"]]
    assert ({"drones": "page"}, "changed") == (source["keys"], source["state"])


def test_the_status_for_people_names_the_next_run(desk, briefgen):
    desk.write(text=SUMMARY, sources=LOCAL, more=DAILY)

    said = briefgen("status").out
    assert "drones: no edition yet, next run " in said
    assert "(0 6 * * * Europe/Berlin)" in said


# ── run ──────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_units_are_printed_for_this_workspace(desk, briefgen):
    assert f"WorkingDirectory={desk.root}" in briefgen("run", "--print-systemd").out
    assert "refresh --due --quiet" in briefgen("run", "--print-cron").out


@pytest.fixture
def resident(desk, repository):
    """``briefgen run`` in a process of its own, at work."""
    environment = {**os.environ, "PYTHONPATH": str(repository / "src")}
    command = [sys.executable, "-c", "from briefgen.cli import main; main()", "run", "--verbose"]
    process = subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True)
    deadline = time.monotonic() + 20
    while not (desk.root / ".briefgen/ledger.sqlite").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert "no brief is due" in process.stderr.readline()
    yield process
    process.kill()
    process.wait()
    process.stderr.close()


@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX's")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_resident_run_ends_cleanly_when_asked(resident, number):
    resident.send_signal(number)

    assert 0 == resident.wait(20)
    assert "the next run takes up what is left" in resident.stderr.read()


def test_a_second_briefgen_says_who_is_at_work_and_leaves(resident, briefgen):
    run = briefgen("refresh")

    assert 5 == run.code
    assert f"briefgen run (process {resident.pid}) since " in run.err
    assert f"briefgen run (process {resident.pid}) is at work" in briefgen("status").out
