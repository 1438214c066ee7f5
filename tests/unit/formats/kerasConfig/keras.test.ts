import { describe, expect, test } from 'vitest';
import { type CheckedGraph, evaluateGraph } from '../../../../src/core/graph';
import type { GraphResult } from '../../../../src/formats/graphResult';
import { type Dialect, graphOfKerasConfig } from '../../../../src/formats/kerasConfig';
import { seeded } from '../../../support/build';

type Config = Readonly<Record<string, unknown>>;
type Weights = Readonly<Record<string, readonly [shape: readonly number[], values: readonly number[]]>>;

function read(model: unknown, weights: Weights = {}, dialect: Dialect = 'keras2'): GraphResult {
  return graphOfKerasConfig(
    model,
    ({ path, weight }) => {
      const found = weights[`${path.join('/')}/${weight}`];
      return found && { type: 'F64', shape: found[0], data: Float64Array.from(found[1]) };
    },
    { dialect },
  );
}

/** One layer behind an input. */
const single = (className: string, shape: readonly number[], config: Config): unknown => ({
  class_name: 'Sequential',
  config: {
    name: 's',
    layers: [
      { class_name: 'InputLayer', config: { batch_shape: [null, ...shape], name: 'x' } },
      { class_name: className, config: { name: 'y', ...config } },
    ],
  },
});

function graphOf(result: GraphResult): CheckedGraph {
  if (!result.ok) throw new Error(`${result.error.where}: ${result.error.message}`);
  return result.graph;
}

const valuesOf = (graph: CheckedGraph, x: readonly number[]): number[] =>
  Array.from(evaluateGraph(graph, x).get(graph.output) as Float64Array);

const numbers = (count: number, seed: number): number[] => {
  const next = seeded(seed);
  return Array.from({ length: count }, () => 2 * next() - 1);
};

describe('layers of Keras by their definition', () => {
  test('a causal convolution looks back alone, every second place', () => {
    const kernel = [0.5, -1, 2];
    const config = { filters: 1, kernel_size: [3], padding: 'causal', dilation_rate: [2], use_bias: false };
    const graph = graphOf(read(single('Conv1D', [7, 1], config), { 'y/kernel': [[3, 1, 1], kernel] }));
    const x = numbers(7, 1);
    const at = (t: number): number => x[t] ?? 0;
    const expected = x.map((_, t) => kernel.reduce((sum, weight, k) => sum + weight * at(t - 2 * (2 - k)), 0));
    for (const [t, value] of valuesOf(graph, x).entries()) expect(value).toBeCloseTo(expected[t] as number, 12);
  });

  test('batch norm along the first axis, where channels come first', () => {
    const weights: Weights = Object.fromEntries(
      ['gamma', 'beta', 'moving_mean'].map((name, j) => [`y/${name}`, [[2], numbers(2, j + 1)] as const]),
    );
    const graph = graphOf(
      read(single('BatchNormalization', [2, 3, 1], { axis: 1 }), { ...weights, 'y/moving_variance': [[2], [0.5, 2]] }),
    );
    const [gamma, beta, mean] = [numbers(2, 1), numbers(2, 2), numbers(2, 3)] as [number[], number[], number[]];
    const x = numbers(6, 4);
    for (const [j, value] of valuesOf(graph, x).entries()) {
      const c = Math.floor(j / 3);
      const scaled = ((x[j] as number) - (mean[c] as number)) / Math.sqrt(([0.5, 2][c] as number) + 1e-3);
      expect(value).toBeCloseTo((gamma[c] as number) * scaled + (beta[c] as number), 12);
    }
  });

  test('the hard sigmoid has another slope in Keras 3', () => {
    const x = [-3.5, -2.8, -1, 0, 0.7, 2.7, 4];
    const clip = (value: number): number => Math.min(1, Math.max(0, value));
    for (const [dialect, slope] of [
      ['keras2', 0.2],
      ['tfjs', 0.2],
      ['keras3', 1 / 6],
    ] as const) {
      const graph = graphOf(read(single('Activation', [7], { activation: 'hard_sigmoid' }), {}, dialect));
      const values = valuesOf(graph, x);
      for (const [j, value] of values.entries()) expect(value).toBeCloseTo(clip(slope * (x[j] as number) + 0.5), 12);
    }
  });

  test('ReLU with a leak, a threshold and a ceiling', () => {
    const graph = graphOf(read(single('ReLU', [6], { max_value: 4, negative_slope: 0.5, threshold: 1 })));
    expect(valuesOf(graph, [-3, 0.5, 1, 2, 4, 9])).toEqual([-2, -0.25, 1, 2, 4, 4]);
  });

  test('bilinear upsampling samples from the middle of places in Keras, from the corner in tfjs', () => {
    const config = { size: [2, 1], interpolation: 'bilinear' };
    expect(valuesOf(graphOf(read(single('UpSampling2D', [2, 1, 1], config))), [0, 4])).toEqual([0, 1, 3, 4]);
    expect(valuesOf(graphOf(read(single('UpSampling2D', [2, 1, 1], config), {}, 'tfjs')), [0, 4])).toEqual([
      0, 2, 4, 4,
    ]);
  });

  test('flattening goes by channels last whatever the layout', () => {
    const graph = graphOf(read(single('Flatten', [2, 1, 3], { data_format: 'channels_first' })));
    expect(valuesOf(graph, [1, 2, 3, 4, 5, 6])).toEqual([1, 4, 2, 5, 3, 6]);
  });

  test('pixel shuffling moves channels into blocks', () => {
    const graph = graphOf(read(single('PixelShuffle2x', [1, 2, 4], {})));
    expect(valuesOf(graph, [1, 2, 3, 4, 5, 6, 7, 8])).toEqual([1, 2, 5, 6, 3, 4, 7, 8]);
  });

  test('scaling and the statistics of a normalisation', () => {
    expect(valuesOf(graphOf(read(single('Rescaling', [2], { scale: 0.5, offset: [1, -1] }))), [2, 4])).toEqual([2, 1]);
    const graph = graphOf(read(single('Normalization', [2], { mean: [[1, 2]], variance: [[4, 0.25]] })));
    expect(valuesOf(graph, [3, 3])).toEqual([1, 2]);
  });

  test('a transposed convolution with places added to its output', () => {
    const config = {
      filters: 1,
      kernel_size: [3],
      strides: [2],
      padding: 'same',
      output_padding: [0],
      use_bias: false,
    };
    const kernel = [1, 10, 100];
    const graph = graphOf(read(single('Conv1DTranspose', [3, 1], config), { 'y/kernel': [[3, 1, 1], kernel] }));
    // Five places: those of every second place's window of three, one cut off at either end.
    expect(valuesOf(graph, [1, 2, 3])).toEqual([10, 102, 20, 203, 30]);
  });
});

const tensorRef = (layer: string): unknown => ({
  class_name: '__keras_tensor__',
  config: { shape: [null, 2], dtype: 'float32', keras_history: [layer, 0, 0] },
});

describe('functional models as Keras 3 writes them', () => {
  const layer = (className: string, name: string, args: readonly unknown[], config: Config = {}): unknown => ({
    class_name: className,
    name,
    config: { name, ...config },
    inbound_nodes: [{ args, kwargs: {} }],
  });
  const model = {
    class_name: 'Functional',
    config: {
      name: 'skip',
      layers: [
        { class_name: 'InputLayer', name: 'x', config: { batch_shape: [null, 2], name: 'x' }, inbound_nodes: [] },
        layer('Add', 'sum', [[tensorRef('x'), tensorRef('hidden')]]),
        layer('Dense', 'hidden', [tensorRef('x')], { units: 2, activation: 'relu' }),
      ],
      input_layers: ['x', 0, 0],
      output_layers: ['sum', 0, 0],
    },
  };
  const weights: Weights = {
    'hidden/kernel': [
      [2, 2],
      [1, 2, 3, 4],
    ],
    'hidden/bias': [[2], [-5, 1]],
  };

  test('computes x + relu(Wᵀx + b), the layers in any order', () => {
    expect(valuesOf(graphOf(read(model, weights, 'keras3')), [1, -1])).toEqual([1, -1]);
    expect(valuesOf(graphOf(read(model, weights, 'keras3')), [2, 1])).toEqual([2, 10]);
  });

  test('says which weight is missing, or has another shape', () => {
    expect(read(model, {}, 'keras3')).toEqual({
      ok: false,
      error: { where: 'node "hidden" (Dense)', message: 'weight "kernel" is missing' },
    });
    expect(read(model, { ...weights, 'hidden/kernel': [[3, 2], numbers(6, 1)] }, 'keras3')).toEqual({
      ok: false,
      error: { where: 'node "hidden" (Dense)', message: 'weight "kernel" has the shape 3 × 2, expected 2 × 2' },
    });
  });

  test('says which layers go round in a circle, and which is not there', () => {
    const circle = structuredClone(model);
    (circle.config.layers[2] as { inbound_nodes: unknown[] }).inbound_nodes = [
      { args: [tensorRef('sum')], kwargs: {} },
    ];
    const found = read(circle, weights);
    expect(found.ok ? '' : `${found.error.where}: ${found.error.message}`).toMatch(
      /^node "sum" \(Add\): takes .* in a circle$/,
    );
    (circle.config.layers[2] as { inbound_nodes: unknown[] }).inbound_nodes = [
      { args: [tensorRef('nowhere')], kwargs: {} },
    ];
    const other = read(circle, weights);
    expect(other.ok ? '' : `${other.error.where}: ${other.error.message}`).toBe(
      'node "hidden" (Dense): takes "nowhere", which is no layer of "skip"',
    );
  });
});
