"""Every row of the table of decisions, from a page's words to the files that readers get."""

from __future__ import annotations

import pytest

from briefgen.model.diagnostic import error
from briefgen.model.edition import Hold, Loss, Publish, Reverify, Skip
from briefgen.model.errors import CheckFailed
from briefgen.refreshing import deciding
from briefgen.refreshing.scene import scene_of
from desk import DATA, NOON, PAGE, SAID, SOURCES, SUMMARY, TABLE, Desk

NO_SPAN = "# Summary\n\nIran delivers drones to Russia [@page].\n"
QUOTED = "# Summary\n\nAn official says that Russia has “received 46 drones thus far” [@page].\n"


@pytest.fixture
def desk(tmp_path) -> Desk:
    return Desk(tmp_path)


def test_the_first_tick_makes_the_first_edition(desk):
    heard = desk.refresh()

    assert Publish(1, ("first edition",)) == heard.decision
    assert "Iran delivers drones to Russia" in desk.printed(1)
    assert "Edition 1" in desk.printed(1)
    assert 0 == heard.tally.exit_code


def test_nothing_changed_means_nothing_happens(desk):
    desk.refresh()

    assert Skip() == desk.refresh().decision
    assert [1] == desk.editions()


def test_words_around_those_that_the_brief_rests_on_may_change_and_nobody_is_troubled(desk):
    desk.refresh()
    desk.say(SAID.replace("Tuesday", "Wednesday"))

    heard = desk.refresh()
    assert isinstance(heard.decision, Reverify)
    assert ("page",) == heard.decision.sources
    assert 0 == heard.tally.exit_code
    assert Skip() == desk.refresh().decision
    with desk.state() as state:
        assert state.ledger.latest_edition("drones").verified
    assert [1] == desk.editions()


def test_words_that_are_gone_hold_the_edition_and_name_the_sentence(desk):
    desk.refresh()
    desk.say(SAID.replace("46 drones", "60 drones"))

    heard = desk.refresh()
    assert isinstance(heard.decision, Hold)
    (impact,) = heard.decision.impacts
    assert (Loss.SPAN_GONE, "received 46 drones", "page") == (impact.loss, impact.span, impact.source)
    assert "briefs/drones/sections/summary.md:3:1" == str(impact.position)
    assert (4, True) == (heard.tally.exit_code, heard.verdicts[0].is_news)
    assert [1] == desk.editions()


def test_a_hold_is_news_once(desk):
    desk.refresh()
    desk.say("The page was withdrawn and says something else entirely, at some length.")
    desk.refresh()

    again = desk.refresh()
    assert isinstance(again.decision, Hold)
    assert not again.verdicts[0].is_news
    assert 4 == again.tally.exit_code


def test_a_quotation_that_is_gone_holds_the_edition(desk):
    desk.write(text=QUOTED)
    desk.refresh()
    desk.say(SAID.replace("thus far", "by now"))

    (impact,) = desk.refresh().decision.impacts
    assert (Loss.QUOTATION_GONE, "received 46 drones thus far") == (impact.loss, impact.span)


def test_a_sentence_that_names_no_words_is_held_until_a_person_has_seen_the_change(desk):
    desk.write(text=NO_SPAN)
    desk.refresh()
    desk.say(SAID.replace("Tuesday", "Wednesday"))
    (impact,) = desk.refresh().decision.impacts
    assert Loss.NO_SPAN == impact.loss

    desk.approve()
    assert isinstance(desk.refresh().decision, Reverify)
    assert Skip() == desk.refresh().decision
    assert [1] == desk.editions()


def test_an_approval_is_over_the_sources_that_the_text_cites_anew_too(desk):
    desk.refresh()
    other = PAGE.replace("drones", "factory")
    desk.say("The missile factory stands still and produces nothing at all this year, said officials.", other)
    more = SOURCES.removeprefix("references:\n").replace("id: page", "id: other").replace(PAGE, other)
    desk.write(status="draft", text=SUMMARY + "\nThe missile factory stands still [@other].\n", sources=SOURCES + more)
    assert isinstance(desk.refresh().decision, Hold)
    desk.approve()
    desk.say("The missile factory works day and night and produces a hundred missiles a month, officials said.", other)

    held = desk.refresh().decision
    assert isinstance(held, Hold)
    assert ["other"] == [impact.source for impact in held.impacts]


def test_a_false_quotation_cannot_be_approved(desk):
    desk.refresh()
    desk.say(SAID.replace("46 drones", "60 drones"))
    desk.refresh()

    with pytest.raises(CheckFailed):
        desk.approve()


def test_a_page_that_says_again_what_it_said_ends_the_hold(desk):
    desk.refresh()
    desk.say(SAID.replace("46 drones", "60 drones"))
    desk.refresh()
    desk.say(SAID)

    assert Skip() == desk.refresh().decision
    with desk.state() as state:
        assert () == state.ledger.holds()


def test_there_and_back_again_are_three_editions(desk):
    desk.refresh()
    for text in ("More drones follow", "Iran delivers drones to Russia"):
        desk.write(text=SUMMARY.replace("Iran delivers drones to Russia", text))
        desk.refresh()

    assert [1, 2, 3] == desk.editions()


def test_a_draft_asks_nothing_of_anybody(desk):
    desk.write(status="draft")

    heard = desk.refresh()
    assert isinstance(heard.decision, Skip)
    assert 0 == heard.tally.exit_code


def test_an_approved_draft_is_published_and_a_later_change_is_held(desk):
    desk.write(status="draft")
    desk.approve()
    assert isinstance(desk.refresh().decision, Publish)

    desk.write(status="draft", text=SUMMARY + "\nOne sentence more.\n")
    held = desk.refresh()
    assert isinstance(held.decision, Hold)
    assert "nobody approved it" in held.decision.reasons[0]
    assert "One sentence more." in (desk.root / "dist/drones/candidate/drones.txt").read_text("utf-8")

    desk.approve()
    assert 2 == desk.refresh().decision.number
    assert not (desk.root / "dist/drones/candidate").exists()


LIST = """\
sender = "briefs@example.org"
owner = "editor@example.org"
domains = ["example.org"]
markings = ["TLP:CLEAR"]
recipients = [{address = "desk@example.org"}, {address = "front-office@example.org"}]
"""


def test_a_list_without_a_word_about_approvals_needs_them(desk):
    desk.write(distribution="{list: weekly, formats: [txt]}")
    desk.file("briefs/lists/weekly.toml", LIST)

    assert isinstance(desk.refresh().decision, Hold)
    desk.approve()
    assert isinstance(desk.refresh().decision, Publish)


def test_a_brief_whose_list_is_missing_or_broken_is_held_at_its_line(desk):
    desk.write(distribution="{list: weekli, formats: [txt]}")
    desk.file("briefs/lists/weekly.toml", LIST)
    (verdict,) = desk.refresh().verdicts
    assert isinstance(verdict.decision, Hold)
    assert ["did you mean weekly?"] == [finding.hint for finding in verdict.findings if finding.code == "unknown-list"]

    desk.write(distribution="{list: weekly, formats: [txt]}")
    desk.file("briefs/lists/weekly.toml", LIST.replace("desk@example.org", "desk@elsewhere.example"))
    (verdict,) = desk.refresh().verdicts
    (finding,) = [finding for finding in verdict.findings if finding.code == "foreign-recipient"]
    assert "briefs/lists/weekly.toml:5:16" == str(finding.position)
    assert [] == desk.editions()


def test_an_edition_and_a_delivery_to_each_reader_come_together(desk):
    desk.write(distribution="{list: weekly, formats: [txt]}")
    desk.file("briefs/lists/weekly.toml", f"needs_approval = false\n{LIST}")
    desk.refresh()

    with desk.state() as state:
        found = state.ledger.deliveries("drones", 1)
        assert ["desk@example.org", "front-office@example.org"] == [one.recipient for one in found]
        assert {("pending", "weekly", "folder", "released")} == {
            (one.state, one.list_name, one.channel, one.status) for one in found
        }
        assert all(one.message_id.encode() in state.objects.get(one.message) for one in found)


def test_a_correction_is_that_of_the_edition_right_after_the_one_that_it_corrects(desk):
    desk.file("briefs/lists/weekly.toml", f"needs_approval = false\n{LIST}")
    for number, more in ((1, ""), (2, "corrects: 1\n"), (3, "corrects: 1\n")):
        desk.write(distribution="{list: weekly, formats: [txt]}", text=SUMMARY + f"\nText {number}.\n", more=more)
        desk.refresh()

    with desk.state() as state:
        first, second, third = (state.ledger.deliveries("drones", number)[0] for number in (1, 2, 3))
        assert f"In-Reply-To: {first.message_id}".encode() in state.objects.get(second.message)
        assert b"\r\nSubject: CORRECTION: drones" in state.objects.get(second.message)
        assert b"CORRECTION" not in state.objects.get(first.message) + state.objects.get(third.message)


def test_a_changed_value_makes_the_next_edition_under_the_last_approval_and_is_named_in_it(desk):
    desk.write(status="draft", text=SUMMARY + TABLE, more="auto_release: data\n")
    data = desk.file("briefs/drones/data/drones.csv", DATA)
    desk.approve()
    desk.refresh()
    data.write_text(DATA.replace("52", "61"), "utf-8")

    decision = desk.refresh().decision
    assert (2, ("data changed",), True) == (decision.number, decision.reasons, decision.approval_inherited)
    assert "Changes since edition 1" in desk.printed(2)
    assert "52 → 61" in desk.printed(2)


def test_without_that_permission_a_changed_value_is_held(desk):
    desk.write(status="draft", text=SUMMARY + TABLE)
    data = desk.file("briefs/drones/data/drones.csv", DATA)
    desk.approve()
    desk.refresh()
    data.write_text(DATA.replace("52", "61"), "utf-8")

    assert isinstance(desk.refresh().decision, Hold)


def test_an_error_in_a_released_brief_holds_it(desk):
    desk.refresh()
    desk.write(text=SUMMARY.replace("@page", "@pgae"))

    held = desk.refresh()
    assert "a check fails" in held.decision.reasons[0]
    assert not (desk.root / "dist/drones/candidate").exists()


def test_a_restyle_is_no_edition(desk):
    desk.refresh()
    desk.file("templates/plain/colophon.md.j2", "Other last words.\n")

    assert Skip() == desk.refresh().decision


def test_a_source_that_cannot_be_reached_changes_nothing(desk):
    desk.refresh()
    desk.fetcher.pages.clear()

    heard = desk.refresh()
    assert Skip() == heard.decision
    assert {"unreachable": 1} == heard.tally.captures
    assert 0 == heard.tally.exit_code


def test_a_source_that_was_never_seen_is_a_warning_and_becomes_ground_when_it_is(desk):
    desk.fetcher.pages.clear()
    first = desk.refresh()
    assert isinstance(first.decision, Publish)
    assert "uncaptured-source" in [finding.code for finding in first.verdicts[0].findings]

    desk.say(SAID)
    assert Skip() == desk.refresh().decision
    desk.say(SAID.replace("46", "60"))
    assert isinstance(desk.refresh().decision, Hold)


def test_a_rehearsal_tells_what_would_happen_and_leaves_no_trace(desk):
    before = sorted(path for path in desk.root.rglob("*"))

    assert isinstance(desk.refresh(rehearsal=True).decision, Publish)
    assert before == sorted(path for path in desk.root.rglob("*"))

    desk.refresh()
    desk.say(SAID.replace("46", "60"))
    held = desk.refresh(rehearsal=True)
    assert isinstance(held.decision, Hold)
    assert isinstance(desk.refresh(rehearsal=True).decision, Hold)
    with desk.state() as state:
        assert () == state.ledger.holds()
    assert not (desk.root / "dist/drones/candidate").exists()


def test_the_locks_beside_the_brief_tell_what_was_seen_and_published(desk):
    desk.refresh()

    names = {path.name for path in (desk.root / "briefs/drones").glob("*.lock")}
    assert {"sources.lock", "editions.lock", "citations.lock"} == names
    assert PAGE in (desk.root / "briefs/drones/sources.lock").read_text("utf-8")
    assert '"number": 1' in (desk.root / "briefs/drones/editions.lock").read_text("utf-8")


def test_files_that_were_deleted_come_back_with_the_next_tick(desk):
    desk.refresh()
    (file,) = (desk.root / "dist/drones/ed01").iterdir()
    said = file.read_bytes()
    file.unlink()
    (desk.root / "briefs/drones/editions.lock").unlink()

    desk.refresh()
    assert said == file.read_bytes()
    assert (desk.root / "briefs/drones/editions.lock").exists()


def test_two_briefs_with_one_identifier_are_told_apart_before_anything_is_published(desk):
    desk.write("other", more="id: drones\n")

    heard = desk.refresh()
    assert 2 == heard.tally.exit_code
    assert [1] == desk.editions()


def test_a_brief_that_cannot_be_read_does_not_keep_the_others_from_their_editions(desk):
    desk.write("broken")
    desk.file("briefs/broken/brief.md", "---\ntitle: x\nhouse: nowhere\n---\n")

    heard = desk.refresh()
    assert {"drones": "publish", "broken": "failed"} == heard.decisions
    assert 2 == heard.tally.exit_code


def test_a_sources_lock_that_cannot_be_written_does_not_keep_the_others_from_their_editions(desk):
    desk.write("other")
    (desk.root / "briefs/drones/sources.lock").mkdir()

    heard = desk.refresh()
    assert {"drones": "failed", "other": "publish"} == heard.decisions
    assert 1 == heard.tally.failures


def test_what_cannot_be_printed_is_held_and_is_news_once(desk, monkeypatch):
    def unprintable(*_):
        raise CheckFailed((error("no-glyph", "no font has it"),))

    monkeypatch.setattr(deciding, "publish", unprintable)
    first, again = desk.refresh(), desk.refresh()
    assert ("it cannot be printed: no font has it",) == first.decision.reasons == again.decision.reasons
    assert [True, False] == [heard.verdicts[0].is_news for heard in (first, again)]
    with desk.state() as state:
        assert "hold" == state.ledger.brief_state("drones").decision


def test_a_bug_met_in_one_brief_is_its_verdict_and_a_line_of_the_journal(desk, monkeypatch):
    desk.write("other")
    as_ever = deciding.publish

    def stumble(state, run, *rest):
        if run.where.name == "drones":
            raise KeyError("who")
        return as_ever(state, run, *rest)

    monkeypatch.setattr(deciding, "publish", stumble)
    heard = desk.refresh()
    assert {"drones": "failed", "other": "publish"} == heard.decisions
    assert "a bug of ours" in str(heard.verdicts[0].failure)
    assert 3 == heard.tally.exit_code


def test_an_unsendable_contact_holds_its_brief_and_no_other(desk):
    desk.write("other", more='contact: {name: Desk, email: "desk at example.org"}\n')

    heard = desk.refresh()
    assert {"drones": "publish", "other": "hold"} == heard.decisions


def test_a_file_of_a_house_that_cannot_be_read_stops_no_tick(desk):
    with desk.state() as state:
        before = scene_of(state).houses
        place = desk.file("templates/plain/notes.txt", "a")
        readable = scene_of(state).houses
        original = type(place).read_bytes

        def denied(self):
            if self.name == "notes.txt":
                raise PermissionError(13, "denied")
            return original(self)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(type(place), "read_bytes", denied)
            assert scene_of(state).houses not in (before, readable)


def test_many_briefs_that_change_at_once_are_held_until_someone_has_looked(desk):
    for number in range(12):
        desk.write(f"brief-{number}")

    heard = desk.refresh()
    assert {"hold": 13} == heard.tally.decisions
    desk.approve("brief-3")
    assert {"hold": 12, "publish": 1} == desk.refresh().tally.decisions


def test_a_change_of_many_sources_is_one_edition_when_it_has_settled(desk):
    desk.file("briefs/briefgen.toml", "[editions]\nsettle_minutes = 2\n")
    desk.write(more='schedule: {cron: "* * * * *"}\n')
    with desk.state() as state:
        policy = state.settings.policy
    desk.due(policy)
    desk.clock.pass_by(minutes=1)
    assert {"drones": "wait"} == desk.due(policy).decisions
    desk.clock.pass_by(minutes=1)
    assert {"drones": "wait"} == desk.due(policy).decisions
    desk.clock.pass_by(minutes=1)
    assert {"drones": "publish"} == desk.due(policy).decisions


def test_the_time_of_an_edition_is_the_clocks(desk):
    desk.refresh()

    with desk.state() as state:
        published = state.ledger.latest_edition("drones").published_at
    assert desk.clock.now().strftime("%Y-%m-%dT%H:%M:%SZ") == published
    assert desk.clock.now() > NOON


def test_a_brief_without_watched_sources_never_asks_the_network(desk):
    desk.write(sources=SOURCES + "    briefgen: {watch: false}\n")
    desk.refresh()

    assert [] == desk.fetcher.asked
