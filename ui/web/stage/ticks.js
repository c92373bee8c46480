// @ts-check
// Round values along an axis, and how they are written.

const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";

// A few round values inside a range: [position, text].
/**
 * @param {number[]} range
 * @param {boolean} log whether positions are powers of ten
 * @param {number} few
 * @returns {[position: number, text: string][]}
 */
export function ticks([low, high], log, few) {
  if (log) {
    const step = Math.max(1, Math.ceil((high - low) / few));
    const first = Math.ceil(low / step - 1e-9) * step;
    /** @type {[number, string][]} */
    const found = [];
    for (let power = first; power <= high + 1e-9; power += step) found.push([power, power10(power)]);
    if (found.length > 1) return found;
    return ticks([10 ** low, 10 ** high], false, few).map(([value, text]) => [Math.log10(value), text]);
  }
  const raw = (high - low) / few;
  const unit = 10 ** Math.floor(Math.log10(raw));
  const step = unit * ([1, 2, 5].find((each) => each * unit >= raw) ?? 10);
  /** @type {[number, string][]} */
  const found = [];
  for (let i = Math.ceil(low / step - 1e-9); i * step <= high * (1 + 1e-12) + 1e-12; i++)
    found.push([i * step, String(Number((i * step).toPrecision(6)))]);
  return found;
}

/** @param {number} power */
function power10(power) {
  if (power === 0) return "1";
  if (power === 1) return "10";
  return `10${power < 0 ? "⁻" : ""}${String(Math.abs(power)).replace(/./g, (digit) => RAISED[Number(digit)])}`;
}
