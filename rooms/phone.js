// @ts-check
// What the page of a phone does beyond a plain form: sliders, a map that can be tapped, and a look now and then whether there is news.

/** @param {string} name @returns {HTMLInputElement | null} */
const box = (name) => document.querySelector(`input[type=number][name="${CSS.escape(name)}"]`);

for (const slider of /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll("input[data-ticks]"))) {
  const number = box(slider.dataset.moves ?? "");
  const ticks = (slider.dataset.ticks ?? "").split(" ").map(Number);
  if (!number) continue;
  const follow = () => {
    const value = number.valueAsNumber;
    if (!Number.isFinite(value)) return;
    const near = ticks.reduce((best, tick, i) => (Math.abs(tick - value) < Math.abs((ticks[best] ?? 0) - value) ? i : best), 0);
    slider.value = String(near);
    slider.setAttribute("aria-valuetext", number.value);
  };
  slider.addEventListener("input", () => {
    number.value = String(ticks[Number(slider.value)]);
    slider.setAttribute("aria-valuetext", number.value);
  });
  number.addEventListener("input", follow);
  slider.hidden = false;
  follow();
}

const map = /** @type {SVGSVGElement | null} */ (document.querySelector("svg[data-window]"));
if (map) {
  const [x0 = 0, x1 = 1, y0 = 0, y1 = 1] = (map.dataset.window ?? "").split(" ").map(Number);
  const [across, up] = (map.dataset.moves ?? "").split(" ").map(box);
  const point = map.querySelector(".point");
  const show = () => {
    const x = ((across?.valueAsNumber ?? NaN) - x0) / (x1 - x0);
    const y = (y1 - (up?.valueAsNumber ?? NaN)) / (y1 - y0);
    const { width, height } = map.viewBox.baseVal;
    if (Number.isFinite(x + y)) point?.setAttribute("transform", `translate(${x * width} ${y * height})`);
  };
  map.classList.add("live");
  map.addEventListener("click", (event) => {
    const { left, top, width, height } = map.getBoundingClientRect();
    const share = (/** @type {number} */ at) => Math.min(1, Math.max(0, at));
    if (across) across.value = String(Number((x0 + share((event.clientX - left) / width) * (x1 - x0)).toPrecision(3)));
    if (up) up.value = String(Number((y1 - share((event.clientY - top) / height) * (y1 - y0)).toPrecision(3)));
    show();
  });
  across?.addEventListener("input", show);
  up?.addEventListener("input", show);
}

// The page is loaded again only where it has something else to show, and never under the hands of somebody who answers.
const { mark, news } = document.body.dataset;
if (mark && news) {
  const every = 5000 + 3000 * Math.random(); // so that three hundred phones do not ask at one moment
  const look = async () => {
    try {
      const answer = await fetch(news, { cache: "no-store" });
      if (answer.ok && (await answer.text()) !== mark) location.reload();
    } catch {
      // the phone is offline for a while
    }
  };
  setInterval(() => void (document.hidden || look()), every);
  document.addEventListener("visibilitychange", () => void (document.hidden || look()));
}
