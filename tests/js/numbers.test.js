// @ts-check
// How numbers are read and written.

import assert from "node:assert/strict";
import { test } from "node:test";

import { brief, Inspector } from "../../ui/web/stage/inspector.js";
import { ticks } from "../../ui/web/stage/ticks.js";
import { short } from "../../ui/web/stage/short_number.js";
import { plain, sign } from "../../ui/web/number_boxes.js";

test("a number with one meaning is read", () => {
  const read = {
    "0,5": "0.5",
    ",5": ".5",
    "5,": "5",
    "+5": "5",
    "-12,5": "-12.5",
    "\u22120,5": "-0.5",
    "\uff10\uff0c\uff15": "0.5",
    "1.000,5": "1000.5",
    "1,000.5": "1000.5",
    "1'000": "1000",
    "1 000 000": "1000000",
    "1 000,": "1000",
    "1,5E3": "1.5E3",
    "1.000": "1.000",
  };
  assert.deepEqual(Object.keys(read).map(plain), Object.values(read));
});

test("a number with two meanings or none is refused", () => {
  for (const text of ["1,000", "-12,345", "1/2", "1.2.3", "1,2,3", "1.00.000", "0,5 0,6", "NaN", ".", "", "9".repeat(61)])
    assert.equal(plain(text), null, text);
});

test("one sign is read as what it looks like", () => {
  assert.deepEqual(["7", ",", "\u2013", "e", " ", "/", "x"].map(sign), ["7", ".", "-", "e", "", null, null]);
});

// Ticks with plain zeros: where one lies is -0, which is drawn and written as 0.
/** @param {Parameters<typeof ticks>} range */
const written = (...range) => ticks(...range).map(([value, text]) => [value + 0, text]);

test("ticks are round, lie in the range, and are few", () => {
  assert.deepEqual(written([0, 10], false, 5), [
    [0, "0"],
    [2, "2"],
    [4, "4"],
    [6, "6"],
    [8, "8"],
    [10, "10"],
  ]);
  for (const [low, high] of [
    [-1, 1],
    [0.001, 0.0047],
    [-4000, 123],
    [99, 101],
  ]) {
    const found = ticks([low, high], false, 5);
    assert.ok(found.length >= 2 && found.length <= 6, `${low} to ${high}: ${found.length}`);
    for (const [value, text] of found) {
      assert.ok(value >= low - 1e-9 && value <= high + 1e-9);
      assert.equal(Number(text), Number(value.toPrecision(6)));
    }
  }
});

test("ticks of a log scale are powers of ten, and plain numbers where one power fills it", () => {
  assert.deepEqual(written([-10, 2], true, 5), [
    [-9, "10⁻⁹"],
    [-6, "10⁻⁶"],
    [-3, "10⁻³"],
    [0, "1"],
  ]);
  assert.deepEqual(written([0, 2], true, 5), [
    [0, "1"],
    [1, "10"],
    [2, "10²"],
  ]);
  const within = ticks([0.1, 0.9], true, 5);
  assert.deepEqual(
    within.map(([, text]) => text),
    ["2", "4", "6"],
  );
  assert.ok(within.every(([value, text]) => Math.abs(10 ** value - Number(text)) < 1e-9));
});

test("four digits that count, with a power of ten far from 1", () => {
  /** @type {[number, string][]} */
  const cases = [
    [0, "0"],
    [-0.25, "−0.25"],
    [1 / 3, "0.3333"],
    [99999, "100000"],
    [123456, "1.235×10⁵"],
    [-1.5e-12, "−1.5×10⁻¹²"],
    [NaN, "no number"],
    [Infinity, "∞"],
    [-Infinity, "−∞"],
  ];
  for (const [value, text] of cases) assert.equal(brief(value), text);
});

// tests/test_outcome_list.py asks Python itself, about thousands of numbers.
test("two digits are written as Python writes them", () => {
  /** @type {[number, string][]} */
  const cases = [
    [0, "0"],
    [-0, "0"],
    [0.0000123, "1.2e-05"],
    [1.5e-17, "1.5e-17"],
    [123456, "1.2e+05"],
    [-123, "-1.2e+02"],
    [99.6, "1e+02"],
    [42, "42"],
    [0.5, "0.5"],
    [0.00012345, "0.00012"],
    [0.000099999, "0.0001"],
    [5e-324, "4.9e-324"],
    [1.7976931348623157e308, "1.8e+308"],
    [0.125, "0.12"],
    [-0.375, "-0.38"],
    [12.5, "12"],
    [99.5, "1e+02"],
    [0.145, "0.14"],
    [Infinity, "–"],
    [-Infinity, "–"],
    [NaN, "–"],
  ];
  for (const [value, text] of cases) assert.equal(short(value), text);
  assert.deepEqual(
    [0.01234, 0.1, 1234, 8.885].map((rate) => short(rate, 3)),
    ["0.0123", "0.1", "1.23e+03", "8.88"],
  );
});

test("a number in a formula is that of its step, and one of the start is the first", () => {
  const inspector = Object.create(Inspector.prototype);
  inspector.arrays = [new Float64Array([10, 11, 20, 21, 30, 31])];
  const entry = { at: { theta: 0 }, knobs: { beta1: 0.9 } };
  assert.equal(inspector.number(entry, ["theta", "theta", 0, 1, "never"], 2), 31);
  assert.equal(inspector.number(entry, ["theta", "theta", 1, 1, "never"], 2), 21);
  assert.equal(inspector.number(entry, ["start", "theta", 0, 1, "never"], 2), 11);
  assert.equal(inspector.number(entry, ["knob", "beta1", 0, 0, "never"], 2), 0.9);
  assert.equal(inspector.number(entry, ["t", "t", 0, 0, "never"], 2), 2);
});
