/** The digits of the page, from its own files: the network (784-64-64-10) and 2,000 test digits with their labels. */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

const PIXELS = 784;
const COUNT = 2000;
const WIDTHS = [PIXELS, 64, 64, 10];

const file = (name) => readFileSync(new URL(`../public/digits/${name}`, import.meta.url));

/** The layers with their trained weights. */
export function digitsLayers() {
  const { buffer, byteOffset, byteLength } = file('weights.bin');
  const values = Float64Array.from(new Float32Array(buffer.slice(byteOffset, byteOffset + byteLength)));
  let at = 0;
  const take = (length) => {
    at += length;
    return values.slice(at - length, at);
  };
  return WIDTHS.slice(1).map((n, i) => ({ W: take(n * WIDTHS[i]), b: take(n) }));
}

/** Grey values in [0, 1], digit after digit, and the labels. */
export function digitsPoints() {
  const bytes = gunzipSync(file('test-digits.bin.gz'));
  return {
    inputs: Float32Array.from(bytes.subarray(0, COUNT * PIXELS), (grey) => grey / 255),
    labels: Int32Array.from(bytes.subarray(COUNT * PIXELS)),
    count: COUNT,
    inputSize: PIXELS,
  };
}
