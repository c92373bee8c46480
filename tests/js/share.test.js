// @ts-check
// The dialogs Share and Save: what they say of a link, and what their buttons do.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { Actions } from "../../ui/web/share/actions.js";
import { embedded, leadsHome, linkTo, snippet } from "../../ui/web/share/link.js";
import { prepare } from "../../ui/web/share/print.js";
import { SaveMenu } from "../../ui/web/share/save_menu.js";
import { ShareDialog } from "../../ui/web/share/share_dialog.js";
import { pretend } from "./browser.js";
import { pass } from "./clock.js";
import { Item, empty, item, page, press } from "./nodes.js";

const LINK = "https://lab.example.org/compare?show=Adam&t=3";
const CODE = { link: LINK, picture: "data:image/svg+xml,code" };

beforeEach(() => empty("http://localhost:8501/compare?show=Adam&t=3&present=1&embed=true#top"));

test("a link says what is shown, and not how; the operator may say where it begins", () => {
  assert.equal(linkTo(null), "http://localhost:8501/compare?show=Adam&t=3");
  assert.equal(linkTo("https://lab.example.org"), LINK);
  assert.equal(linkTo("http://x/y", "http://h/lab/maps?a=1", "http://h/lab/"), "http://x/y/maps?a=1");
  assert.equal(linkTo("http://x/y", "http://h/lab/", "http://h/lab/"), "http://x/y/");
  assert.equal(linkTo("http://x/y", "http://h/lab/", null), "http://h/lab/", "a page that is not Streamlit's has no root");
});

test("a frame shows the same page, and its HTML is HTML", () => {
  assert.equal(embedded(LINK), `${LINK}&embed=true`);
  assert.equal(embedded("http://x/"), "http://x/?embed=true");
  const shown = 'width="100%" height="720" title="Optimizer Lab" loading="lazy"></iframe>';
  assert.equal(snippet(LINK), `<iframe src="https://lab.example.org/compare?show=Adam&amp;t=3&amp;embed=true" ${shown}`);
  assert.equal(snippet('http://x/?f="<b>'), `<iframe src="http://x/?f=&quot;&lt;b>&amp;embed=true" ${shown}`);
});

test("some links lead nobody else here", () => {
  for (const host of ["localhost", "LOCALHOST:8501", "lab.localhost", "127.0.0.1:80", "127.1.2.3", "[::1]:8501"])
    assert.ok(leadsHome(`http://${host}/maps`), host);
  for (const host of ["10.0.0.5", "localhost.example.org", "lab.example.org", "[::2]", "128.0.0.1"])
    assert.ok(!leadsHome(`http://${host}/?x=localhost`), host);
});

// A dialog, and the links whose codes it has asked for.
function shared() {
  /** @type {string[]} */
  const asked = [];
  const dialog = new ShareDialog(
    (link) => asked.push(link),
    () => asked.push("a lesson"),
  );
  return { asked, dialog };
}

test("Share shows the link, selected, and asks for its code", () => {
  const { asked, dialog } = shared();
  dialog.open(LINK);
  const field = item(dialog.field);
  assert.ok(item(dialog.dialog.node).open && item(dialog.dialog.node).isConnected);
  assert.deepEqual([field.value, field.readOnly, field.selected, page.focused], [LINK, true, true, field]);
  assert.deepEqual([asked, dialog.image.hidden, dialog.here.hidden], [[LINK], true, true]);
  assert.equal(dialog.frame.value, snippet(LINK));
  dialog.answer({ link: `${LINK}0`, picture: "data:other" });
  assert.ok(dialog.image.hidden, "that is the code of another link");
  dialog.answer(CODE);
  assert.deepEqual([dialog.image.hidden, dialog.image.src, dialog.said.textContent], [false, CODE.picture, ""]);
  dialog.open(LINK);
  assert.deepEqual([asked, dialog.image.hidden], [[LINK], false], "it is known");
});

test("Share leads to a lesson, and makes room for it", async () => {
  const { asked, dialog } = shared();
  dialog.open(LINK);
  await press("Make a lesson");
  assert.deepEqual([asked, dialog.dialog.node.open], [[LINK, "a lesson"], false]);
});

test("a link that is too long has no code, and says so", () => {
  const { asked, dialog } = shared();
  const long = `${LINK}${"0".repeat(600)}`;
  dialog.open(long);
  assert.deepEqual([asked, dialog.image.hidden], [[], true]);
  assert.match(dialog.said.textContent ?? "", /too long .* over 600 characters\. It can be copied/);
  dialog.answer({ link: long, picture: "data:code" });
  assert.ok(dialog.image.hidden);
  dialog.open(LINK);
  assert.deepEqual(asked, [LINK]);
  dialog.answer({ link: LINK, picture: null });
  assert.match(dialog.said.textContent ?? "", /no code/);
});

test("on this computer's own address, Share says that the link leads nobody else here", () => {
  const { dialog } = shared();
  dialog.open("http://127.0.0.1:8501/");
  assert.equal(dialog.here.hidden, false);
  assert.match(dialog.here.textContent ?? "", /this computer only: the README says in “In a classroom”/);
});

test("on the static site, which starts no server, it says to put the folder on a web space", () => {
  globalThis.window.optimizerLabChannel = "lab";
  const { dialog } = shared();
  delete globalThis.window.optimizerLabChannel;
  dialog.open("http://127.0.0.1:8000/lab/");
  assert.equal(dialog.here.hidden, false);
  assert.match(dialog.here.textContent ?? "", /this computer only\. If the folder is on a web space, others can open it/);
});

test("a copy is said for two seconds, and so is a failure", async () => {
  const { dialog } = shared();
  dialog.open(LINK);
  const [copy] = item(dialog.dialog.node).all.filter((each) => each.textContent === "Copy link" && each.tag === "button");
  await copy.click();
  assert.equal(copy.textContent, "Copied");
  await pass(1900);
  assert.equal(copy.textContent, "Copied");
  await pass(200);
  assert.equal(copy.textContent, "Copy link");
  page.copies = false;
  await copy.click();
  assert.match(copy.textContent, /^Not copied/);
});

test("where the page is secure the clipboard is asked, and where it refuses the older way is taken", async () => {
  /** @type {string[]} */
  const written = [];
  let willing = true;
  const clipboard = {
    writeText: async (/** @type {string} */ text) => (willing ? void written.push(text) : Promise.reject(new Error("no"))),
  };
  pretend({ isSecureContext: true, navigator: { clipboard } });
  page.copies = false;
  const { dialog } = shared();
  dialog.open(LINK);
  await press("Copy HTML");
  assert.deepEqual(written, [snippet(LINK)]);
  assert.ok(page.root.all.some((each) => each.textContent === "Copied"));
  willing = false;
  await press("Copy link");
  assert.ok(page.root.all.some((each) => /^Not copied/.test(each.textContent) && each.tag === "button"));
  page.copies = true;
  await pass(2100);
  await press("Copy link");
  assert.ok(page.root.all.some((each) => each.textContent === "Copied"));
});

test("a dialog closes by its cross, and by its backdrop", async () => {
  const { dialog } = shared();
  const node = item(dialog.dialog.node);
  dialog.open(LINK);
  await press("Close");
  assert.equal(node.open, false);
  dialog.open(LINK);
  for (const act of node.heard.click) act({ target: node.children[0] });
  assert.ok(node.open);
  for (const act of node.heard.click) act({ target: node });
  assert.equal(node.open, false);
});

test("the row has the three buttons once, also when it is built anew", async () => {
  /** @type {string[]} */
  const done = [];
  const actions = new Actions(["Share", "Present", "Save"].map((name) => [name, () => done.push(name)]));
  const row = page.found[".st-key-nav"];
  actions.place();
  actions.place();
  assert.equal(row.children.length, 1);
  for (const name of ["Share", "Present", "Save"]) await press(name, row);
  assert.deepEqual(done, ["Share", "Present", "Save"]);
  await press("More");
  const menu = item(actions.menu.node);
  assert.ok(menu.open);
  await press("Present", menu);
  assert.deepEqual([done.at(-1), menu.open], ["Present", false]);
  row.remove();
  page.found[".st-key-nav"] = new Item("nav");
  actions.place();
  assert.equal(page.found[".st-key-nav"].children.length, 1);
  page.found = {};
  actions.place(); // a page without a row
});

test("Save gives the files that there are, and says what has failed", async () => {
  let has = false;
  const menu = new SaveMenu(
    () => Promise.reject(new Error("no chart is drawn")),
    () => has,
  );
  menu.open();
  assert.ok(menu.files.every((file) => file.disabled));
  assert.match(menu.said.textContent ?? "", /no runs/);
  has = true;
  menu.open();
  assert.ok(menu.files.every((file) => !file.disabled));
  assert.equal(menu.said.textContent, "");
  await press("SVG");
  assert.match(menu.said.textContent ?? "", /could not be made/);
  await press("CSV");
  assert.match(menu.said.textContent ?? "", /no runs/);
  let pressed = 0;
  const [place, button] = [new Item("div"), new Item("button")];
  button.addEventListener("click", () => (pressed += 1));
  place.append(button);
  page.found[".st-key-runs-json"] = place;
  await press("JSON");
  assert.deepEqual([pressed, menu.dialog.node.open], [1, false]);
});

test("on paper a chart keeps its pixels, and is scaled to the sheet", () => {
  const note = (page.found[".lab-print-link"] = new Item("p"));
  /** @param {number[][]} sizes */
  const printed = (...sizes) => {
    prepare(
      LINK,
      sizes.map(([width, height]) => ({ width, height })),
    );
    const { set } = page.root.style;
    return [set["--lab-print-width"], set["--lab-print-height"], set["--lab-print-scale"]];
  };
  assert.deepEqual(printed([340, 300]), ["340px", "300px", "1"]);
  assert.equal(note.textContent, LINK);
  assert.deepEqual(printed([1360, 430]), ["1360px", "430px", "0.5"]);
  assert.deepEqual(printed([340, 860]), ["340px", "860px", "0.5"]);
  assert.deepEqual(printed(...Array(7).fill([400, 200])), ["400px", "200px", "0.567"]);
  assert.equal(printed()[2], "1");
});
