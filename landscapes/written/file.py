"""The code with which a program reads two columns of a visitor's file."""

_READ = """# Your file, beside this program: encoded as UTF-8, with the names of the columns in the first line.
with open("your.csv", newline="", encoding="utf-8-sig") as file:
    first = file.readline()
    usual = max(";\\t,", key=first.count)
    separator = usual if usual in first else "|" if "|" in first else " "
    file.seek(0)
    head, *body = csv.reader(file, delimiter=separator, skipinitialspace=True)
head = [" ".join(name.split())[:{longest}].strip() for name in head]


def column(name):
    cells = [row[head.index(name)].strip().replace("\\u2212", "-") for row in body if any(row)]
    points = [cell.replace(",", ".") for cell in cells]  # a comma may mark decimals
    return np.array([float(cell) for cell in points])


X = column({names[0]!r})
Y = column({names[1]!r})
"""


def read(names: tuple[str, str], longest: int) -> str:
    """Code that reads the columns of these names as X and Y. The names are the visitor's, so they are quoted by Python itself."""
    return _READ.format(names=names, longest=longest)
