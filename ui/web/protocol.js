// @ts-check
// Reads what Python packs (`ui.protocol`): a record, and arrays of numbers behind it.

const ARRAYS = { f8: Float64Array, f4: Float32Array, u4: Uint32Array, u2: Uint16Array, i1: Int8Array };
const UNIT = 8; // each part begins at a multiple of this many bytes

/**
 * The arrays are views into the message. The caller knows which record it is.
 *
 * @param {Uint8Array} message at the beginning of its buffer
 * @returns {Message<unknown>}
 */
export function unpack({ buffer }) {
  let at = 4 + new DataView(buffer).getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, at - 4)));
  const arrays = header.arrays.map((/** @type {[keyof typeof ARRAYS, number]} */ [kind, size]) => {
    const array = new ARRAYS[kind](/** @type {ArrayBuffer} */ (buffer), at, size);
    at += Math.ceil(array.byteLength / UNIT) * UNIT;
    return array;
  });
  return { record: header.record, arrays };
}
