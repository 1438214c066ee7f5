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

for (const [name, layers, runs] of cases) {
  const network = toNetwork(name, layers, denseNetwork);
  const whole = [];
  const counting = [];
  const ratios = [];
  let complex;
  let counted = 0;
  for (let run = 0; run <= runs; run++) {
    const a = timed(() => partition(network, axisSlice(2), square()));
    const b = timed(() => countPolytopes(layers));
    complex = a.result;
    counted = b.result;
    if (run === 0) continue;
    whole.push(a.ms);
    counting.push(b.ms);
    ratios.push(a.ms / b.ms);
  }
  const faces = faceCount(complex);
  const codeBytes = complex.codes.byteLength / faces;
  console.log(
    JSON.stringify({
      case: name,
      faces,
      yardstickFaces: counted,
      runs,
      bestMs: +Math.min(...whole).toFixed(2),
      medianMs: +median(whole).toFixed(2),
      yardstickBestMs: +Math.min(...counting).toFixed(2),
      yardstickMedianMs: +median(counting).toFixed(2),
      medianRatio: +median(ratios).toFixed(2),
      microsecondsPerFace: +((1000 * median(whole)) / faces).toFixed(2),
      bytesPerFace: Math.round(bytesOf(complex) / faces - codeBytes),
      codeBytes,
      heldMB: Math.round(process.memoryUsage().rss / 2 ** 20),
    }),
  );
}
