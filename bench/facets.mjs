/**
 * The facets of digits' polytopes (d = 784, 128 units): free, in the row space of layer 1, and within [0, 1]^784 with all its
 * 1,568 sides. Prints one JSON object a case. Run it after `npm run build`.
 */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { denseNetwork, facetsOf } from 'polytope-lens';
import { loadSolver } from 'polytope-lens/solver';
import { toNetwork } from './networks.mjs';

const SHAPE = [784, 64, 64, 10];
const DIGITS = [0, 1, 3];

const read = (name) => readFileSync(new URL(`../public/digits/${name}`, import.meta.url));

function digitsNetwork() {
  const bytes = read('weights.bin');
  const numbers = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
  let at = 0;
  const take = (count) => {
    at += count;
    return Float64Array.from(numbers.subarray(at - count, at));
  };
  const layers = SHAPE.slice(1).map((outputs, i) => ({ W: take(SHAPE[i] * outputs), b: take(outputs) }));
  return toNetwork('digits', layers, denseNetwork);
}

const network = digitsNetwork();
const images = gunzipSync(read('test-digits.bin.gz'));
const digit = (i) => Float64Array.from(images.subarray(784 * i, 784 * (i + 1)), (grey) => grey / 255);
const box = { lower: new Float64Array(784), upper: new Float64Array(784).fill(1) };

const start = performance.now();
const solver = await loadSolver();
console.log(JSON.stringify({ case: 'HiGHS loaded', ms: Math.round(performance.now() - start) }));

for (const [name, options] of [
  ['facets of a digits polytope', {}],
  ['within [0, 1]^784, sides not asked about', { box, boxSides: false }],
  ['within [0, 1]^784, all sides', { box }],
])
  for (const i of DIGITS) {
    const before = performance.now();
    const found = facetsOf(network, digit(i), solver, options);
    console.log(
      JSON.stringify({
        case: name,
        digit: i,
        ms: Math.round(performance.now() - before),
        facets: found.facets.length,
        boxFacets: found.boxFacets?.length ?? null,
        redundant: found.redundant.length,
        undecided: found.undecided.length,
        programs: found.programs,
        radius: Number(found.ball.radius.toPrecision(4)),
      }),
    );
  }
