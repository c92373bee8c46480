// @ts-check
// Modules are linked by what they import, whatever order they are in.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { linked } from "../../ui/web/loader.js";

const WEB = fileURLToPath(new URL("../../ui/web/", import.meta.url));
const modules = () =>
  readdirSync(WEB, { recursive: true, encoding: "utf8" })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => path.endsWith(".js") && path !== "loader.js");
/** @param {string[]} paths */
const read = (paths) => Object.fromEntries(paths.map((path) => [path, readFileSync(WEB + path, "utf8")]));

// What was published, in order; the address of a source is its place in this list.
function publisher() {
  /** @type {string[]} */
  const published = [];
  /** @param {string} source */
  const publish = (source) => `at:${published.push(source) - 1}`;
  return { published, publish };
}

for (const order of ["as they are", "backwards"])
  test(`every module of the lab is published after those that it imports, ${order}`, () => {
    const paths = order === "backwards" ? modules().reverse() : modules();
    const { published, publish } = publisher();
    const addresses = linked(read(paths), publish);
    assert.equal(published.length, paths.length);
    let imports = 0;
    for (const [at, source] of published.entries())
      for (const [, place] of source.matchAll(/^(?:import|export)\s[^"';()]*"at:(\d+)"/gm)) {
        imports += 1;
        assert.ok(Number(place) < at);
      }
    assert.equal(
      imports,
      Object.values(read(paths))
        .join("\n")
        .match(/^(?:import .*|\} from )"\.[^"]*"/gm)?.length,
    );
    assert.ok(addresses["main.js"]);
    assert.ok(!published.some((source) => /^(import|export)\s[^"';()]*"\./m.test(source)));
  });

test("paths are those of the module that imports, and a comment imports nothing", () => {
  const { published, publish } = publisher();
  const sources = {
    "a/b.js":
      'import { c } from "../c.js";\nimport {\n  d,\n} from "./d.js";\n// import x from "./x.js"\n/** @param {import("./y.js").Y} y */\n',
    "a/d.js": "export const d = 1;",
    "c.js": 'export { e } from "./a/d.js";',
  };
  assert.deepEqual(linked(sources, publish), { "a/b.js": "at:2", "a/d.js": "at:0", "c.js": "at:1" });
  assert.ok(published[2].includes('from "at:1"'));
  assert.ok(published[2].includes('from "at:0"'));
  assert.ok(published[1].includes('from "at:0"'));
});

test("modules that import each other, or what is not there, are refused", () => {
  const { publish } = publisher();
  assert.throws(() => linked({ "a.js": 'import "./b.js";', "b.js": 'import "./a.js";' }, publish), /a.js, b.js, a.js/);
  assert.throws(() => linked({ "a.js": 'import "./b.js";' }, publish), /b.js/);
});
