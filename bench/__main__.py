"""Ratios measured side by side in one run: `make bench`."""

from dataclasses import replace

import numpy as np

from bench import browser, class_at_once, maps, shelves
from bench.timing import in_turn
from landscapes import Beale, Landscape, PenguinsNetwork, Rosenbrock
from optim_core import OPTIMIZERS, Adam, Run, record_all, sweep

START, STEPS = (-1.5, 2.0), 500


def plain_loop(rates: list[float], beta1s: list[float]) -> None:
    """Adam on Rosenbrock as one would write it first: Python floats, a run at a time."""
    for rate, beta1 in zip(rates, beta1s, strict=True):
        (x, y), m, v = START, [0.0, 0.0], [0.0, 0.0]
        for t in range(1, STEPS + 1):
            g = (-2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x))
            m = [beta1 * a + (1 - beta1) * b for a, b in zip(m, g, strict=True)]
            v = [0.999 * a + 0.001 * b * b for a, b in zip(v, g, strict=True)]
            step = [rate * a / (1 - beta1**t) / ((b / (1 - 0.999**t)) ** 0.5 + 1e-8) for a, b in zip(m, v, strict=True)]
            x, y = x - step[0], y - step[1]


def sweeps() -> None:
    rates, beta1s = np.geomspace(1e-4, 1.0, 200), np.linspace(0.0, 0.99, 200)
    grid = replace(Adam(), learning_rate=rates[:, np.newaxis], beta1=beta1s)
    sample = 100
    took = in_turn(
        5,
        sweep=lambda: sweep(grid, Rosenbrock(), START, STEPS),
        loop=lambda: plain_loop(list(rates[::2]), list(beta1s[::2])),
    )
    loop = took["loop"] * rates.size * beta1s.size / sample
    print(f"200x200 sweep of η x β₁, Adam, Rosenbrock, {STEPS} steps")
    print(f"  sweep {took['sweep'] * 1e3:8.0f} ms")
    print(f"  loop  {loop * 1e3:8.0f} ms   (from a sample of {sample} runs) {loop / took['sweep']:.0f} times slower than sweep")


def together(landscape: Landscape) -> None:
    runs = [Run(cls.suited_to(landscape), landscape, landscape.start, STEPS) for cls in OPTIMIZERS]
    took = in_turn(15, alone=lambda: [run.record() for run in runs], together=lambda: record_all(runs))
    print(f"{len(runs)} recorded runs of {STEPS} steps, {landscape.name}")
    print(f"  one after the other {took['alone'] * 1e3:4.0f} ms")
    print(f"  record_all          {took['together'] * 1e3:4.0f} ms   {took['alone'] / took['together']:.1f} times faster")


if __name__ == "__main__":
    sweeps()
    for landscape in (Rosenbrock(), Beale(), PenguinsNetwork()):  # steps that are code, code with powers by NumPy, and sums by NumPy
        together(landscape)
    maps.measure()
    browser.measure()
    shelves.measure()
    class_at_once.measure()
