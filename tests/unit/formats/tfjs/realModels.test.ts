import { readFileSync } from 'node:fs';
import {
  env,
  type GraphModel,
  io,
  loadGraphModel,
  loadLayersModel,
  setBackend,
  type Tensor,
  tensor,
} from '@tensorflow/tfjs';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { TEXTS } from '../../../../scripts/models/texts';
import { evaluateGraph } from '../../../../src/core/graph';
import { type BigramText, bigramTextOf, readTfjs } from '../../../../src/formats/tfjs';
import { disagreement, type Files, randomInput } from '../../../support/tfjsFiles';

const filesOf = (folder: string): Files =>
  new Map(
    ['model.json', 'group1-shard1of1.bin'].map((name) => [
      name,
      new Uint8Array(readFileSync(`public/models/${folder}/${name}`)),
    ]),
  );

function handlerOf(files: Files): io.IOHandler {
  const model = JSON.parse(new TextDecoder().decode(files.get('model.json'))) as io.ModelJSON;
  const { buffer } = files.get('group1-shard1of1.bin') as Uint8Array<ArrayBuffer>;
  const { weightsManifest, ...artifacts } = model;
  const weightSpecs = weightsManifest.flatMap(({ weights }) => weights);
  return io.fromMemory({ ...artifacts, weightSpecs, weightData: buffer } as io.ModelArtifacts);
}

beforeAll(async () => {
  await setBackend('cpu');
});

describe('a layers model with convolutions: the upscaler', () => {
  test('doubles pictures as tfjs does', async () => {
    const files = filesOf('upscaler');
    const model = await loadLayersModel(handlerOf(files));
    for (const shape of [
      [8, 8, 3],
      [5, 9, 3],
    ] as const) {
      const read = readTfjs(files, { inputShape: shape });
      if (!read.ok) throw new Error(read.error.message);
      expect(read.graph.shapes.get('SR')).toEqual([2 * shape[0], 2 * shape[1], 3]);
      const x = randomInput(shape[0] * shape[1] * 3, 3).map((value) => 60 * (value + 2));
      expect(disagreement(read.graph, (value) => model.predict(value) as Tensor, x, shape)).toBeLessThan(1e-4);
    }
  });

  test('leaves its size open; one is assumed and said', () => {
    const read = readTfjs(filesOf('upscaler'));
    if (!read.ok) throw new Error(read.error.message);
    expect(read.graph.input.shape).toEqual([16, 16, 3]);
    expect(read.notes).toEqual(['The file leaves sizes of the input "LR" open; 16 × 16 × 3 is assumed.']);
  });
});

const EMBEDDING = 'dnn/input_from_feature_columns/input_layer/content_embedding_1/content_embedding_weights';

describe('a graph model of text: the language of a program', () => {
  const files = filesOf('languages');
  const text = bigramTextOf(files) as BigramText;
  let model: GraphModel;
  beforeAll(async () => {
    // Without it tfjs frees tensors of this model that it needs once more; with it, it warns of the time that it takes.
    env().set('KEEP_INTERMEDIATE_TENSORS', true);
    vi.spyOn(console, 'warn').mockReturnValue();
    model = await loadGraphModel(handlerOf(files));
  });
  afterAll(() => {
    env().set('KEEP_INTERMEDIATE_TENSORS', false);
    vi.restoreAllMocks();
  });

  async function tfjsValues(source: string, node: string): Promise<Float32Array> {
    await model.executeAsync({ Placeholder: tensor([source]) }, ['head/predictions/probabilities']);
    const values = model.getIntermediateTensors()[node]?.[0]?.dataSync<'float32'>() as Float32Array;
    model.disposeIntermediateTensors();
    return values;
  }

  const far = (found: ArrayLike<number>, expected: ArrayLike<number>): number => {
    const scale = Math.max(...Array.from(expected, Math.abs));
    return Math.max(...Array.from(expected, (value, i) => Math.abs(value - (found[i] as number)) / scale));
  };

  test('lookups of a text are those of tfjs', async () => {
    for (const source of [
      'a',
      '',
      'é → ü',
      'x = "→";',
      'abc'.repeat(1000),
      'ab'.repeat(6000),
      ...Object.values(TEXTS),
    ]) {
      const values = text.inputsOf(source);
      const [embedding, linear] = [
        await tfjsValues(source, EMBEDDING),
        await tfjsValues(
          source,
          'linear/linear_model/linear/linear_model/linear/linear_model/content/weighted_sum/Reshape_2',
        ),
      ];
      const joined = [...embedding, ...linear];
      expect(values.length).toBe(124);
      const scale = Math.max(1e-3, ...joined.map(Math.abs));
      const most = Math.max(...Array.from(values, (value, i) => Math.abs(value - (joined[i] as number))));
      // tfjs adds in float32: ten thousand terms of one sign leave three digits fewer.
      expect({ source, far: most / scale < (source.length > 5000 ? 1e-3 : 1e-4) ? 0 : most / scale }).toEqual({
        source,
        far: 0,
      });
    }
  });

  test('behind the lookups the network gives the probabilities of tfjs, and names the language', async () => {
    const read = readTfjs(files);
    if (!read.ok) throw new Error(read.error.message);
    expect(read.graph.input.shape).toEqual([124]);
    expect(read.notes[0]).toBe(`The network begins behind the embedding lookup "${EMBEDDING}".`);
    for (const [language, source] of Object.entries(TEXTS)) {
      const found = evaluateGraph(read.graph, text.inputsOf(source)).get(read.graph.output) as Float64Array;
      const expected = await tfjsValues(source, 'head/predictions/probabilities');
      expect(far(found, expected)).toBeLessThan(1e-4);
      const best = (values: ArrayLike<number>): number => Array.from(values).indexOf(Math.max(...Array.from(values)));
      expect(text.classes[best(found)]).toBe(text.classes[best(expected)]);
      expect(text.classes).toContain(language);
    }
  });

  test('from the embedding alone it is the deep part, 70 to 54', async () => {
    const read = readTfjs(files, { from: EMBEDDING });
    if (!read.ok) throw new Error(read.error.message);
    expect(read.graph.input.shape).toEqual([70]);
    expect(read.graph.output).toBe('dnn/logits/BiasAdd');
    const sizes = read.graph.nodes.filter(({ op }) => op === 'dense').map(({ name }) => read.graph.shapes.get(name));
    expect(sizes).toEqual([[512], [32], [54]]);
    for (const source of Object.values(TEXTS)) {
      const found = evaluateGraph(read.graph, text.inputsOf(source).subarray(0, 70)).get(
        read.graph.output,
      ) as Float64Array;
      expect(far(found, await tfjsValues(source, 'dnn/logits/BiasAdd'))).toBeLessThan(1e-4);
    }
  });
});
