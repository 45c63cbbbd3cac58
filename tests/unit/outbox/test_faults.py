"""A server that fails at every step of a conversation, and what becomes of the message: judged by what the server took."""

from __future__ import annotations

import pytest

from outbox_desk import Office, mail
from smtp_faults import CLOSING, DROP, LATER, NEVER, RESET, STAGES, TAKEN, Fault, serving

READER = "a@example.org"
SLOW = Fault(wait=0.5)


@pytest.fixture
def server():
    with serving() as started:
        yield started


@pytest.fixture
def office(tmp_path, server):
    made = Office(tmp_path, server, READER, timeout=0.2, answer=0.2)
    yield made
    made.close()


BEFORE = [stage for stage in STAGES if stage not in ("body", "dot", "rset", "quit")]


@pytest.mark.parametrize(
    ("stage", "fault"),
    [(stage, fault) for stage in (*BEFORE, "body") for fault in (DROP, RESET, SLOW) if (stage, fault) != ("body", SLOW)],
    ids=lambda value: value if isinstance(value, str) else {DROP: "drop", RESET: "reset", SLOW: "slow"}[value],
)
def test_before_the_dot_nothing_is_sent_and_it_is_tried_again(server, office, stage, fault):
    server.at(stage, fault)
    office.dispatch()

    assert (("pending", 1), 0) == ((office.the_one().state, office.the_one().tries), len(server.taken))
    server.at(stage, fault, 0)
    office.clock.pass_(hours=2)
    office.dispatch()
    assert ("sent", 1) == (office.the_one().state, len(server.taken))


@pytest.mark.parametrize("stage", ["mail", "rcpt", "data", "dot"])
def test_what_is_refused_for_now_is_tried_again_later(server, office, stage):
    server.at(stage, LATER)
    office.dispatch()

    found = office.the_one()
    assert ("pending", 1, "451 4.3.0 later") == (found.state, found.tries, found.reply)
    assert "2022-10-20T06:01:00Z" <= found.next_try <= "2022-10-20T06:01:12Z"
    office.dispatch()
    assert 1 == office.the_one().tries
    server.at(stage, LATER, 0)
    office.clock.pass_(minutes=2)
    office.dispatch()
    assert (("sent", ""), 1) == ((office.the_one().state, office.the_one().next_try), len(server.taken))


@pytest.mark.parametrize("stage", ["rcpt", "data", "dot"])
def test_what_is_refused_for_good_fails_and_is_not_tried_again(server, office, stage):
    server.at(stage, NEVER)
    report = office.dispatch()

    assert ("failed", "550 5.7.1 never") == (office.the_one().state, office.the_one().reply)
    assert (4, 0) == (report.exit_code, len(server.taken))
    server.at(stage, NEVER, 0)
    office.clock.pass_(days=1)
    office.dispatch()
    assert ("failed", 0) == (office.the_one().state, len(server.taken))


@pytest.mark.parametrize("stage", ["greeting", "ehlo"])
@pytest.mark.parametrize("fault", [LATER, NEVER, CLOSING], ids=["4yz", "5yz", "421"])
def test_a_server_that_takes_nothing_fails_no_message(server, tmp_path, stage, fault):
    office = Office(tmp_path / "two", server, READER, "b@example.org", timeout=0.2)
    server.at(stage, fault)
    report = office.dispatch()

    assert {READER: "pending", "b@example.org": "pending"} == office.states()
    assert (1, ["smtp"], 5) == (server.connections, list(report.down), report.exit_code)
    office.dispatch()
    assert 1 == server.connections, "nobody is asked again at once"
    server.at(stage, fault, 0)
    office.clock.pass_(hours=1)
    assert (0, 2) == (office.dispatch().exit_code, len(server.taken))
    office.close()


def test_a_server_that_refuses_our_sender_fails_no_message(server, tmp_path):
    office = Office(tmp_path / "two", server, READER, "b@example.org", timeout=0.2)
    server.at("mail", NEVER)
    report = office.dispatch()

    assert {READER: "pending", "b@example.org": "pending"} == office.states()
    assert ({"smtp": "550 5.7.1 never"}, 5) == (report.down, report.exit_code)
    server.at("mail", NEVER, 0)
    office.clock.pass_(hours=1)
    assert (0, 2) == (office.dispatch().exit_code, len(server.taken))
    office.close()


def test_a_message_that_is_too_large_at_the_first_step_fails_alone(server, office):
    server.at("mail", Fault("552 5.3.4 too large"))
    report = office.dispatch()

    assert ("failed", {}, 4) == (office.the_one().state, report.down, report.exit_code)


@pytest.mark.parametrize("stage", ["mail", "rcpt", "data", "dot"])
def test_a_server_that_closes_is_asked_again_later(server, office, stage):
    server.at(stage, CLOSING)
    office.dispatch()

    assert ("pending", 1, "421 4.4.2 closing") == (office.the_one().state, office.the_one().tries, office.the_one().reply)


@pytest.mark.parametrize(
    ("fault", "copies"),
    [(DROP, 0), (RESET, 0), (TAKEN, 1), (Fault(resets=True, takes=True), 1), (Fault(wait=0.5, takes=True), 1)],
    ids=["drop", "reset", "taken-and-dropped", "taken-and-reset", "taken-and-late"],
)
def test_no_answer_to_the_dot_is_a_doubt_and_never_repeated(server, office, fault, copies):
    server.at("dot", fault, 1)
    report = office.dispatch()

    assert (("in-doubt", 1), 4) == ((office.the_one().state, office.the_one().tries), report.exit_code)
    for _ in range(3):
        office.clock.pass_(days=1)
        office.dispatch()
    assert ("in-doubt", copies) == (office.the_one().state, len(server.taken))


def test_what_a_person_sends_again_is_the_same_message(server, office):
    server.at("dot", TAKEN, 1)
    office.dispatch()
    office.ledger.resolve(office.the_one().key, office.the_one().state.PENDING, "operator")
    office.dispatch()

    assert ("sent", 2, 1) == (office.the_one().state, len(server.taken), len({one.digest for one in server.taken}))
    assert mail() == server.taken[0].data


@pytest.mark.parametrize("fault", [CLOSING, DROP, RESET, NEVER, Fault("banana")], ids=["421", "drop", "reset", "5yz", "noise"])
def test_what_the_server_answers_to_quit_changes_nothing(server, office, fault):
    server.at("quit", fault)
    report = office.dispatch()

    assert ("sent", 0, 1) == (office.the_one().state, report.exit_code, len(server.taken))


def test_a_server_that_is_slow_to_part_is_not_waited_for(server, office):
    server.at("quit", Fault(wait=30))
    office.dispatch()

    assert "sent" == office.the_one().state


@pytest.mark.parametrize("line", ["220-welcome", "220-"], ids=["words", "nothing"])
def test_a_greeting_that_never_ends_is_not_listened_to_for_ever(server, office, line):
    server.at("greeting", Fault(line, drips=True))
    report = office.dispatch()

    assert ("pending", ["smtp"]) == (office.the_one().state, list(report.down))


@pytest.mark.parametrize("stage", ["ehlo", "mail", "rcpt", "data"])
@pytest.mark.parametrize("words", ["banana", "399 what", "99", "2500 ok", "220 ok"], ids=str)
def test_an_answer_that_makes_no_sense_sends_nothing(server, office, stage, words):
    server.at(stage, Fault(words))
    office.dispatch()

    assert ("pending", 0) == (office.the_one().state, len(server.taken))


@pytest.mark.parametrize("words", ["banana", "354 go on", "199 what", "220"], ids=str)
def test_an_answer_to_the_dot_that_makes_no_sense_is_a_doubt_unless_it_says_yes(server, office, words):
    server.at("dot", Fault(words, takes=True))
    office.dispatch()

    assert ("sent" if words == "220" else "in-doubt") == office.the_one().state


def test_an_answer_nobody_asked_for_is_not_taken_for_the_dots(server, office):
    """A server that says 354 and 250 in one breath would else have a message called sent that it never took."""
    server.at("data", Fault("354 go ahead\r\n250 taken"))
    office.dispatch()

    assert ("pending", 0) == (office.the_one().state, len(server.taken))


def test_a_message_larger_than_the_server_takes_is_not_offered(server, office):
    server.size = 100
    office.dispatch()

    assert ("failed", False) == (office.the_one().state, any(line.startswith("MAIL") for line in server.commands))
    assert "takes at most 100 bytes" in office.the_one().reply


def test_after_three_lost_connections_on_end_a_channel_is_left_alone(server, tmp_path):
    office = Office(tmp_path / "many", server, *(f"{name}@example.org" for name in "abcdefgh"), answer=0.2)
    server.at("dot", DROP)
    report = office.dispatch()

    assert ({"in-doubt": 3, "pending": 5}, ["smtp"]) == (report.counts, list(report.down))
    office.close()


def test_one_reader_who_is_refused_does_not_hold_up_the_others(server, tmp_path):
    office = Office(tmp_path / "some", server, "a@example.org", "b@example.org", "c@example.org", "d@example.org")
    faults = {"a@example.org": NEVER, "b@example.org": LATER, "c@example.org": DROP}
    server.fault = lambda stage, recipient: faults.get(recipient) if stage == "rcpt" else None
    office.dispatch()

    assert ["failed", "pending", "pending", "sent"] == list(office.states().values())
    assert ["d@example.org"] == [one.recipient for one in server.taken]
    office.close()


def test_a_message_that_always_breaks_the_connection_holds_up_nobody_and_is_given_up(server, tmp_path):
    office = Office(tmp_path / "poison", server, "a@example.org", "b@example.org")
    server.fault = lambda stage, recipient: DROP if stage == "body" and recipient.startswith("a") else None
    for _ in range(4):
        office.dispatch()
        office.clock.pass_(hours=30)

    assert {"a@example.org": "failed", "b@example.org": "sent"} == office.states()
    assert "given up" in office.ledger.deliveries()[0].reason
    office.close()


def test_a_connection_serves_for_many_messages(server, tmp_path):
    office = Office(tmp_path / "many", server, *(f"{number}@example.org" for number in range(60)))
    office.dispatch()

    assert (60, 2) == (len(server.taken), server.connections)
    assert all(count == 1 for count in server.copies.values())
    office.close()


def test_a_connection_that_was_kept_and_closed_meanwhile_is_opened_anew(server, tmp_path):
    office = Office(tmp_path / "two", server, "a@example.org", "b@example.org")
    seen = []

    def fault(stage, recipient):
        seen.append(stage)
        return DROP if stage == "mail" and seen.count("mail") == 2 else None

    server.fault = fault
    office.dispatch()

    assert ({"a@example.org": "sent", "b@example.org": "sent"}, 2) == (office.states(), server.connections)
    office.close()
