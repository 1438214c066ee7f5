import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import type { CheckedGraph, Shape } from '../../../src/core/graph';
import type { Network } from '../../../src/core/network';
import { type Certificate, certify, faceCount, partition } from '../../../src/core/partition';
import type { CertifyOptions } from '../../../src/core/partition/certificate';
import type { CellComplex } from '../../../src/core/partition/complex';
import { anchorSlice } from '../../../src/core/slice/anchors';
import { type Slice, square } from '../../../src/core/slice/slice';
import { readGraphFile } from '../../../src/formats/graphFile';
import { readNpz } from '../../../src/formats/npz';
import { numbersOf } from '../../../src/formats/tensors';

export type ModelName = 'digits-cnn' | 'languages' | 'symbols' | 'upscaler';

export const modelFile = (model: ModelName, name: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(readFileSync(`public/models/${model}/${name}`));

export interface RealInputs {
  readonly labels: readonly string[];
  readonly classNames: readonly string[];
  readonly points: readonly Float64Array[];
}

/** The inputs that stand beside a model, as the model takes them: float32 values. */
export function realInputs(model: ModelName): RealInputs {
  const about = JSON.parse(new TextDecoder().decode(modelFile(model, 'inputs.json'))) as {
    divideBy: number;
    labels: string[];
    classNames?: string[];
  };
  const npz = readNpz(modelFile(model, 'inputs.npz'));
  const tensor = npz.ok ? npz.arrays.get('inputs') : undefined;
  if (!tensor) throw new Error(`${model} has no inputs`);
  const values = numbersOf(tensor).map((value) => Math.fround(value / about.divideBy));
  const size = values.length / about.labels.length;
  const points = about.labels.map((_, n) => values.slice(n * size, (n + 1) * size));
  return { labels: about.labels, classNames: about.classNames ?? [], points };
}

const FILES: Readonly<Record<ModelName, readonly string[]>> = {
  'digits-cnn': ['model.safetensors'],
  languages: ['model.json', 'group1-shard1of1.bin'],
  symbols: ['model.onnx'],
  upscaler: ['model.json', 'group1-shard1of1.bin'],
};

export async function modelGraph(model: ModelName, inputShape?: Shape): Promise<CheckedGraph> {
  const names = FILES[model];
  const files = new Map(names.map((name) => [name, modelFile(model, name)]));
  const read = await readGraphFile(files, names[0] as string, inputShape ? { inputShape } : {});
  if (!read.ok) throw new Error(`${model}: ${read.error.where}: ${read.error.message}`);
  return read.graph;
}

/** The plane through three points, about their mean. */
export function planeThrough(a: Float64Array, b: Float64Array, c: Float64Array): Slice {
  const plane = anchorSlice(a, b, c, [0, 0], 0, 1);
  if (!plane.ok) throw new Error(plane.message);
  return { ...plane.slice, origin: a.map((value, i) => (value + (b[i] as number) + (c[i] as number)) / 3) };
}

/** Largest difference, relative to the largest value. */
export function disagreement(found: ArrayLike<number>, expected: ArrayLike<number>): number {
  expect(found.length).toBe(expected.length);
  const scale = Math.max(...Array.from(expected, Math.abs));
  return Math.max(...Array.from(expected, (value, i) => Math.abs(value - (found[i] as number)))) / scale;
}

export const bestOf = (scores: Float64Array): number => scores.indexOf(scores.reduce((a, b) => Math.max(a, b)));

export interface Cut {
  readonly complex: CellComplex;
  readonly certificate: Certificate;
}

/** Cuts a square about the plane's origin by units and winning class, and checks the result. */
export function cut(network: Network, slice: Slice, half: number, options: CertifyOptions): Cut {
  const domain = square(half);
  const complex = partition(network, slice, domain, { decision: {} });
  return { complex, certificate: certify(network, slice, domain, complex, { decision: {}, ...options }) };
}

/** At least `least` polytopes, and nothing that the certificate finds wrong. */
export function expectClean({ complex, certificate }: Cut, least: number): void {
  expect(faceCount(complex)).toBeGreaterThanOrEqual(least);
  expect(certificate.euler).toBe(1);
  expect(certificate.areaError).toBeLessThan(1e-9);
  expect(certificate.codesChecked).toBeGreaterThan(0);
  expect(certificate.codeMismatches).toBe(0);
  expect(certificate.signViolations).toBe(0);
  expect(certificate.continuity).toBeLessThan(1e-6);
  expect(certificate.residual).toBeLessThan(1e-9);
}
