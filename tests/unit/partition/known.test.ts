import { describe, expect, it } from 'vitest';
import { tailNetwork } from '../../../src/core/network';
import { type CellComplex, edgeCount, faceCount, partition, vertexCount } from '../../../src/core/partition';
import { axisSlice, type Polygon, square } from '../../../src/core/slice/slice';
import { cones, lattice, tangents } from '../../support/arrangements';
import { arrangement, fixture, regularPolygon } from '../../support/build';
import { expectSound } from '../../support/expectGood';

const plane = axisSlice(2);
const counts = (complex: CellComplex) => [faceCount(complex), vertexCount(complex), edgeCount(complex)];

describe('partitions that are known', () => {
  it.each([
    ['mlp2_2x16', [468, 500, 967]],
    ['mlp2_3x32', [4477, 4585, 9061]],
    ['mlp2_10x20', [9865, 10057, 19921]],
  ] as const)('%s has %o faces, vertices, edges', { timeout: 120_000 }, (name, want) => {
    const { network, slice, domain } = fixture(name);
    const complex = expectSound(network, slice, domain);
    expect(counts(complex)).toEqual(want);
    expect([complex.merged, complex.undecided]).toEqual([0, 0]);
  });

  it('stays the same when it is cut again', () => {
    const { network, slice, domain } = fixture('mlp2_2x16');
    expect(partition(network, slice, domain)).toEqual(partition(network, slice, domain));
  });
});

describe('closed forms', () => {
  const domains: [string, Polygon][] = [
    ['square', square()],
    ['triangle', regularPolygon(3)],
    ['hexagon', regularPolygon(6)],
    ['17-gon', regularPolygon(17, 0.9)],
  ];

  it.each(domains)('lines in general position in a %s', (_, domain) => {
    const k = domain.length;
    for (const n of [1, 2, 3, 10, 40]) {
      const pairs = (n * (n - 1)) / 2;
      const complex = expectSound(tangents(n, 0.005), plane, domain);
      expect(counts(complex)).toEqual([1 + n + pairs, pairs + 2 * n + k, n * n + 2 * n + k]);
    }
  });

  it('cuts 7 faces with 3 lines and 56 with 10', () => {
    expect(faceCount(partition(tangents(3), plane, square()))).toBe(7);
    expect(faceCount(partition(tangents(10), plane, square()))).toBe(56);
  });

  it.each([1, 2, 3, 16, 33])('%i lines through one point make twice as many cones', (n) => {
    const complex = expectSound(cones(n), plane, square());
    expect(counts(complex)).toEqual([2 * n, n === 1 ? 6 : 2 * n + 5, n === 1 ? 7 : 4 * n + 4]);
  });

  it('cuts a square into a grid', () => {
    for (const m of [1, 2, 5]) {
      const cells = 2 * m;
      const complex = expectSound(lattice(m), plane, square());
      expect(counts(complex)).toEqual([cells ** 2, (cells + 1) ** 2, 2 * cells * (cells + 1)]);
      for (const area of complex.areas) expect(area).toBeCloseTo(1 / m ** 2, 12);
    }
  });

  it('leaves the domain whole where nothing cuts', () => {
    const far = arrangement(
      [
        [1, 0],
        [0, 0],
        [0, 0],
      ],
      [5, 1, -1],
    );
    expect(counts(expectSound(far, plane, regularPolygon(5)))).toEqual([1, 5, 5]);
  });

  it('puts lines that lie on the border on its edges', () => {
    const complex = expectSound(
      arrangement(
        [
          [1, 0],
          [0, 1],
        ],
        [1, -1],
      ),
      plane,
      square(),
    );
    expect(counts(complex)).toEqual([1, 4, 4]);
    expect([...complex.edgeUnits].sort()).toEqual([0, 1]);
  });

  it('makes one edge of coincident lines, which knows all its units', () => {
    const complex = expectSound(
      arrangement(
        [
          [1, 2],
          [-1, -2],
          [4, 8],
          [0.25, 0.5],
        ],
        [0.5, -0.5, 2, 0.125],
      ),
      plane,
      square(),
    );
    expect(counts(complex)).toEqual([2, 6, 7]);
    expect([...complex.edgeUnits].sort()).toEqual([0, 1, 2, 3]);
  });

  it('keeps a corner that lies on a straight side of the domain', () => {
    const domain: Polygon = [
      [-1, -1],
      [0, -1],
      [1, -1],
      [1, 1],
      [-1, 1],
    ];
    expect(counts(expectSound(arrangement([[0, 1]], [0]), plane, domain))).toEqual([2, 7, 8]);
    expect(counts(expectSound(arrangement([[1, 0]], [0]), plane, domain))).toEqual([2, 6, 7]);
  });

  it('cuts activation space by later layers only', () => {
    const { network } = fixture('mlp2_2x16');
    const tail = tailNetwork(network, 2);
    const slice = axisSlice(
      16,
      3,
      11,
      Float64Array.from({ length: 16 }, (_, i) => (i % 5) / 4),
    );
    const complex = expectSound(tail, slice, [
      [0, 0],
      [2, 0],
      [2, 2],
      [0, 2],
    ]);
    expect(complex.layout.units).toBe(16);
    expect(faceCount(complex)).toBeGreaterThan(4);
  });
});
