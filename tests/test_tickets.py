"""Tickets: who can read them, and who cannot make them up."""

import pytest

from guards.ticket import COOKIE, VISITOR, Office, Ticket, visitor_of

OFFICE = Office("a secret")
TICKET = Ticket("somebody", 1_700_000_000)


def test_a_ticket_is_read_by_all_who_know_the_secret_and_by_nobody_else() -> None:
    text = OFFICE.write(TICKET)
    assert Office("a secret").read(text) == TICKET
    assert Office("another secret").read(text) is None


@pytest.mark.parametrize("i", range(len(OFFICE.write(TICKET))))
def test_a_ticket_that_was_changed_is_none(i: int) -> None:
    text = OFFICE.write(TICKET)
    assert OFFICE.read(text[:i] + ("a" if text[i] != "a" else "b") + text[i + 1 :]) is None
    assert OFFICE.read(text[:i]) is None


@pytest.mark.parametrize("text", ["", ".", "..", "...", "a.b.c", "é.1.x", "9" * 10_000, "somebody.1700000000."])
def test_other_texts_are_no_tickets(text: str) -> None:
    assert OFFICE.read(text) is None


def test_the_ticket_is_found_among_other_cookies() -> None:
    line = f"_streamlit_xsrf=2|a; {COOKIE}=forged.1.x; {COOKIE}={OFFICE.write(TICKET)}; more"
    assert OFFICE.of({"type": "http", "headers": [(b"cookie", line.encode())]}) == TICKET
    assert OFFICE.of({"type": "http", "headers": []}) is None


def test_new_tickets_name_different_visitors() -> None:
    assert Ticket.new().name != Ticket.new().name


def test_a_visitor_is_who_the_admission_noted() -> None:
    assert visitor_of({"type": "websocket"}) is None
    assert visitor_of({"type": "websocket", VISITOR: "somebody"}) == "somebody"
