/** Random numbers, points, paths and attacks for states. */
import fc from 'fast-check';
import type {
  AnchorSpec,
  AttackSettings,
  ExperimentSettings,
  FacetsRequest,
  PathSpec,
  PathVertex,
  SoftSpec,
} from '../../../src/state/types';

export const coordinate = fc.double({ min: -1e9, max: 1e9, noNaN: true }).map((x) => x + 0);
export const point = fc.tuple(coordinate, coordinate);
export const finite = fc.double({ noNaN: true, noDefaultInfinity: true }).map((x) => x + 0);
export const float32 = fc.float({ noNaN: true, noDefaultInfinity: true }).map((x) => x + 0);

/** Weights that sum to 1 to rounding. */
export const mix: fc.Arbitrary<AnchorSpec> = fc
  .array(fc.tuple(fc.nat(5000), fc.double({ min: -2, max: 2, noNaN: true })), { maxLength: 4 })
  .map((terms) => {
    const rest = 1 - terms.reduce((sum, [, weight]) => sum + weight, 0);
    return {
      kind: 'mix',
      terms: [...terms, [7, rest] as const].map(([index, weight]) => [index, weight + 0] as const),
    };
  });

export const input: fc.Arbitrary<AnchorSpec> = fc
  .array(finite, { minLength: 2, maxLength: 6 })
  .map((values) => ({ kind: 'input', values }));

/** Points of so many inputs that links write them in another form: multiples, grey values, floats, mostly 0, or all alike. */
export const longInput: fc.Arbitrary<Extract<AnchorSpec, { kind: 'input' }>> = fc
  .tuple(fc.constantFrom(33, 49, 64, 100, 144), fc.nat(9), fc.nat(2 ** 31))
  .chain(([length, decimals, most]) => {
    const decimal = fc.integer({ min: -most, max: most }).map((k) => Number(`${k}e-${decimals}`));
    const grey = fc.nat(255).map((k) => Math.fround(k / 255));
    const each = fc.constantFrom(decimal, grey, float32, finite, coordinate);
    return fc.tuple(each, fc.constantFrom(0, 1, 8)).chain(([value, zeros]) => {
      const some =
        zeros === 0 ? value : fc.oneof({ arbitrary: value, weight: 1 }, { arbitrary: fc.constant(0), weight: zeros });
      return fc.oneof(
        fc.array(some, { minLength: length, maxLength: length }),
        some.map((one) => new Array<number>(length).fill(one)),
      );
    });
  })
  .map((values) => ({ kind: 'input', values: values.map((x) => x + 0) }));

export const anchor = fc.oneof(
  { arbitrary: mix, weight: 4 },
  { arbitrary: input, weight: 4 },
  { arbitrary: longInput, weight: 1 },
);

export const vertex: fc.Arbitrary<PathVertex> = fc.oneof(
  point.map((at): PathVertex => ({ kind: 'slice', at })),
  anchor,
);

export const path: fc.Arbitrary<PathSpec> = fc.record({
  vertices: fc.array(vertex, { minLength: 2, maxLength: 5 }),
  layer: fc.nat(3),
});

/** A lower and a higher value. */
const range = fc
  .tuple(coordinate, coordinate)
  .filter(([low, high]) => low !== high)
  .map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);

export const attack: fc.Arbitrary<AttackSettings> = fc.record(
  {
    method: fc.constantFrom('fgsm' as const, 'pgd' as const),
    norm: fc.constantFrom('inf' as const, '2' as const),
    epsilon: fc.double({ min: 1e-6, max: 1e6, noNaN: true }),
    target: fc.nat(20),
    steps: fc.integer({ min: 1, max: 1000 }),
    seed: fc.nat(2 ** 32 - 1),
    box: range,
  },
  { requiredKeys: ['method', 'norm', 'epsilon'] },
);

const beta = fc.option(fc.double({ min: 0, max: 1, noNaN: true }).map((x) => x + 0));

export const soft: fc.Arbitrary<SoftSpec> = fc
  .tuple(beta, fc.array(beta, { maxLength: 4 }), fc.option(fc.integer({ min: 1, max: 64 })), fc.option(fc.nat(5000)))
  .map(([global, layers, entropyLayer, unit]) => ({
    beta: global,
    layers,
    entropyLayer,
    entropyUnit: entropyLayer === null ? null : unit,
  }));

export const experiments: fc.Arbitrary<ExperimentSettings> = fc.record({
  pairs: fc.integer({ min: 2, max: 20_000 }),
  seed: fc.nat(2 ** 32 - 1),
  layer: fc.nat(64),
  scale: fc.double({ min: 0, max: 8, noNaN: true }).map((x) => x + 0),
});

export const facets: fc.Arbitrary<FacetsRequest> = fc.record({
  box: fc.oneof(
    fc.constant({ kind: 'none' as const }),
    fc.constant({ kind: 'data' as const }),
    range.map(([lower, upper]) => ({ kind: 'range' as const, lower, upper })),
  ),
  volume: fc.boolean(),
});
