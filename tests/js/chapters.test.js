// @ts-check
// When the stage plays the run by itself, and where it puts the playhead: at the chapters of a page.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { Stage } from "../../ui/web/stage/stage.js";
import { pretend } from "./browser.js";

/** @type {string[]} */
let done;
/** @type {ReturnType<typeof stageFor>} */
let stage;

function stageFor() {
  return {
    ...{ sender: { answered() {} }, views: { update() {} }, address: { kept: { t: null } }, focus: { fit() {} }, follow() {}, wait() {} },
    ...{ outcomes: { table: {} }, loss: { node: {} }, header: undefined, fixed: undefined, inside: { update() {} } },
    transport: { steps: 12, fit() {}, resize() {}, go: /** @param {number} t */ (t) => done.push(`to ${t}`) },
    beside: [{ update: () => done.push("beside") }],
    arrive: () => done.push("arrives"),
  };
}

/** @param {object} header */
function show(header) {
  done = [];
  const picture = { paths: [], inspected: [], shows: [], bare: false, fixed: false, t: null, chapter: "", ...header };
  Stage.prototype.show.call(
    /** @type {Stage} */ (/** @type {unknown} */ (stage)),
    /** @type {StagePicture} */ (/** @type {unknown} */ (picture)),
    [],
  );
  return done.slice(1).join();
}

beforeEach(() => {
  pretend({ window: new EventTarget() });
  stage = stageFor();
});

test("the first picture arrives, and those of a moving hand do not", () => {
  assert.equal(show({ chapter: "Two" }), "arrives");
  assert.equal(done[0], "beside", "what stands beside the map has its paths before they are drawn");
  for (let i = 0; i < 3; i++) assert.equal(show({ chapter: "Two" }), "");
});

test("a chapter that begins is played, one with a step of its own goes there", () => {
  show({ chapter: "Two" });
  assert.equal(show({ chapter: "1", fixed: true, t: 0 }), "to 0");
  assert.equal(show({ chapter: "2", fixed: true, t: 0 }), "", "it is there already");
  assert.equal(show({ chapter: "Repeat" }), "arrives");
  assert.equal(show({ chapter: "Two" }), "arrives");
});
