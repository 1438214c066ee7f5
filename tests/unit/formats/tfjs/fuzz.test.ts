import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sizeOf } from '../../../../src/core/graph';
import { MAX_TENSOR } from '../../../../src/core/graph/shapes';
import { readTfjs } from '../../../../src/formats/tfjs';
import { b, f, GraphFile, i, list, s, texts } from '../../../support/graphModels';
import { holds } from '../../../support/holds';
import { type Files, jsonBytes } from '../../../support/tfjsFiles';
import { layersFiles } from './small';

/** A graph model with ops of every kind that reads numbers and attributes of the file. */
function graphFiles(): Files {
  const g = new GraphFile();
  const ones = (name: string, shape: readonly number[]): string =>
    g.constant(name, shape, new Float32Array(sizeOf(shape)).fill(0.5));
  g.placeholder('x', [-1, 6, 6, 2]);
  const windows = {
    strides: list([1, 2, 2, 1]),
    padding: s('SAME'),
    data_format: s('NHWC'),
    dilations: list([1, 1, 1, 1]),
  };
  const fused = {
    fused_ops: texts(['BiasAdd', 'LeakyRelu']),
    num_args: i(1),
    leakyrelu_alpha: f(0.2),
    epsilon: f(0.1),
  };
  g.op('conv', '_FusedConv2D', ['x', ones('k', [3, 3, 2, 3]), ones('kb', [3])], { ...windows, ...fused });
  g.op('norm', 'FusedBatchNormV3', ['conv', ones('n0', [3]), ones('n1', [3]), ones('n2', [3]), ones('n3', [3])], {
    epsilon: f(0.01),
  });
  g.op('pad', 'PadV2', ['norm', g.constant('p', [4, 2], [0, 0, 1, 1, 0, 2, 0, 0], 'int32'), ones('pv', [])]);
  g.op('pool', 'MaxPool', ['pad'], { ...windows, ksize: list([1, 2, 2, 1]) });
  g.op('big', 'ResizeBilinear', ['pool', g.wholes('size', [4, 5])], { half_pixel_centers: b(true) });
  g.op(
    'cut',
    'StridedSlice',
    ['big', g.wholes('c0', [0, 1, 0]), g.wholes('c1', [1, 4, -1]), g.wholes('c2', [1, 1, 2])],
    { begin_mask: i(1), end_mask: i(1) },
  );
  g.op('turn', 'Transpose', ['cut', g.wholes('order', [0, 2, 1, 3])]);
  g.op('both', 'ConcatV2', ['turn', 'turn', g.whole('axis', 3)], { N: i(2) });
  g.op('mean', 'Mean', ['both', g.wholes('axes', [1])], { keep_dims: b(false) });
  const shape = g.op('shape', 'Shape', ['mean']);
  const batch = g.op('batch', 'StridedSlice', [shape, g.wholes('s0', [0]), g.wholes('s1', [1]), g.wholes('s2', [1])], {
    shrink_axis_mask: i(1),
  });
  g.op('flat', 'Reshape', ['mean', g.op('target', 'Pack', [batch, g.whole('rest', -1)], { axis: i(0) })]);
  g.op('logits', 'MatMul', ['flat', ones('w', [18, 4])]);
  g.op('y', 'Softmax', [g.op('scaled', 'Mul', ['logits', ones('m', [4])])]);
  return g.files();
}

/** The same graph with its first weights as bytes, a scale and a least value. */
function quantisedFiles(): Files {
  const files = graphFiles();
  const model = JSON.parse(new TextDecoder().decode(files.get('model.json'))) as {
    weightsManifest: [
      { paths: string[]; weights: { name: string; shape: number[]; dtype: string; quantization?: object }[] },
    ];
  };
  const [{ paths, weights }] = model.weightsManifest;
  const whole = files.get(paths[0] as string) as Uint8Array;
  const parts: Uint8Array[] = [];
  let place = 0;
  for (const weight of weights) {
    const count = sizeOf(weight.shape);
    if (weight.dtype === 'float32') {
      weight.quantization = { dtype: 'uint8', scale: 0.125, min: -1 };
      parts.push(new Uint8Array(count).fill(12));
    } else parts.push(whole.subarray(place, place + 4 * count));
    place += 4 * count;
  }
  const bytes = Uint8Array.from(parts.flatMap((part) => [...part]));
  return new Map([
    ['model.json', jsonBytes(model)],
    [paths[0] as string, bytes],
  ]);
}

const bases = [
  ['a layers model', layersFiles()],
  ['a graph model', graphFiles()],
  ['a graph model whose weights are bytes', quantisedFiles()],
] as const;

/** Reads files that may be anything: never throws, and what is read is within the limits. */
function survives(files: Files): boolean {
  const read = readTfjs(files);
  if (!read.ok) return read.error.message.length > 0;
  return [...read.graph.shapes.values()].every((shape) => sizeOf(shape) <= MAX_TENSOR);
}

const wild = fc.oneof(
  fc.integer({ min: -3, max: 40 }),
  fc.constantFrom<unknown>(
    null,
    '',
    'x',
    [],
    {},
    [[1]],
    1e9,
    2 ** 40,
    -1,
    0.5,
    '-1',
    '99999999999',
    true,
    'SAME',
    'AAAA',
  ),
  fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<unknown>,
);

type Container = Record<string, unknown>;

/** Every place of parsed JSON: what holds it, and its key. */
function placesOf(value: unknown): (readonly [holder: Container, key: string])[] {
  const places: (readonly [Container, string])[] = [];
  const open = [value];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (typeof next !== 'object' || next === null) continue;
    for (const [key, inner] of Object.entries(next)) {
      places.push([next as Container, key]);
      if (typeof inner === 'object' && inner !== null) open.push(inner);
    }
  }
  return places;
}

/** Replaces, removes or doubles what lies at one place, in place. */
function mutate(value: unknown, at: number, how: number, fresh: unknown): void {
  const places = placesOf(value);
  const [holder, key] = places[at % Math.max(1, places.length)] ?? [{}, ''];
  if (how === 0) delete holder[key];
  else if (how === 1 && Array.isArray(holder)) holder.push(holder[Number(key)]);
  else holder[key] = fresh;
}

const mutation = fc.tuple(fc.nat(100_000), fc.nat(6), wild);

describe('files that were damaged', () => {
  for (const [what, files] of bases) {
    const json = files.get('model.json') as Uint8Array;
    const text = new TextDecoder().decode(json);
    const bins = [...files.keys()].filter((name) => name.endsWith('.bin'));

    test(`${what} is whole before`, () => {
      const read = readTfjs(files);
      expect(read.ok && read.graph.nodes.filter(({ op }) => op === 'unknown')).toEqual([]);
    });

    test(`${what}: bytes of model.json that are others`, () => {
      const edits = fc.array(fc.tuple(fc.nat(json.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 });
      const property = fc.property(edits, (list_) => {
        const bytes = json.slice();
        for (const [place, byte] of list_) bytes[place] = byte;
        return survives(new Map([...files, ['model.json', bytes]]));
      });
      holds(property, 1, 3000);
    });

    test(`${what}: values of its JSON that are others, gone or doubled`, () => {
      const property = fc.property(fc.array(mutation, { minLength: 1, maxLength: 3 }), (list_) => {
        const value = JSON.parse(text) as unknown;
        for (const [at, how, fresh] of list_) mutate(value, at, how, structuredClone(fresh));
        return survives(new Map([...files, ['model.json', jsonBytes(value)]]));
      });
      holds(property, 2, 2000);
    });

    test(`${what}: shards that are cut or hold other numbers`, () => {
      const property = fc.property(
        fc.nat(bins.length - 1),
        fc.nat(1000),
        fc.uint8Array({ maxLength: 40 }),
        (which, cut, bytes) => {
          const name = bins[which] as string;
          const shard = (files.get(name) as Uint8Array).slice();
          shard.set(bytes.subarray(0, Math.max(0, shard.length - (cut % shard.length))), cut % shard.length);
          const damaged = cut % 3 === 0 ? shard.subarray(0, cut % shard.length) : shard;
          return survives(new Map([...files, [name, damaged]]));
        },
      );
      holds(property, 3, 500);
    });
  }
});
