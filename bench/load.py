"""Many visitors at once: `python -m bench.load [visitors] [seconds]`.

Each speaks Streamlit's own protocol and turns a knob every five seconds. Reports how long the answers take, what is lost, and what the
server holds, for the lab and for the same picture through st.plotly_chart.
"""

import asyncio
import os
import random
import statistics
import subprocess
import sys
import time
from typing import NamedTuple

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException

from bench.maps import held
from tests.conftest import ROOT, free_port, serve, wait_for

EVERY = 5.0
PATIENCE = 30.0
LAB = "landscape=Rosenbrock&noise=0&steps=300&adam.beta2=0.99"
"""A link that speaks of a knob, so that its box is filled."""


class Taken(NamedTuple):
    """What became of all changes: the seconds of each answer, and how many had none."""

    answers: list[float]
    lost: int


class Visitor:
    """One browser, as far as the server can tell."""

    def __init__(self, socket: ClientConnection, query: str, knob: str) -> None:
        self.socket, self.query, self.knob = socket, query, knob
        self.widget = ""
        self.page = ""
        self.pages: dict[str, str] = {}
        self.states: dict[str, WidgetState] = {}

    async def rerun(self) -> None:
        """Have the script run with what the widgets hold, and wait until it has."""
        message = BackMsg()
        message.rerun_script.query_string = self.query
        message.rerun_script.page_script_hash = self.page
        message.rerun_script.widget_states.widgets.extend(self.states.values())
        await self.socket.send(message.SerializeToString())
        async with asyncio.timeout(PATIENCE):
            while True:
                answer = ForwardMsg()
                answer.ParseFromString(await self.socket.recv())  # Streamlit sends bytes
                kind = answer.WhichOneof("type")
                if kind == "delta":
                    self._look(answer)
                elif kind == "navigation":
                    self.pages = {page.url_pathname: page.page_script_hash for page in answer.navigation.app_pages}
                elif kind == "script_finished":
                    return

    def _look(self, message: ForwardMsg) -> None:
        element = message.delta.new_element
        kind = element.WhichOneof("type")
        if kind in ("number_input", "slider") and getattr(element, kind).id.endswith(self.knob):
            self.widget = getattr(element, kind).id

    async def turn(self, value: float, several: bool) -> None:
        """Let go of the knob at a value."""
        state = WidgetState(id=self.widget)
        if several:
            state.double_array_value.data.append(value)
        else:
            state.double_value = value
        self.states[self.widget] = state
        await self.rerun()


async def visit(port: int, path: str, query: str, knob: str, several: bool, until: float, taken: list[float], lost: list[int]) -> None:
    try:
        await stay(port, path, query, knob, several, until, taken, lost)
    except (TimeoutError, OSError, WebSocketException):
        lost.append(1)  # turned away, or given up on


async def stay(port: int, path: str, query: str, knob: str, several: bool, until: float, taken: list[float], lost: list[int]) -> None:
    async with connect(f"ws://localhost:{port}/_stcore/stream", max_size=None, open_timeout=60) as socket:
        visitor = Visitor(socket, query, knob)
        await visitor.rerun()
        if path:
            visitor.page = visitor.pages[path]
            await visitor.rerun()
        await asyncio.sleep(random.uniform(0, EVERY))
        while time.perf_counter() < until:
            began = time.perf_counter()
            try:
                await visitor.turn(random.uniform(0.9, 0.999) if not several else random.uniform(0.001, 0.1), several)
                taken.append(time.perf_counter() - began)
            except TimeoutError:
                lost.append(1)
            await asyncio.sleep(max(0.0, EVERY - (time.perf_counter() - began)))


class Crowd(NamedTuple):
    """Whom the visitors visit: a port, the page's path and link, the end of the knob's id, and whether its value is a list."""

    port: int
    path: str
    query: str
    knob: str
    several: bool


async def come(crowd: Crowd, server: subprocess.Popen[bytes], visitors: int, seconds: float) -> tuple[Taken, list[float]]:
    """Answers, losses, and the memory of the server: idle, with everyone there, and then every tenth of the time."""
    taken: list[float] = []
    lost: list[int] = []
    await visit(*crowd, time.perf_counter() + 2, [], lost)
    memory = [held(server)]
    until = time.perf_counter() + seconds
    everyone = []
    for _ in range(visitors):
        everyone.append(asyncio.create_task(visit(*crowd, until, taken, lost)))
        await asyncio.sleep(min(0.2, seconds / visitors / 10))  # they do not all come at one moment
    while time.perf_counter() < until:
        memory.append(held(server))
        await asyncio.sleep(seconds / 10)
    await asyncio.gather(*everyone)
    return Taken(taken, len(lost)), memory


def report(name: str, server: subprocess.Popen[bytes], visitors: int, seconds: float, crowd: Crowd) -> None:
    (answers, lost), memory = asyncio.run(come(crowd, server, visitors, seconds))
    answers = sorted(answers)
    if not answers:
        print(f"{name}: no answer at all, {lost} lost")
        return
    print(
        f"{name}: {visitors} visitors, {seconds:.0f} s, {len(answers)} changes: median {statistics.median(answers) * 1e3:.0f} ms, "
        f"95th {answers[int(0.95 * (len(answers) - 1))] * 1e3:.0f} ms, lost {lost}; memory {memory[0]:.0f} MB idle, then "
        f"{', '.join(f'{each:.0f}' for each in memory[1:])} ({(memory[1] - memory[0]) / visitors:.2f} a visitor)",
        flush=True,
    )


def measure(visitors: int, seconds: float) -> None:
    print(f"on {os.cpu_count()} cores, visitors included; a change every {EVERY:.0f} s each")
    port = free_port()
    server = serve(port)
    try:
        report("the lab", server, visitors, seconds, Crowd(port, "compare", LAB, "adam.beta2", False))
    finally:
        server.kill()
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", "bench/plain_app.py", "--server.port", str(port), "--server.headless", "true"]
    quiet = subprocess.DEVNULL
    server = subprocess.Popen(command, cwd=ROOT, stdout=quiet, stderr=quiet, env={**os.environ, "PYTHONPATH": str(ROOT)})
    try:
        wait_for(port)
        report("the same through st.plotly_chart", server, visitors, seconds, Crowd(port, "", "", "", True))
    finally:
        server.kill()


if __name__ == "__main__":
    arguments = [float(each) for each in sys.argv[1:]]
    measure(int(arguments[0]) if arguments else 100, arguments[1] if len(arguments) > 1 else 600.0)
