// @ts-check
// Round values along an axis, and how they are written.

const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";
const PIECES = 10; // into about so many an axis is divided by the values at which it may end
const TINY = 1e-6; // of a piece: no more than single precision adds to a round number

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
  const step = round((high - low) / few);
  /** @type {[number, string][]} */
  const found = [];
  for (let i = Math.ceil(low / step - 1e-9); i * step <= high * (1 + 1e-12) + 1e-12; i++)
    found.push([i * step, String(Number((i * step).toPrecision(6)))]);
  return found;
}

// The ends of a range, moved outward to values so round that they stay while the range changes a little, and the axis with them.
/**
 * @param {number} low
 * @param {number} high
 * @returns {[low: number, high: number]}
 */
export function outward(low, high) {
  const step = round((high - low) / PIECES);
  return [Math.floor(low / step + TINY) * step, Math.ceil(high / step - TINY) * step];
}

// The next round number: 1, 2 or 5, and zeros.
/** @param {number} raw */
function round(raw) {
  const unit = 10 ** Math.floor(Math.log10(raw));
  return unit * ([1, 2, 5].find((each) => each * unit >= raw) ?? 10);
}

/** @param {number} power */
function power10(power) {
  if (power === 0) return "1";
  if (power === 1) return "10";
  return `10${power < 0 ? "⁻" : ""}${String(Math.abs(power)).replace(/./g, (digit) => RAISED[Number(digit)])}`;
}
