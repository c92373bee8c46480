// @ts-check
// Reads {kind, theta, x} in JSON from the standard input, and writes the model's curve over x for each θ: run by tests/test_fit.py.

import { readFileSync } from "node:fs";

import { CURVES } from "../../ui/web/stage/fit.js";

/** @type {{ kind: FitRecord["kind"], theta: Point[], x: number[] }} */
const { kind, theta, x } = JSON.parse(readFileSync(0, "utf-8"));
const curves = theta.map(([a, b]) => x.map((each) => String(CURVES[kind](a, b, each))));
process.stdout.write(JSON.stringify(curves));
