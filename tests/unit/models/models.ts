import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import type { CheckedGraph, Shape } from '../../../src/core/graph';
import type { Network } from '../../../src/core/network';
import { type Certificate, certify, faceCount, partition } from '../../../src/core/partition';
import type { CertifyOptions } from '../../../src/core/partition/certificate';
import type { CellComplex } from '../../../src/core/partition/complex';
import { anchorSlice } from '../../../src/core/slice/anchors';
import { type Slice, square } from '../../../src/core/slice/slice';
import type { GraphResult } from '../../../src/formats/graphResult';
import { GRAPH_KEY, graphOfTensors } from '../../../src/formats/graphTensors';
import { readNpz } from '../../../src/formats/npz';
import { readOnnx } from '../../../src/formats/onnx';
import { readSafetensors } from '../../../src/formats/safetensors';
import { numbersOf } from '../../../src/formats/tensors';
import { readTfjs } from '../../../src/formats/tfjs';

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

function result(model: ModelName, inputShape?: Shape): GraphResult {
  if (model === 'symbols') return readOnnx(modelFile(model, 'model.onnx'));
  if (model === 'digits-cnn') {
    const file = readSafetensors(modelFile(model, 'model.safetensors'));
    if (!file.ok) return file;
    const tensors = new Map(file.tensors.map((tensor) => [tensor.name, tensor]));
    return graphOfTensors(file.metadata.get(GRAPH_KEY) ?? '', tensors);
  }
  const files = new Map(['model.json', 'group1-shard1of1.bin'].map((name) => [name, modelFile(model, name)]));
  return readTfjs(files, inputShape ? { inputShape } : {});
}

export function modelGraph(model: ModelName, inputShape?: Shape): CheckedGraph {
  const read = result(model, inputShape);
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
