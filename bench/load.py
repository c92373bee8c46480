"""Many visitors at once: `python -m bench.load [visitors] [seconds]`.

Each speaks Streamlit's own protocol and turns a knob every five seconds. Reports how long the answers take, what is lost, and what the
server holds: for the lab in one process, for one replica a core, and for the same picture through st.plotly_chart.
"""

import asyncio
import itertools
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
from tests.servers import free_port, serve

EVERY = 5.0
PATIENCE = 30.0
KEPT = 2
"""For how many runs of the script a browser keeps a large message that it has not met again (`global.maxCachedMessageAge`)."""
LAB = "landscape=Rosenbrock&noise=0&steps=300&adam.beta2=0.99"
"""A link that speaks of a knob, so that its box is filled."""

Servers = dict[int, subprocess.Popen[bytes]]
"""By port."""


class Visitor:
    """One browser, as far as the server can tell."""

    def __init__(self, socket: ClientConnection, query: str, knob: str) -> None:
        self.socket, self.query, self.knob = socket, query, knob
        self.widget = ""
        self.page = ""
        self.pages: dict[str, str] = {}
        self.states: dict[str, WidgetState] = {}
        self.runs = 0
        self.kept: dict[str, int] = {}
        """The large messages that this browser has, by hash, and in which run it last met them: they need not be sent again."""

    async def rerun(self) -> None:
        """Have the script run with what the widgets hold, and wait until it has."""
        message = BackMsg()
        message.rerun_script.query_string = self.query
        message.rerun_script.page_script_hash = self.page
        message.rerun_script.widget_states.widgets.extend(self.states.values())
        message.rerun_script.cached_message_hashes.extend(self.kept)
        await self.socket.send(message.SerializeToString())
        async with asyncio.timeout(PATIENCE):
            while True:
                answer = ForwardMsg()
                answer.ParseFromString(await self.socket.recv())  # Streamlit sends bytes
                kind = answer.WhichOneof("type")
                if answer.metadata.cacheable:
                    self.kept[answer.hash] = self.runs
                if kind == "ref_hash":
                    self.kept[answer.ref_hash] = self.runs
                elif kind == "delta":
                    self._look(answer)
                elif kind == "navigation":
                    self.pages = {page.url_pathname: page.page_script_hash for page in answer.navigation.app_pages}
                elif kind == "script_finished":
                    self.runs += 1
                    self.kept = {key: run for key, run in self.kept.items() if self.runs - run <= KEPT}
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


class Crowd(NamedTuple):
    """What the visitors of a page do: its path and link, the end of the id of the knob they turn, and whether its value is a list."""

    path: str
    query: str
    knob: str
    several: bool


class Taken(NamedTuple):
    """What became of all changes: the seconds of each answer, and how many had none."""

    answers: list[float]
    lost: list[int]


async def visit(port: int, crowd: Crowd, until: float, taken: Taken) -> None:
    try:
        await stay(port, crowd, until, taken)
    except (TimeoutError, OSError, WebSocketException):
        taken.lost.append(1)  # turned away, or given up on


async def stay(port: int, crowd: Crowd, until: float, taken: Taken) -> None:
    async with connect(f"ws://localhost:{port}/_stcore/stream", max_size=None, open_timeout=60) as socket:
        visitor = Visitor(socket, crowd.query, crowd.knob)
        await visitor.rerun()
        if crowd.path:
            visitor.page = visitor.pages[crowd.path]
            await visitor.rerun()
        await asyncio.sleep(random.uniform(0, EVERY))
        while time.perf_counter() < until:
            began = time.perf_counter()
            try:
                await visitor.turn(random.uniform(0.001, 0.1) if crowd.several else random.uniform(0.9, 0.999), crowd.several)
                taken.answers.append(time.perf_counter() - began)
            except TimeoutError:
                taken.lost.append(1)
            await asyncio.sleep(max(0.0, EVERY - (time.perf_counter() - began)))


async def come(crowd: Crowd, servers: Servers, visitors: int, seconds: float) -> tuple[Taken, list[float]]:
    """Answers, losses, and the memory of the servers: idle, with everyone there, and then every tenth of the time."""
    taken = Taken([], [])
    for port in servers:
        await visit(port, crowd, time.perf_counter() + 2, Taken([], taken.lost))
    memory = [sum(map(held, servers.values()))]
    until = time.perf_counter() + seconds
    everyone = []
    for _, port in zip(range(visitors), itertools.cycle(servers), strict=False):
        everyone.append(asyncio.create_task(visit(port, crowd, until, taken)))
        await asyncio.sleep(min(0.2, seconds / visitors / 10))  # they do not all come at one moment
    while time.perf_counter() < until:
        memory.append(sum(map(held, servers.values())))
        await asyncio.sleep(seconds / 10)
    await asyncio.gather(*everyone)
    return taken, memory


def report(name: str, script: str, crowd: Crowd, visitors: int, seconds: float, replicas: int = 1) -> None:
    """Start the servers, send everyone there, and print what became of them."""
    servers = {}
    try:
        for _ in range(replicas):
            port = free_port()
            servers[port] = serve(port, script, environment={"CAPACITY": str(visitors)})
        (answers, lost), memory = asyncio.run(come(crowd, servers, visitors, seconds))
    finally:
        for server in servers.values():
            server.kill()
    answers.sort()
    if not answers:
        print(f"{name}: no answer at all, {len(lost)} lost")
        return
    print(
        f"{name}: {visitors} visitors, {seconds:.0f} s, {len(answers)} changes: median {statistics.median(answers) * 1e3:.0f} ms, "
        f"95th {answers[int(0.95 * (len(answers) - 1))] * 1e3:.0f} ms, lost {len(lost)}; memory {memory[0]:.0f} MB idle, then "
        f"{', '.join(f'{each:.0f}' for each in memory[1:])} ({(memory[1] - memory[0]) / visitors:.2f} a visitor)",
        flush=True,
    )


def measure(visitors: int, seconds: float) -> None:
    cores = os.cpu_count() or 1
    print(f"on {cores} cores, visitors included; a change every {EVERY:.0f} s each")
    lab = Crowd("compare", LAB, "adam.beta2", False)
    report("the lab, one process", "serve.py", lab, visitors, seconds)
    report(f"the lab, {cores} replicas", "serve.py", lab, visitors, seconds, cores)
    report("the same through st.plotly_chart", "bench/plain_app.py", Crowd("", "", "", True), visitors, seconds)


if __name__ == "__main__":
    arguments = [float(each) for each in sys.argv[1:]]
    measure(int(arguments[0]) if arguments else 100, arguments[1] if len(arguments) > 1 else 600.0)
