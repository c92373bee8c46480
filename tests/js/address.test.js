// @ts-check
// The URL: how it is composed, and who writes it when.

import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";

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
/** @type {string} */
let script; // whether Python runs
mock.timers.enable({ apis: ["setTimeout"] });
beforeEach(() => {
  written = [];
  script = "notRunning";
  pretend({
    window: new EventTarget(),
    document: { querySelector: () => ({ dataset: { testScriptState: script, testConnectionState: "CONNECTED" } }) },
    location: new URL("http://lab/compare?show=Adam"),
    history: {
      state: "kept",
      pushState: (_, __, url) => pretend({ location: new URL(String(url)) }),
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

test("Back to another page asks Python for the link that it brought, once, and nothing is written meanwhile", () => {
  const address = new Address();
  address.settle(said({ page: "maps" }), () => assert.fail("another page is on its way"));
  written = [];
  pop("http://lab/compare?show=SGD");
  assert.ok(!address.settled);
  /** @type {LinkRequest[]} */
  const asked = [];
  address.settle(said({ opened: 2 }), (link) => asked.push(link));
  assert.deepEqual(
    asked.map(({ page, query }) => [page, query]),
    [["compare", "?show=SGD"]],
  );
  address.keep({ t: 5 });
  address.settle(said({ opened: 2 }), () => assert.fail("asked twice"));
  assert.deepEqual(written, []);
  address.settle(said({ opened: 3, query: "show=SGD" }), () => assert.fail("it is shown"));
  assert.ok(address.settled);
});

test("Back within a page asks at once, because Python would say nothing new; and once for each press", () => {
  const address = new Address();
  /** @type {LinkRequest[]} */
  const asked = [];
  address.settle(said(), (link) => asked.push(link));
  pop("http://lab/compare?show=SGD");
  pop("http://lab/compare?show=Adamax");
  assert.deepEqual(
    asked.map(({ query }) => query),
    ["?show=SGD", "?show=Adamax"],
  );
  assert.ok(!address.settled);
  address.settle(said({ opened: 2, query: "show=SGD" }), (link) => asked.push(link));
  address.settle(said({ opened: 3, query: "show=Adamax" }), (link) => asked.push(link));
  assert.equal(asked.length, 2);
  assert.ok(address.settled);
});

test("another link of the page has an entry of its own, and is asked for once however often it is clicked", () => {
  const address = new Address();
  /** @type {LinkRequest[]} */
  const asked = [];
  address.settle(said(), (link) => asked.push(link));
  for (let clicks = 0; clicks < 2; clicks++) address.travel("http://lab/compare?show=SGD&plan=a.2");
  assert.deepEqual(
    asked.map(({ page, query }) => [page, query]),
    [["compare", "?show=SGD&plan=a.2"]],
  );
  assert.equal(globalThis.location.search, "?show=SGD&plan=a.2");
});

test("a link that is clicked before its page has spoken waits for that", () => {
  const address = new Address();
  address.settle(said({ page: "maps" }), () => assert.fail("that page is left"));
  address.travel("http://lab/compare?show=SGD");
  /** @type {LinkRequest[]} */
  const asked = [];
  address.settle(said({ opened: 2 }), (link) => asked.push(link));
  assert.deepEqual(
    asked.map(({ page, query }) => [page, query]),
    [["compare", "?show=SGD"]],
  );
});

test("what Streamlit has dropped is asked for again, but not while Python runs, and not once it is open", () => {
  const address = new Address();
  /** @type {LinkRequest[]} */
  const asked = [];
  address.settle(said(), () => assert.fail("the part of the page that was there has gone"));
  address.settle(said(), (link) => asked.push(link));
  pop("http://lab/compare?show=SGD");
  script = "running";
  mock.timers.tick(600);
  assert.equal(asked.length, 1);
  script = "notRunning";
  mock.timers.tick(600);
  assert.equal(asked.length, 2);
  assert.ok(asked[1].number > asked[0].number);
  address.settle(said({ opened: 2, query: "show=SGD" }), () => assert.fail("it is shown"));
  mock.timers.tick(5000);
  assert.equal(asked.length, 2);
});

test("Back to what the page shows already, in whatever order, asks nothing", () => {
  const address = new Address();
  address.settle(said({ query: "a=1&b=2" }), () => {});
  pop("http://lab/compare?b=2&a=1&embed=true");
  address.settle(said({ query: "a=1&b=2" }), () => assert.fail("it shows it already"));
  assert.ok(address.settled);
});
