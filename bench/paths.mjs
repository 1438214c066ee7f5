/**
 * Paths across the digits: one exact walk from digit to digit (bar: 2 ms), and the experiment within and between classes with
 * 1,000 pairs, exact crossings in every layer (bar: 5 s). Prints one JSON object a figure. Run it after `npm run build`.
 */
import { denseNetwork, pathDensity, startClassDensity, walkPath } from 'polytope-lens';
import { digitsLayers, digitsPoints } from './digits.mjs';
import { randomLayers, toNetwork } from './networks.mjs';

const PATHS = 500;
const PAIRS = 1000;
const BAR_PATH_MS = 2;
const BAR_PAIRS_SECONDS = 5;

const points = digitsPoints();
const digit = (i) => points.inputs.subarray(i * points.inputSize, (i + 1) * points.inputSize);
const rounded = (value) => Math.round(value * 100) / 100;
const print = (figure, values) => console.log(JSON.stringify({ figure, ...values }));

/** Each path is another one; the first hundred warm the code up and are not counted. */
function benchPaths(network) {
  const ms = [];
  let crossings = 0;
  let first = 0;
  for (let i = 0; i < PATHS + 100; i++) {
    const before = performance.now();
    const walk = walkPath(network, [digit(i), digit(i + 1)]);
    const taken = performance.now() - before;
    if (i === 0) first = taken;
    if (i < 100) continue;
    ms.push(taken);
    crossings += pathDensity(walk).crossings;
  }
  ms.sort((a, b) => a - b);
  print(`path across ${network.name}`, {
    barMs: BAR_PATH_MS,
    bestMs: rounded(ms[0]),
    medianMs: rounded(ms[PATHS >> 1]),
    p95Ms: rounded(ms[Math.floor(0.95 * PATHS)]),
    firstMs: rounded(first),
    crossings: rounded(crossings / PATHS),
  });
}

function benchPairs(network) {
  const before = performance.now();
  const cpuBefore = process.cpuUsage();
  const run = startClassDensity(network, points, { pairs: PAIRS, seed: 1 });
  while (!run.advance(100));
  const { layers } = run.summary();
  const seconds = (performance.now() - before) / 1000;
  const { user, system } = process.cpuUsage(cpuBefore);
  const ratios = layers.map(({ layer, crossings }) => [layer, rounded(crossings.ratio.mean)]);
  print(`${PAIRS} pairs of ${network.name}`, {
    barSeconds: BAR_PAIRS_SECONDS,
    seconds: rounded(seconds),
    processorSeconds: rounded((user + system) / 1e6),
    ratiosByLayer: Object.fromEntries(ratios),
  });
}

const digits = toNetwork('digits (784-64-64-10)', digitsLayers(), denseNetwork);
const wide = toNetwork('784-128-128-10', randomLayers([784, 128, 128, 10]), denseNetwork);
benchPaths(digits);
benchPaths(wide);
benchPairs(digits);
benchPairs(wide);
