// @ts-check
// Reads a packed message from the standard input, and says in JSON what is in it: run by tests/test_protocol.py.

import { readFileSync } from "node:fs";

import { unpack } from "../../ui/web/protocol.js";

const { record, arrays } = unpack(Uint8Array.from(readFileSync(0)));
const said = arrays.map((array) => [array.constructor.name, Array.from(array, String)]);
process.stdout.write(JSON.stringify({ record, arrays: said }));
