// @ts-check
// Reads numbers from the standard input, eight bytes each, and writes the texts of the list: run by tests/test_outcome_list.py.

import { readFileSync } from "node:fs";

import { short } from "../../ui/web/stage/short_number.js";

const numbers = new Float64Array(Uint8Array.from(readFileSync(0)).buffer);
const digits = Number(process.argv[2]);
process.stdout.write(JSON.stringify(Array.from(numbers, (each) => short(each, digits))));
