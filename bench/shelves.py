"""What the second shelf costs: a page with the seven, the same page with all methods offered, and each method's map beside Adam's."""

import statistics
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import numpy as np
from playwright.sync_api import Browser, sync_playwright

from bench.browser import CHANGES, KNOB, OPEN_ADAM, SETTING, open_page
from bench.timing import in_turn, line
from landscapes import Rosenbrock
from optim_core import OPTIMIZERS, SHELVES, Adam
from optim_core.batch.ends import ends
from optim_core.catalogue import Methods
from optim_core.optimizer import Optimizer
from tests.browser import FLAGS, find
from tests.servers import free_port, serve

ROUNDS = 5
STARTS, STEPS = 50, 200
"""A map of so many starts on each side."""
ALL = SETTING + "&" + urlencode([("shelf", "More methods"), *(("show", cls.name) for cls in OPTIMIZERS)])


def measure() -> None:
    maps()
    path = find()
    if path is None:
        print("no Chromium: what the second shelf costs a visitor was not measured")
        return
    port = free_port()
    server = serve(port)
    try:
        with sync_playwright() as playwright:
            pages(playwright.chromium.launch(executable_path=path, args=FLAGS), f"http://localhost:{port}")
    finally:
        server.kill()


def maps() -> None:
    landscape = Rosenbrock()
    x, y = landscape.window
    starts = np.array(np.meshgrid(np.linspace(*x, STARTS), np.linspace(*y, STARTS))).reshape(2, -1)

    def map_of(cls: type[Optimizer[Any]]) -> Callable[[], object]:
        return lambda: ends(cls.suited_to(landscape), landscape, starts, STEPS, stop=False)

    methods: Methods = (Adam, *SHELVES["More"])
    took = in_turn(ROUNDS, **{cls.name: map_of(cls) for cls in methods})
    print(f"a map of {starts.shape[1]} starts and {STEPS} steps, Rosenbrock; Adam's takes {took[Adam.name] * 1e3:.0f} ms")
    for cls in methods[1:]:
        print(f"  {cls.name:<22} {took[cls.name] / took[Adam.name]:.2f} times Adam's")


def pages(browser: Browser, lab: str) -> None:
    first: dict[str, list[float]] = {SETTING: [], ALL: []}
    changes: dict[str, list[float]] = {SETTING: [], ALL: []}
    for _ in range(ROUNDS + 1):  # the first warms the server
        for setting in first:
            page, took = open_page(browser, lab + setting, "canvas.lab-paths")
            first[setting].append(took * 1000)
            page.wait_for_timeout(2500)
            page.evaluate(OPEN_ADAM)
            page.wait_for_selector(KNOB)
            page.wait_for_timeout(1000)
            changes[setting].append(statistics.median(page.evaluate(CHANGES.replace("i < 40", "i < 10"), KNOB)))
            page.context.close()
    print("the seven beside seven of all, 7 paths of 500 steps")
    for what, found in (("first paths", first), ("knob changed -> repainted", changes)):
        for setting, named in ((SETTING, "the seven"), (ALL, "seven of all")):
            print(line(f"{what}, {named}", found[setting][1:]))
