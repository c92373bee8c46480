// @ts-check
// A number in few digits, written as Python's format `g` writes it: at the end of a run the list has Python's own texts.

const PLAIN = -4; // the smallest power of ten that is written without an exponent
const EXACT = 40; // digits that tell a number half-way between two others from all that are near it

// A number nearer to 0 than `least` is only a rounding error, and is written 0.
/** @param {number} value */
export function short(value, digits = 2, least = 0) {
  if (!Number.isFinite(value)) return "–";
  if (Math.abs(value) < least) return "0";
  const [mantissa, exponent] = rounded(value, digits).split("e").map(Number);
  if (exponent >= PLAIN && exponent < digits) return String(Number(`${mantissa}e${exponent}`));
  return `${mantissa}e${exponent < 0 ? "-" : "+"}${String(Math.abs(exponent)).padStart(2, "0")}`;
}

// Mantissa and exponent. What is half-way between two numbers goes to the even digit, where JavaScript alone would round it up.
/**
 * @param {number} value
 * @param {number} digits
 */
function rounded(value, digits) {
  const text = value.toExponential(digits - 1);
  const halfway = Number(value.toExponential(digits)) === value && value.toExponential(digits + EXACT).includes(`5${"0".repeat(EXACT)}e`);
  return halfway ? text.replace(/[13579]e/, (odd) => `${Number(odd[0]) - 1}e`) : text;
}
