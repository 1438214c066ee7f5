import { describe, expect, it } from 'vitest';
import { codeEntries, localAffineMap, type Network } from '../../../src/core/network';
import { applyMap } from '../../../src/core/network/localMap';
import { certifyInterval, createLocator, partition, partitionInterval } from '../../../src/core/partition';
import { faceCount, type PartitionOptions } from '../../../src/core/partition/complex';
import { type IntervalComplex, valueAtEnd } from '../../../src/core/partition/intervalComplex';
import { axisSlice, square } from '../../../src/core/slice/slice';
import { expectExact, expectSound } from '../../support/expectGood';
import { lineSlice } from '../../support/line';
import { naiveEntries, naiveOutputs, naiveUnits, naiveWinner } from '../../support/naive';
import { namesOf, STEPPED, steppedNetwork } from '../../support/steppedNetworks';

const kinds = STEPPED.map((activations) => [namesOf(activations), activations] as const);

describe('a partition by units that step', () => {
  it.each(kinds)('%s: is that of exact arithmetic, and its certificate holds', (_, activations) => {
    for (let seed = 1; seed <= 3; seed++) {
      const network = steppedNetwork(activations, 2, 1 + (seed % 3), seed);
      const options: PartitionOptions = seed === 2 ? { decision: {}, outputs: true } : { outputs: true };
      const complex = expectExact(network, axisSlice(2), square(1.5), options);
      expect(faceCount(complex)).toBeGreaterThan(5);
      expect(complex.undecided).toBe(0);
    }
  });

  it.each(kinds)('%s: has on a grid the codes, maps and classes of plain passes', (_, activations) => {
    const network = steppedNetwork(activations, 2, 3, 5);
    const options: PartitionOptions = { decision: {} };
    const complex = expectSound(network, axisSlice(2), square(1.5), options);
    const locate = createLocator(complex);
    const { layout, codes } = complex;
    let asked = 0;
    for (let i = 0; i < 30; i++)
      for (let j = 0; j < 30; j++) {
        const x = [-1.5 + (i + 0.5) / 10, -1.5 + (j + 0.5) / 10];
        if (naiveUnits(network, x).some(isNear)) continue;
        asked++;
        const face = locate(x[0] as number, x[1] as number);
        const code = codes.slice(face * layout.words, (face + 1) * layout.words);
        expect(codeEntries(layout, code)).toEqual(naiveEntries(network, x));
        const outputs = naiveOutputs(network, x);
        applyMap(localAffineMap(network, code), x).forEach((value, k) => {
          expect(Math.abs(value - (outputs[k] as number))).toBeLessThan(1e-9);
        });
        expect(complex.classes?.[face]).toBe(naiveWinner(outputs));
      }
    expect(asked).toBeGreaterThan(800);
  });

  it('behind a step of layer 1 has no more boundaries: later layers see constants', () => {
    const [plain, more] = [
      steppedNetwork([{ name: 'sigmoid' }], 2, 1, 3),
      steppedNetwork([{ name: 'sigmoid' }, { name: 'relu' }, { name: 'tanh' }], 2, 1, 3),
    ];
    const count = (network: Network): number => faceCount(partition(network, axisSlice(2), square(1.5)));
    expect(count(more)).toBe(count(plain));
  });
});

const isNear = ({ gap, gradient }: ReturnType<typeof naiveUnits>[number]): boolean =>
  Math.abs(gap) < 1e-6 * (1 + Math.hypot(...gradient));

describe('an interval with units that step', () => {
  it.each(kinds)('%s: has the pieces of plain passes, and both values at a jump', (_, activations) => {
    for (let seed = 1; seed <= 4; seed++) {
      const network = steppedNetwork(activations, 1, 1 + (seed % 2), seed);
      const options: PartitionOptions = seed > 2 ? { decision: {} } : {};
      const interval = partitionInterval(network, lineSlice([0], [1]), [-2, 2], options);
      expectPlainPieces(network, interval);
      const certificate = certifyInterval(network, lineSlice([0], [1]), [-2, 2], interval);
      expect(certificate).toMatchObject({ euler: 1, codeMismatches: 0, signViolations: 0 });
      expect(certificate.residual).toBeLessThan(1e-9);
      expect(certificate.continuity).toBeLessThan(1e-9);
    }
  });

  it('of a first step has pieces as many as crossings say, found by a fine grid', () => {
    for (let seed = 1; seed <= 3; seed++) {
      const network = steppedNetwork([{ name: 'relu' }, { name: 'tanh' }, { name: 'relu' }], 1, 2, seed);
      const interval = partitionInterval(network, lineSlice([0], [1]), [-2, 2]);
      let changes = 0;
      let last = '';
      for (let i = 0; i < 8000; i++) {
        const code = JSON.stringify(naiveEntries(network, [-2 + (i + 0.5) / 2000]));
        if (last !== '' && code !== last) changes++;
        last = code;
      }
      expect(interval.vertices.length - 2).toBe(changes);
    }
  });
});

/** Codes at the middles, f at both ends of each piece as the limits from inside it. */
function expectPlainPieces(network: Network, interval: IntervalComplex): void {
  const { vertices, layout, codes, classes } = interval;
  expect(vertices.length).toBeGreaterThan(2);
  for (let p = 0; p + 1 < vertices.length; p++) {
    const [a, b] = [vertices[p] as number, vertices[p + 1] as number];
    const middle = (a + b) / 2;
    expect(codeEntries(layout, codes.slice(p * layout.words, (p + 1) * layout.words))).toEqual(
      naiveEntries(network, [middle]),
    );
    const at = (x: number): number[] => naiveOutputs(network, [x]);
    const inside = [a + (b - a) / 4, b - (b - a) / 4].map(at) as [number[], number[]];
    inside[0].forEach((quarter, k) => {
      const slope = (2 * ((inside[1][k] as number) - quarter)) / (b - a);
      const want = [quarter - (slope * (b - a)) / 4, (inside[1][k] as number) + (slope * (b - a)) / 4];
      expect(Math.abs(valueAtEnd(interval, k, p, 0) - (want[0] as number))).toBeLessThan(1e-9);
      expect(Math.abs(valueAtEnd(interval, k, p, 1) - (want[1] as number))).toBeLessThan(1e-9);
    });
    if (classes) expect(classes[p]).toBe(naiveWinner(at(middle)));
  }
}
