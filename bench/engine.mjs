/**
 * The engine's figures: the whole complex (codes, areas, centroids, edges) against the counting-only yardstick, in
 * turns on the same machine. Prints one JSON object a case. Run it after `npm run build`.
 */
import { readFileSync } from 'node:fs';
import { axisSlice, denseNetwork, faceCount, partition, square } from 'polytope-lens';
import { countPolytopes } from './countingSplitter.mjs';
import { fixtureLayers, randomLayers, toNetwork } from './networks.mjs';

const fixture = (name) =>
  fixtureLayers(readFileSync(new URL(`../tests/fixtures/${name}.json`, import.meta.url), 'utf8'));

const cases = [
  ['2-16-16-1 (fixture)', fixture('mlp2_2x16'), 41],
  ['2-32×3-1 (fixture)', fixture('mlp2_3x32'), 21],
  ['2-20×10-1 (fixture)', fixture('mlp2_10x20'), 11],
  ['2-64×3-1', randomLayers([2, 64, 64, 64, 1]), 11],
  ['2-128×3-1', randomLayers([2, 128, 128, 128, 1]), 5],
  ['2-256×3-1', randomLayers([2, 256, 256, 256, 1]), 3],
];

const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];

function timed(run) {
  const before = performance.now();
  const result = run();
  return { result, ms: performance.now() - before };
}

function bytesOf(complex) {
  let bytes = 0;
  for (const value of Object.values(complex)) if (ArrayBuffer.isView(value)) bytes += value.byteLength;
  return bytes;
}

/** The engine and the yardstick in turns, after one run of each that is not counted. */
function measure(network, layers, runs) {
  const rows = [];
  let complex;
  let yardstickFaces = 0;
  for (let run = 0; run <= runs; run++) {
    const whole = timed(() => partition(network, axisSlice(2), square()));
    const counting = timed(() => countPolytopes(layers));
    complex = whole.result;
    yardstickFaces = counting.result;
    if (run > 0) rows.push({ whole: whole.ms, counting: counting.ms });
  }
  return { complex, yardstickFaces, rows };
}

for (const [name, layers, runs] of cases) {
  const { complex, yardstickFaces, rows } = measure(toNetwork(name, layers, denseNetwork), layers, runs);
  const faces = faceCount(complex);
  const whole = rows.map((row) => row.whole);
  const counting = rows.map((row) => row.counting);
  const codeBytes = complex.codes.byteLength / faces;
  const figures = {
    bestMs: Math.min(...whole),
    medianMs: median(whole),
    yardstickBestMs: Math.min(...counting),
    yardstickMedianMs: median(counting),
    medianRatio: median(rows.map((row) => row.whole / row.counting)),
    microsecondsPerFace: (1000 * median(whole)) / faces,
    bytesPerFace: bytesOf(complex) / faces - codeBytes,
    codeBytesPerFace: codeBytes,
    processMB: process.memoryUsage().rss / 2 ** 20,
  };
  const short = Object.fromEntries(Object.entries(figures).map(([key, value]) => [key, Math.round(value * 100) / 100]));
  console.log(JSON.stringify({ case: name, faces, yardstickFaces, runs, ...short }));
}
