import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inputNorms, intervalCells, singularValues, sliceNorms } from '../../../src/core/analysis';
import { largestEigenvalue, spectralNormOf } from '../../../src/core/analysis/norms';
import { denseNetwork, headNetwork, type Network } from '../../../src/core/network';
import { type CellComplex, partition, partitionInterval } from '../../../src/core/partition';
import { axisSlice, type Slice, square } from '../../../src/core/slice/slice';
import { dense, seeded, seededNetwork, tentNetwork } from '../../support/build';
import { degenerateFamilies, scaledUnits } from '../../support/families';
import { holds } from '../../support/holds';
import { cases, faces, frobenius, mapOf, near, normsOnSlice } from './support';

/** Norms of every face against those of its explicit map. */
function check(network: Network, slice: Slice, complex: CellComplex): void {
  const own = sliceNorms(network, slice, complex);
  const all = inputNorms(network, complex);
  for (const f of faces(complex)) {
    const map = mapOf(network, complex, f);
    const size = frobenius(map) + 1e-3;
    const onSlice = normsOnSlice(map, slice);
    near(`slice, Frobenius, face ${f}`, own.frobenius[f] as number, onSlice.frobenius, size);
    near(`slice, spectral, face ${f}`, own.spectral[f] as number, onSlice.spectral, size);
    near(`R^d, Frobenius, face ${f}`, all.frobenius[f] as number, frobenius(map), size, 1e-12);
    const [largest] = singularValues(map.A, map.rows, map.cols).values;
    near(`R^d, spectral, face ${f}`, all.spectral[f] as number, largest as number, size, 1e-12);
  }
}

describe('norms of the local affine maps', () => {
  it('are those of the explicit maps, in the slice and in R^d', () => {
    holds(
      fc.property(cases, ({ network, slice, complex }) => check(network, slice, complex)),
      1,
      50,
    );
  });

  it('for degenerate networks', () => {
    for (const { name, network } of degenerateFamilies()) {
      if (/tiny|huge/.test(name)) continue;
      check(network, axisSlice(2), partition(network, axisSlice(2), square(1)));
    }
  });

  it('over many faces of wide layers, where rows follow by rank-1 terms', () => {
    const network = seededNetwork([30, 14, 12, 10, 4], 4, { name: 'relu' });
    const random = seeded(9);
    const vector = (): Float64Array => Float64Array.from({ length: 30 }, () => random() - 0.5);
    const slice = { origin: vector(), e1: vector(), e2: vector() };
    const complex = partition(network, slice, square(4));
    expect(complex.areas.length).toBeGreaterThan(300);
    check(network, slice, complex);
  });

  it('bound what the map does to any vector', () => {
    const network = seededNetwork([20, 6, 5, 4], 7, { name: 'abs' });
    const complex = partition(network, axisSlice(20, 3, 8), square(2));
    const { spectral } = inputNorms(network, complex);
    const random = seeded(1);
    for (const f of faces(complex)) {
      const { A } = mapOf(network, complex, f);
      let x = Float64Array.from({ length: 20 }, () => random() - 0.5);
      let growth = 0;
      for (let step = 0; step < 400; step++) {
        const y = Float64Array.from({ length: 4 }, (_, r) =>
          x.reduce((s, v, i) => s + v * (A[20 * r + i] as number), 0),
        );
        growth = Math.sqrt(y.reduce((s, v) => s + v * v, 0));
        expect(growth).toBeLessThanOrEqual((spectral[f] as number) * Math.hypot(...x) * (1 + 1e-12));
        const back = x.map((_, i) => y.reduce((s, v, r) => s + v * (A[20 * r + i] as number), 0));
        const length = Math.hypot(...back);
        x = back.map((v) => v / length);
      }
      near(`face ${f}: power iteration`, growth, spectral[f] as number, growth, 1e-6);
    }
  });

  it('of huge and tiny weights neither overflow nor vanish', () => {
    const network = denseNetwork('large', [
      dense(
        [
          [3, 4],
          [1, 2],
        ],
        [0, 0.5],
      ),
      dense(
        [
          [1, 0],
          [0, 1],
          [1, 1],
        ],
        [0, 0, 0],
        { name: 'identity' },
      ),
    ]);
    const complex = partition(network, axisSlice(2), square(1));
    const plain = [sliceNorms(network, axisSlice(2), complex), inputNorms(network, complex)];
    for (const factor of [2 ** 500, 2 ** -500, 2 ** 900]) {
      const scaled = scaledUnits(network, factor);
      const norms = [sliceNorms(scaled, axisSlice(2), complex), inputNorms(scaled, complex)];
      norms.forEach(({ spectral, frobenius }, i) => {
        expect([...spectral].map((value) => value / factor)).toEqual([...(plain[i]?.spectral ?? [])]);
        expect([...frobenius].map((value) => value / factor)).toEqual([...(plain[i]?.frobenius ?? [])]);
      });
    }
  });

  it('keep their accuracy when huge units switch off, in whatever order the faces come', () => {
    // Two units 2^60 times as large as the others: what they leave behind in an update would drown these.
    const sizes = [1, 2 ** 60, 1, 1, 2 ** 60, 1, 1, 1];
    const rows = sizes.map((size, i) => [size * Math.cos(i), size * Math.sin(i)]);
    const bias = sizes.map((size, i) => size * (0.1 * i - 0.3));
    const second = Array.from({ length: 6 }, (_, j) => rows.map((__, k) => Math.sin(3 * j + k)));
    const network = denseNetwork('two huge units', [
      dense(rows, bias),
      dense(second, [0.1, -0.2, 0.3, 0.2, -0.1, 0], { name: 'leakyRelu', alpha: 0.25 }),
      dense([[1, 2, -1, 1, -2, 1]], [0], { name: 'identity' }),
    ]);
    const { codes, layout, areas } = partition(network, axisSlice(2), square(1));
    const backwards = codes.map((_, f) => codes[codes.length - 1 - f] as number);
    expect(layout.words).toBe(1);
    for (const order of [codes, backwards]) {
      const cells = { codes: order, layout };
      const norms = inputNorms(network, cells).frobenius;
      const small = faces({ areas }).filter((f) => {
        const want = frobenius(mapOf(network, cells, f));
        near(`face ${f}`, norms[f] as number, want, want, 1e-11);
        return want < 1000;
      });
      expect(small.length).toBeGreaterThan(5);
    }
  });

  it('are the slopes of the tent map', () => {
    const line = { origin: Float64Array.of(0), e1: Float64Array.of(1), e2: Float64Array.of(0) };
    const cells = intervalCells(partitionInterval(tentNetwork(5), line, [0, 1]), line);
    for (const { spectral, frobenius: all } of [
      sliceNorms(tentNetwork(5), line, cells),
      inputNorms(tentNetwork(5), cells),
    ]) {
      expect([...spectral]).toEqual(Array.from({ length: 32 }, () => 32));
      expect([...all]).toEqual([...spectral]);
    }
  });

  it('need codes of all layers, or the part of the network that the codes name', () => {
    const network = seededNetwork([3, 5, 4, 2], 1, { name: 'relu' });
    const complex = partition(network, axisSlice(3), square(1), { upToLayer: 1 });
    expect(() => sliceNorms(network, axisSlice(3), complex)).toThrow(/no map of their own/);
    check(headNetwork(network, 2), axisSlice(3), complex);
  });
});

describe('largestEigenvalue', () => {
  it('of a matrix with known eigenvalues', () => {
    // The second difference matrix of size n: 2 − 2cos(kπ/(n + 1)).
    for (const n of [2, 3, 7, 12]) {
      const matrix = new Float64Array(n * n);
      for (let i = 0; i < n; i++) {
        matrix[i * n + i] = 2;
        if (i > 0) matrix[i * n + i - 1] = matrix[(i - 1) * n + i] = -1;
      }
      near(`size ${n}`, largestEigenvalue(matrix, n), 2 + 2 * Math.cos(Math.PI / (n + 1)), 4, 1e-14);
    }
    expect(largestEigenvalue(new Float64Array(9), 3)).toBe(0);
    expect(spectralNormOf(3, 4)(new Float64Array(12))).toBe(0);
  });
});
