from __future__ import annotations

import re
import time
from dataclasses import replace
from email import message_from_bytes
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.model.brief import Marking
from briefgen.model.delivery import Recipient, Thread
from briefgen.outbox.headers import address_field, shortened, text_field, token_field
from briefgen.outbox.letters import LONGEST_SUBJECT, file_name
from briefgen.outbox.messages import LONGEST_ID, Mailing, message_id, messages_for
from post import FILES, LIST, READER, brief, edition, letter, parsed

HOSTILE = [
    "A title\r\nBcc: other@example.org",
    "A title\n\nA body",
    "Line\u2028separated\u2029and\x85so\x0bon\x0c.",
    "Null\x00 and escape\x1b[31m",
    "Turned \u202eround\u2066 here",
    "=?utf-8?q?Bcc:_other=40example.org?=",
    "Аляска ایران 中文 🚁",
    "**Stars**, [links](https://example.org), `code` & <b>tags</b>",
    "x" * 2000,
    "long words " * 200,
    "ß" * 2000,
    "",
]


def message(*, reader: Recipient = READER, to=LIST, **more):
    return Mailing(letter(**more), to, "smtp").message(reader)


def test_a_message_says_what_it_is_who_it_is_from_and_how_it_may_be_used():
    made = message()
    read = parsed(made)

    assert "[TLP:CLEAR] drones: Drones over the Black Sea — ed. 3, 19 Oct 2022" == read["Subject"]
    assert "Example Institute <briefs@example.org>" == read["From"]
    assert "Eurasia desk <desk@example.org>" == read["To"]
    assert "Thu, 20 Oct 2022 06:30:00 +0000" == read["Date"]
    assert made.id == read["Message-ID"]
    assert ("auto-generated", "<weekly.example.org>") == (read["Auto-Submitted"], read["List-Id"])
    assert "duty@example.org" == read["Reply-To"]
    assert None is read["Cc"] is read["Bcc"] is read["In-Reply-To"]
    assert ("briefs@example.org", "desk@example.org") == (made.sender, made.recipient)


def test_each_reader_sees_no_address_but_their_own():
    one, other = messages_for(letter(), LIST, "smtp")

    assert b"front-office" not in one.data
    assert b"desk@example.org" not in other.data
    assert one.id != other.id


def test_both_texts_carry_the_same_words_and_the_marking_first_and_last():
    read = parsed(message())
    plain = read.get_body(("plain",)).get_content().replace("\r\n", "\n")
    html = read.get_body(("html",)).get_content()
    rich = unescape(re.sub('<span style="white-space:nowrap">(.*?)</span>', r"\1", html))

    assert plain.startswith("TLP:CLEAR\n")
    assert plain.rstrip().endswith("TLP:CLEAR")
    for words in (
        "The two states need each other more than they trust each other.",
        "Deliveries will likely\u00a0(55–80\u00a0%) continue",
        "Basis: treaty texts.",
        "Edition 3",
        "Information as of 19 October 2022",
        "Contact: Duty editor, duty@example.org",
        "TLP:CLEAR: May be shared without limit.",
    ):
        assert words in plain
        assert words in rich
    assert 2 == rich.count(">TLP:CLEAR<")


def test_the_files_have_names_that_say_what_they_are_and_come_back_as_they_were():
    read = parsed(message())
    files = {part.get_filename(): part for part in read.iter_attachments()}

    assert ["drones_ed03_2022-10-19_TLP-CLEAR.pdf", "drones_ed03_2022-10-19_TLP-CLEAR.docx"] == list(files)
    assert list(FILES.values()) == [part.get_content() for part in files.values()]
    assert [
        "application/pdf",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ] == [part.get_content_type() for part in files.values()]


def test_a_reader_gets_the_formats_they_asked_for_and_all_there_are_where_there_are_none_of_those():
    def formats(reader: Recipient) -> list[str]:
        return [part.get_filename().rpartition(".")[2] for part in parsed(message(reader=reader)).iter_attachments()]

    assert ["pdf"] == formats(replace(READER, formats=("pdf",)))
    assert ["pdf", "docx"] == formats(READER)
    assert ["pdf", "docx"] == formats(replace(READER, formats=("html",)))


def test_the_same_bytes_are_made_every_time():
    assert message().data == message().data
    assert message().data != message(number=4).data
    again = Mailing(letter(), LIST, "smtp")
    assert [one.data for one in messages_for(letter(), LIST, "smtp")] == [again.message(one).data for one in LIST.recipients]


# ── what an author or an operator may write ──────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("hostile", HOSTILE)
def test_no_title_name_or_marking_can_add_to_the_header(hostile):
    about = brief(title=hostile or "T", subtitle=hostile, organisation=hostile)
    usual = parsed(message())
    read = parsed(message(reader=replace(READER, name=hostile), to=replace(LIST, title=hostile), about=about))

    assert usual.keys() == read.keys()
    assert ["desk@example.org"] == [one.addr_spec for one in read["To"].addresses]
    assert ["briefs@example.org"] == [one.addr_spec for one in read["From"].addresses]
    assert read["Subject"].startswith("[TLP:CLEAR] drones: ")
    assert read["Subject"].endswith(" — ed. 3, 19 Oct 2022")
    assert len(read["Subject"]) <= LONGEST_SUBJECT


@given(st.text(max_size=120))
def test_whatever_a_title_holds_the_subject_is_one_line_that_comes_back(title):
    field = text_field("Subject", title)
    read = message_from_bytes(field + b"\r\n", policy=__import__("email.policy").policy.strict)

    assert ["Subject"] == read.keys()
    assert not any(ord(one) < 32 or one in "\x85\u2028\u2029" for one in read["Subject"])
    assert b"\r\n" == field[-2:]
    assert all(line.startswith((b" ", b"\t")) for line in field.split(b"\r\n")[1:-1])


@given(st.text(max_size=80))
def test_whatever_a_name_holds_the_address_is_the_one_that_was_meant(name):
    field = address_field("To", "desk@example.org", name)
    read = message_from_bytes(field + b"\r\n", policy=__import__("email.policy").policy.default)

    assert ["desk@example.org"] == [one.addr_spec for one in read["To"].addresses]


@pytest.mark.parametrize("token", ["", "a b", "a\r\nBcc:x", "ü", "x" * 1000])
def test_a_token_that_a_header_cannot_hold_is_refused(token):
    with pytest.raises(ValueError, match="References"):
        token_field("References", ("<a@example.org>", token))


def test_a_long_title_is_cut_where_a_word_ends_and_nothing_else_is():
    read = parsed(message(about=brief(title="Grain and drones " * 120)))

    assert read["Subject"].startswith("[TLP:CLEAR] drones: Grain and drones Grain")
    assert "… — ed. 3, 19 Oct 2022" in read["Subject"]
    assert "Grain and…" == shortened("Grain and drones", 12)
    assert "Grain" == shortened("Grain", 5)


def test_a_marking_of_another_script_is_kept_in_the_name_of_the_file():
    about = brief(marking=Marking("Для служебного пользования"))
    read = parsed(Mailing(letter(about), LIST, "smtp").message(READER))

    assert "drones_ed03_2022-10-19_Для-служебного-пользования.pdf" == next(read.iter_attachments()).get_filename()
    assert "drones_ed03_2022-10-19_TLP-AMBER-STRICT.pdf" == file_name(brief(marking=Marking("TLP:AMBER+STRICT")), edition(), ".pdf")


def test_the_day_in_a_file_name_is_that_of_publication_where_there_is_no_cut_off():
    assert "drones_ed03_2022-10-20.pdf" == file_name(
        brief(information_cutoff="", published="", marking=Marking()), edition(), ".pdf"
    )


# ── threads, corrections, tests ──────────────────────────────────────────────────────────────────────────────────────


def test_each_edition_is_a_thread_of_its_own_unless_the_list_says_otherwise():
    rolling = replace(LIST, thread=Thread.ROLLING)
    first, second = (parsed(message(to=rolling, number=n, rolling=True)) for n in (1, 2))

    assert None is first["References"]
    assert first["Message-ID"] == second["In-Reply-To"] == second["References"]
    assert first["Subject"] == second["Subject"] == "[TLP:CLEAR] drones: Drones over the Black Sea"
    assert None is parsed(message(number=2))["References"]


def test_the_references_of_forty_editions_can_be_read_by_any_program():
    rolling = replace(LIST, thread=Thread.ROLLING)
    ids = [str(parsed(message(to=rolling, number=n, rolling=True))["Message-ID"]) for n in range(1, 41)]
    made = message(to=rolling, number=41, rolling=True)
    read = parsed(made)

    assert b"=?" not in made.data[: made.data.index(b"MIME-Version")].split(b"References:")[1].split(b"Auto-Submitted")[0]
    assert [ids[0], *ids[10:]] == str(read["References"]).split()
    assert ids[-1] == read["In-Reply-To"]


def test_a_correction_says_so_first_and_answers_what_it_corrects():
    original, made = parsed(message(number=2)), parsed(message(number=3, corrects=2))

    assert made["Subject"].startswith("[TLP:CLEAR] CORRECTION: drones: ")
    assert original["Message-ID"] == made["In-Reply-To"] == made["References"]
    assert "This edition corrects edition 2." in made.get_body(("plain",)).get_content()
    assert None is original["In-Reply-To"]


def test_a_test_says_so_and_is_never_taken_for_the_edition():
    usual, trial = message(), Mailing(letter(test=True), LIST, "smtp", test=True).message(READER)
    read = parsed(trial)

    assert read["Subject"].startswith("[TLP:CLEAR] TEST: drones: ")
    assert usual.id != trial.id
    assert "It was sent to nobody else." in read.get_body(("plain",)).get_content()


@pytest.mark.parametrize("domain", ["example.org", "a.very.long.name.of.an.organisation.example.org", f"{'x' * 60}.example"])
def test_an_identifier_is_short_and_another_for_each_delivery(domain):
    given_ = [("drones", 3, "smtp", "desk@example.org"), ("drones", 31, "smtp", "desk@example.org")]
    given_ += [
        ("drone", 3, "smtp", "desk@example.org"),
        ("drones", 3, "folder", "desk@example.org"),
        ("drones", 3, "smtp", "x@example.org"),
    ]
    made = [message_id(*one, f"briefs@{domain}") for one in given_]

    assert len(made) == len(set(made))
    assert all(len(one) <= LONGEST_ID for one in made)
    assert made[0] == message_id("drones", 3, "smtp", "Desk@Example.org", f"briefs@{domain}")


# ── leaving the list ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_page_that_knows_who_leaves_takes_one_click_and_one_that_does_not_takes_none():
    page = replace(LIST, unsubscribe="https://example.org/leave?list=weekly&reader={reader}&" + "x" * 90)
    one, other = (parsed(made) for made in messages_for(letter(), page, "smtp"))

    assert "List-Unsubscribe=One-Click" == one["List-Unsubscribe-Post"]
    assert str(one["List-Unsubscribe"]).startswith("<https://example.org/leave?list=weekly&reader=")
    assert one["List-Unsubscribe"] != other["List-Unsubscribe"]
    assert "example.org/leave" in str(one["List-Unsubscribe"])
    assert "{" not in one["List-Unsubscribe"]

    blind = parsed(message(to=replace(LIST, unsubscribe="https://example.org/leave")))
    assert ("<https://example.org/leave>", None) == (blind["List-Unsubscribe"], blind["List-Unsubscribe-Post"])


def test_readers_of_what_is_restricted_leave_by_a_word_to_the_owner():
    page = replace(LIST, unsubscribe="https://example.org/leave?reader={reader}")
    read = parsed(message(to=page, about=brief(marking=Marking("TLP:AMBER+STRICT"))))

    assert "<mailto:owner@example.org?subject=unsubscribe%20weekly>" == read["List-Unsubscribe"]
    assert None is read["List-Unsubscribe-Post"]
    assert "<mailto:owner@example.org?subject=unsubscribe%20weekly>" == parsed(message())["List-Unsubscribe"]


# ── size ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_ten_thousand_messages_are_made_in_seconds():
    written, many = letter(), replace(LIST, recipients=tuple(Recipient(f"r{n}@example.org") for n in range(10_000)))
    begun = time.perf_counter()
    ids = {one.id for one in messages_for(written, many, "smtp")}

    assert 10_000 == len(ids)
    assert time.perf_counter() - begun < 20


def test_what_a_message_weighs_is_a_little_more_than_a_third_over_its_files():
    big = replace(letter(), enclosures=(replace(letter().enclosures[0], data=bytes(3_000_000)),))
    made = Mailing(big, LIST, "smtp").message(READER)

    assert 1.36 < (len(made.data) - len(message().data)) / 3_000_000 < 1.38
