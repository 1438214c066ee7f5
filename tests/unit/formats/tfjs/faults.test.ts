import { describe, expect, test } from 'vitest';
import { MAX_GRAPH_PARAMETERS } from '../../../../src/formats/limits';
import { readTfjs } from '../../../../src/formats/tfjs';
import { b, GraphFile, i, list, s } from '../../../support/graphModels';
import { type Files, jsonBytes } from '../../../support/tfjsFiles';
import { changed, layersFiles, modelOf } from './small';

const faultOf = (files: Files): string => {
  const read = readTfjs(files);
  if (read.ok) throw new Error('it was read');
  return read.error.where ? `${read.error.where}: ${read.error.message}` : read.error.message;
};

const without = (files: Files, name: string): Files => new Map([...files].filter(([other]) => other !== name));
const withFile = (files: Files, name: string, bytes: Uint8Array): Files => new Map([...files, [name, bytes]]);

/** x → MatMul → Relu, with changes to it. */
function graphFiles(change: (g: GraphFile) => void): Files {
  const g = new GraphFile();
  g.placeholder('x', [-1, 2]);
  g.constant('w', [2, 3], [1, 2, 3, 4, 5, 6]);
  g.op('product', 'MatMul', ['x', 'w'], { transpose_a: b(false) });
  change(g);
  return g.files();
}

describe('faults, each with its place', () => {
  const files = layersFiles();
  const text = new TextDecoder().decode(files.get('model.json'));
  const weight = (change: object): Files =>
    changed(files, (model) => {
      Object.assign(model.weightsManifest[0].weights[0] as object, change);
    });

  const cases: readonly (readonly [what: string, files: () => Files, fault: string | RegExp])[] = [
    ['no files', () => new Map(), 'no tfjs model: "modelTopology" is missing (looked at no JSON file)'],
    [
      'another JSON',
      () => new Map([['a.json', jsonBytes({})]]),
      'no tfjs model: "modelTopology" is missing (looked at "a.json")',
    ],
    ['a cut JSON', () => withFile(files, 'model.json', jsonBytes(text).slice(0, 300)), /^model\.json: not valid JSON/],
    [
      'no text at all',
      () => withFile(files, 'model.json', Uint8Array.of(0xff, 0xfe, 0)),
      /^model\.json: not valid JSON/,
    ],
    [
      'a missing shard',
      () => without(files, 'two.bin'),
      'the weights file "two.bin" is missing: open it together with the model',
    ],
    [
      'a cut shard',
      () => withFile(files, 'two.bin', new Uint8Array(3)),
      /^weight "out\/kernel": ends at byte \d+; its shards hold \d+$/,
    ],
    [
      'bytes left over',
      () => withFile(files, 'two.bin', new Uint8Array(1000)),
      /^weightsManifest\[0\]: \d+ bytes at the end belong to no weight$/,
    ],
    [
      'no weights at all',
      () => changed(files, (model) => Object.assign(model, { weightsManifest: undefined })),
      'weightsManifest: missing',
    ],
    ['a missing weight', () => weight({ name: 'other' }), 'node "conv" (Conv2D): weight "kernel" is missing'],
    ['a weight twice', () => weight({ name: 'out/bias' }), 'weight "out/bias": named twice'],
    [
      'a shape of another size',
      () => weight({ shape: [3, 3, 2, 1] }),
      'node "conv" (Conv2D): weight "kernel" has the shape 3 × 3 × 2 × 1, expected 3 × 3 × 1 × 2',
    ],
    ['a shape that is none', () => weight({ shape: [3, -3] }), 'weight "conv/kernel": -3 in its shape is no length'],
    [
      'two gigabytes',
      () => weight({ shape: [1 << 30, 2] }),
      `weight "conv/kernel": with it there are more than ${MAX_GRAPH_PARAMETERS} values`,
    ],
    ['an unknown type', () => weight({ dtype: 'int4' }), 'weight "conv/kernel": dtype "int4" is not supported'],
    [
      'an unknown quantisation',
      () => weight({ quantization: { dtype: 'uint2' } }),
      'weight "conv/kernel": dtype "uint2" is not supported',
    ],
    [
      'a quantisation without scale',
      () => weight({ quantization: { dtype: 'uint16', min: 0 } }),
      'weight "conv/kernel", scale: missing',
    ],
    [
      'no layers and no nodes',
      () => changed(files, (model) => Object.assign(model, { modelTopology: { a: 1 } })),
      'modelTopology: holds neither layers nor nodes',
    ],
    [
      'no kernel size',
      () => changed(files, (model) => Object.assign(modelOf(model).layers[1]?.config as object, { kernel_size: 0 })),
      'node "conv" (Conv2D), kernel_size: expected a whole number from 1 on, found 0',
    ],
    [
      'an unknown padding',
      () => changed(files, (model) => Object.assign(modelOf(model).layers[1]?.config as object, { padding: 'full' })),
      'node "conv" (Conv2D): padding: full is not known',
    ],
    [
      'a window that does not fit',
      () => changed(files, (model) => Object.assign(modelOf(model).layers[2]?.config as object, { pool_size: [9, 9] })),
      /^node "pool": its window of 9 does not fit/,
    ],
    [
      'values beyond the limits',
      () =>
        changed(files, (model) =>
          modelOf(model).layers.splice(2, 0, { class_name: 'UpSampling2D', config: { name: 'up', size: [1e6, 1e6] } }),
        ),
      /^node "up": has \d+ values; at most \d+ are taken$/,
    ],
    [
      'two layers of one name',
      () => changed(files, (model) => Object.assign(modelOf(model).layers[2]?.config as object, { name: 'conv' })),
      'node "conv": two layers have this name',
    ],
    [
      'models within models without end',
      () =>
        changed(files, (model) => {
          let config: object = { layers: [] };
          for (let depth = 0; depth < 40; depth++)
            config = {
              name: `m${depth}`,
              layers: [
                { class_name: 'InputLayer', config: { name: 'i', batch_input_shape: [null, 2] } },
                { class_name: 'Sequential', config },
              ],
            };
          Object.assign(model, { modelTopology: { model_config: { class_name: 'Sequential', config } } });
        }),
      /models within models, 17 deep$/,
    ],
    [
      'a cycle of nodes',
      () => graphFiles((g) => g.op('y', 'AddV2', ['product', g.op('a', 'Relu', [g.op('b', 'Relu', ['a'])])])),
      /which depends on it: a cycle$/,
    ],
    [
      'a node that is none',
      () => graphFiles((g) => g.op('y', 'Relu', ['nowhere'])),
      'node "y" (Relu): takes "nowhere", which is no node of the file',
    ],
    [
      'two nodes of one name',
      () => graphFiles((g) => g.op('product', 'Relu', ['x'])),
      'node "product" (Relu): another node has this name',
    ],
    [
      'a matrix that does not fit',
      () => graphFiles((g) => g.op('y', 'MatMul', ['product', 'w'])),
      'node "y" (MatMul): its matrix is 2 × 3, its input 3',
    ],
    [
      'a constant without weight',
      () =>
        graphFiles((g) => {
          g.nodes.push({ name: 'c', op: 'Const', input: [], attr: {} });
          g.op('y', 'AddV2', ['product', 'c']);
        }),
      'node "c" (Const): weight "c" is missing',
    ],
    [
      'a constant of 10¹⁸ values',
      () =>
        graphFiles((g) =>
          g.op('y', 'AddV2', [
            'product',
            g.op('f', 'Fill', [g.wholes('d', [1e6, 1e6, 1e6]), g.constant('v', [], [1])]),
          ]),
        ),
      'node "f" (Fill): a constant of 1000000 × 1000000 × 1000000 values is not taken',
    ],
    [
      'an attribute that is none',
      () => graphFiles((g) => g.op('y', 'LeakyRelu', ['product'], { alpha: { f: 'steep' } })),
      'node "y" (LeakyRelu): attribute alpha: "steep" is not understood',
    ],
    [
      'an image op on a vector',
      () =>
        graphFiles((g) =>
          g.op('y', 'MaxPool', ['product'], {
            ksize: list([1, 2, 2, 1]),
            strides: list([1, 2, 2, 1]),
            padding: s('SAME'),
            i: i(1),
          }),
        ),
      'node "y" (MaxPool): its input is 3',
    ],
    ['an output that is constant', () => graphFiles((g) => g.op('y', 'Relu', ['w'])), /does not depend on its input$/],
  ];

  for (const [what, make, fault] of cases)
    test(what, () => {
      if (typeof fault === 'string') expect(faultOf(make())).toBe(fault);
      else expect(faultOf(make())).toMatch(fault);
    });

  test('an op that nothing here computes does not stop the reading', () => {
    const read = readTfjs(graphFiles((g) => g.op('z', 'Relu', [g.op('y', 'Roll', ['product'])])));
    expect(read.ok && read.graph.nodes.map((node) => [node.name, node.op])).toEqual([
      ['x', 'input'],
      ['product', 'dense'],
      ['y', 'unknown'],
      ['z', 'unknown'],
    ]);
  });

  test('a place to begin that is none', () => {
    const read = readTfjs(layersFiles(), { from: 'nowhere' });
    expect(read.ok ? '' : read.error.message).toBe(
      'the network is to begin behind "nowhere", which is none of its nodes',
    );
    const other = readTfjs(
      graphFiles(() => undefined),
      { from: 'nowhere' },
    );
    expect(other.ok ? '' : other.error.message).toMatch(
      /^the network is to begin behind "nowhere", which gives no values/,
    );
  });

  test('a shape that contradicts the file', () => {
    const read = readTfjs(layersFiles(), { inputShape: [6, 6, 3] });
    expect(read.ok ? '' : read.error.message).toBe('axis 2 has the size 1, asked for is 3');
    const ranks = readTfjs(layersFiles(), { inputShape: [6] });
    expect(ranks.ok ? '' : ranks.error.message).toBe("the file's input has 3 axes, the shape asked for 1");
  });
});
