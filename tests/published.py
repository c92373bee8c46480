"""Published functions whose lowest points are known, and the windows in which they are sought."""

import math

from landscapes.landscape import Point, Window


def square(half: float) -> Window:
    return (-half, half), (-half, half)


HOLDER, TRAY, SCHAFFER = (8.05502348, 9.66459002), (1.34940662, 1.34940662), 1.25313183
EGGHOLDER = "-(y+47) sin(sqrt(abs(x/2+y+47))) - x sin(sqrt(abs(x-(y+47))))"
SCHAFFER_2 = "0.5 + (sin(x^2-y^2)^2 - 0.5) / (1 + 0.001(x^2+y^2))^2"
SCHAFFER_4 = "0.5 + (cos(sin(abs(x^2-y^2)))^2 - 0.5) / (1 + 0.001(x^2+y^2))^2"


def corners(point: Point) -> list[Point]:
    return [(a * point[0], b * point[1]) for a in (-1, 1) for b in (-1, 1)]


PUBLISHED: list[tuple[str, str, Window, list[Point], float, float]] = [
    # name, formula, window, minima, value there, how near the search must come
    ("Schaffer 2", SCHAFFER_2, square(100), [(0, 0)], 0, 1e-9),
    ("Schaffer 2, off the middle", SCHAFFER_2, ((-93.7, 104.2), (-88.0, 71.3)), [(0, 0)], 0, 1e-6),
    ("Schaffer 4", SCHAFFER_4, square(10), [(0, SCHAFFER), (0, -SCHAFFER), (SCHAFFER, 0), (-SCHAFFER, 0)], 0.292578632, 1e-6),
    ("Easom", "-cos(x) cos(y) exp(-((x-pi)^2+(y-pi)^2))", square(100), [(math.pi, math.pi)], -1, 1e-9),
    ("Hölder table", "-abs(sin(x) cos(y) exp(abs(1-sqrt(x^2+y^2)/pi)))", square(10), corners(HOLDER), -19.2085026, 1e-6),
    (
        "Cross in tray",
        "-0.0001(abs(sin(x) sin(y) exp(abs(100-sqrt(x^2+y^2)/pi)))+1)^0.1",
        square(10),
        corners(TRAY),
        -2.06261187,
        1e-6,
    ),
    ("McCormick", "sin(x+y)+(x-y)^2-1.5x+2.5y+1", ((-1.5, 4.0), (-3.0, 4.0)), [(-0.54719755, -1.54719755)], -1.91322295, 1e-6),
    (
        "Goldstein-Price",
        "(1+(x+y+1)^2 (19-14x+3x^2-14y+6x y+3y^2)) (30+(2x-3y)^2 (18-32x+12x^2+48y-36x y+27y^2))",
        square(2),
        [(0, -1)],
        3,
        1e-9,
    ),
    ("Lévi 13", "sin(3pi x)^2+(x-1)^2 (1+sin(3pi y)^2)+(y-1)^2 (1+sin(2pi y)^2)", square(10), [(1, 1)], 0, 1e-9),
    ("Bukin 6", "100 sqrt(abs(y-0.01x^2))+0.01abs(x+10)", ((-15.0, -5.0), (-3.0, 3.0)), [(-10, 1)], 0, 1e-3),
    (
        "Michalewicz",
        "-sin(x) sin(x^2/pi)^20 - sin(y) sin(2y^2/pi)^20",
        ((0.0, math.pi), (0.0, math.pi)),
        [(2.20290552, 1.57079633)],
        -1.80130341,
        1e-6,
    ),
    ("Drop-wave", "-(1+cos(12sqrt(x^2+y^2)))/(0.5(x^2+y^2)+2)", square(5.12), [(0, 0)], -1, 1e-6),
    ("Three-hump camel", "2x^2-1.05x^4+x^6/6+x y+y^2", square(5), [(0, 0)], 0, 1e-9),
    (
        "Six-hump camel",
        "(4-2.1x^2+x^4/3)x^2+x y+(4y^2-4)y^2",
        ((-3.0, 3.0), (-2.0, 2.0)),
        [(0.0898420, -0.7126564), (-0.0898420, 0.7126564)],
        -1.03162845,
        1e-6,
    ),
    ("Ackley, with its tip", "20+e-20exp(-0.2sqrt((x^2+y^2)/2))-exp((cos(2pi x)+cos(2pi y))/2)", square(32), [(0, 0)], 0, 1e-6),
    ("Rastrigin", "20+x^2-10cos(2pi x)+y^2-10cos(2pi y)", square(5.12), [(0, 0)], 0, 1e-9),
    ("Booth", "(x+2y-7)^2+(2x+y-5)^2", square(10), [(1, 3)], 0, 1e-9),
    ("Matyas", "0.26(x^2+y^2)-0.48x y", square(10), [(0, 0)], 0, 1e-6),
    ("Rosenbrock, steep", "(1-x)^2+100000(y-x^2)^2", square(2), [(1, 1)], 0, 1e-6),
]
