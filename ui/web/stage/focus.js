// @ts-check
// The run that stands forward on the maps, among the curves and in the list: the one that is pointed at, or else the one that is held.

export class Focus {
  // `onChange()` is called when another run stands forward, or none.
  /** @param {() => void} onChange */
  constructor(onChange) {
    this.onChange = onChange;
    /** @type {Record<"pointer" | "keyboard", number | null>} */
    this.pointed = { pointer: null, keyboard: null };
    /** @type {number | null} */
    this.held = null;
    this.name = ""; // of the run that is held
  }

  // The place of the run in the list, or null.
  get run() {
    return this.pointed.pointer ?? this.pointed.keyboard ?? this.held;
  }

  // Called when a run is pointed at, or none any more.
  /**
   * @param {number | null} run
   * @param {"pointer" | "keyboard"} by
   */
  point(run, by = "pointer") {
    this.change(() => (this.pointed[by] = run));
  }

  // Holds a run forward until it is let go. The same run again: lets it go.
  /**
   * @param {number} run
   * @param {string} name
   */
  hold(run, name) {
    this.change(() => (this.held = this.held === run ? null : run));
    this.name = name;
  }

  // Returns whether a run was held.
  letGo() {
    const held = this.held !== null;
    this.change(() => (this.held = null));
    return held;
  }

  // Takes the names of the runs of another picture, which is drawn next. The run that is held stays so, wherever it is in the list now.
  /** @param {string[]} names */
  fit(names) {
    for (const by of /** @type {const} */ (["pointer", "keyboard"])) if ((this.pointed[by] ?? 0) >= names.length) this.pointed[by] = null;
    if (this.held === null || names[this.held] === this.name) return;
    const now = names.indexOf(this.name);
    this.held = now < 0 ? null : now;
  }

  /** @param {() => void} act */
  change(act) {
    const before = this.run;
    act();
    if (this.run !== before) this.onChange();
  }
}
