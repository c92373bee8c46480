// @ts-check
// A presentation: it begins and ends, the URL keeps it, and the lines get thicker.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { Address } from "../../ui/web/address.js";
import { Present, presented } from "../../ui/web/share/present.js";
import { pretend } from "./browser.js";
import { Item, empty, item, page, press } from "./nodes.js";

const LOOK = { ink: "black", faint: "grey", paper: "white" };
/** @type {LinkData} */
const SAID = { visit: "v", page: "compare", opened: 1, query: "show=Adam", controls: [], t: null, views: [], eye: null, arrows: false };

/** @type {Address} */
let address;
/** @type {Present} */
let present;
/** @type {boolean[]} */
let heard; // whether it was on, whenever something was drawn anew

// A visitor opens this address of the page.
/** @param {string} query */
function visit(query) {
  empty(`http://localhost:8501/compare${query}`);
  pretend({ history: { state: "", replaceState: (_, __, url) => pretend({ location: new URL(String(url)) }) } });
  heard = [];
  address = new Address();
  present = new Present(address, () => heard.push(on()));
  address.settle(SAID, () => {});
}
const on = () => page.root.classes.has("lab-present");
const query = () => globalThis.location.search;

/** @param {object} [more] */
function escape(more) {
  globalThis.window.dispatchEvent(Object.assign(new Event("keydown"), { key: "Escape", ...more }));
}

beforeEach(() => visit("?show=Adam"));

test("it begins and ends by its buttons, and the URL says so", async () => {
  let resized = 0;
  globalThis.window.addEventListener("resize", () => (resized += 1));
  present.set(true);
  assert.deepEqual([on(), query(), heard, resized], [true, "?show=Adam&present=1", [true], 1]);
  await press("Esc: end the presentation");
  assert.deepEqual([on(), query(), heard, resized], [false, "?show=Adam", [true, false], 2]);
  assert.ok(!item(present.end).isConnected);
});

test("Esc ends it, unless it closes something else", () => {
  escape();
  assert.deepEqual(heard, [], "there was none");
  present.set(true);
  globalThis.window.dispatchEvent(Object.assign(new Event("keydown"), { key: "a" }));
  page.found["dialog[open], [aria-modal=true]"] = new Item("dialog");
  escape();
  assert.ok(on());
  page.found["dialog[open], [aria-modal=true]"].remove();
  delete page.found["dialog[open], [aria-modal=true]"];
  const handled = Object.assign(new Event("keydown", { cancelable: true }), { key: "Escape" });
  handled.preventDefault();
  globalThis.window.dispatchEvent(handled);
  assert.ok(on());
  escape();
  assert.ok(!on());
});

test("a link opens it, and the next page keeps it", () => {
  visit("?show=Adam&present=1");
  assert.deepEqual([on(), query()], [true, "?show=Adam&present=1"]);
  pretend({ location: new URL("http://localhost:8501/maps") });
  address.settle({ ...SAID, page: "maps", opened: 2, query: "" }, () => assert.fail("nothing was asked"));
  assert.deepEqual([on(), query()], [true, "?present=1"]);
  visit("?show=Adam&present=yes");
  assert.deepEqual([on(), query()], [false, "?show=Adam"]);
});

test("Back brings what its address says, and Python is not asked for it", () => {
  present.set(true);
  pretend({ location: new URL("http://localhost:8501/compare?show=Adam") });
  globalThis.window.dispatchEvent(new Event("popstate"));
  assert.deepEqual([on(), heard], [false, [true, false]]);
  address.settle(SAID, () => assert.fail("the settings are the same"));
  assert.equal(query(), "?show=Adam");
  pretend({ location: new URL("http://localhost:8501/compare?show=Adam&present=1") });
  globalThis.window.dispatchEvent(new Event("popstate"));
  address.settle(SAID, () => assert.fail("the settings are the same"));
  assert.deepEqual([on(), query()], [true, "?show=Adam&present=1"]);
});

test("what is drawn is thicker, and nothing is pale", () => {
  assert.deepEqual(presented(LOOK), { ...LOOK, wide: 1 });
  present.set(true);
  assert.deepEqual(presented(LOOK), { ...LOOK, faint: "black", wide: 1.8 });
});
