/**
 * Trains the digits network that the page ships and writes public/digits/: `npm run train:digits`. Same weights on every
 * run. The data set is fetched into a cache below node_modules; only 2,000 test digits are shipped.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { flatWeights } from '../src/core/network/flatWeights';
import { initialiseNetwork } from '../src/core/network/initialise';
import { roundedNetwork, trainingNetwork } from './training/gradient';
import { type Digits, digitsData, fetchMnist, MNIST_PACKAGE, readDigits } from './training/mnist';
import { accuracy, type Recipe, train } from './training/trainer';

const WIDTHS = [784, 64, 64, 10];
const INITIAL_SEED = 7;
const SHIPPED_DIGITS = 2000;
const RECIPE: Recipe = { epochs: 10, batchSize: 64, learningRate: 2e-3, finalRate: 5e-5, seed: 11 };

const root = fileURLToPath(new URL('..', import.meta.url));
const target = join(root, 'public', 'digits');

/** The first test digits, images then labels, gzipped. */
function shippedDigits({ images, labels }: Digits): Uint8Array {
  const bytes = new Uint8Array(SHIPPED_DIGITS * 785);
  bytes.set(images.subarray(0, SHIPPED_DIGITS * 784));
  bytes.set(labels.subarray(0, SHIPPED_DIGITS), SHIPPED_DIGITS * 784);
  return gzipSync(bytes, { level: 9 });
}

function main(): void {
  const folder = fetchMnist(join(root, 'node_modules', '.cache', 'polytope-lens', 'mnist'));
  const testDigits = readDigits(folder, 't10k');
  const test = digitsData('test digits', testDigits);
  const untrained = initialiseNetwork({
    name: 'digits',
    widths: WIDTHS,
    activation: { name: 'relu' },
    seed: INITIAL_SEED,
    scheme: 'he',
    bias: 0,
  });
  const network = trainingNetwork(untrained);
  const started = Date.now();
  train(network, digitsData('training digits', readDigits(folder, 'train')), RECIPE, (epoch, loss) =>
    console.log(`epoch ${epoch}: loss ${loss.toFixed(4)}, test accuracy ${accuracy(network, test)}`),
  );
  // What is shipped is judged as it is shipped: rounded to float32.
  const shipped = roundedNetwork(network);
  const testAccuracy = accuracy(trainingNetwork(shipped), test);
  mkdirSync(target, { recursive: true });
  writeFileSync(join(target, 'weights.bin'), new Uint8Array(Float32Array.from(flatWeights(shipped)).buffer));
  writeFileSync(join(target, 'test-digits.bin.gz'), shippedDigits(testDigits));
  const about = {
    shape: WIDTHS,
    activation: 'relu',
    layout: 'float32, little-endian; for each layer W row-major (outputs × inputs), then b',
    inputs: '28 × 28 grey values in [0, 1], row by row',
    data: MNIST_PACKAGE,
    initialSeed: INITIAL_SEED,
    recipe: { optimizer: 'adam', ...RECIPE },
    testDigits: test.count,
    testAccuracy,
    shippedDigits: SHIPPED_DIGITS,
    trained: new Date().toISOString().slice(0, 10),
  };
  writeFileSync(join(target, 'weights.json'), `${JSON.stringify(about, null, 2)}\n`);
  console.log(`test accuracy ${testAccuracy} after ${Math.round((Date.now() - started) / 1000)} s → ${target}`);
  if (testAccuracy < 0.97) throw new Error(`test accuracy ${testAccuracy} is below 0.97`);
}

main();
