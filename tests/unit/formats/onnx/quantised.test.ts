/** Quantised models, read without their rounding, against onnxruntime, which rounds. */
import { describe, expect, it } from 'vitest';
import { graphOutput } from '../../../../src/core/graph/evaluate';
import { sizeOf } from '../../../../src/core/graph/types';
import type { ReadGraph } from '../../../../src/formats/graphResult';
import { readOnnx } from '../../../../src/formats/onnx';
import { type FileTensor, type ModelOfFile, modelBytes, numbers } from '../../../support/onnxFiles';
import { runtimeValues } from '../../../support/onnxRuntime';
import { list, one } from './opCase';
import { bytes, CASES, NETWORK, signed } from './quantisedCases';

const zeroed = (count: number): FileTensor => ({ shape: [count], values: new Array<number>(count).fill(0), type: 3 });

function read(model: ModelOfFile): ReadGraph {
  const result = readOnnx(modelBytes(model));
  if (!result.ok) throw new Error(`${result.error.where}: ${result.error.message}`);
  return result;
}

/** The largest difference of an output; inputs are whole multiples of `grid` where that is given. */
async function gap(model: ModelOfFile, shape: readonly number[], span: number, grid = 0): Promise<number> {
  const x = numbers(sizeOf(shape), 5, span).map((value) => (grid ? Math.round(value / grid) * grid : value));
  const ours = graphOutput(read(model).graph, x);
  const [output] = model.outputs as [string];
  const theirs = (await runtimeValues(modelBytes(model), shape, x, [output])).get(output) as Float64Array;
  expect(theirs.length).toBe(ours.length);
  expect(new Set(theirs).size).toBeGreaterThan(1);
  return ours.reduce((worst, value, i) => Math.max(worst, Math.abs(value - (theirs[i] as number))), 0);
}

describe('quantised ops', () => {
  it.each(CASES)('%s: within half a step of onnxruntime, on whole numbers of steps', async (_, shape, parts) => {
    const model = { inputs: { x: shape }, outputs: ['y'], ...parts };
    const step = parts.tensors.ys?.values[0] as number;
    expect(await gap(model, shape, 7, 0.0625)).toBeLessThanOrEqual(step * 0.5001);
    expect(read(model).graph.nodes.filter(({ op }) => op === 'unknown')).toEqual([]);
  });

  it.each([
    ['from 0', bytes([], 100), 0.03],
    ['signed', { shape: [], values: [-20], type: 3 }, 0.05],
    ['without a zero point', null, 0.01],
  ] as const)('a pair is a clip: %s', async (_, zero, step) => {
    const names = ['s', ...(zero ? ['z'] : [])];
    const model: ModelOfFile = {
      inputs: { x: [1, 200] },
      outputs: ['y'],
      tensors: { s: one(step), ...(zero ? { z: zero } : {}) },
      nodes: [
        { op: 'QuantizeLinear', inputs: ['x', ...names], outputs: ['q'], name: 'pair' },
        { op: 'DequantizeLinear', inputs: ['q', ...names], outputs: ['y'] },
      ],
    };
    expect(await gap(model, [1, 200], 6)).toBeLessThanOrEqual(step * 0.5001);
    const { graph, notes } = read(model);
    expect(graph.nodes.map(({ name, op }) => `${name} ${op}`)).toEqual(['x input', 'pair activation']);
    expect(notes.join(' ')).toContain('clipped to what their whole numbers reach (at 1 place), and not rounded');
  });

  it.each([
    ['an entry of the second axis', 1, list(0.05, 0.03, 0.01), bytes([3], 100, 0, 128), 'Identity'],
    ['an entry of the last axis, then a ReLU', -1, list(0.05, 0.03, 0.01, 0.02), zeroed(4), 'Relu'],
  ] as const)('several scales: a clip for %s', async (_, axis, scales, zeros, between) => {
    const shape = [1, 3, 5, scales.values.length];
    const model: ModelOfFile = {
      inputs: { x: shape },
      outputs: ['y'],
      tensors: { s: scales, z: zeros },
      nodes: [
        { op: 'QuantizeLinear', inputs: ['x', 's', 'z'], outputs: ['q'], attributes: { axis }, name: 'in' },
        { op: between, inputs: ['q'], outputs: ['r'] },
        { op: 'DequantizeLinear', inputs: ['r', 's', 'z'], outputs: ['y'], attributes: { axis } },
      ],
    };
    expect(await gap(model, shape, 6)).toBeLessThanOrEqual(0.05 * 0.5001);
    expect(read(model).graph.nodes.map(({ op }) => op)).not.toContain('unknown');
    expect(read(model).notes.join(' ')).toContain('(at 1 place)');
  });

  it('blocks of weights of 4 bits are dequantised as onnxruntime does', async () => {
    const values = numbers(4 * 6, 3, 8).map(Math.floor);
    const model: ModelOfFile = {
      opset: 21,
      inputs: { x: [1, 4] },
      outputs: ['y'],
      tensors: {
        w: { shape: [4, 6], values, type: 22 },
        s: { shape: [2, 6], values: numbers(12, 4).map((value) => Math.abs(value) + 0.1) },
        z: { shape: [2, 6], values: numbers(12, 5, 8).map(Math.floor), type: 22 },
      },
      nodes: [
        { op: 'DequantizeLinear', inputs: ['w', 's', 'z'], outputs: ['d'], attributes: { axis: 0, block_size: 2 } },
        { op: 'MatMul', inputs: ['x', 'd'], outputs: ['y'], name: 'head' },
      ],
    };
    expect(await gap(model, [1, 4], 3)).toBeLessThan(1e-4);
    expect(read(model).graph.nodes.map(({ op }) => op)).toEqual(['input', 'dense']);
  });

  it('constants are rounded as onnxruntime does, halves to even, and clipped', async () => {
    const model: ModelOfFile = {
      inputs: { x: [1, 8] },
      outputs: ['y'],
      tensors: {
        c: list(0.25, 0.75, -0.25, -0.75, 1.25, 99, -99, 0.3),
        s: one(0.5),
        z: { shape: [], values: [2], type: 3 },
      },
      nodes: [
        { op: 'QuantizeLinear', inputs: ['c', 's', 'z'], outputs: ['q'] },
        { op: 'DequantizeLinear', inputs: ['q', 's', 'z'], outputs: ['d'] },
        { op: 'Add', inputs: ['x', 'd'], outputs: ['y'] },
      ],
    };
    expect(await gap(model, [1, 8], 3)).toBeLessThan(1e-5);
  });
});

describe('a network between pairs', () => {
  it('differs from onnxruntime by no more than its rounding', async () => {
    // Inputs are whole steps; then half a step before the head, times the weights of a unit.
    const columns = [0, 1, 2].map((j) =>
      [0, 1, 2, 3].reduce((sum, i) => sum + Math.abs((signed([4, 3], 8).values[3 * i + j] as number) * 0.015625), 0),
    );
    const bound = 0.03125 * Math.max(...columns);
    expect(await gap(NETWORK, [1, 3, 4, 4], 7, 0.0625)).toBeLessThanOrEqual(bound * 1.001);
  });

  it('has the ReLU as a clip from 0, once', () => {
    const { graph } = read(NETWORK);
    expect(graph.nodes.map(({ name, op }) => `${name} ${op}`)).toEqual([
      'x input',
      'in activation',
      'conv conv',
      'relu activation',
      'pool maxPool',
      'flat reshape',
      'head dense',
    ]);
    const relu = graph.nodes[3];
    expect(relu?.op === 'activation' && relu.activation.table?.thresholds).toEqual([0, 255 * 0.0625]);
  });

  it.each([
    [
      'another number of scales',
      { xs: list(1, 2), xz: bytes([2], 0, 0) },
      NETWORK.nodes,
      'in',
      '2 scales for 3 entries',
    ],
    [
      'scales along an axis that moves',
      { xs: list(1, 2, 3), xz: bytes([3], 0, 0, 0) },
      NETWORK.nodes.map((node) => (node.outputs[0] === 'xr' ? { ...node, op: 'Transpose', inputs: ['q'] } : node)),
      'xr',
      'moves values that are quantised by several scales',
    ],
    [
      'another scale',
      {},
      NETWORK.nodes.map((node) => (node.outputs[0] === 'p' ? { ...node, inputs: ['pq', 'ys', 'zero'] } : node)),
      'p',
      'another scale',
    ],
    [
      'an op on whole numbers',
      {},
      NETWORK.nodes.map((node) => (node.name === 'pool' ? { ...node, op: 'Abs', attributes: {} } : node)),
      'pool',
      'works on quantised numbers',
    ],
    [
      'numbers that nothing quantised',
      {},
      NETWORK.nodes.map((node) => (node.outputs[0] === 'xr' ? { ...node, inputs: ['x', 'xs', 'xz'] } : node)),
      'xr',
      'nothing before has quantised',
    ],
  ] as const)('%s: the lens stops there, with the node’s name', (_, tensors, nodes, name, why) => {
    const { notes } = read({ ...NETWORK, tensors: { ...NETWORK.tensors, ...tensors }, nodes });
    const note = notes.find((text) => text.includes(why));
    expect(note).toContain(`node '${name}'`);
  });
});
