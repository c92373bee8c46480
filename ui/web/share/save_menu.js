// @ts-check
// The menu Save: the picture, the runs, or paper.

import { press } from "../streamlit.js";
import { Dialog } from "./dialog.js";
import { button, element } from "./dom.js";
import { give, pngFile, svgFile } from "./files.js";

const NOTHING = "This page has no runs.";
const FAILED = "The picture could not be made.";

export class SaveMenu {
  /**
   * @param {() => Promise<{ svg: string, width: number, height: number }>} draw the picture that is on the stage
   * @param {() => boolean} has whether there is one
   */
  constructor(draw, has) {
    this.draw = draw;
    this.has = has;
    this.files = [
      button("PNG", () => this.picture(async (picture) => give("optimizer-lab.png", await pngFile(picture)))),
      button("SVG", () => this.picture(async ({ svg }) => give("optimizer-lab.svg", svgFile(svg)))),
      button("CSV", () => this.runs("runs-csv")),
      button("JSON", () => this.runs("runs-json")),
    ];
    this.said = element("p", { className: "lab-share-said" }, [], { role: "status" });
    const print = button("Print", () => {
      this.dialog.close();
      setTimeout(() => window.print()); // when the dialog is gone
    });
    const [png, svg, csv, json] = this.files;
    this.dialog = new Dialog("Save", [
      element("div", { className: "lab-row" }, [element("span", { textContent: "Picture" }), png, svg]),
      element("div", { className: "lab-row" }, [element("span", { textContent: "Runs" }), csv, json]),
      element("div", { className: "lab-row" }, [element("span", { textContent: "Paper" }), print]),
      this.said,
    ]);
  }

  open() {
    const has = this.has();
    for (const file of this.files) file.disabled = !has;
    this.said.textContent = has ? "" : NOTHING;
    this.dialog.open();
  }

  /** @param {(picture: { svg: string, width: number, height: number }) => Promise<void>} save */
  async picture(save) {
    this.said.textContent = "Drawing …";
    try {
      await save(await this.draw());
      this.said.textContent = "";
      this.dialog.close();
    } catch {
      this.said.textContent = FAILED;
    }
  }

  // Python writes the runs: it has all their digits. Its buttons are on the page, unseen.
  /** @param {string} key */
  runs(key) {
    if (press(key)) this.dialog.close();
    else this.said.textContent = NOTHING;
  }
}
