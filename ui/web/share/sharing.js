// @ts-check
// Share, Present and Save: what belongs to no page alone.

import { atTheEnd, onChange } from "../streamlit.js";
import { words } from "./about.js";
import { Actions } from "./actions.js";
import { element } from "./dom.js";
import { LessonDialog } from "./lesson_dialog.js";
import { linkTo } from "./link.js";
import { draw } from "./picture.js";
import { Present } from "./present.js";
import { prepare } from "./print.js";
import { SaveMenu } from "./save_menu.js";
import { ShareDialog } from "./share_dialog.js";
import { copySurface } from "../surface_copy.js";

export class Sharing {
  /**
   * @param {import("../address.js").Address} address
   * @param {() => import("../stage/stage.js").Stage | null} stage the one that is on the page
   * @param {() => import("./print.js").Size[]} maps how large the maps of runs on the page are
   */
  constructor(address, stage, maps) {
    this.stage = stage;
    this.maps = maps;
    /** @type {string | null} */
    this.base = null;
    /** @type {(request: CodeRequest) => void} */
    this.ask = () => {};
    /** @type {ControlRecord[]} */
    this.controls = []; // of the page that is open
    /** @type {Pick<ShareData, "optimizers" | "landscapes">} */
    this.offered = { optimizers: [], landscapes: [] };
    this.lesson = new LessonDialog((link) => this.dialog.open(link));
    this.dialog = new ShareDialog(
      (link) => this.ask({ link }),
      () => this.lesson.open(this.link, this.controls, this.offered),
    );
    this.present = new Present(address, () => this.redraw());
    this.menu = new SaveMenu(
      () => this.picture(),
      () => Boolean(stage()?.cut.weighs || stage()?.drawable().length),
    );
    this.actions = new Actions([
      ["Share", () => this.dialog.open(this.link)],
      ["Present", () => this.present.set(true)],
      ["Save", () => this.menu.open()],
    ]);
    const inFrame = new URLSearchParams(location.search).get("embed") === "true";
    this.place = inFrame ? () => atTheEnd(() => this.whole()) : () => this.actions.place();
    this.place();
    onChange(() => this.place());
    window.addEventListener("beforeprint", () => this.prepare());
    matchMedia("print").addEventListener("change", () => this.prepare());
  }

  get link() {
    return linkTo(this.base);
  }

  // Takes what Python says; `ask` makes it draw the code of a link.
  /**
   * @param {ShareData} said
   * @param {(request: CodeRequest) => void} ask
   */
  take({ public: base, code, optimizers, landscapes }, ask) {
    this.base = base;
    this.offered = { optimizers, landscapes };
    this.ask = ask;
    this.dialog.answer(code);
  }

  // The link from a frame to the whole page. It says what the page shows at the moment when it is followed.
  whole() {
    const node = element("a", { className: "lab-whole", target: "_blank", rel: "noopener", textContent: "Open in the Optimizer Lab" });
    node.href = this.link;
    for (const event of ["pointerdown", "focus", "click"]) node.addEventListener(event, () => (node.href = this.link));
    return node;
  }

  async picture() {
    const stage = this.stage();
    if (!stage) throw new Error("there is no stage");
    return draw(stage, words(), this.link);
  }

  prepare() {
    const charts = this.stage()?.drawable() ?? [];
    for (const [chart] of charts) copySurface(chart.layout);
    prepare(
      this.link,
      charts.map(([chart]) => chart.layout),
      this.maps(),
    );
  }

  redraw() {
    const stage = this.stage();
    stage?.drawPaths();
    if (stage?.header) stage.follow();
  }
}
