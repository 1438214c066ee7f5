/** Models that are quantised by their values' own range as they run, read without the rounding, against onnxruntime, which rounds. */
import { describe, expect, it } from 'vitest';
import { graphOutput } from '../../../../src/core/graph/evaluate';
import { sizeOf } from '../../../../src/core/graph/types';
import { readOnnx } from '../../../../src/formats/onnx';
import {
  type FileTensor,
  type ModelOfFile,
  modelBytes,
  type NodeOfFile,
  numbers,
  tensorOf,
} from '../../../support/onnxFiles';
import { runtimeValues } from '../../../support/onnxRuntime';
import { list, one } from './opCase';
import { bytes, signed } from './quantisedCases';

const vendor = 'com.microsoft';
const quantise: NodeOfFile = { op: 'DynamicQuantizeLinear', inputs: ['x'], outputs: ['q', 's', 'z'], name: 'range' };
const scales: NodeOfFile = { op: 'Mul', inputs: ['s', 'ws'], outputs: ['sw'] };
const float: NodeOfFile = { op: 'Cast', inputs: ['i'], outputs: ['f'], attributes: { to: 1 } };
const zeros = (count: number): FileTensor => ({ shape: [count], values: new Array<number>(count).fill(0), type: 3 });

/** Shape of x, tensors, nodes; weights are `w` of scales `ws`; the last number: how many weights a value has. */
const CASES: readonly (readonly [string, readonly number[], ModelOfFile['tensors'], readonly NodeOfFile[], number])[] =
  [
    [
      'MatMulInteger, as a quantising exporter writes it',
      [1, 3, 8],
      { w: signed([8, 4], 3), wz: one(0), ws: one(0.02), b: tensorOf([4], 2), none: zeros(1) },
      [
        quantise,
        { op: 'MatMulInteger', inputs: ['q', 'w', 'z', 'none'], outputs: ['i'], name: 'product' },
        float,
        scales,
        { op: 'Mul', inputs: ['f', 'sw'], outputs: ['m'] },
        { op: 'Add', inputs: ['m', 'b'], outputs: ['y'] },
      ],
      8,
    ],
    [
      'MatMulInteger, a scale and a zero point a unit, the scale from the left',
      [1, 8],
      {
        w: signed([8, 4], 3),
        ws: list(0.01, 0.02, 0.005, 0.03),
        four: { shape: [4], values: [1, -2, 3, 0], type: 3 },
      },
      [
        quantise,
        { op: 'MatMulInteger', inputs: ['q', 'w', 'z', 'four'], outputs: ['i'] },
        float,
        { op: 'Mul', inputs: ['ws', 's'], outputs: ['sw'] },
        { op: 'Mul', inputs: ['sw', 'f'], outputs: ['y'] },
      ],
      8,
    ],
    [
      'ConvInteger',
      [1, 2, 5, 4],
      { w: signed([3, 2, 3, 3], 3), ws: one(0.02), none: zeros(1) },
      [
        quantise,
        { op: 'ConvInteger', inputs: ['q', 'w', 'z', 'none'], outputs: ['i'], attributes: { pads: [1, 1, 1, 1] } },
        float,
        scales,
        { op: 'Mul', inputs: ['f', 'sw'], outputs: ['y'] },
      ],
      18,
    ],
    [
      'MatMulIntegerToFloat',
      [1, 8],
      { w: signed([8, 4], 3), ws: one(0.02), none: zeros(1), b: tensorOf([4], 2) },
      [
        quantise,
        { op: 'MatMulIntegerToFloat', inputs: ['q', 'w', 's', 'ws', 'z', 'none', 'b'], outputs: ['y'], domain: vendor },
      ],
      8,
    ],
    [
      'DynamicQuantizeMatMul',
      [1, 8],
      { w: signed([8, 4], 3), ws: one(0.02), none: zeros(1), b: tensorOf([4], 2) },
      [{ op: 'DynamicQuantizeMatMul', inputs: ['x', 'w', 'ws', 'none', 'b'], outputs: ['y'], domain: vendor }],
      8,
    ],
  ];

const model = ([, shape, tensors, nodes]: (typeof CASES)[number]): ModelOfFile => ({
  inputs: { x: shape },
  outputs: ['y'],
  tensors: tensors ?? {},
  nodes,
});

function read(file: ModelOfFile) {
  const result = readOnnx(modelBytes(file));
  if (!result.ok) throw new Error(`${result.error.where}: ${result.error.message}`);
  return result;
}

async function gap(file: ModelOfFile, shape: readonly number[], x: readonly number[]): Promise<number> {
  const ours = graphOutput(read(file).graph, x);
  const theirs = (await runtimeValues(modelBytes(file), shape, x, ['y'])).get('y') as Float64Array;
  expect(theirs.length).toBe(ours.length);
  expect(new Set(theirs).size).toBeGreaterThan(1);
  return ours.reduce((worst, value, i) => Math.max(worst, Math.abs(value - (theirs[i] as number))), 0);
}

describe('scales from the range of the values', () => {
  it.each(CASES)('%s: affine, and within the rounding of onnxruntime', async (...one) => {
    const [, shape, tensors, , weights] = one;
    const x = numbers(sizeOf(shape), 5, 3);
    const step = (Math.max(0, ...x) - Math.min(0, ...x)) / 255;
    const largest = Math.max(...(tensors?.ws?.values ?? [])) * 130;
    const found = await gap(model(one), shape, x);
    expect(found).toBeLessThanOrEqual(0.5001 * step * weights * largest);
    // Whole steps are not rounded: then the values are the same.
    const whole = x.map((_, i) => (i === 0 ? 0 : i === 1 ? 255 : (37 * i) % 256) * 0.0078125);
    expect(await gap(model(one), shape, whole)).toBeLessThan(1e-3);
    const { graph, notes } = read(model(one));
    expect(graph.nodes.map(({ op }) => op).filter((op) => !['input', 'dense', 'conv', 'scale'].includes(op))).toEqual(
      [],
    );
    expect(notes.join(' ')).toContain('Quantised as it runs');
  });

  it('whole numbers of a fixed scale are multiplied as their values are', async () => {
    const file: ModelOfFile = {
      inputs: { x: [1, 8] },
      outputs: ['y'],
      tensors: { s: one(0.0625), z: bytes([], 128), w: signed([8, 4], 3), none: zeros(1), ws: one(0.02) },
      nodes: [
        { op: 'QuantizeLinear', inputs: ['x', 's', 'z'], outputs: ['q'] },
        { op: 'MatMulInteger', inputs: ['q', 'w', 'z', 'none'], outputs: ['i'] },
        float,
        scales,
        { op: 'Mul', inputs: ['f', 'sw'], outputs: ['y'] },
      ],
    };
    expect(
      await gap(
        file,
        [1, 8],
        numbers(8, 4, 3).map((value) => Math.round(value * 16) / 16),
      ),
    ).toBeLessThan(1e-4);
  });

  it.each([
    ['another op on the whole numbers', { op: 'Relu', inputs: ['i'], outputs: ['y'] }, 'own range'],
    ['another scale', { op: 'Mul', inputs: ['f', 'f'], outputs: ['y'] }, 'by another scale'],
    ['a scale as a value', { op: 'Relu', inputs: ['s'], outputs: ['y'] }, 'own range'],
  ] as const)('%s: the lens stops there, with the node’s name', (_, last, why) => {
    const [, shape, tensors] = CASES[0] as (typeof CASES)[number];
    const nodes = [
      quantise,
      { op: 'MatMulInteger', inputs: ['q', 'w', 'z', 'none'], outputs: ['i'] },
      float,
      { ...last, name: 'last' },
    ];
    const { notes } = read({ inputs: { x: shape }, outputs: ['y'], tensors: tensors ?? {}, nodes });
    expect(notes.find((note) => note.includes(why))).toContain("node 'last'");
  });
});
