// @ts-check
// The picture of maps that is saved: all that is on it, the key as on the page, and nothing over the edge.

import assert from "node:assert/strict";
import { test } from "node:test";

import { compose } from "../../ui/web/maps/export_png.js";
import { drawKey, wrapped } from "../../ui/web/maps/key_drawing.js";
import { entries, legend } from "../../ui/web/maps/legend.js";
import { HEADER, MAP } from "./map_pass.js";
import { Recorder } from "./pen.js";

const KINDS = ["hovering", "at a saddle", "undefined", "no slope"];
/** @type {MapBound} */
const BOUND = { side: "y", share: 0.5, words: "2/λ" };
/** @type {MapPass[]} */
const HEADERS = /** @type {const} */ (["steps", "loss", "where"]).map((colour) => ({
  ...HEADER,
  colour,
  kinds: KINDS,
  maps: [{ ...MAP, bound: BOUND }],
}));
const SETTINGS = ["Himmelblau: J(x, y) = (x^2 + y - 11)^2 + (x + y^2 - 7)^2", "300 steps, from (0, 0), seed 4", "Adam: β₂ = 0.999"];
const LINK = "https://lab.example/maps?landscape=himmelblau&of=adam&steps=300&of.beta1=0.9";

// A map in its chart, of this size.
/**
 * @param {number} width
 * @param {number} height
 * @param {string} name
 */
function view(width, height, name) {
  const [under, image] = [`cells of ${name}`, `axes of ${name}`];
  const chart = /** @type {import("../../ui/web/plotly.js").Chart} */ (
    /** @type {unknown} */ ({ layout: { width, height }, under, image: () => Promise.resolve(image) })
  );
  return { chart, map: { ...MAP, name } };
}

/**
 * @param {ReturnType<typeof view>[]} views
 * @param {MapPass} header
 */
async function saved(views, header, link = LINK) {
  const pen = new Recorder();
  const canvas = { width: 0, height: 0, getContext: () => pen };
  await compose(canvas, views, { ...header, settings: SETTINGS }, link);
  return { pen, width: canvas.width / 2, height: canvas.height / 2 };
}

// The boxes of texts, which lie apart from each other and between these edges.
/**
 * @param {Recorder["texts"]} texts
 * @param {number} left
 * @param {number} right
 * @param {number} height
 */
function apart(texts, left, right, height) {
  const boxes = texts.map(({ text, x, y, font }) => {
    const size = Number(/** @type {RegExpMatchArray} */ (font.match(/([\d.]+)px/))[1]);
    return { text, left: x, right: x + (text.length * size) / 2, top: y - size / 2, bottom: y + size / 2 };
  });
  for (const box of boxes) {
    assert.ok(box.left >= left && box.right <= right && box.top > 0 && box.bottom < height, `${box.text} is inside`);
    for (const other of boxes)
      if (other !== box && other.left < box.right && box.left < other.right)
        assert.ok(other.bottom <= box.top || box.bottom <= other.top, `${box.text} is not on ${other.text}`);
  }
  return boxes;
}

/** @param {Recorder} pen */
const said = (pen) => pen.texts.map(({ text }) => text).join(" ");

test("the picture holds title, maps, key, settings and link", async () => {
  for (const header of HEADERS) {
    const { pen } = await saved([view(400, 420, "Adam")], header);
    const words = said(pen);
    assert.ok(words.startsWith("Adam: η, learning rate across; β, memory up"), words);
    for (const line of SETTINGS) assert.ok(words.includes(line), line);
    assert.ok(words.replaceAll(" ", "").endsWith(LINK), words);
    for (const { before, text } of entries(header)) assert.ok(words.includes(before) && words.includes(text), text);
    assert.deepEqual(pen.images, ["cells of Adam", "axes of Adam"]);
    assert.equal(pen.boxes[0].colour, header.look.paper);
  }
});

test("several maps stand beside each other, each under its name", async () => {
  const { pen, width, height } = await saved([view(228, 240, "Adam"), view(228, 240, "SGD")], HEADERS[0]);
  assert.equal(pen.images.length, 4);
  const names = pen.texts.filter(({ text }) => text === "Adam" || text === "SGD");
  assert.deepEqual([names.length, names[1].x - names[0].x], [2, 256]);
  const [first, , second] = pen.told("drawImage");
  assert.equal(second[0] - first[0], 256);
  assert.ok(first[1] > names[0].y, "a name is above its map");
  assert.ok(width >= 2 * 228 + 3 * 28 && height > 240);
});

test("nothing is over the edge, and no line is on another, however narrow and long", async () => {
  for (const header of HEADERS)
    for (const views of [
      [view(228, 240, "SGD")],
      [view(700, 400, "Adam")],
      [view(228, 240, "A"), view(228, 240, "B"), view(228, 240, "C")],
    ])
      for (const link of [LINK, `${LINK}&rows=${"x".repeat(9000)}`]) {
        const { pen, width, height } = await saved(views, header, link);
        const boxes = apart(pen.texts, 28, width - 27, height);
        for (const [x, y, wide, high] of pen.told("drawImage")) {
          assert.ok(x >= 28 && x + wide <= width - 27);
          for (const box of boxes) assert.ok(box.bottom <= y || box.top >= y + high || box.right <= x || box.left >= x + wide, box.text);
        }
        assert.ok(height < 1100, "a long link does not make the picture long");
      }
});

test("the key has on the picture the colours and the words that it has on the page", () => {
  for (const header of HEADERS) {
    const page = legend(header);
    const pen = new Recorder();
    drawKey(pen, entries(header), header.look, 0, 0, 480);
    const colours = [...pen.boxes.map(({ colour }) => colour), ...pen.strokes.map(({ colour }) => colour), ...pen.stops];
    for (const { fill, ramp, text } of entries(header)) {
      assert.ok(page.includes(text), text);
      for (const colour of ramp ?? []) assert.ok(page.includes(colour) && colours.includes(colour));
      if (fill?.over) assert.ok(page.includes(fill.over) && colours.includes(fill.over), text);
      if (fill && fill.pattern !== "line") assert.ok(page.includes(fill.ground) && colours.includes(fill.ground), text);
    }
  }
  for (const header of HEADERS)
    for (const width of [340, 400, 480]) {
      const pen = new Recorder();
      const height = drawKey(pen, entries(header), header.look, 0, 0, width);
      apart(pen.texts, 0, width, height);
    }
});

test("patterns differ without their colours", () => {
  const every = HEADERS.flatMap(entries).flatMap(({ fill, text }) => (fill && fill.pattern !== "plain" ? [{ fill, text }] : []));
  /** @type {Map<string, string>} */
  const drawn = new Map();
  for (const { fill, text } of every) {
    const pen = new Recorder();
    drawKey(pen, [{ fill, ramp: null, before: "", text: "" }], HEADER.look, 0, 0, 480);
    const colours = [...pen.boxes, ...pen.strokes].map(({ colour }) => colour);
    assert.ok(colours.includes(fill.over) && (colours.includes(fill.ground) || fill.pattern === "line"), text);
    drawn.set(text, JSON.stringify(pen.calls.filter(([name]) => name !== "fillText")));
  }
  assert.equal(drawn.size, 6);
  assert.equal(new Set(drawn.values()).size, 6);
});

test("text is broken at spaces, and where a word is too long for a line", () => {
  const pen = new Recorder(); // letters of 5 pixels
  assert.deepEqual(wrapped(pen, "one two three", 40), ["one two", "three"]);
  assert.deepEqual(wrapped(pen, "a abcdefghijklmn b", 40), ["a", "abcdefgh", "ijklmn b"]);
  assert.deepEqual(wrapped(pen, "", 40), [""]);
});
