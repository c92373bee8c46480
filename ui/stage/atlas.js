// Maps beside each other: cells painted on canvases in empty charts, coarse first and finer as they come; the hand reads and takes them.

import { Chart } from "./chart.js";
import { PATIENCE, inTurn } from "./turns.js";
import { Wire } from "./wire.js";

const LEFT = -1;
const DIVERGED = -2;
const NOWHERE = -128; // not computed yet

function read(bytes) {
  const length = new DataView(bytes.buffer).getUint32(0, true);
  return [JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length))), 4 + length];
}

// The cells of one map: what is known of each, and whether it is its own or that of the coarse cell around it.
class Cells {
  constructor(size) {
    this.size = size;
    this.loss = new Float32Array(size * size);
    this.t = new Uint16Array(size * size);
    this.kind = new Int8Array(size * size).fill(NOWHERE);
    this.own = new Uint8Array(size * size);
  }

  put(places, stride, loss, t, kind) {
    const { size } = this;
    places.forEach((place, k) => {
      const [x0, y0] = [(place % size) - (stride >> 1), Math.floor(place / size) - (stride >> 1)];
      for (let y = y0; y < y0 + stride; y++)
        for (let x = x0; x < x0 + stride; x++) {
          const cell = y * size + x;
          if (this.own[cell]) continue;
          this.loss[cell] = loss[k];
          this.t[cell] = t[k];
          this.kind[cell] = kind[k];
        }
      const cell = place;
      this.loss[cell] = loss[k];
      this.t[cell] = t[k];
      this.kind[cell] = kind[k];
      this.own[cell] = 1;
    });
  }
}

export class Atlas {
  // `onTake(values)` is called with the values, by key, of the cell that was chosen.
  constructor(parent, sender, onTake) {
    this.sender = sender;
    this.onTake = onTake;
    this.root = document.createElement("div");
    this.root.className = "lab-atlas";
    this.root.innerHTML = `<div class="lab-atlas-row"><progress aria-label="Runs computed"></progress><span class="lab-atlas-count"></span>
      <button type="button" class="lab-atlas-png">PNG</button></div><div class="lab-atlas-key"></div>
      <div class="lab-atlas-words"></div><div class="lab-unseen" aria-live="polite"></div>`;
    parent.appendChild(this.root);
    this.root.querySelector(".lab-atlas-png").addEventListener("click", () => this.save());
    this.heard = this.root.querySelector("[aria-live]");
    this.charts = new Map();
    this.wire = new Wire(
      (bytes) => this.arrived(bytes),
      () => this.failed(),
    );
    this.tip = Object.assign(document.createElement("div"), { className: "lab-tip", hidden: true });
    document.body.appendChild(this.tip);
    this.onSent = () => this.follow();
    window.addEventListener("lab-sent", this.onSent);
    this.onSeen = () => this.header && this.ask(); // opened behind another page, the maps wait until they are looked at
    document.addEventListener("visibilitychange", this.onSeen);
  }

  // A pass that came through Streamlit: of these maps, or of others.
  update(bytes) {
    const [header] = read(bytes);
    if (this.header?.address !== header.address) {
      this.header = header;
      this.cells = header.maps.map(() => new Cells(header.size));
      this.moving = null;
      this.done = 0;
      this.key();
    }
    this.wire.at(header.wired ? header.address : null);
    this.arrived(bytes);
    this.wait();
  }

  arrived(bytes) {
    const [header, begin] = read(bytes);
    if (!this.header || header.address !== this.header.address) return; // a pass of maps that are no longer here: dropped
    this.asked = null;
    clearTimeout(this.timer);
    if (header.moved) {
      this.moving = this.header.maps.map(() => new Cells(header.size));
      this.fill(this.moving, header, bytes, begin);
    } else {
      this.moving = null;
      if (header.pass === this.done) {
        this.fill(this.cells, header, bytes, begin);
        this.done += 1;
      }
    }
    this.paint();
    this.progress();
    if (this.again) this.follow();
    else if (!this.moving) this.ask();
    window.dispatchEvent(new CustomEvent("lab-mapped", { detail: this.moving ? "moving" : this.done === this.header.passes ? "whole" : "coarse" }));
  }

  fill(cells, header, bytes, begin) {
    const count = header.count;
    let at = begin;
    const take = (Kind, many) => {
      const part = new Kind(bytes.buffer.slice(at, at + many * Kind.BYTES_PER_ELEMENT));
      at += many * Kind.BYTES_PER_ELEMENT;
      return part;
    };
    const places = take(Uint32Array, count);
    for (const each of cells) {
      each.put(places, header.stride, take(Float32Array, count), take(Uint16Array, count), take(Int8Array, count));
      at = Math.ceil(at / 4) * 4;
    }
  }

  // The next pass, while nothing moves.
  ask() {
    if (this.asked !== null && this.asked !== undefined) return;
    if (this.done >= this.header.passes || document.hidden) return;
    this.asked = this.done;
    if (this.wire.ready) this.wire.send({ piece: this.done });
    else if (this.header.wired && this.wire.socket?.readyState === WebSocket.CONNECTING) {
      this.asked = null;
      setTimeout(() => this.ask(), 30);
    } else this.askStreamlit();
  }

  askStreamlit() {
    inTurn(() => {
      if (this.asked !== this.done) return; // other maps have come meanwhile
      this.post?.({ address: this.header.address, piece: this.done });
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.sender.insist(), PATIENCE);
    });
  }

  // The wire has no answer: Streamlit has, and what it knows of these maps anew.
  failed() {
    if (typeof this.asked === "number") this.askStreamlit();
    else if (this.header) {
      this.asked = null;
      this.ask();
    }
  }

  // A knob or the start moves: the coarse map follows, if the maps depend on it.
  follow() {
    this.again = false;
    if (!this.header) return;
    this.cross();
    const live = this.sender.hand.live ?? {};
    const along = new Set(this.header.maps.flatMap((map) => [map.x.key, map.y.key]));
    const depends = Object.keys(live).some((key) => !along.has(key) || this.header.maps.length > 1);
    if (!depends || !this.wire.ready) return;
    if (this.asked === "live") this.again = true;
    else {
      this.asked = "live";
      this.wire.send({ live, piece: 0 });
    }
  }

  // Finds the frames; Streamlit may mount them before or after, and anew at any time.
  wait() {
    cancelAnimationFrame(this.waiting);
    let missing = false;
    this.header.maps.forEach((map, i) => {
      const known = this.charts.get(i);
      if (known?.alive && known.place.classList.contains(`st-key-${map.place}`)) return;
      known?.dispose();
      this.charts.delete(i);
      const place = document.querySelector(`.st-key-${map.place}`);
      const plot = place?.querySelector(".js-plotly-plot");
      if (!plot?._fullLayout?.xaxis?._length) {
        missing = true;
        return;
      }
      const chart = new Chart(place, null, () => this.paint(), ["lab-cells", "lab-cross"]);
      this.charts.set(i, chart);
      this.dress(chart, i);
    });
    for (const [i, chart] of this.charts)
      if (i >= this.header.maps.length) {
        chart.dispose();
        this.charts.delete(i);
      }
    this.paint();
    if (missing && this.root.isConnected) this.waiting = requestAnimationFrame(() => this.wait());
  }

  dress(chart, i) {
    const { plot } = chart;
    plot.tabIndex = 0;
    plot.style.cursor = "crosshair";
    plot.setAttribute("role", "application");
    plot.setAttribute("aria-label", `Map of ${this.header.maps[i].name}: arrow keys move from cell to cell, Enter plays the run`);
    plot.addEventListener("pointermove", (event) => this.hover(i, this.cellAt(chart, event), event.clientX, event.clientY));
    plot.addEventListener("pointerleave", () => this.hover(i, null));
    // The cell that the tip speaks of: a click is told in whole pixels, and might be in the next.
    plot.addEventListener("click", (event) => this.choose(i, this.under?.map === i ? this.under.cell : this.cellAt(chart, event)));
    plot.addEventListener("keydown", (event) => this.onKey(i, chart, event));
    plot.addEventListener("blur", () => this.hover(i, null));
  }

  cellAt(chart, event) {
    const [u, v] = chart.at(event.clientX, event.clientY);
    if (!(u >= 0 && u < 1 && v >= 0 && v < 1)) return null;
    const { size } = this.header;
    return Math.floor(v * size) * size + Math.floor(u * size);
  }

  onKey(i, chart, event) {
    const { size } = this.header;
    const [dx, dy] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key] ?? [0, 0];
    if (event.key === "Enter" && this.under?.map === i) this.choose(i, this.under.cell);
    else if (dx || dy) {
      const far = event.shiftKey ? 1 : Math.max(1, size / 25);
      const from = this.under?.map === i ? this.under.cell : this.crossCell(i);
      const clip = (at) => Math.max(0, Math.min(size - 1, at));
      const [x, y] = [clip((from % size) + dx * far), clip(Math.floor(from / size) + dy * far)];
      const box = chart.plot.getBoundingClientRect();
      const [px, py] = chart.projection()((x + 0.5) / size, (y + 0.5) / size);
      this.hover(i, y * size + x, box.left + px, box.top + py);
      this.heard.textContent = this.tip.textContent;
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  // What one cell says.
  words(i, cell) {
    const map = this.header.maps[i];
    const cells = (this.moving ?? this.cells)[i];
    const { size } = this.header;
    const [x, y] = [map.x.values[cell % size], map.y.values[Math.floor(cell / size)]];
    const kind = cells.kind[cell];
    if (kind === NOWHERE) return "";
    const loss = `loss ${Number(cells.loss[cell].toPrecision(3))}`;
    const t = cells.t[cell];
    const became =
      kind === DIVERGED ? `diverged at step ${t}` : kind === LEFT ? `out of view, ${loss}` : kind > 0 ? `at the minimum ${this.header.minima[kind - 1].words} after ${t} steps` : `after ${t} steps at ${loss}`;
    return `${map.x.title.split(",")[0]} = ${x}, ${map.y.title.split(",")[0]} = ${y}: ${became}`;
  }

  hover(i, cell, clientX, clientY) {
    this.tip.hidden = cell === null;
    this.under = cell === null ? null : { map: i, cell };
    this.cross();
    if (cell === null) return;
    this.tip.textContent = this.words(i, cell);
    this.tip.style.left = `${Math.min(clientX + 14, innerWidth - 260)}px`;
    this.tip.style.top = `${clientY + 16}px`;
  }

  choose(i, cell) {
    if (cell === null) return;
    const map = this.header.maps[i];
    const { size } = this.header;
    this.onTake({ [map.x.key]: map.x.values[cell % size], [map.y.key]: map.y.values[Math.floor(cell / size)] });
  }

  paint() {
    if (!this.header) return;
    this.header.maps.forEach((map, i) => {
      const chart = this.charts.get(i);
      if (!chart?.alive) return;
      const { area } = chart;
      const pen = chart.context(chart.under);
      const image = this.image(i, Math.round(area.width), Math.round(area.height));
      pen.drawImage(image, area.left, area.top, area.width, area.height);
      this.lines(pen, i, area);
    });
    this.cross();
  }

  // A picture of the cells in pixels, so that hatching is as fine as the screen.
  image(i, width, height) {
    const { size, steps, colour, look, minima } = this.header;
    const cells = (this.moving ?? this.cells)[i];
    const ramp = look.ramp.map(rgb);
    const [paper, ink] = [rgb(look.paper), rgb(look.ink)];
    const hues = minima.map((each) => rgb(each.colour));
    const [low, high] = this.header.range;
    const [soon, late] = [Math.log(this.header.soonest + 1), Math.log(steps + 1)];
    const shades = new Uint32Array(size * size);
    for (let cell = 0; cell < shades.length; cell++) {
      const kind = cells.kind[cell];
      if (kind === NOWHERE) continue;
      let shade = mix(paper, ink, 0.06);
      if (colour === "loss") {
        const power = Math.log10(Math.max(cells.loss[cell] - this.header.floor, 1e-300));
        if (kind !== DIVERGED) shade = along(ramp, (power - low) / (high - low));
      } else if (kind > 0) {
        const slow = Math.max(0, Math.log(cells.t[cell] + 1) - soon) / (late - soon || 1);
        shade = colour === "steps" ? along(ramp, slow) : mix(hues[kind - 1], paper, 0.8 * slow);
      }
      shades[cell] = pack(shade);
    }
    const [bare, hatch, dot] = [pack(mix(paper, ink, 0.13)), pack(mix(paper, ink, 0.42)), pack(mix(paper, ink, 0.34))];
    const canvas = Object.assign(document.createElement("canvas"), { width, height });
    const pen = canvas.getContext("2d");
    const picture = pen.createImageData(width, height);
    const pixels = new Uint32Array(picture.data.buffer);
    const column = Uint16Array.from({ length: width }, (_, x) => Math.floor((x * size) / width));
    for (let y = 0; y < height; y++) {
      const row = Math.floor(((height - 1 - y) * size) / height) * size;
      for (let x = 0; x < width; x++) {
        const cell = row + column[x];
        const kind = cells.kind[cell];
        let pixel = shades[cell];
        if (kind === DIVERGED) pixel = (x + y) % 6 < 2 ? hatch : bare;
        else if (kind === LEFT && colour !== "loss" && x % 5 === 0 && y % 5 === 0) pixel = dot;
        pixels[y * width + x] = pixel;
      }
    }
    pen.putImageData(picture, 0, 0);
    return canvas;
  }

  // The frontier of divergence, the theoretical bound, and the minima.
  lines(pen, i, area) {
    const { size, look, minima } = this.header;
    const { kind } = (this.moving ?? this.cells)[i];
    const [w, h] = [area.width / size, area.height / size];
    const gone = (x, y) => kind[y * size + x] === DIVERGED;
    pen.beginPath();
    for (let y = 0; y < size; y++)
      for (let x = 0; x < size; x++) {
        const here = gone(x, y);
        const [left, bottom] = [area.left + x * w, area.top + area.height - y * h];
        if (x && here !== gone(x - 1, y)) {
          pen.moveTo(left, bottom);
          pen.lineTo(left, bottom - h);
        }
        if (y && here !== gone(x, y - 1)) {
          pen.moveTo(left, bottom);
          pen.lineTo(left + w, bottom);
        }
      }
    pen.strokeStyle = look.ink;
    pen.lineWidth = 1.5;
    pen.stroke();
    const { bound } = this.header.maps[i];
    if (bound) {
      const across = bound.side === "x";
      const [x, y] = [area.left + bound.share * area.width, area.top + (1 - bound.share) * area.height];
      pen.beginPath();
      pen.moveTo(across ? x : area.left, across ? area.top : y);
      pen.lineTo(across ? x : area.left + area.width, across ? area.top + area.height : y);
      outlined(pen, look, 2, [6, 4]);
      label(pen, look, bound.words, across ? x - 6 : area.left + area.width - 6, across ? area.top + 14 : y - 6, "right");
    }
    if (this.header.colour === "where")
      minima.forEach((each, k) => {
        if (!each.at) return;
        const [x, y] = [area.left + each.at[0] * area.width, area.top + (1 - each.at[1]) * area.height];
        pen.beginPath();
        pen.arc(x, y, 8, 0, 7);
        pen.fillStyle = look.paper;
        pen.fill();
        pen.strokeStyle = each.colour;
        pen.lineWidth = 2.5;
        pen.stroke();
        pen.fillStyle = look.ink;
        pen.font = "600 11px sans-serif";
        pen.textAlign = "center";
        pen.fillText(String(k + 1), x, y + 4);
      });
  }

  // Where the knobs stand now, and the cell under the pointer.
  cross() {
    if (!this.header) return;
    const { size, look } = this.header;
    this.header.maps.forEach((map, i) => {
      const chart = this.charts.get(i);
      if (!chart?.alive) return;
      const pen = chart.context(chart.over);
      const { area } = chart;
      const [u, v] = [this.share(map, map.x), this.share(map, map.y)];
      const clip = (at) => Math.max(0, Math.min(1, at));
      const [x, y] = [area.left + clip(u) * area.width, area.top + (1 - clip(v)) * area.height];
      pen.beginPath();
      pen.moveTo(area.left, y);
      pen.lineTo(x - 9, y);
      pen.moveTo(x + 9, y);
      pen.lineTo(area.left + area.width, y);
      pen.moveTo(x, area.top);
      pen.lineTo(x, y - 9);
      pen.moveTo(x, y + 9);
      pen.lineTo(x, area.top + area.height);
      pen.globalAlpha = 0.55;
      outlined(pen, look, 1, []);
      pen.globalAlpha = 1;
      pen.beginPath();
      pen.arc(x, y, 7, 0, 7);
      outlined(pen, look, 2.5, []);
      if (this.under?.map === i) {
        const { cell } = this.under;
        const [w, h] = [area.width / size, area.height / size];
        pen.beginPath();
        pen.rect(area.left + (cell % size) * w - 1, area.top + area.height - (Math.floor(cell / size) + 1) * h - 1, w + 2, h + 2);
        outlined(pen, look, 1.5, []);
      }
    });
  }

  share(map, axis) {
    const value = this.sender.hand.live?.[axis.key]?.[0] ?? map.values[axis.key];
    const { low, high, scale } = axis;
    if (scale === "log") return Math.log(value / low) / Math.log(high / low);
    if (scale === "linear") return (value - low) / (high - low);
    return Math.log((1 - value) / (1 - low)) / Math.log((1 - high) / (1 - low));
  }

  crossCell(i) {
    const { size, maps } = this.header;
    const at = (axis) => Math.max(0, Math.min(size - 1, Math.floor(this.share(maps[i], axis) * size))) || 0;
    return at(maps[i].y) * size + at(maps[i].x);
  }

  // Python's numbers, which the page shows, and how far the computing has come.
  progress() {
    const { size, maps, passes } = this.header;
    const all = size * size * maps.length;
    const own = this.cells.reduce((sum, cells) => sum + cells.own.reduce((a, b) => a + b, 0), 0);
    const bar = this.root.querySelector("progress");
    bar.max = all;
    bar.value = own;
    bar.hidden = this.done >= passes;
    const count = (many) => many.toLocaleString("en");
    this.root.querySelector(".lab-atlas-count").textContent = this.done < passes ? `${count(own)} of ${count(all)} runs` : `${count(all)} runs`;
    if (this.done < passes) return;
    const lines = maps.map((map, i) => {
      const { kind } = this.cells[i];
      const share = (test) => kind.reduce((sum, k) => sum + test(k), 0) / kind.length;
      const percent = (part) => (part > 0 && part < 0.005 ? "under 1 %" : `${Math.round(100 * part)} %`);
      const arrived = this.header.colour === "loss" ? "" : `${percent(share((k) => k > 0))} of the runs arrive, `;
      return `${map.name}: ${arrived}${percent(share((k) => k === DIVERGED))} diverge.`;
    });
    const words = this.root.querySelector(".lab-atlas-words");
    if (words.textContent !== lines.join(" ")) words.textContent = this.heard.textContent = lines.join(" ");
  }

  // What the colours mean.
  key() {
    const { colour, look, steps, minima, range, maps, soonest } = this.header;
    const gradient = `linear-gradient(to right, ${look.ramp.join(", ")})`;
    const bar = (from, to) => `<span>${from}</span><i class="lab-atlas-ramp" style="background:${gradient}"></i><span>${to}</span>`;
    const power = (p) => Number((10 ** p).toPrecision(1)).toString();
    const patch = (style, text) => `<span class="lab-atlas-patch"><i style="${style}"></i>${text}</span>`;
    const hatch = `background: repeating-linear-gradient(135deg, color-mix(in srgb, ${look.ink} 42%, ${look.paper}) 0 2px, color-mix(in srgb, ${look.ink} 13%, ${look.paper}) 2px 4.5px)`;
    const still = `background: color-mix(in srgb, ${look.ink} 6%, ${look.paper})`;
    const parts = [];
    if (colour === "steps") parts.push(bar(`there after ${soonest}`, `${steps} steps`), patch(still, "later or never"));
    else if (colour === "loss") parts.push(bar(`${power(range[0])} above the lowest`, power(range[1])));
    else {
      minima.forEach((each, k) => parts.push(patch(`background:${each.colour}`, `${k + 1} at ${each.words}`)));
      parts.push(patch(still, `at none after ${steps}`));
      parts.push("<span>fainter: later</span>");
    }
    if (colour !== "loss") parts.push(patch(`background: radial-gradient(${look.ink} 1px, transparent 1.5px) 0 0 / 5px 5px; opacity: .7`, "out of view"));
    parts.push(patch(hatch, "diverged"));
    if (maps.some((map) => map.bound)) parts.push(patch(`border: 0; height: 0; border-top: 2px dashed ${look.ink}`, "2/λ: above it no minimum holds gradient descent"));
    this.root.querySelector(".lab-atlas-key").innerHTML = parts.join(" ");
  }

  // All maps as one picture, with their sides.
  async save() {
    const gap = 28;
    const boxes = [...this.charts.values()].map((chart) => [chart, chart.plot._fullLayout]);
    const [width, height] = [boxes.reduce((sum, [, box]) => sum + box.width + gap, gap), Math.max(...boxes.map(([, box]) => box.height)) + 2 * gap];
    const canvas = Object.assign(document.createElement("canvas"), { width: 2 * width, height: 2 * height });
    const pen = canvas.getContext("2d");
    pen.scale(2, 2);
    pen.fillStyle = this.header.look.paper;
    pen.fillRect(0, 0, width, height);
    let left = gap;
    for (const [i, chart] of this.charts) {
      const box = chart.plot._fullLayout;
      pen.fillStyle = this.header.look.ink;
      pen.font = "600 14px sans-serif";
      pen.fillText(this.header.maps[i].name, left, 20);
      pen.drawImage(chart.under, left, gap, box.width, box.height);
      const sides = new Image();
      sides.src = await window.Plotly.toImage(chart.plot, { format: "svg", width: box.width, height: box.height });
      await sides.decode();
      pen.drawImage(sides, left, gap, box.width, box.height);
      left += box.width + gap;
    }
    const link = document.createElement("a");
    link.download = "map.png";
    link.href = canvas.toDataURL("image/png");
    link.click();
  }

  dispose() {
    cancelAnimationFrame(this.waiting);
    clearTimeout(this.timer);
    window.removeEventListener("lab-sent", this.onSent);
    document.removeEventListener("visibilitychange", this.onSeen);
    for (const chart of this.charts.values()) chart.dispose();
    this.wire.close();
    this.tip.remove();
    this.root.remove();
  }
}

function rgb(hex) {
  return [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
}

function mix(a, b, share) {
  return a.map((each, k) => each + (b[k] - each) * share);
}

function along(ramp, share) {
  const at = Math.max(0, Math.min(1, share)) * (ramp.length - 1);
  const k = Math.min(ramp.length - 2, Math.floor(at));
  return mix(ramp[k], ramp[k + 1], at - k);
}

function pack([r, g, b]) {
  return (255 << 24) | (b << 16) | (g << 8) | r;
}

// A line in ink with an edge of paper, to be seen on every colour.
function outlined(pen, look, width, dash) {
  pen.setLineDash([]);
  pen.strokeStyle = look.paper;
  pen.lineWidth = width + 2;
  pen.stroke();
  pen.setLineDash(dash);
  pen.strokeStyle = look.ink;
  pen.lineWidth = width;
  pen.stroke();
  pen.setLineDash([]);
}

function label(pen, look, text, x, y, align) {
  pen.font = "600 12px sans-serif";
  pen.textAlign = align;
  pen.lineWidth = 4;
  pen.strokeStyle = look.paper;
  pen.strokeText(text, x, y);
  pen.fillStyle = look.ink;
  pen.fillText(text, x, y);
}
