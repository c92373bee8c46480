// @ts-check
// The picture as a file: it is well-formed whatever its words are, and holds all that is said of it.

import assert from "node:assert/strict";
import { test } from "node:test";

import { lines, pictureSvg } from "../../ui/web/share/picture_svg.js";
import { SvgPen } from "../../ui/web/share/svg_pen.js";
import { marker, playhead, trace } from "../../ui/web/stage/draw.js";
import { elements } from "./xml.js";

const LINK = "http://lab/compare?landscape=Himmelblau&adam.beta1=0.5&at=0%2C1";
const LOOK = { ink: "#1f2933", faint: "#7b8794", paper: "#ffffff" };
const AREA = { left: 50, top: 10, width: 300, height: 200 };
const GROUND = '<svg xmlns="http://www.w3.org/2000/svg" width="360" height="260"><path d="M0 0L9 9" class="contour"/></svg>';
const PLOTLYS = `data:image/svg+xml,${encodeURIComponent(GROUND)}`;
const NAMES = ["SGD", "Adam", "Adamax"];

/**
 * @param {Partial<import("../../ui/web/share/picture_svg.js").Picture>} [more]
 * @returns {import("../../ui/web/share/picture_svg.js").Picture}
 */
function picture(more) {
  return {
    ...{ name: "Himmelblau", formula: "J(x, y) = (x² + y - 11)²", settings: "300 steps, seed 1", link: LINK, look: LOOK },
    panels: [{ title: "", width: 360, height: 260, area: AREA, ground: PLOTLYS, marks: '<path d="M1 2L3 4"/>' }],
    runs: NAMES.map((name, i) => ({
      ...{ name, colour: "#d55e00", dash: i ? [9, 6] : [], marker: "M-1-1H1V1H-1Z" },
      ...{ method: `Δθₜ = -η gₜ, η = 0.0${i + 1}`, outcome: `at the minimum (3, ${i})` },
    })),
    ...more,
  };
}

// The texts of a picture, as a reader sees them.
/** @param {import("../../ui/web/share/picture_svg.js").Picture} said */
function texts(said) {
  const found = elements(pictureSvg(said).svg).filter(({ name }) => name === "text");
  return found.map(({ text }) => text);
}

test("the picture holds name, formula, key, settings and link", () => {
  const said = texts(picture());
  for (const text of ["Himmelblau", "J(x, y) = (x² + y - 11)²", "300 steps, seed 1", LINK, "Optimizer Lab"])
    assert.ok(said.includes(text), text);
  NAMES.forEach((name, i) => {
    assert.ok(said.includes(`${name}: at the minimum (3, ${i})`));
    assert.ok(said.includes(`Δθₜ = -η gₜ, η = 0.0${i + 1}`));
  });
});

test("the key has the dash and the marker of each run", () => {
  const drawn = elements(pictureSvg(picture()).svg).filter(({ name }) => name === "path");
  const lined = drawn.filter(({ attributes }) => attributes.d === "M1 11L43 11");
  assert.deepEqual(
    lined.map(({ attributes }) => attributes["stroke-dasharray"]),
    [undefined, "9 6", "9 6"],
  );
  const marked = drawn.filter(({ attributes }) => attributes.d === "M-1-1H1V1H-1Z" && attributes.fill === "#d55e00");
  assert.deepEqual(
    marked.map(({ attributes }) => attributes.transform),
    NAMES.map(() => "translate(22 11)scale(6 6)"),
  );
});

test("hostile names are text and nothing else", () => {
  const [clean, unwritable] = [`</text><script>alert("1")</script>&amp;&<x y='"'>]]>`, ["\u0000", "\u0008", "\ud800", "\ufffe"]];
  const hostile = unwritable.join("") + clean;
  const runs = [{ name: hostile, colour: '"/><a', dash: [], marker: '"/><b', method: hostile, outcome: hostile }];
  const panels = [{ ...picture().panels[0], title: hostile }];
  const { svg } = pictureSvg(picture({ name: hostile, formula: hostile, settings: hostile, link: hostile, runs, panels }));
  const found = elements(svg);
  assert.deepEqual(new Set(found.map(({ name }) => name)), new Set(["svg", "title", "rect", "text", "g", "path", "clipPath"]));
  assert.ok(found.some(({ name, text }) => name === "title" && text === clean));
  assert.ok(!/<script|<a|<b/.test(svg));
});

test("Plotly's own SVG is put in as it is, a surface as a picture", () => {
  assert.ok(pictureSvg(picture()).svg.includes(GROUND));
  const [panel] = picture().panels;
  const coded = `data:image/svg+xml;base64,${Buffer.from(GROUND).toString("base64")}`;
  assert.ok(pictureSvg(picture({ panels: [{ ...panel, ground: coded }] })).svg.includes(GROUND));
  const { svg } = pictureSvg(picture({ panels: [{ ...panel, ground: "data:image/png;base64,AAAA" }] }));
  const [image] = elements(svg).filter(({ name }) => name === "image");
  assert.deepEqual(image.attributes, { width: "360", height: "260", href: "data:image/png;base64,AAAA" });
});

test("several charts stand in a grid, each with its name, and none draws outside of its area", () => {
  const panels = NAMES.map((title) => ({ ...picture().panels[0], title }));
  const { svg, width, height } = pictureSvg(picture({ panels }));
  assert.ok(width >= 2 * 360 && width < 3 * 360);
  assert.ok(height > 2 * 260);
  const found = elements(svg);
  assert.deepEqual(
    found.filter(({ name }) => name === "clipPath").map(({ attributes }) => attributes.id),
    ["lab-area-0", "lab-area-1", "lab-area-2"],
  );
  const used = found.filter(({ attributes }) => attributes["clip-path"]).map(({ attributes }) => attributes["clip-path"]);
  assert.deepEqual(used, ["url(#lab-area-0)", "url(#lab-area-1)", "url(#lab-area-2)"]);
  const named = found.filter(({ name, text }) => name === "text" && NAMES.includes(text));
  assert.deepEqual(
    named.map(({ attributes }) => attributes.x),
    ["24", "408", "24"],
  );
});

test("the pen draws what the stage draws: a path with its outline, and its marker", () => {
  const pen = new SvgPen();
  const theta = Float32Array.of(0, 0, 10, 0.004, 20, 30);
  const said = { sentence: "", final: "", distance: "", reached: null, least: { loss: 0, distance: 0 } };
  const run = { name: "SGD", colour: "red", dash: [4, 2], marker: "M0 0Z", evaluations: 1, shares: null, rate: 0.5, ...said };
  const path = { ...run, steps: 2, theta, loss: new Float32Array(3), distances: new Float32Array(3), extra: {}, end: 2, largest: 1 };
  trace(pen, path, Infinity, (x, y) => [x, y], "white", 1);
  playhead(pen, path, 2, (x, y) => [x, y], { left: 0, top: 0, width: 100, height: 100 }, "white");
  const drawn = elements(`<g>${pen.markup}</g>`).slice(1);
  assert.deepEqual(
    drawn.map(({ attributes: { d, stroke, fill, transform } }) => [d, stroke, fill, transform]),
    [
      ["M0 0L10 0L20 30", "white", "none", undefined],
      ["M0 0L10 0L20 30", "red", "none", undefined],
      ["M0 0Z", "white", "none", "translate(20 30)scale(7 7)"],
      ["M0 0Z", undefined, "red", "translate(20 30)scale(7 7)"],
    ],
  );
  assert.deepEqual([drawn[0].attributes.opacity, drawn[1].attributes["stroke-dasharray"]], [undefined, "4 2"]);
});

test("what was set between save and restore is forgotten, and points without a place are left out", () => {
  const pen = new SvgPen();
  pen.save();
  [pen.fillStyle, pen.globalAlpha] = ["red", 0.5];
  pen.translate(1, 2);
  pen.setLineDash([1]);
  pen.restore();
  pen.beginPath();
  pen.moveTo(NaN, 0);
  pen.lineTo(1.239, 2);
  pen.lineTo(Infinity, 2);
  pen.closePath();
  pen.fill();
  assert.equal(pen.markup, '<path d="M1.24 2Z" fill="#000"></path>');
  marker(pen, "M0 0", 3, 4, "blue", "white");
  assert.equal(pen.moves, "");
  pen.textAlign = "right";
  pen.fillText("a < b", 5, 6);
  assert.ok(pen.markup.endsWith('style="font: 10px sans-serif" fill="#000">a &lt; b</text>'));
  assert.ok(pen.markup.includes('text-anchor="end"'));
});

test("long texts are broken: words where they end, links where they must", () => {
  assert.deepEqual(lines("one two three", 7), ["one two", "three"]);
  assert.deepEqual(lines("abcdefgh", 3), ["abc", "def", "gh"]);
  assert.deepEqual(lines("", 5), []);
  const long = `http://lab/?${"a".repeat(900)}`;
  const said = texts(picture({ link: long }));
  assert.ok(said.join("").includes(long));
  assert.ok(said.every((text) => text.length < 130));
});
