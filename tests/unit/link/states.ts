/** Random valid states, for round trips. */
import fc from 'fast-check';
import { GENERATED_SETS } from '../../../src/core/data/generate';
import { parameterCount } from '../../../src/core/network/flatWeights';
import { BETA_MODES } from '../../../src/core/training/trainingSpec';
import { COLOUR_MODES } from '../../../src/state/colourModes';
import type { DataSpec, PointsSpec } from '../../../src/state/dataTypes';
import { EMPTY_LENS } from '../../../src/state/defaults';
import type { SeededNetwork } from '../../../src/state/editorTypes';
import { LONE_PARTS, PAGE_PARTS } from '../../../src/state/layout';
import { ACTIVATION_NAMES } from '../../../src/state/schema/network';
import type { CustomNetwork, LensState, Point2, SliceSpec } from '../../../src/state/types';

import { graphNetwork } from './graphs';
import { anchor, attack, coordinate, experiments, facets, finite, float32, path, point, soft } from './points';

/** What the scene of the tests opens with. */
export const planeInitial: LensState = { ...EMPTY_LENS, scene: 'spirals', point: [0.31, -0.18], showField: true };

export const anchorInitial: LensState = {
  ...EMPTY_LENS,
  scene: 'digits',
  slice: {
    kind: 'anchors',
    anchors: [
      { kind: 'mix', terms: [[0, 1]] },
      { kind: 'mix', terms: [[1, 1]] },
      { kind: 'mix', terms: [[3, 1]] },
    ],
    at: [-1.25, 2],
    angle: 0,
    handed: 1,
  },
};

/** A scene in a hidden layer, along seeded directions: what its links leave out is not the default. */
export const randomInitial: LensState = {
  ...EMPTY_LENS,
  scene: 'random',
  space: 1,
  slice: { kind: 'random', seed: 4, offsets: [[2, 0.5]] },
  reach: 2,
};

export const initialOf = (scene: string): LensState | null =>
  [planeInitial, anchorInitial, randomInitial].find((initial) => initial.scene === scene) ?? null;

/** Amounts along indices, each named once. */
const offsetList = (most: number, minLength: number) =>
  fc.uniqueArray(fc.tuple(fc.nat(most), coordinate), { minLength, maxLength: 5, selector: ([index]) => index });

const slice: fc.Arbitrary<SliceSpec> = fc.oneof(
  fc.tuple(fc.nat(800), fc.nat(800)).map((axes): SliceSpec => ({ kind: 'axes', axes })),
  fc.tuple(fc.tuple(fc.nat(800), fc.nat(800)), fc.option(anchor), fc.option(offsetList(800, 1))).map(
    ([axes, through, values]): SliceSpec => ({
      kind: 'axes',
      axes,
      ...(through ? { through } : {}),
      ...(values ? { values } : {}),
    }),
  ),
  fc
    .tuple(fc.nat(4294967295), offsetList(7, 0))
    .map(([seed, offsets]): SliceSpec => ({ kind: 'random', seed, offsets })),
  fc
    .tuple(fc.tuple(fc.nat(7), fc.nat(7)), offsetList(7, 0))
    .map(([components, offsets]): SliceSpec => ({ kind: 'principal', components, offsets })),
  fc
    .tuple(fc.tuple(anchor, anchor, anchor), point, coordinate, fc.constantFrom(1 as const, -1 as const))
    .map(([anchors, at, angle, handed]): SliceSpec => ({ kind: 'anchors', anchors, at, angle, handed })),
);

const domain: fc.Arbitrary<readonly Point2[]> = fc
  .tuple(
    fc.double({ min: -100, max: 100, noNaN: true }),
    fc.double({ min: -100, max: 100, noNaN: true }),
    fc.double({ min: 0.01, max: 100, noNaN: true }),
    fc.integer({ min: 2, max: 9 }),
  )
  .map(([p, q, radius, corners]) =>
    corners === 2
      ? [
          [p + 0, 0],
          [p + radius, 0],
        ]
      : Array.from({ length: corners }, (_, i): Point2 => {
          const angle = (2 * Math.PI * i) / corners;
          return [p + radius * Math.cos(angle) + 0, q + radius * Math.sin(angle) + 0];
        }),
  );

const layer = fc
  .tuple(fc.integer({ min: 1, max: 6 }), fc.constantFrom(...ACTIVATION_NAMES), fc.option(finite))
  .map(([size, activation, slope]) => {
    if (activation === 'leakyRelu' && slope !== null) return { size, activation, alpha: slope };
    const gated = activation === 'swish' || activation === 'softplus';
    return gated && slope ? { size, activation, eta: Math.abs(slope) } : { size, activation };
  });

const custom: fc.Arbitrary<CustomNetwork> = fc
  .tuple(
    fc.string({ maxLength: 40, unit: 'binary' }),
    fc.constantFrom('float32' as const, 'float64' as const),
    fc.integer({ min: 1, max: 5 }),
    fc.array(layer, { minLength: 1, maxLength: 4 }),
    fc.constantFrom(undefined, 'sigmoid' as const, 'tanh' as const, 'softmax' as const),
  )
  .chain(([name, precision, inputSize, layers, codeOutput]) => {
    const count = parameterCount({ inputSize, layers });
    return fc
      .array(precision === 'float32' ? float32 : finite, { minLength: count, maxLength: count })
      .map((weights): CustomNetwork => {
        const plain = { name, precision, inputSize, layers, weights };
        return codeOutput ? { ...plain, codeOutput } : plain;
      });
  });

const seeded: fc.Arbitrary<SeededNetwork> = fc.record({
  layers: fc.array(layer, { maxLength: 12 }),
  scheme: fc.constantFrom('he' as const, 'glorot' as const),
  bias: fc.double({ min: 0, max: 100, noNaN: true }).map((x) => x + 0),
  seed: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
});

const sampled = {
  count: fc.integer({ min: 1, max: 20_000 }),
  noise: fc.double({ min: 0, max: 100, noNaN: true }).map((x) => x + 0),
  seed: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
};

const points: fc.Arbitrary<PointsSpec> = fc
  .record({
    columns: fc.array(fc.string({ maxLength: 12, unit: 'binary' }), { minLength: 1, maxLength: 3 }),
    count: fc.integer({ min: 1, max: 8 }),
    classNames: fc.array(fc.string({ maxLength: 8, unit: 'binary' }), { maxLength: 4 }),
    standardised: fc.boolean(),
    name: fc.string({ maxLength: 20, unit: 'binary' }),
    pictures: fc.boolean(),
  })
  .chain(({ columns, count, classNames, standardised, name, pictures }) => {
    const classes = classNames.length < 2 ? 0 : classNames.length;
    const list = (each: fc.Arbitrary<number>, length: number) =>
      fc.array(each, { minLength: length, maxLength: length });
    return fc.record({
      kind: fc.constant('points' as const),
      name: fc.constant(name),
      columns: fc.constant(columns),
      inputs: list(float32, count * columns.length),
      scaling: standardised
        ? fc.array(fc.record({ mean: finite, deviation: finite }), {
            minLength: columns.length,
            maxLength: columns.length,
          })
        : fc.constant(null),
      task: fc.constant(classes === 0 ? ('regression' as const) : ('classes' as const)),
      targets: list(classes === 0 ? float32 : fc.nat(classes - 1), count),
      classNames: fc.constant(classes === 0 ? [] : classNames),
      ...(pictures ? { image: fc.constant({ width: columns.length, height: 1 }) } : {}),
    });
  });

const dataSpec: fc.Arbitrary<DataSpec | null> = fc.oneof(
  fc.constant(null),
  fc.record({ kind: fc.constant('generated' as const), set: fc.constantFrom(...GENERATED_SETS), ...sampled }),
  fc.record({
    kind: fc.constant('formula' as const),
    formula: fc.string({ maxLength: 40, unit: 'binary' }),
    inputSize: fc.constantFrom(1, 2),
    task: fc.constantFrom('regression' as const, 'binary' as const),
    ...sampled,
  }),
  points,
);

/** At most one of an imported and a seeded network. */
const networks = fc.oneof(
  fc.option(fc.oneof(custom, graphNetwork)).map((network) => ({ network, seeded: null })),
  seeded.map((spec) => ({ network: null, seeded: spec })),
);

const others = fc.record({
  dataSpec,
  version: fc.constant(1 as const),
  scene: fc.constantFrom('spirals', 'digits', 'random'),
  weights: fc.option(fc.array(float32, { minLength: 1, maxLength: 60 })),
  step: fc.nat(1e9),
  space: fc.nat(3),
  slice,
  domain,
  point,
  second: fc.option(point),
  path: fc.option(path),
  attack: fc.option(attack),
  experiments,
  facets,
  pins: fc.array(point, { maxLength: 4 }),
  viewport: fc.record({ centre: point, span: fc.double({ min: 1e-6, max: 1e6, noNaN: true }) }),
  colour: fc.constantFrom(...COLOUR_MODES),
  colourUnit: fc.record({ layer: fc.integer({ min: 1, max: 64 }), unit: fc.nat(60_000) }),
  colourOutput: fc.nat(60_000),
  density: fc.record({
    radius: fc.option(fc.double({ min: 1e-9, max: 1e9, noNaN: true })),
    space: fc.constantFrom('slice', 'input'),
    directions: fc.integer({ min: 1, max: 64 }),
    seed: fc.nat(2 ** 31),
  }),
  soft: fc.option(soft),
  hiddenLayers: fc.uniqueArray(fc.integer({ min: 1, max: 64 })).map((layers) => layers.sort((a, b) => a - b)),
  showDual: fc.boolean(),
  upToLayer: fc.option(fc.integer({ min: 1, max: 10 })),
  decision: fc.boolean(),
  showData: fc.boolean(),
  reach: fc.option(fc.double({ min: 0, max: 1e9, noNaN: true }).map((x) => x + 0)),
  showField: fc.boolean(),
  clamps: fc.uniqueArray(fc.tuple(fc.nat(5000), fc.constantFrom('on', 'off', 'ablated')), {
    maxLength: 4,
    selector: ([unit]) => unit,
  }),
  showFormer: fc.boolean(),
  training: fc.record({
    optimizer: fc.constantFrom('adam', 'sgd'),
    learningRate: fc.double({ min: 1e-9, max: 100, noNaN: true }),
    batchSize: fc.integer({ min: 1, max: 1e6 }),
    l2: fc.double({ min: 0, max: 1000, noNaN: true }).map((x) => x + 0),
    beta: fc.constantFrom(...BETA_MODES),
  }),
  layout: fc.record({
    hide: fc.subarray([...PAGE_PARTS]),
    only: fc.option(fc.constantFrom(...LONE_PARTS)),
  }),
  surface: fc.option(
    fc.record({
      output: fc.nat(9),
      azimuth: fc.double({ min: -3.1, max: 3.1, noNaN: true }).map((x) => x + 0),
      elevation: fc.double({ min: 0, max: 1.5, noNaN: true }).map((x) => x + 0),
    }),
  ),
  compare: fc.option(
    fc.record({ weights: fc.option(fc.array(float32, { minLength: 1, maxLength: 20 })), step: fc.nat(1e9) }),
  ),
});

export const lensState: fc.Arbitrary<LensState> = fc
  .tuple(others, networks)
  .map(([parts, network]) => ({ ...parts, ...network }));
