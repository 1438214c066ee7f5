import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  activeUnits,
  confidences,
  hammingTo,
  intervalCells,
  lastCutLayers,
  oneOutput,
  probabilities,
  unitPieces,
} from '../../../src/core/analysis';
import { popCount, wordMask } from '../../../src/core/analysis/codeDistance';
import { denseNetwork, preActivations, splineCode, unitAt } from '../../../src/core/network';
import { partition, partitionInterval } from '../../../src/core/partition';
import { axisSlice, pointInInput, square } from '../../../src/core/slice/slice';
import { arrangement, dense, seededNetwork, tentNetwork } from '../../support/build';
import { holds } from '../../support/holds';
import { cases, codeOf, entriesOf, faces, innerEdges } from './support';

describe('bits of a word', () => {
  it('are counted as their text says', () => {
    holds(
      fc.property(fc.integer(), fc.nat(3), fc.nat(128), fc.nat(128), (word, index, from, length) => {
        const text = (w: number): string[] => [...(w >>> 0).toString(2)];
        expect(popCount(word)).toBe(text(word).filter((bit) => bit === '1').length);
        const mask = wordMask(index, from, from + length);
        const bits = Array.from({ length: 32 }, (_, b) => 32 * index + b);
        expect(bits.map((_, b) => (mask >>> b) & 1)).toEqual(
          bits.map((bit) => (bit >= from && bit < from + length ? 1 : 0)),
        );
      }),
      1,
      300,
    );
  });
});

describe('activeUnits', () => {
  it('are the units of a forward pass at the centroid whose slope is not 0', () => {
    const network = seededNetwork([2, 40, 9, 1], 3, { name: 'relu' });
    const complex = partition(network, axisSlice(2), square(1));
    const counts = activeUnits(complex);
    const second = activeUnits(complex, 2);
    for (const f of faces(complex)) {
      const z = preActivations(network, complex.centroids.slice(2 * f, 2 * f + 2));
      const on = z.slice(0, 2).map((values) => values.filter((value) => value > 0).length);
      expect(counts[f]).toBe((on[0] as number) + (on[1] as number));
      expect(second[f]).toBe(on[1]);
    }
  });

  it('leave out the flat pieces of hard tanh, and count the upper piece of leaky ReLU and abs', () => {
    const layers = [
      dense([[2, 0]], [0], { name: 'hardTanh' }),
      dense([[1], [-1]], [0.25, 0], { name: 'abs' }),
      dense([[1, 1]], [-0.5], { name: 'leakyRelu' }),
      dense([[1]], [0], { name: 'identity' }),
    ];
    const network = denseNetwork('mixed', layers);
    const complex = partition(network, axisSlice(2), square(1));
    const counts = activeUnits(complex);
    for (const f of faces(complex)) {
      const [a, b, c] = preActivations(network, complex.centroids.slice(2 * f, 2 * f + 2)) as [
        Float64Array,
        Float64Array,
        Float64Array,
      ];
      const linear = Math.abs(a[0] as number) < 1 ? 1 : 0;
      expect(counts[f]).toBe(linear + [...b, ...c].filter((z) => z > 0).length);
    }
    expect([...new Set(counts)].sort()).toEqual([2, 3]);
  });
});

describe('fields of the codes', () => {
  it('hammingTo counts entries that differ, unitPieces reads one of them', () => {
    holds(
      fc.property(cases, fc.nat(), ({ complex }, pick) => {
        const count = complex.areas.length;
        const code = codeOf(complex, pick % count);
        const own = entriesOf(complex, pick % count);
        const distances = hammingTo(complex, code);
        for (const f of faces(complex)) {
          const entries = entriesOf(complex, f);
          expect(distances[f]).toBe(entries.filter((piece, unit) => piece !== own[unit]).length);
        }
        if (complex.layout.units === 0) return;
        const unit = pick % complex.layout.units;
        const pieces = unitPieces(complex, unitAt(complex.layout, unit));
        expect([...pieces]).toEqual(faces(complex).map((f) => entriesOf(complex, f)[unit]));
      }),
      2,
      60,
    );
  });

  it('compare a complex of the first layer with the code of the whole network', () => {
    const network = seededNetwork([2, 6, 30, 1], 8, { name: 'relu' });
    const complex = partition(network, axisSlice(2), square(1), { upToLayer: 1 });
    const x = [0.3, -0.2];
    const distances = hammingTo(complex, splineCode(network, x));
    const [z] = preActivations(network, x) as [Float64Array];
    for (const f of faces(complex)) {
      const [own] = preActivations(network, complex.centroids.slice(2 * f, 2 * f + 2)) as [Float64Array];
      expect(distances[f]).toBe(own.filter((value, j) => value > 0 !== (z[j] as number) > 0).length);
    }
    expect(() => hammingTo(complex, new Uint32Array(0))).toThrow(/0 words/);
    expect(() => unitPieces(complex, { layer: 2, unit: 0 })).toThrow(/no unit 0 of layer 2/);
  });

  it('lastCutLayers is the deepest layer in which a face differs from a neighbour', () => {
    holds(
      fc.property(cases, ({ complex }) => {
        const want = new Int32Array(complex.areas.length);
        for (const { left, right } of innerEdges(complex)) {
          const [a, b] = [entriesOf(complex, left), entriesOf(complex, right)];
          for (const [unit, piece] of a.entries())
            if (piece !== b[unit])
              for (const f of [left, right]) want[f] = Math.max(want[f] as number, unitAt(complex.layout, unit).layer);
        }
        expect(lastCutLayers(complex)).toEqual(want);
      }),
      3,
      40,
    );
  });

  it('lastCutLayers is 0 where only the decision or nothing cuts, or a unit along the border', () => {
    const network = denseNetwork('affine', [dense([[1, 2]], [0.5], { name: 'identity' })]);
    const whole = partition(network, axisSlice(2), square(1));
    expect([...lastCutLayers(whole)]).toEqual([0]);
    const halves = partition(network, axisSlice(2), square(1), { decision: {} });
    expect([...lastCutLayers(halves)]).toEqual([0, 0]);
    const along = partition(arrangement([[1, 0]], [-1]), axisSlice(2), square(1));
    expect(along.edgeUnits.length).toBe(1);
    expect([...lastCutLayers(along)]).toEqual([0]);
  });

  it('take the pieces of an interval, too', () => {
    const line = { origin: Float64Array.of(0), e1: Float64Array.of(1) };
    const cells = intervalCells(partitionInterval(tentNetwork(2), line, [0, 1]), line);
    expect([...cells.areas]).toEqual([0.25, 0.25, 0.25, 0.25]);
    expect([...cells.centroids]).toEqual([0.125, 0, 0.375, 0, 0.625, 0, 0.875, 0]);
    expect([...lastCutLayers(cells)]).toEqual([2, 2, 2, 2]);
    const active = [0.125, 0.375, 0.625, 0.875].map(
      (x) =>
        preActivations(tentNetwork(2), [x])
          .slice(0, 2)
          .flatMap((z) => [...z])
          .filter((z) => z > 0).length,
    );
    expect([...activeUnits(cells)]).toEqual(active);
  });
});

describe('probabilities', () => {
  it('are softmax and logistic function', () => {
    const rows = fc.array(fc.array(fc.double({ min: -30, max: 30, noNaN: true }), { minLength: 3, maxLength: 3 }), {
      minLength: 1,
    });
    holds(
      fc.property(rows, (list) => {
        const outputs = Float64Array.from(list.flat());
        const shares = [0, 1, 2].map((output) => probabilities(outputs, 3, output));
        const best = confidences(outputs, 3);
        list.forEach((row, f) => {
          const sum = row.reduce((total, z) => total + Math.exp(z), 0);
          const want = row.map((z) => Math.exp(z) / sum);
          want.forEach((p, output) => {
            expect(shares[output]?.[f]).toBeCloseTo(p, 13);
          });
          expect(best[f]).toBeCloseTo(Math.max(...want), 13);
        });
        const single = probabilities(outputs, 1, 0);
        outputs.forEach((z, i) => {
          expect(single[i]).toBeCloseTo(1 / (1 + Math.exp(-z)), 13);
          expect(confidences(outputs, 1)[i]).toBeCloseTo(1 / (1 + Math.exp(-Math.abs(z))), 13);
        });
      }),
      4,
      50,
    );
  });

  it('neither overflow nor turn into NaN', () => {
    const outputs = Float64Array.of(1e300, -1e300, -1e300, -1e300);
    expect([...probabilities(outputs, 2, 0)]).toEqual([1, 0.5]);
    expect([...probabilities(outputs, 2, 1)]).toEqual([0, 0.5]);
    expect([...confidences(outputs, 2)]).toEqual([1, 0.5]);
    expect([...probabilities(outputs, 1, 0)]).toEqual([1, 0, 0, 0]);
    expect([...confidences(outputs, 1)]).toEqual([1, 1, 1, 1]);
    expect([...oneOutput(outputs, 2, 1)]).toEqual([-1e300, -1e300]);
    expect(() => oneOutput(outputs, 2, 2)).toThrow(/output: 2 of 2/);
  });
});

describe('a point', () => {
  it('has distance 0 to its own face alone', () => {
    const network = seededNetwork([3, 9, 7, 2], 5, { name: 'relu' });
    const slice = axisSlice(3, 0, 2, Float64Array.of(0, 0.3, 0));
    const complex = partition(network, slice, square(1));
    const at = [complex.centroids[10] as number, complex.centroids[11] as number] as const;
    const distances = hammingTo(complex, splineCode(network, pointInInput(slice, at)));
    expect(faces(complex).filter((f) => distances[f] === 0)).toEqual([5]);
  });
});
