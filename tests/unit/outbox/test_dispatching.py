from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy

import pytest

from briefgen.editions.lockfile import EditionsLock, lock_of
from briefgen.ledger import Ledger
from briefgen.model.delivery import Delivery, State
from briefgen.model.edition import Hold, Impact, Loss
from briefgen.model.errors import EnvironmentFailed
from briefgen.outbox.channel import ChannelDown, NoAnswer
from briefgen.outbox.channels.console import ConsoleChannel
from briefgen.outbox.channels.folder import FolderChannel
from briefgen.outbox.handing import Hearing
from briefgen.outbox.pace import Pace, backoff
from outbox_desk import OWNER, TERMS, Office, delivery, edition, mail, message, readers
from smtp_faults import LATER, NEVER, TAKEN, serving

A, B = "a@example.org", "b@example.org"


@pytest.fixture
def server():
    with serving() as started:
        yield started


@pytest.fixture
def office(tmp_path, server):
    made = Office(tmp_path, server, A, B)
    yield made
    made.close()


def test_everybody_has_it_once_and_nobody_sees_another(office, server):
    steps = []
    report = office.dispatch(hearing=Hearing(step=steps.append))

    assert ({A: "sent", B: "sent"}, 0) == (office.states(), report.exit_code)
    assert [A, B] == [one.recipient for one in server.taken]
    assert not any(B.encode() in one.data for one in server.taken if one.recipient == A)
    assert ("2 of 2 sent\nsmall, edition 1: 2 sent", "") == (str(report), report.next_try)


def test_what_is_done_is_not_done_again(office, server):
    office.dispatch()
    report = office.dispatch()

    assert (2, (), "nothing was due") == (len(server.taken), report.moved, str(report))


def test_a_pause_lets_nothing_leave_and_its_end_everything(office, server):
    office.ledger.pause("operator", "wrong list")
    report = office.dispatch()

    assert (0, 0, "operator") == (len(server.taken), server.connections, report.paused.who)
    assert "the outbox is paused by operator since 2022-10-20T06:00:00Z: wrong list" in str(report)
    office.ledger.resume("operator")
    office.dispatch()
    assert 2 == len(server.taken)


def test_a_pause_in_the_middle_stops_before_the_dot(office, server):
    def step(name):
        if name == "body":
            office.ledger.pause("operator")

    office.dispatch(hearing=Hearing(step=step))
    assert ({A: "pending", B: "pending"}, 0) == (office.states(), len(server.taken))


def test_who_asks_to_stop_is_heard_between_deliveries(office, server):
    office.dispatch(hearing=Hearing(stopping=lambda: bool(server.taken)))

    assert {A: "sent", B: "pending"} == office.states()


def test_what_is_refused_opens_no_socket_and_is_reported(office, server):
    office.lists = {"desk": readers(A, B, markings=("TLP:RED",))}
    report = office.dispatch()

    assert ({A: "refused", B: "refused"}, 0, 4) == (office.states(), server.connections, report.exit_code)
    assert office.ledger.deliveries()[0].reason.startswith("marking-not-on-list: ")


def test_a_reader_who_was_taken_off_the_list_gets_nothing(office, server):
    office.lists = {"desk": readers(B)}
    report = office.dispatch()

    assert {A: "refused", B: "sent"} == office.states()
    assert (A,) == report.reconciliations[0].strangers


def test_a_reader_who_is_missing_is_reported(office):
    office.lists = {"desk": readers(A, B, "c@example.org")}
    report = office.dispatch()

    assert (("c@example.org",), 4) == (report.reconciliations[0].missing, report.exit_code)
    assert "missing: c@example.org" in str(report)


def test_of_two_editions_that_nobody_was_sent_each_reader_gets_the_newer_alone(office, server):
    office.publish(A, B, number=2)
    office.dispatch()

    assert [A, B] == sorted(one.recipient for one in server.taken)
    assert {"dropped": 2, "sent": 2} == dict(office.ledger.counts())
    assert "superseded by edition 2" == office.ledger.deliveries("small", 1)[0].reason


def test_an_older_edition_does_not_follow_a_newer(office, server):
    server.fault = lambda stage, recipient: LATER if (stage, recipient) == ("rcpt", A) else None
    office.dispatch()
    office.publish(A, B, number=2)
    server.fault = lambda stage, recipient: None
    office.dispatch()
    office.clock.pass_(hours=1)
    office.dispatch()

    found = {(one.edition, one.recipient): str(one.state) for one in office.ledger.deliveries()}
    assert {(1, A): "refused", (1, B): "sent", (2, A): "sent", (2, B): "sent"} == found
    assert "older-edition" in office.ledger.deliveries("small", 1)[0].reason


def test_a_list_that_needs_approval_takes_only_what_was_approved(office, server):
    office.lists = {"desk": readers(A, B, needs_approval=True)}
    office.dispatch()
    assert {"refused"} == set(office.states().values())

    office.ledger.approve("small", edition().content, "editor")
    for one in office.ledger.deliveries():
        office.ledger.retry(one.key, "operator")
    office.dispatch()
    assert {"sent"} == set(office.states().values())


def test_a_message_whose_bytes_are_gone_is_refused(office, server, tmp_path):
    next(tmp_path.rglob(office.ledger.deliveries()[0].message)).unlink()
    office.dispatch()

    assert {A: "refused", B: "sent"} == office.states()
    assert "is not in" in office.ledger.deliveries()[0].reason


def test_a_channel_that_is_not_there_leaves_its_deliveries_waiting(office, server):
    report = office.dispatch(channels={"console": ConsoleChannel(io.StringIO())})

    assert ({"smtp": "there is no such channel here"}, 5) == (report.down, report.exit_code)
    assert {A: "pending", B: "pending"} == office.states()


# ── a ledger that is not the one that sent ───────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("number", "content"), [(2, "c" * 64), (1, "another")])
def test_a_lock_ahead_of_the_ledger_never_mails(office, server, number, content):
    lock = EditionsLock(number, content, "2022-10-20T06:00:00Z")
    report = office.dispatch(locks={"small": lock})

    assert ({A: "on-hold", B: "on-hold"}, 0, 4) == (office.states(), server.connections, report.exit_code)
    assert "briefgen editions adopt" in office.ledger.deliveries()[0].reason


def test_a_lock_of_the_same_edition_or_an_older_one_is_as_it_should_be(office, server):
    office.publish(A, number=2)
    office.dispatch(locks={"small": lock_of(edition(2)), "other": lock_of(edition(9, "other"))})

    found = {(one.edition, one.recipient): str(one.state) for one in office.ledger.deliveries()}
    assert {(1, A): "dropped", (1, B): "sent", (2, A): "sent"} == found


@pytest.mark.parametrize("lock", ["it is not JSON", lock_of(edition(1))])
def test_an_edition_that_no_lock_would_know_of_after_a_loss_is_not_mailed(office, server, lock):
    office.publish(A, number=2)
    office.dispatch(locks={"small": lock})

    found = {(one.edition, one.recipient): str(one.state) for one in office.ledger.deliveries()}
    older = "on-hold" if isinstance(lock, str) else "sent"
    assert {(1, A): "dropped", (1, B): older, (2, A): "on-hold"} == found


def test_what_waits_while_its_brief_is_held_for_moved_ground_is_not_mailed_until_that_is_released(office, server):
    moved = Impact("small", "page", Loss.QUOTATION_GONE, "It has 46.")
    office.ledger.hold("small", Hold(("a quotation is gone",), (moved,)), edition().content)
    report = office.dispatch()

    assert ({A: "on-hold", B: "on-hold"}, 0, 4) == (office.states(), server.connections, report.exit_code)
    assert "a quotation is gone" in office.ledger.deliveries()[0].reason
    office.ledger.release_hold("small", "Duty editor")
    for one in office.ledger.deliveries():
        office.ledger.resolve(one.key, State.PENDING, "Duty editor")
    office.dispatch()
    assert {A: "sent", B: "sent"} == office.states()


def test_a_hold_of_the_next_edition_that_moves_no_ground_does_not_keep_this_one(office, server):
    office.ledger.hold("small", Hold(("the status is draft",)), edition().content)
    office.dispatch()

    assert {A: "sent", B: "sent"} == office.states()


def test_a_restored_ledger_puts_what_was_open_on_hold(office, server, tmp_path):
    server.at("rcpt", LATER)
    office.dispatch()
    office.ledger.backup(tmp_path / "backup.sqlite")
    server.at("rcpt", LATER, 0)
    office.clock.pass_(hours=1)
    office.dispatch()
    Ledger.restore(tmp_path / "ledger.sqlite", tmp_path / "backup.sqlite")
    report = office.dispatch()

    assert ({A: "on-hold", B: "on-hold"}, 2, 4) == (office.states(), len(server.taken), report.exit_code)
    office.ledger.resolve(office.ledger.deliveries()[0].key, State.SENT, "operator")
    office.ledger.resolve(office.ledger.deliveries()[1].key, State.PENDING, "operator")
    office.dispatch()
    assert ({A: "sent", B: "sent"}, 3) == (office.states(), len(server.taken))


# ── clocks and disks ─────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("span", [timedelta(hours=1), timedelta(hours=-1), timedelta(days=-400), timedelta(days=400)])
def test_a_clock_that_is_set_sends_nothing_twice_and_leaves_nothing_waiting_for_ever(office, server, span):
    server.fault = lambda stage, recipient: LATER if recipient == B and not server.taken else None
    server.at("rcpt", LATER, 1)
    office.dispatch()
    office.clock.instant += span
    office.dispatch()
    office.clock.instant = max(office.clock.instant, datetime(2022, 10, 20, 8, tzinfo=UTC))
    office.dispatch()

    assert {A: "sent", B: "sent"} == office.states()
    assert [1, 1] == sorted(server.copies.values())


def test_with_too_little_room_nothing_is_begun(office, server):
    with pytest.raises(EnvironmentFailed, match="nothing is sent with less"):
        office.dispatch(terms=replace(TERMS, room=10**18))

    assert (0, {A: "pending", B: "pending"}) == (server.connections, office.states())


@pytest.mark.parametrize("step", ["claimed", "body", "handed-over", "dot", "answered"])
def test_a_disk_that_fills_in_the_middle_sends_nothing_twice(office, server, step):
    """Pages that the database may still write: none, from that step on, until somebody makes room."""
    database = office.ledger._database

    def fill(name):
        if name == step:
            database.execute("pragma query_only = on")

    with pytest.raises(EnvironmentFailed, match="may not be written"):
        office.dispatch(hearing=Hearing(step=fill))
    database.execute("pragma query_only = off")
    database.execute("update delivery set until = 0")
    office.dispatch()

    doubtful = step in ("dot", "answered")
    assert {A: "in-doubt" if doubtful else "sent", B: "sent"} == office.states()
    assert [1, 1] == sorted(server.copies.values())


def test_an_answer_that_cannot_be_written_at_once_is_written_when_it_can(office, server):
    database, tries = office.ledger._database, []

    def step(name):
        if name == "answered" and not tries:
            database.execute("pragma query_only = on")
            tries.append(name)

    def slept(_):
        database.execute("pragma query_only = off")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("briefgen.outbox.handing.time.sleep", slept)
        office.dispatch(hearing=Hearing(step=step))

    assert {A: "sent", B: "sent"} == office.states()


def test_an_answer_that_comes_after_the_lease_is_still_an_answer(office, server):
    def step(name):
        if name == "dot" and len(server.taken) < 2:
            office.ledger._database.execute("update delivery set until = 0 where state = 'sending'")
            office.ledger.expire()

    office.dispatch(hearing=Hearing(step=step))

    assert {A: "sent", B: "sent"} == office.states()
    assert "the answer came late" in [one.reason for one in office.ledger.delivery_log(office.ledger.deliveries()[0])]


def test_a_late_answer_that_cannot_be_written_at_once_is_written_when_it_can(office, server):
    database, tries = office.ledger._database, []

    def step(name):
        if name == "dot" and not tries:
            database.execute("update delivery set until = 0 where state = 'sending'")
            office.ledger.expire()

    late = office.ledger.late_settle

    def full_at_first(claim, reply):
        tries.append(reply)
        if len(tries) == 1:
            raise EnvironmentFailed("the disk is full")
        return late(claim, reply)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(type(office.ledger), "late_settle", lambda _, claim, reply: full_at_first(claim, reply))
        office.dispatch(hearing=Hearing(step=step))

    assert ({A: "sent", B: "sent"}, 2) == (office.states(), len(tries))


# ── the owner is told ────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def owned(office):
    office.lists = {"desk": readers(A, B, owner=OWNER)}
    return office


def told(server):
    return [message_from_bytes(one.data, policy=policy.default) for one in server.taken if one.recipient == OWNER]


def test_the_owner_is_told_that_all_went_well_once(owned, server):
    report = owned.dispatch()
    owned.dispatch()

    (notice,) = told(server)
    assert ("[briefgen] small, edition 1: all is well, 2 sent", (OWNER,)) == (notice["Subject"], report.told)
    assert "auto-generated" == notice["Auto-Submitted"]


def test_the_owner_is_told_at_once_what_waits_for_a_person_and_readers_never(owned, server):
    server.fault = lambda stage, recipient: {A: NEVER, B: LATER}.get(recipient) if stage == "rcpt" else None
    owned.dispatch()
    (notice,) = told(server)
    assert "[briefgen] small, edition 1: 1 of 2 wait for a person" == notice["Subject"]
    assert all(words in notice.get_content() for words in (A, "550 5.7.1 never", "briefgen outbox show small/1/smtp/" + A))

    server.fault = lambda stage, recipient: None
    owned.clock.pass_(hours=1)
    owned.dispatch()
    assert 2 == len(told(server))
    assert {OWNER, B} == {one.recipient for one in server.taken}


def test_an_owner_who_cannot_be_told_now_is_told_later(owned, server):
    server.fault = lambda stage, recipient: LATER if (stage, recipient) == ("rcpt", OWNER) else None
    assert () == owned.dispatch().told

    server.fault = lambda stage, recipient: None
    assert (OWNER,) == owned.dispatch().told


def test_a_doubt_is_told_to_the_owner(owned, server):
    server.at("dot", TAKEN, 1)
    owned.dispatch()

    assert "1 of 2 wait for a person" in told(server)[0]["Subject"]


def test_what_a_server_said_cannot_write_headers_or_lines_into_a_notice(owned, server):
    hostile = replace(NEVER, answer="550 no\x1b[2J\u2028Subject: evil\x0bBcc: x")
    server.fault = lambda stage, recipient: hostile if (stage, recipient) == ("rcpt", A) else None
    owned.dispatch()

    (notice,) = told(server)
    assert ("Bcc" in notice, 1) == (False, len(notice.get_all("Subject")))
    assert "\x1b" not in notice.get_content()


# ── pace ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def queued(*addresses):
    return [Delivery("small", 1, "smtp", address, address, "") for address in addresses]


def test_messages_to_one_domain_are_apart_and_others_do_not_wait():
    now = [0.0]
    pace = Pace(60, lambda: now[0], lambda seconds: now.__setitem__(0, now[0] + seconds))
    order = [(one.recipient, now[0]) for one in pace.paced(queued("1@x.org", "2@x.org", "3@X.org", "1@y.org"), lambda: False)]

    assert [("1@x.org", 0.0), ("1@y.org", 0.0), ("2@x.org", 1.0), ("3@X.org", 2.0)] == order


def test_without_a_limit_nothing_waits_and_the_order_is_kept():
    pace = Pace(0, sleep=lambda _: pytest.fail("it waited"))

    assert ["1@x.org", "2@x.org"] == [one.recipient for one in pace.paced(queued("1@x.org", "2@x.org"), lambda: False)]


def test_waiting_grows_to_an_hour_and_differs_by_reader():
    one = queued("1@x.org")[0]
    minutes = [backoff(replace(one, tries=tries)) / timedelta(minutes=1) for tries in range(8)]

    assert all(usual <= found <= usual * 1.2 for usual, found in zip([1, 3, 9, 27, 60, 60, 60, 60], minutes, strict=True))
    assert 20 <= len({backoff(other) for other in queued(*(f"{number}@x.org" for number in range(25)))})


# ── folder and console ───────────────────────────────────────────────────────────────────────────────────────────────


def steps_of(_):
    """Nobody listens."""


def test_a_folder_holds_each_message_once_under_one_name(tmp_path):
    folder = FolderChannel(tmp_path / "mail")
    for attempt in (1, 2):
        folder.hand_over(message(), attempt, steps_of).finish()

    (found,) = (tmp_path / "mail").iterdir()
    assert (".eml", message().data) == (found.suffix, found.read_bytes())


def test_until_the_last_step_a_folder_shows_nothing_and_abandoned_it_holds_nothing(tmp_path):
    handed = FolderChannel(tmp_path).hand_over(message(), 1, steps_of)
    assert [] == list(tmp_path.glob("[!.]*"))

    handed.abandon()
    assert [] == list(tmp_path.iterdir())


def test_a_folder_knows_what_became_of_a_try(tmp_path):
    folder = FolderChannel(tmp_path)
    hanging = folder.hand_over(message(), 1, steps_of)
    assert False is folder.recall(message(), 1)
    with pytest.raises(NoAnswer):
        hanging.finish()

    assert None is folder.recall(message(), 1)
    folder.hand_over(message(), 2, steps_of).finish()
    assert True is folder.recall(message(), 1)


def test_names_of_readers_cannot_lead_out_of_the_folder(tmp_path):
    folder = FolderChannel(tmp_path / "mail")
    for reader in ("../../a@example.org", "a/b@example.org", "." * 300 + "@example.org", "CON@example.org"):
        folder.hand_over(replace(message(), recipient=reader), 1, steps_of).finish()

    assert 4 == len(list((tmp_path / "mail").glob("[!.]*.eml")))
    assert ["mail"] == [place.name for place in tmp_path.iterdir()]


def test_a_folder_that_cannot_be_written_is_a_channel_that_is_down(tmp_path):
    (tmp_path / "mail").write_text("a file")
    with pytest.raises(ChannelDown, match="cannot be written"):
        FolderChannel(tmp_path / "mail").hand_over(message(), 1, steps_of)


def test_a_folder_is_dispatched_to_and_what_hung_in_it_is_settled_by_itself(tmp_path, server):
    office = Office(tmp_path, server, A, B, clock=None)
    office.ledger.record_edition(edition(2), deliveries=[delivery(office.objects, A, 2, channel="folder")])
    folder = FolderChannel(tmp_path / "mail")
    one = office.ledger.deliveries("small", 2)[0]
    claim = office.ledger.claim_delivery(one, "dead", 30)
    read = replace(message(), id=one.message_id, data=office.objects.get(one.message))
    folder.hand_over(read, claim.epoch, steps_of)
    office.ledger.commit_sending(claim, 30)
    office.ledger._database.execute("update delivery set until = 0")
    office.dispatch(channels={"folder": folder})

    assert "sent" == office.ledger.deliveries("small", 2)[0].state
    assert 1 == len(list((tmp_path / "mail").glob("[!.]*.eml")))
    office.close()


def test_the_console_shows_headers_text_and_files_and_nothing_that_a_terminal_acts_on():
    stream = io.StringIO()
    data = mail().replace(b"It has 46.", b"It has \x1b[31m46.")
    ConsoleChannel(stream).hand_over(replace(message(), data=data), 1, steps_of).finish()

    assert all(words in stream.getvalue() for words in ("Subject: [TLP:CLEAR] small 1", "It has  [31m46.", "[small.pdf, 14 bytes]"))
    assert "\x1b" not in stream.getvalue()
