"""Colours as they are seen: their contrast, and how far apart they are for every kind of colour vision."""

import numpy as np

from optim_core.spec import Array

# Machado, Oliveira & Fernandes, A Physiologically-based Model for Simulation of Color Vision Deficiency, 2009, at full severity:
# matrices for linear RGB. https://doi.org/10.1109/TVCG.2009.113
VISIONS = {
    "usual": np.eye(3),
    "no red": np.array([[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]),
    "no green": np.array([[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]),
    "no blue": np.array([[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]),
}
XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
# Ottosson, A perceptual color space for image processing, 2020, https://bottosson.github.io/posts/oklab/
CONES = np.array(
    [[0.4122214708, 0.5363325363, 0.0514459929], [0.2119034982, 0.6806995451, 0.1073969566], [0.0883024619, 0.2817188376, 0.6299787005]]
)
OKLAB = np.array(
    [[0.2104542553, 0.7936177850, -0.0040720468], [1.9779984951, -2.4285922050, 0.4505937099], [0.0259040371, 0.7827717662, -0.8086757660]]
)


def linear(colour: str) -> Array:
    """A colour in linear RGB, from 0 to 1."""
    values = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    return np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2, from 1 to 21. https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio"""
    dark, light = sorted(float(XYZ[1] @ linear(each)) for each in (one, other))
    return (light + 0.05) / (dark + 0.05)


def seen(colour: str, vision: str) -> Array:
    """A colour in linear RGB, as this vision sees it."""
    return np.clip(VISIONS[vision] @ linear(colour), 0, 1)


def lab(colour: str, vision: str = "usual") -> Array:
    """A colour in CIELAB, as this vision sees it."""
    xyz = XYZ @ seen(colour, vision) / XYZ.sum(axis=1)
    x, y, z = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def oklab(colour: str, vision: str = "usual") -> Array:
    """A colour in OKLab, as this vision sees it."""
    return np.asarray(OKLAB @ np.cbrt(CONES @ seen(colour, vision)))


def hue(colour: str) -> float:
    """The hue of a colour in OKLCH, in degrees."""
    _, a, b = oklab(colour)
    return float(np.degrees(np.arctan2(b, a)) % 360)


def mixed(below: str, above: str, share: float) -> str:
    """The colour between two, as a browser mixes them: 0 is the first, 1 the second."""
    ends = [np.array([int(each[i : i + 2], 16) for i in (1, 3, 5)]) for each in (below, above)]
    return "#" + "".join(f"{round(value):02x}" for value in (1 - share) * ends[0] + share * ends[1])
