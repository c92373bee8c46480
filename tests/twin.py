"""Writes the types of JavaScript for what travels, from the records in Python: `python -m tests.twin`."""

import ast

from tests.servers import ROOT

TWINS = {f"ui/{folder}records.py": ROOT / f"ui/web/{folder}records.d.ts" for folder in ("", "maps/", "share/", "stage/")}
HEAD = "// Written by `python -m tests.twin` from `{}`. Change it there."
SIMPLE = {"str": "string", "int": "number", "float": "number", "bool": "boolean", "None": "null"}


def twin(source: str) -> str:
    """The interfaces of TypeScript for the records of a module, in their order."""
    body = ast.parse((ROOT / source).read_text(encoding="utf-8")).body
    records = {"TypedDict"}
    parts = [HEAD.format(source)]
    for node, after in zip(body, [*body[1:], None], strict=True):
        if isinstance(node, ast.ClassDef) and (base := _name(node.bases[0])) in records:
            records.add(node.name)
            extends = "" if base == "TypedDict" else f" extends {base}"
            parts.append(f"/** {_said(node.body[0])} */\ninterface {node.name}{extends} {{\n{''.join(_fields(node))}}}\n")
        elif isinstance(node, ast.Assign) and isinstance(node.value, ast.Subscript) and _name(node.value.value) == "tuple":
            parts.append(f"/** {_said(after)} */\ntype {_name(node.targets[0])} = {_type(node.value)};\n")
    return "\n".join(parts)


def _fields(record: ast.ClassDef) -> list[str]:
    lines = []
    for node, after in zip(record.body, [*record.body[1:], None], strict=True):
        if isinstance(node, ast.AnnAssign):
            kind, mark = node.annotation, ""
            if isinstance(kind, ast.Subscript) and _name(kind.value) == "NotRequired":
                kind, mark = kind.slice, "?"
            said = _said(after)
            lines.append((f"  /** {said} */\n" if said else "") + f"  {_name(node.target)}{mark}: {_type(kind)};\n")
    return lines


def _type(kind: ast.expr) -> str:
    match kind:
        case ast.Name(id=name):
            return SIMPLE.get(name, name)
        case ast.Constant(value=None):
            return "null"
        case ast.BinOp(left=left, op=ast.BitOr(), right=right):
            return f"{_type(left)} | {_type(right)}"
        case ast.Subscript(value=ast.Name(id="Literal"), slice=choices):
            return " | ".join(ast.unparse(each).replace("'", '"') for each in _each(choices))
        case ast.Subscript(value=ast.Name(id="list" | "Sequence"), slice=item):
            inner = _type(item)
            return f"({inner})[]" if "|" in inner else f"{inner}[]"
        case ast.Subscript(value=ast.Name(id="dict"), slice=ast.Tuple(elts=[ast.Name(id="str"), item])):
            return f"Record<string, {_type(item)}>"
        case ast.Subscript(value=ast.Name(id="dict"), slice=ast.Tuple(elts=[key, item])):
            return f"Partial<Record<{_type(key)}, {_type(item)}>>"
        case ast.Subscript(value=ast.Name(id="tuple"), slice=items):
            return f"[{', '.join(map(_type, _each(items)))}]"
    raise TypeError(f"a record has a type that JavaScript's twin does not know: {ast.unparse(kind)}")


def _each(items: ast.expr) -> list[ast.expr]:
    return items.elts if isinstance(items, ast.Tuple) else [items]


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else ""


def _said(node: ast.stmt | None) -> str:
    match node:
        case ast.Expr(value=ast.Constant(value=str(text))):
            return text.replace("None", "null")
    return ""


if __name__ == "__main__":
    for source, path in TWINS.items():
        path.write_text(twin(source), encoding="utf-8")
