"""What the labels beside axes say."""

DIGITS = "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"


def read(text: str) -> float:
    """The number that a label says: 0.001, 10⁻⁵, 2·10⁴."""
    mantissa, times, power = text.partition("·10")
    if not times and text[:2] == "10" and text[2:3] and text[2:3] in DIGITS:
        mantissa, power = "1", text[2:]
    return float(f"{mantissa}e{power.translate(str.maketrans(DIGITS, '-0123456789')) or 0}")
