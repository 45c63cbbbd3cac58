from __future__ import annotations

from briefgen.model.diagnostic import Outcome, Severity, error, in_order, warning
from briefgen.model.errors import CheckFailed, EnvironmentFailed, HeldForAPerson, MalformedFile, ProcessorMissing, UnknownBrief
from briefgen.model.position import Position

PLACE = Position("brief.md", 3, 7)


def test_a_finding_reads_place_severity_code_message_and_remedy_on_one_line():
    finding = error("unknown-key", "'titel' is no key", PLACE, "did you mean title?")

    assert "brief.md:3:7: error[unknown-key]: 'titel' is no key (did you mean title?)" == str(finding)


def test_a_finding_without_place_or_remedy_says_neither():
    assert "warning[unused-source]: nobody cites a" == str(warning("unused-source", "nobody cites a"))


def test_findings_come_as_a_reader_meets_them_each_once_and_those_without_a_place_last():
    first, second, third = (error("x", str(line), Position("a.md", line)) for line in (1, 2, 10))
    other_file, nowhere = error("x", "b", Position("b.md", 1)), error("x", "nowhere")

    assert (first, second, third, other_file, nowhere) == in_order([nowhere, third, other_file, second, first, third])


def test_only_an_error_keeps_an_outcome_from_being_written():
    assert not Outcome(1, (warning("a", "b"),)).has_errors
    assert Outcome(1, (warning("a", "b"), error("a", "b"))).has_errors


def test_severities_are_written_as_their_words():
    assert ["error", "warning", "info"] == [str(severity) for severity in Severity]


def test_each_exception_has_the_exit_code_of_its_kind():
    expected = {CheckFailed: 1, UnknownBrief: 2, MalformedFile: 2, HeldForAPerson: 4, EnvironmentFailed: 5, ProcessorMissing: 5}

    assert expected == {kind: kind.exit_code for kind in expected}


def test_a_failed_check_counts_its_errors_and_not_its_warnings():
    assert "1 error; nothing was written" == str(CheckFailed((error("a", "b"), warning("a", "b"))))


def test_an_exception_says_place_message_and_remedy():
    assert "brief.md:3:7: this is a binary file (name a text file)" == str(
        MalformedFile("this is a binary file", position=PLACE, hint="name a text file")
    )
