/**
 * Networks of graphs: the slice of a 28×28 CNN (first picture by samples; µs a polytope of the exact cut, within a limit of
 * time), a path, local maps and nearest boundaries of it, and forward passes of a 224×224 network, each against a plain loop over the same convolutions in the same run. Prints
 * one JSON object a figure. Run it after `npm run build`.
 */
import {
  checkGraph,
  exactNetwork,
  forward,
  localAffineMap,
  nearestBoundary,
  outputsOnSlice,
  Sampling,
  splineCode,
  startPartition,
  walkPath,
} from 'polytope-lens';
import { randomLayers } from './networks.mjs';

const BAR_FIRST_MS = 100;
const BAR_FACE_US = 20;
const CUT_SECONDS = 20;
const FIRST_SAMPLES = 8;
const RUNS = 7;

const rounded = (value) => Math.round(value * 100) / 100;
const print = (figure, values) => console.log(JSON.stringify({ figure, ...values }));
const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];

function timed(run) {
  const before = performance.now();
  const result = run();
  return { result, ms: performance.now() - before };
}

/** Convolutions of 3×3 with ReLU, max-pooling between, a mean over all places and a dense read-out; seeded. */
function cnn(name, side, filters, outputs) {
  const nodes = [{ op: 'input', name: 'picture', inputs: [], shape: [side, side, 1] }];
  let from = 'picture';
  filters.forEach((count, i) => {
    const [{ W: weights, b: bias }] = randomLayers([9 * (filters[i - 1] ?? 1), count], i + 1);
    const windows = { kernel: [3, 3], strides: [1, 1], pads: [1, 1, 1, 1], channels: 'last', dilations: [1, 1] };
    nodes.push({ op: 'conv', name: `conv${i}`, inputs: [from], ...windows, filters: count, groups: 1, weights, bias });
    nodes.push({ op: 'activation', name: `relu${i}`, inputs: [`conv${i}`], activation: { name: 'relu' } });
    from = `pool${i}`;
    const pool = { kernel: [2, 2], strides: [2, 2], pads: [0, 0, 0, 0], channels: 'last', dilations: [1, 1] };
    nodes.push({ op: 'maxPool', name: from, inputs: [`relu${i}`], ...pool });
  });
  nodes.push({ op: 'mean', name: 'mean', inputs: [from], axes: [0, 1], keep: false });
  const [{ W: weights, b: bias }] = randomLayers([filters.at(-1), outputs], 77);
  nodes.push({ op: 'dense', name: 'scores', inputs: ['mean'], units: outputs, weights, bias });
  return checkGraph({ name, nodes, output: 'scores' });
}

/** Seeded numbers in [0, 1) as a picture. */
const picture = (size, seed) => randomLayers([size, 1], seed)[0].W.map((v) => Math.abs(v * Math.sqrt(size / 2)) % 1);

/** A plane between three pictures. */
function planeOf(size) {
  const [a, b, c] = [1, 2, 3].map((seed) => picture(size, seed));
  return { origin: a, e1: b.map((v, i) => v - a[i]), e2: c.map((v, i) => v - a[i]) };
}

/** The multiplications of all convolutions of a graph, in plain loops: what no forward pass can do without. */
function yardstick(graph) {
  let sum = 0;
  for (const node of graph.nodes) {
    if (node.op !== 'conv') continue;
    const [rows, columns, filters] = graph.shapes.get(node.name);
    const products = node.weights.length / filters;
    for (let at = 0; at < rows * columns; at++)
      for (let f = 0, w = 0; f < filters; f++)
        for (let k = 0; k < products; k++, w++) sum += node.weights[w] * (at & 1);
  }
  return sum;
}

/** Passes and yardstick in turns, after one run of each that is not counted. */
function inTurns(pass, graph, runs) {
  const rows = [];
  for (let run = 0; run <= runs; run++) {
    const row = { pass: timed(pass).ms, plain: timed(() => yardstick(graph)).ms };
    if (run > 0) rows.push(row);
  }
  return {
    medianMs: rounded(median(rows.map((row) => row.pass))),
    plainMs: rounded(median(rows.map((row) => row.plain))),
    ratio: rounded(median(rows.map((row) => row.pass / row.plain))),
    runs,
  };
}

function benchSketch(graph, network, slice, domain) {
  const { ms } = timed(() => {
    const sampling = new Sampling(outputsOnSlice(network, slice), domain, FIRST_SAMPLES);
    while (!sampling.advance());
  });
  const at = outputsOnSlice(network, slice);
  const place = inTurns(() => at(0.2, 0.3), graph, 50);
  print('28×28 CNN: first picture by samples', {
    places: FIRST_SAMPLES ** 2,
    ms: rounded(ms),
    barMs: BAR_FIRST_MS,
    aPlace: place,
  });
}

function benchCut(network, slice, domain) {
  const before = performance.now();
  const run = startPartition(network, slice, domain, { outputs: true });
  let done = false;
  while (!done && performance.now() - before < 1000 * CUT_SECONDS) done = run.advance(64);
  const ms = performance.now() - before;
  print('28×28 CNN: exact cut', {
    polytopes: run.faces,
    complete: done,
    seconds: rounded(ms / 1000),
    microsecondsPerFace: rounded((1000 * ms) / Math.max(1, run.faces)),
    barMicroseconds: BAR_FACE_US,
    gatedUnits: network.layers.reduce((sum, { gated, outputSize }) => sum + (gated ?? outputSize), 0),
  });
}

/** Processor milliseconds of a run, by passes of the same network in the same run. */
function inPasses(run, pass, repeats) {
  const cpu = (work, times) => {
    work();
    const before = process.cpuUsage();
    for (let i = 0; i < times; i++) work();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000 / times;
  };
  const [ms, passMs] = [cpu(run, repeats), cpu(pass, 50)];
  return { processorMs: rounded(ms), passMs: rounded(passMs), passes: rounded(ms / passMs) };
}

function benchLenses(network) {
  const [a, b] = [1, 2].map((seed) => picture(network.inputSize, seed));
  const pass = () => forward(network, a);
  let crossings = 0;
  const walk = inPasses(() => (crossings = walkPath(network, [a, b]).crossings.t.length), pass, 3);
  print('28×28 CNN: a path between two pictures', {
    crossings,
    crossingsPerSecond: Math.round((1000 * crossings) / walk.processorMs),
    passesPerCrossing: rounded(walk.passes / crossings),
    ...walk,
  });
  const code = splineCode(network, a);
  print(
    '28×28 CNN: local affine map',
    inPasses(() => localAffineMap(network, code), pass, 20),
  );
  print(
    '28×28 CNN: nearest boundary in all inputs',
    inPasses(() => nearestBoundary(network, a), pass, 20),
  );
  const slice = planeOf(network.inputSize);
  print(
    '28×28 CNN: nearest boundary in the slice',
    inPasses(() => nearestBoundary(network, a, slice), pass, 20),
  );
}

const small = cnn('28×28 CNN', 28, [8, 8], 10);
const { network } = exactNetwork(small);
const slice = planeOf(28 * 28);
const domain = [
  [0, 0],
  [0.05, 0],
  [0.05, 0.05],
  [0, 0.05],
];
benchSketch(small, network, slice, domain);
benchCut(network, slice, domain);
benchLenses(network);
const large = cnn('224×224 CNN', 224, [8, 16, 32], 10);
const whole = exactNetwork(large).network;
const x = picture(224 * 224, 5);
print(
  '224×224 network: forward',
  inTurns(() => forward(whole, x), large, RUNS),
);
