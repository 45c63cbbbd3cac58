"""The rules about what a brief asks of its house and of the clock, at their edges."""

from __future__ import annotations

import pytest

from briefgen.checks.rules.schedule_invalid import cron_problem
from checking import codes, found


def glyphs(text):
    return [(finding.message, finding.position.line) for finding in found(text) if finding.code == "missing-glyph"]


def test_what_has_no_font_is_one_finding_for_each_script_at_the_first_of_its_letters():
    text = "Plain.\n\nשלום עולם and *שלום*.\n\nThen 伊朗, `朗`.\n\n```\n🚀\n```\n"
    assert [
        ("no font of the house has 5 Hebrew letters: ש ל ו ם ע; a PDF prints stand-ins", 3),
        ("no font of the house has 2 CJK characters: 伊 朗; a PDF prints stand-ins", 5),
        ("no font of the house has 1 sign: 🚀; a PDF prints stand-ins", 7),
    ] == glyphs(text)


def test_many_letters_of_a_script_are_counted_and_some_are_shown():
    ((message, _),) = glyphs("".join(map(chr, range(0x5D0, 0x5EB))))
    assert message.startswith("no font of the house has 27 Hebrew letters: א ב ג ד ה ו ז ח …;")


def test_what_the_fonts_make_themselves_or_never_show_is_no_finding():
    assert [] == glyphs("10\u00a0km, 10\u202f%, co\u2011operate, \u200bx, Владимир, ایران, \u200fx, — • €\n")


@pytest.mark.parametrize(
    "cron", ["0 6 * * 1-5", "*/15 * * * *", "0 6,18 1-7/2 JAN-MAR mon", "0 6 L * *", "0 6 * * 5#2", "0 0 29 2 7", "5/10 * * * *"]
)
def test_what_cron_understands_passes(cron):
    assert "" == cron_problem(cron)


@pytest.mark.parametrize(
    ("cron", "problem"),
    [
        ("* *", "it has 2 fields and not five"),
        ("@daily", "it has 1 field and not five"),
        ("60 * * * *", "'60' is no minute"),
        ("0 25 * * *", "'25' is no hour"),
        ("0 6 0 * *", "'0' is no day of the month"),
        ("0 6 * 13 *", "'13' is no month"),
        ("0 6 * * 8", "'8' is no day of the week"),
        ("0 6 * * 5-1", "'5-1' is no day of the week"),
        ("0 */0 * * *", "'*/0' is no hour"),
        ("0 6, * * *", "'6,' is no hour"),
        ("0 six * * *", "'six' is no hour"),
    ],
)
def test_what_it_does_not_is_said(cron, problem):
    assert problem == cron_problem(cron)


def test_a_time_zone_is_looked_up_and_the_nearest_named():
    text = '---\nschedule: {cron: "0 6 * * *", timezone: Europe/Berln}\n---\nText.\n'
    (finding,) = found(text, single_file=True)
    assert ("there is no time zone 'Europe/Berln'", "did you mean Europe/Berlin?") == (finding.message, finding.hint)


def test_a_brief_without_a_schedule_passes():
    assert [] == codes("Text.\n", single_file=True)
