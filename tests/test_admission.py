"""Admission: who fits is let in, who does not is told so, and who was here comes back."""

import asyncio

import pytest
from starlette.types import Message

from guards.admission import is_page
from guards.seats import AWAY, LOADING, OVERFULL, TABS
from guards.ticket import Office
from tests.asgi import CONNECT, OFFICE, STREAM, WORD, Lab, heard, run, scope


def test_of_four_hundred_at_one_moment_two_hundred_are_let_in() -> None:
    async def story() -> None:
        lab = Lab(200)
        pages = [await lab.page() for _ in range(400)]
        assert [status for status, _ in pages] == [200] * 200 + [503] * 200
        assert all([await lab.stream(cookie) for _, cookie in pages[:200]])
        assert (await lab.page())[0] == 503
        assert lab.seats.taken == 200

    run(story)


def test_phones_in_rooms_take_no_places() -> None:
    async def story() -> None:
        lab = Lab(1)
        await lab.visit()
        for path in ("/join", "/join/ABCDFGHJ", "/join/a/b"):
            said = await heard(lab.app, scope(path))
            assert said[0]["status"] == 200
            assert not said[0]["headers"], "and get no ticket"
        for path in ("/joint", "/compare/join", "/", "//join"):
            assert (await heard(lab.app, scope(path)))[0]["status"] == 503
        assert lab.seats.taken == 1

    run(story)


def test_three_hundred_from_one_address_are_three_hundred_visitors() -> None:
    async def story() -> None:
        lab = Lab(300)
        cookies = {(await lab.visit())[0] for _ in range(300)}
        assert len(cookies) == 300

    run(story)


def test_who_leaves_makes_room_and_is_let_in_again_within_ten_minutes() -> None:
    async def story() -> None:
        lab = Lab(1)
        cookie, leave = await lab.visit()
        leave()
        await asyncio.sleep(0)
        await lab.visit()
        lab.clock.now += AWAY - 1
        assert (await lab.page())[0] == 503
        status, again = await lab.page(cookie)
        assert status == 200
        assert again.split("=")[1].split(".")[0] == cookie.split("=")[1].split(".")[0], "the same visitor"
        assert await lab.stream(again)
        lab.clock.now += LOADING
        assert lab.seats.taken == 2

    run(story)


def test_after_ten_minutes_one_is_new() -> None:
    async def story() -> None:
        lab = Lab(1)
        cookie, leave = await lab.visit()
        lab.clock.now += 3 * AWAY  # a long visit is no absence
        leave()
        await asyncio.sleep(0)
        await lab.visit()
        lab.clock.now += AWAY - 1
        ticket = OFFICE.read(cookie.split("=")[1])
        assert ticket
        assert lab.seats.may_enter(ticket.name)
        lab.clock.now += 1
        assert (await lab.page(cookie))[0] == 503

    run(story)


def test_another_replica_lets_a_visitor_in_again() -> None:
    async def story() -> None:
        first = Lab(1)
        second, stranger = Lab(1, first.clock), Lab(1, first.clock, Office("another secret"))
        cookie, _ = await first.visit()
        await second.visit()
        await stranger.visit()
        assert (await second.page(cookie))[0] == 200
        assert (await stranger.page(cookie))[0] == 503

    run(story)


def test_a_reload_and_a_second_tab_are_no_new_visitor_and_a_hundred_tabs_are_too_many() -> None:
    async def story() -> None:
        lab = Lab(8)
        cookie, _ = await lab.visit()
        for _ in range(7):
            await lab.visit()
        opened = 1
        while (await lab.page(cookie))[0] == 200:
            assert await lab.stream(cookie)
            opened += 1
        assert opened == TABS

    run(story)


def test_the_socket_of_a_page_that_was_sent_is_let_in_however_full() -> None:
    async def story() -> None:
        lab = Lab(2)
        pages = [await lab.page() for _ in range(2)]
        lab.clock.now += LOADING  # a slow browser, and others come meanwhile
        for _ in range(2):
            await lab.visit()
        assert (await lab.page())[0] == 503
        assert all([await lab.stream(cookie) for _, cookie in pages])
        assert lab.seats.taken == OVERFULL * 2
        assert await lab.stream(pages[0][1]) is None, "but nobody makes more of it than that"
        assert (await lab.page(pages[0][1]))[0] == 503

    run(story)


def test_a_place_whose_page_never_opens_a_socket_is_free_again() -> None:
    async def story() -> None:
        lab = Lab(1)
        await lab.page()
        assert (await lab.page())[0] == 503
        lab.clock.now += LOADING
        await lab.visit()

    run(story)


def test_a_frame_that_keeps_no_cookies_takes_the_place_that_was_promised_to_its_address() -> None:
    async def story() -> None:
        lab = Lab(2)
        await lab.page(address="10.0.0.1")
        await lab.page(address="10.0.0.2")
        assert await lab.stream(address="10.0.0.3") is None
        assert await lab.stream(address="10.0.0.2")
        assert await lab.stream(address="10.0.0.2") is None
        assert lab.seats.taken == 2

    run(story)


def test_programs_without_a_page_are_let_in_while_there_is_room() -> None:
    async def story() -> None:
        lab = Lab(1)
        leave = await lab.stream()
        assert leave
        assert await lab.stream() is None
        leave()
        await asyncio.sleep(0)
        assert await lab.stream()

    run(story)


def test_who_opens_sockets_and_says_nothing_takes_no_place() -> None:
    async def story() -> None:
        lab = Lab(2)
        assert all([await lab.stream(speaks=False) for _ in range(50)])
        assert lab.seats.taken == 0
        await lab.visit()
        await lab.visit()
        assert await lab.stream() is None

    run(story)


def test_a_place_that_was_taken_before_the_first_word_is_taken() -> None:
    async def story() -> None:
        lab = Lab(1)
        asked = scope(STREAM, "websocket") | {"gone": asyncio.Event()}

        messages = iter([CONNECT, WORD])

        async def late() -> Message:
            message = next(messages)
            if message is WORD:
                await lab.visit()
            return message

        task = asyncio.create_task(heard(lab.app, asked, late))
        while "heard" not in asked:
            await asyncio.sleep(0)
        assert asked["heard"]["type"] == "websocket.disconnect"
        asked["gone"].set()
        await task
        assert lab.seats.taken == 1

    run(story)


@pytest.mark.parametrize("path", ["/_stcore/health", "/compare/_stcore/health", "/static/js/index.x.js", "/favicon.png", "/media/a.csv"])
def test_files_and_health_are_served_when_the_lab_is_full(path: str) -> None:
    async def story() -> None:
        lab = Lab(1)
        await lab.visit()
        assert (await lab.page())[0] == 503
        assert (await lab.page(path=path)) == (200, "")

    run(story)


@pytest.mark.parametrize("path", ["/", "/compare", "/index.html", "/lab/maps", "/x.y/maps", "/no/such/page", "/_wire"])
def test_what_streamlit_answers_with_its_page_is_a_page(path: str) -> None:
    assert is_page(path)


def test_what_is_kept_is_bounded() -> None:
    async def story() -> None:
        lab = Lab(3)
        for _ in range(20):
            _, leave = await lab.visit()
            leave()
            await asyncio.sleep(0)
        assert len(lab.seats.left) == 3
        assert not lab.seats.streams
        assert not lab.seats.promised

    run(story)
