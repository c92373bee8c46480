// @ts-check
// The key of maps, and text, drawn on the canvas of the picture that is saved.

const [PATCH, TALL, GAP, RAMP] = [18, 12, 14, 112]; // pixels: a patch of the key, the room between entries, the width of the ramp
export const LINE = 20; // pixels from one line to the next
const FONT = "'Source Sans', 'Source Sans Pro', sans-serif";

/** @param {number} size */
export const font = (size, weight = 400) => `${weight} ${size}px ${FONT}`;

// A text in lines that are no wider than `width`, broken at spaces and, where there are none, anywhere.
/**
 * @param {Pick<Pen, "measureText">} pen
 * @param {string} text
 * @param {number} width
 */
export function wrapped(pen, text, width) {
  /** @param {string} line */
  const fits = (line) => pen.measureText(line).width <= width;
  const lines = [""];
  for (const word of text.split(" ")) {
    const longer = lines[lines.length - 1] ? `${lines[lines.length - 1]} ${word}` : word;
    if (fits(longer)) {
      lines[lines.length - 1] = longer;
      continue;
    }
    if (lines[lines.length - 1]) lines.push("");
    for (const letter of word) {
      if (!fits(lines[lines.length - 1] + letter) && lines[lines.length - 1]) lines.push("");
      lines[lines.length - 1] += letter;
    }
  }
  return lines;
}

// Draws the entries beside each other, and in as many rows as they need. Returns the height of these rows; without `look` it only measures.
/**
 * @param {MapPen} pen
 * @param {import("./legend.js").Entry[]} entries
 * @param {MapLook | null} look
 * @param {number} left
 * @param {number} top
 * @param {number} width
 */
export function drawKey(pen, entries, look, left, top, width) {
  pen.font = font(13);
  pen.textAlign = "left";
  pen.textBaseline = "middle";
  let [x, y] = [0, 0];
  for (const { fill, ramp, before, text } of entries) {
    const shape = fill ? PATCH + 6 : ramp ? RAMP + 12 : 0;
    const first = before ? pen.measureText(before).width : 0;
    const lines = wrapped(pen, text, Math.max(60, width - shape - first));
    const wide = first + shape + Math.max(...lines.map((line) => pen.measureText(line).width));
    if (x && x + wide > width) [x, y] = [0, y + LINE];
    const middle = top + y + LINE / 2;
    if (look) {
      pen.fillStyle = look.ink;
      if (before) pen.fillText(before, left + x, middle);
      lines.forEach((line, k) => pen.fillText(line, left + x + first + shape, middle + k * LINE));
      if (fill) drawPatch(pen, fill, left + x, middle - TALL / 2, look.line);
      if (ramp) drawRamp(pen, ramp, left + x + first + 6, middle - TALL / 2, look.line);
    }
    y += (lines.length - 1) * LINE;
    x += wide + GAP;
  }
  return y + LINE;
}

/**
 * @param {MapPen} pen
 * @param {import("./legend.js").Fill} fill
 * @param {number} left
 * @param {number} top
 * @param {string} edge
 */
function drawPatch(pen, { pattern, ground, over }, left, top, edge) {
  pen.fillStyle = ground;
  pen.fillRect(left, top, PATCH, TALL);
  pen.fillStyle = pen.strokeStyle = over;
  const [right, bottom] = [left + PATCH, top + TALL];
  if (pattern === "rows") for (let y = top; y < bottom; y += 5) pen.fillRect(left, y, PATCH, 1);
  if (pattern === "gaps") for (let y = top + 3; y < bottom; y += 4) pen.fillRect(left, y, PATCH, 1);
  if (pattern === "columns") for (let x = left; x < right; x += 5) pen.fillRect(x, top, 1, TALL);
  if (pattern === "dots") for (let x = left + 2; x < right; x += 5) for (let y = top + 2; y < bottom; y += 5) pen.fillRect(x, y, 2, 2);
  if (pattern === "line") {
    pen.beginPath();
    pen.moveTo(left, top + TALL / 2);
    pen.lineTo(right, top + TALL / 2);
    pen.lineWidth = 2;
    pen.setLineDash([5, 3]);
    pen.stroke();
    pen.setLineDash([]);
    return;
  }
  if (pattern === "diagonal") {
    pen.save();
    pen.beginPath();
    pen.rect(left, top, PATCH, TALL);
    pen.clip();
    pen.beginPath();
    for (let x = left; x < right + TALL; x += 6) {
      pen.moveTo(x, top);
      pen.lineTo(x - TALL, bottom);
    }
    pen.lineWidth = 2;
    pen.stroke();
    pen.restore();
  }
  frame(pen, left, top, PATCH, edge);
}

/**
 * @param {MapPen} pen
 * @param {string[]} ramp
 * @param {number} left
 * @param {number} top
 * @param {string} edge
 */
function drawRamp(pen, ramp, left, top, edge) {
  const run = pen.createLinearGradient(left, 0, left + RAMP, 0);
  ramp.forEach((colour, k) => run.addColorStop(k / (ramp.length - 1), colour));
  pen.fillStyle = run;
  pen.fillRect(left, top, RAMP, TALL);
  frame(pen, left, top, RAMP, edge);
}

/**
 * @param {MapPen} pen
 * @param {number} left
 * @param {number} top
 * @param {number} wide
 * @param {string} edge
 */
function frame(pen, left, top, wide, edge) {
  pen.beginPath();
  pen.rect(left, top, wide, TALL);
  pen.strokeStyle = edge;
  pen.lineWidth = 1;
  pen.stroke();
}
