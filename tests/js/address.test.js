// @ts-check
// The URL: how it is composed, and who writes it when.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { Address, compose } from "../../ui/web/address.js";
import { pretend } from "./browser.js";

/** @type {Kept} */
const NOTHING = { t: null, views: [], eye: null, arrows: false };
/**
 * @param {Partial<LinkData>} [more]
 * @returns {LinkData}
 */
const said = (more) => ({ visit: "v", page: "compare", opened: 1, query: "show=Adam", controls: [], ...NOTHING, ...more });

/** @type {[state: unknown, url: string][]} */
let written;
beforeEach(() => {
  written = [];
  pretend({
    window: new EventTarget(),
    location: new URL("http://lab/compare?show=Adam"),
    history: {
      state: "kept",
      replaceState: (state, _, url) => {
        written.push([state, String(url)]);
        pretend({ location: new URL(String(url)) });
      },
    },
  });
});

// Back or Forward has led to this address.
/** @param {string} address */
function pop(address) {
  pretend({ location: new URL(address) });
  globalThis.window.dispatchEvent(new Event("popstate"));
}

test("what is at its default is not in the URL", () => {
  assert.equal(String(compose("show=Adam&a=1", NOTHING)), "show=Adam&a=1");
  assert.equal(String(compose("", { ...NOTHING, views: [null, null] })), "");
});

test("playhead, views, camera and arrows follow the settings", () => {
  /** @type {Kept} */
  const kept = { t: 0, views: [[0, 1, 2.5, 3], null], eye: [1, 2, 3, 4, 5, 6], arrows: true };
  assert.deepEqual(
    [...compose("a=1", kept)],
    [
      ["a", "1"],
      ["t", "0"],
      ["at", "0,1,2.5,3;"],
      ["eye", "1,2,3,4,5,6"],
      ["arrows", "1"],
    ],
  );
});

test("the URL is written once Python has said what the open page shows, and only where it changes", () => {
  const address = new Address();
  address.open(1, NOTHING);
  address.keep({ t: 3 });
  assert.deepEqual(written, [], "Python has not said it yet");
  address.settle(said(), () => assert.fail("nothing was asked"));
  assert.deepEqual(written, [["kept", "http://lab/compare?show=Adam&t=3"]]);
  address.keep({ t: 3 });
  assert.equal(written.length, 1);
  assert.ok(address.settled);
});

test("another page forgets what the one before kept, the same one does not", () => {
  const address = new Address();
  address.settle(said({ t: 3 }), () => {});
  address.open(1, NOTHING);
  assert.equal(address.kept.t, 3);
  address.open(2, NOTHING);
  assert.equal(address.kept.t, null);
  assert.ok(!address.settled);
});

test("Streamlit's own parameters stay", () => {
  pretend({ location: new URL("http://lab/compare?embed=true&old=1") });
  new Address().settle(said(), () => {});
  assert.equal(written[0][1], "http://lab/compare?show=Adam&embed=true");
});

test("Back asks Python for the link that it brought, once, and nothing is written meanwhile", () => {
  const address = new Address();
  address.settle(said(), () => {});
  pop("http://lab/compare?show=SGD");
  assert.ok(!address.settled);
  /** @type {LinkRequest[]} */
  const asked = [];
  address.settle(said(), (link) => asked.push(link));
  assert.deepEqual(
    asked.map(({ page, query }) => [page, query]),
    [["compare", "?show=SGD"]],
  );
  address.keep({ t: 5 });
  address.settle(said(), () => assert.fail("asked twice"));
  assert.deepEqual(written, []);
  address.settle(said({ opened: 2, query: "show=SGD" }), () => assert.fail("it is shown"));
  assert.ok(address.settled);
});

test("Back to what the page shows already, in whatever order, asks nothing", () => {
  const address = new Address();
  address.settle(said({ query: "a=1&b=2" }), () => {});
  pop("http://lab/compare?b=2&a=1&embed=true");
  address.settle(said({ query: "a=1&b=2" }), () => assert.fail("it shows it already"));
  assert.ok(address.settled);
});
