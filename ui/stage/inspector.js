// Inside one step: puts the numbers of step t where Python left room for them in the formulas, and lights what a line draws.

const ROOM = /^n(\d+)n$/; // as `inspection.written` leaves it
const RAISED = { "-": "⁻", 0: "⁰", 1: "¹", 2: "²", 3: "³", 4: "⁴", 5: "⁵", 6: "⁶", 7: "⁷", 8: "⁸", 9: "⁹" };

// Four digits that count; far from 1 with a power of ten.
export function brief(value) {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "no number" : value > 0 ? "∞" : "−∞";
  const size = Math.abs(value);
  if (value === 0 || (size >= 1e-3 && size < 1e5)) return String(Number(value.toPrecision(4))).replace("-", "−");
  const [mantissa, power] = value.toExponential(3).split("e");
  const raised = String(Number(power)).replace(/./g, (digit) => RAISED[digit]);
  return `${String(Number(mantissa)).replace("-", "−")}×10${raised}`;
}

function guarded(text, value, guard) {
  const bare = guard === "never" || (value >= 0 && (guard === "negative" || /^[\d.]+$/.test(text)));
  return bare ? text : `(${text})`;
}

// Streamlit may mount one line of the formulas anew and leave the others.
const mounted = (rooms) => rooms?.every(({ node }) => node.isConnected && node.parentElement);

export class Inspector {
  // `onLight(part)` is called with what the line under the pointer or in focus draws, or null.
  constructor(onLight) {
    this.onLight = onLight;
    this.rooms = [];
    document.addEventListener("copy", (event) => this.copy(event));
  }

  update(told, doubles) {
    this.told = told;
    this.doubles = doubles;
  }

  // One number of the run; `step` says which.
  number(entry, [kind, name, lag, axis], step) {
    if (kind === "knob") return entry.knobs[name];
    if (kind === "t") return step;
    return this.doubles[entry.at[name] + 2 * (step - lag) + axis];
  }

  // Finds the room for every number; Streamlit writes the formulas anew when another optimizer is chosen.
  find(index) {
    const place = document.querySelector(`.st-key-inspector-${index}`);
    const walker = place && document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
    const rooms = [];
    while (walker?.nextNode()) {
      const match = ROOM.exec(walker.currentNode.nodeValue.trim());
      if (match) rooms.push({ node: walker.currentNode, at: Number(match[1]) % 1000 });
    }
    if (!rooms.length) return;
    this.rooms[index] = [...(this.rooms[index] ?? []).filter((room) => mounted([room])), ...rooms];
    place.querySelectorAll(".stMarkdown p").forEach((line, i) => {
      line.tabIndex = 0;
      for (const event of ["pointerenter", "focus"]) line.addEventListener(event, () => this.onLight(this.told[index]?.parts[i]));
      for (const event of ["pointerleave", "blur"]) line.addEventListener(event, () => this.onLight(null));
    });
  }

  // Whether all numbers of step t are in place.
  at(t) {
    if (!this.told) return true;
    const step = Math.max(1, Math.round(t));
    let complete = true;
    this.told.forEach((entry, index) => {
      if (!mounted(this.rooms[index])) this.find(index);
      const rooms = this.rooms[index];
      if (!mounted(rooms)) {
        complete = false;
        return;
      }
      const texts = entry.places.map((place) => {
        const value = this.number(entry, place, step);
        return [guarded(brief(value), value, place[4]), String(value)];
      });
      for (const { node, at } of rooms) {
        const [text, exact] = texts[at] ?? ["", ""];
        if (node.nodeValue !== text) node.nodeValue = text;
        if (node.parentElement.dataset.exact !== exact) node.parentElement.dataset.exact = node.parentElement.title = exact;
      }
    });
    return complete;
  }

  // What is copied holds the exact numbers, and each formula once.
  copy(event) {
    const selection = document.getSelection();
    const inside = selection?.anchorNode?.parentElement?.closest("[class*=st-key-inspector-]");
    if (!inside || selection.isCollapsed) return;
    const piece = document.createElement("div");
    for (let i = 0; i < selection.rangeCount; i++) piece.append(selection.getRangeAt(i).cloneContents());
    piece.querySelectorAll(".katex-mathml").forEach((twin) => twin.remove());
    for (const number of piece.querySelectorAll("[data-exact]")) number.textContent = number.textContent.startsWith("(") ? `(${number.dataset.exact})` : number.dataset.exact;
    for (const line of piece.querySelectorAll("p, br")) line.append("\n");
    event.clipboardData.setData("text/plain", piece.textContent);
    event.preventDefault();
  }
}
