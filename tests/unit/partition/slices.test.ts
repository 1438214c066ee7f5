import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codeEntries, forward, headNetwork, tailNetwork } from '../../../src/core/network';
import {
  type CellComplex,
  faceCount,
  faceOutputs,
  partition,
  startPartition,
  vertexCount,
} from '../../../src/core/partition';
import { axisSlice, metric, type Polygon, type Slice, square } from '../../../src/core/slice/slice';
import { fixture, regularPolygon, seededNetwork } from '../../support/build';
import { faceKeys } from '../../support/checkExact';
import { expectExact, expectSound } from '../../support/expectGood';
import { holds } from '../../support/holds';
import { coarseNetworks } from '../../support/networks';
import { toFloat } from '../../support/rational';
import { joinFaces } from '../../support/rationalComplex';
import { exactFaces } from '../../support/rationalPartition';

/** Equality of all arrays, bit by bit (vitest walks typed arrays slowly). */
function expectSame(got: CellComplex, want: CellComplex): void {
  for (const [name, value] of Object.entries(want)) {
    const other = got[name as keyof CellComplex];
    if (!ArrayBuffer.isView(value)) expect(other, name).toEqual(value);
    else if (!ArrayBuffer.isView(other) || !bytes(other).equals(bytes(value))) throw new Error(`${name} differs`);
  }
}

const bytes = (view: ArrayBufferView): Buffer => Buffer.from(view.buffer, view.byteOffset, view.byteLength);

const sum = (values: Iterable<number>): number => [...values].reduce((a, b) => a + b, 0);

/** Slices of R^d with axes that are neither orthogonal nor of unit length. */
const coarseSlices = (d: number): fc.Arbitrary<Slice> => {
  const vector = fc.array(fc.integer({ min: -8, max: 8 }), { minLength: d, maxLength: d });
  return fc
    .tuple(vector, vector, vector)
    .map(([origin, e1, e2]) => ({
      origin: Float64Array.from(origin, (k) => k / 8),
      e1: Float64Array.from(e1, (k) => k / 4),
      e2: Float64Array.from(e2, (k) => k / 4),
    }))
    .filter((slice) => metric(slice).areaScale > 0.1);
};

describe('slices', () => {
  it('of R³ and R⁵ agree with exact rationals, areas in the metric', () => {
    const pairs = fc
      .constantFrom(3, 5)
      .chain((d) => fc.tuple(coarseNetworks({ shapes: [[d, 6, 5, 2]], maxChanges: 2 }), coarseSlices(d)));
    const property = fc.property(pairs, ([network, slice]) => {
      const complex = expectExact(network, slice, square());
      expect(sum(complex.areas)).toBeCloseTo(4 * metric(slice).areaScale, 9);
    });
    holds(property, 30, 80);
  });

  it('follow a change of coordinates', () => {
    const network = seededNetwork([3, 12, 12, 2], 8);
    const e1 = Float64Array.of(1, 0.5, 0);
    const e2 = Float64Array.of(-0.5, 0.25, 1);
    const origin = Float64Array.of(0.1, 0.2, 0.3);
    const plain = expectSound(network, { origin, e1, e2 }, square());
    const doubled = { origin, e1: e1.map((x) => x / 4), e2: e2.map((x) => x * 2) };
    const stretched = expectSound(network, doubled, [
      [-4, -0.5],
      [4, -0.5],
      [4, 0.5],
      [-4, 0.5],
    ]);
    expect(faceKeys(stretched).sort()).toEqual(faceKeys(plain).sort());
    expect(sum(stretched.areas)).toBeCloseTo(sum(plain.areas), 10);
  });

  it('through one activation space are those of the tail network', () => {
    const network = seededNetwork([2, 6, 8, 8, 1], 3);
    const tail = tailNetwork(network, 2);
    const complex = expectExact(tail, axisSlice(6, 1, 4, new Float64Array(6).fill(0.2)), [
      [0, 0],
      [2, 0],
      [2, 2],
      [0, 2],
    ]);
    expect(complex.layout.gated.map(({ size }) => size)).toEqual([8, 8]);
  });
});

describe('cutting by the first layers only', () => {
  it('gives each layer’s own complex, each finer than the last', () => {
    const { network, slice, domain } = fixture('mlp2_3x32');
    const keys = [1, 2, 3, 4].map((upToLayer) => faceKeys(partition(network, slice, domain, { upToLayer })));
    expectSound(network, slice, domain, { upToLayer: 2 });
    expect(keys[3]).toHaveLength(4477);
    expect(keys[2]).toHaveLength(4477);
    for (const level of [0, 1]) {
      const coarser = new Set(keys[level]);
      const cut = new Set(
        (keys[level + 1] as string[]).map((key) =>
          key
            .split('|')
            .slice(0, level + 1)
            .join('|'),
        ),
      );
      expect(cut).toEqual(coarser);
    }
  });

  it('agrees with exact rationals and with the head of the network', () => {
    const network = seededNetwork([2, 8, 6, 6, 2], 12, { name: 'hardTanh' });
    for (const upToLayer of [0, 1, 2, 3]) {
      const complex = expectExact(network, axisSlice(2), square(), { upToLayer });
      expect(complex.layout.gated).toHaveLength(upToLayer);
      if (upToLayer === 0) expect(faceCount(complex)).toBe(1);
      else
        expect(faceKeys(complex).sort()).toEqual(
          faceKeys(partition(headNetwork(network, upToLayer + 1), axisSlice(2), square())).sort(),
        );
    }
  });
});

describe('domains', () => {
  const network = seededNetwork([2, 10, 8, 3], 21);
  const shapes: [string, Polygon][] = [
    [
      'triangle',
      [
        [-1, -1],
        [1.5, -0.5],
        [0, 1.25],
      ],
    ],
    ['hexagon', regularPolygon(6, 1.5, [0.25, -0.5])],
    ['24-gon', regularPolygon(24)],
    [
      'sliver',
      [
        [-2, -0.001],
        [2, 0],
        [2, 0.001],
      ],
    ],
    [
      'rectangle far from 0',
      [
        [100, 200],
        [140, 200],
        [140, 230],
        [100, 230],
      ],
    ],
    ['large square', square(1000)],
  ];
  it.each(shapes)('%s', (_, domain) => {
    expectExact(network, axisSlice(2), domain);
    expectExact(network, axisSlice(2), domain, { decision: {} });
  });

  it.each([1e-3, 1e-5, 1e-6])('%f wide, around a vertex of a deep network', (width) => {
    const deep = seededNetwork([2, 8, 8, 8, 1], 2);
    const { edges } = joinFaces(exactFaces(deep, axisSlice(2), square()));
    const inner = edges.filter(({ left, right }) => left >= 0 && right >= 0);
    const corners = inner.slice(0, 40).filter((_, i) => i % 8 === 0);
    for (const { from } of corners) {
      const [p, q] = toFloat(from);
      const h = width / 2;
      const domain: Polygon = [
        [p - h, q - h],
        [p + h, q - h],
        [p + h, q + h],
        [p - h, q + h],
      ];
      expect(faceCount(expectExact(deep, axisSlice(2), domain))).toBeGreaterThan(1);
    }
  });
});

describe('a run in steps', () => {
  const { network, slice, domain } = fixture('mlp2_3x32');

  it('ends with the same complex and counts faces on its way', () => {
    const run = startPartition(network, slice, domain, { decision: {} });
    let steps = 0;
    let before = run.faces;
    while (!run.advance(100)) {
      expect(run.faces).toBeGreaterThanOrEqual(before);
      before = run.faces;
      steps++;
    }
    expect(steps).toBeGreaterThan(10);
    expectSame(run.finish(), partition(network, slice, domain, { decision: {} }));
  });

  it('gives the outputs at the centroids', () => {
    const complex = partition(network, slice, domain);
    const outputs = faceOutputs(network, slice, complex);
    expect(outputs).toHaveLength(faceCount(complex));
    for (const f of [0, 17, 4476]) {
      const x = complex.centroids.slice(2 * f, 2 * f + 2);
      expect(outputs[f]).toBeCloseTo(forward(network, x)[0] as number, 9);
    }
  });

  it('spends no more memory a face than promised', () => {
    const complex = partition(network, slice, domain);
    const arrays = Object.values(complex).filter((value) => ArrayBuffer.isView(value));
    const size = sum(arrays.map((array) => array.buffer.byteLength));
    expect(size / faceCount(complex)).toBeLessThan(500 + 4 * complex.layout.words);
    expect(vertexCount(complex)).toBe(4585);
  });
});

describe('codes of a complex', () => {
  it('pack wide layers and several bits an entry', () => {
    const network = seededNetwork([2, 21, 13, 2], 5, { name: 'hardTanh' });
    const complex = expectSound(network, axisSlice(2), square(1.5));
    expect(complex.layout.words).toBe(3);
    const pieces = new Set(
      Array.from({ length: faceCount(complex) }, (_, f) =>
        codeEntries(complex.layout, complex.codes.slice(3 * f, 3 * f + 3)),
      ).flat(2),
    );
    expect([...pieces].sort()).toEqual([0, 1, 2]);
  });
});
