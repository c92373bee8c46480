"""Maps: the engine beside a compiled, vectorised Optax loop; the fair race; what a visitor waits for; what the server holds."""

import importlib.util
import subprocess
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from playwright.sync_api import sync_playwright

from bench.timing import in_turn, line
from landscapes import Rosenbrock
from optim_core import OPTIMIZERS, Adam
from optim_core.batch.ends import ends
from optim_core.batch.tuning import STARTS, search
from optim_core.batch.workers import Workers
from optim_core.judgement import goal
from tests.browser import FLAGS, find
from tests.servers import free_port, serve

START, STEPS = (-1.5, 2.0), 500
RATES, BETAS = np.geomspace(1e-4, 1.0, 200), np.linspace(0.0, 0.99, 200)

# Half a click on a knob's slider: from the event to the first frame with the coarse map, and to the one with the whole.
MAPS = """async (selector) => {
  const slider = document.querySelector(selector), coarse = [], whole = [];
  const until = (wanted) => new Promise((done) => {
    const hear = (event) => {
      if (!wanted(event.detail)) return;
      removeEventListener("lab-mapped", hear);
      requestAnimationFrame(() => done(performance.now()));
    };
    addEventListener("lab-mapped", hear);
  });
  for (let i = 0; i < 15; i++) {
    slider.value = 5 + ((i * 7) % 40);
    const began = performance.now(), first = until(() => true), last = until((what) => what === "whole");
    slider.dispatchEvent(new Event("input"));
    slider.dispatchEvent(new Event("change"));
    coarse.push((await first) - began);
    whole.push((await last) - began);
    await new Promise((r) => setTimeout(r, 500));
  }
  return [coarse, whole];
}"""


def optax_loop() -> tuple[Callable[[], object], float]:
    """The map as one would write it in Optax: vmap over scan, jitted; and the seconds of its first call, compilation included."""
    import jax  # only here: a bench-only dependency
    import jax.numpy as jnp
    import optax

    jax.config.update("jax_enable_x64", True)
    wanted = float(goal(Rosenbrock(), START))

    def loss(theta: Any) -> Any:
        return (1 - theta[0]) ** 2 + 100 * (theta[1] - theta[0] ** 2) ** 2

    def run(rate: Any, beta1: Any) -> Any:
        adam = optax.adam(rate, b1=beta1)
        theta = jnp.array(START)

        def step(carry: Any, t: Any) -> Any:
            theta, state, reached = carry
            updates, state = adam.update(jax.grad(loss)(theta), state, theta)
            theta = optax.apply_updates(theta, updates)
            return (theta, state, jnp.where((reached < 0) & (loss(theta) <= wanted), t + 1, reached)), None

        (theta, _, reached), _ = jax.lax.scan(step, (theta, adam.init(theta), -1), jnp.arange(STEPS))
        return theta, loss(theta), reached

    rates, betas = (values.ravel() for values in np.meshgrid(RATES, BETAS, indexing="ij"))
    compiled = jax.jit(jax.vmap(run))
    began = time.perf_counter()
    jax.block_until_ready(compiled(rates, betas))
    return lambda: jax.block_until_ready(compiled(rates, betas)), time.perf_counter() - began


def engine() -> None:
    grid = replace(Adam(), learning_rate=RATES[:, np.newaxis], beta1=BETAS)
    wanted = goal(Rosenbrock(), START)
    workers = Workers()
    works: dict[str, Callable[[], object]] = {
        "ends": lambda: ends(grid, Rosenbrock(), START, STEPS, wanted, map_pieces=workers.map),
        "alone": lambda: ends(grid, Rosenbrock(), START, STEPS, wanted),
    }
    compiling = 0.0
    if importlib.util.find_spec("optax"):
        works["optax"], compiling = optax_loop()
    took = in_turn(7, **works)
    workers.close()
    print(f"200x200 map of η x β₁, Adam, Rosenbrock, {STEPS} steps, to the first step at the goal")
    print(f"  in processes     {took['ends'] * 1e3:6.0f} ms   in one {took['alone'] * 1e3:.0f} ms")
    if compiling:
        print(f"  Optax, jitted    {took['optax'] * 1e3:6.0f} ms   ours takes {took['ends'] / took['optax']:.2f} times that (must: 2)")
        print(f"  and compilation  {compiling * 1e3:6.0f} ms   ours takes {took['ends'] / compiling:.2f} times that (must: 0.6)")
    else:
        print("  Optax is not installed: make oracle")


def race() -> None:
    took = in_turn(7, race=lambda: [search(cls(), Rosenbrock(), START, 300) for cls in OPTIMIZERS])
    print(f"fair race of {len(OPTIMIZERS)}, 60 rates x {STARTS} starts x 300 steps: {took['race'] * 1e3:.0f} ms (must: 1,000)")


def held(server: subprocess.Popen[bytes]) -> float:
    """Megabytes of memory that the server and its workers hold."""
    pages = 0
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            stat = (folder / "stat").read_text().rsplit(")", 1)[1].split()
            if int(folder.name) == server.pid or int(stat[1]) == server.pid:
                pages += int((folder / "statm").read_text().split()[1])
        except OSError:
            continue
    return pages * 4096 / 1e6


def page() -> None:
    path = find()
    if path is None:
        print("no Chromium: what a visitor waits for was not measured")
        return
    port = free_port()
    server = serve(port)
    try:
        with sync_playwright() as playwright:
            chromium = playwright.chromium.launch(executable_path=path, args=FLAGS)
            visit = chromium.new_context(bypass_csp=True, viewport={"width": 1440, "height": 900}).new_page()
            visit.goto(f"http://localhost:{port}/")
            visit.wait_for_selector("canvas.lab-paths")
            idle = held(server)
            visit.goto(f"http://localhost:{port}/maps?landscape=Rosenbrock&noise=0&steps=500")
            visit.wait_for_function("document.querySelector('.lab-atlas progress')?.hidden")
            visit.wait_for_timeout(2000)
            coarse, whole = visit.evaluate(MAPS, ".st-key-adam-beta2 input.lab-knob")
            print("maps in the browser, 200x200 of Adam on Rosenbrock, 500 steps")
            print(line("change -> coarse map painted (must: 200)", coarse))
            print(line("change -> whole map painted (must: 1,200)", whole))
            print(f"  memory above the idle server, workers included: {held(server) - idle:.0f} MB (must: 250)")
    finally:
        server.kill()


def measure() -> None:
    engine()
    race()
    page()
