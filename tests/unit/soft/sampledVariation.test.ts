import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allFound, pathPoint, walkPath } from '../../../src/core/path';
import { codeEntropy, sampledVariation, softness, softPass, softVariation } from '../../../src/core/soft';
import { seededNetwork } from '../../support/build';
import { graphCase, normals } from '../../support/graphNetworks';
import { holds } from '../../support/holds';

describe('soft codes at places of a path', () => {
  it('are those of soft passes, and their variation is a lower bound that grows to the whole, through random graphs', () => {
    holds(
      fc.property(fc.integer({ min: 1, max: 100_000 }), (seed) => {
        const { network, x, random } = graphCase(seed);
        const vertices = [x, normals(random, x.length)];
        const gates = softness(network, { layers: network.layers.map(() => 0.4) });
        const coarse = allFound(sampledVariation(network, gates, vertices, 1, 8));
        const fine = allFound(sampledVariation(network, gates, vertices, 1, 64));
        const whole = softVariation(network, gates, vertices, walkPath(network, vertices));
        expect(coarse.total).toBeLessThanOrEqual(fine.total * (1 + 1e-12) + 1e-12);
        expect(fine.total).toBeLessThanOrEqual((whole.total + whole.tolerance) * (1 + 1e-9) + 1e-9);
        expect(fine.total).toBeGreaterThan(0.9 * whole.total - 1e-9);
        coarse.times.forEach((t, i) => {
          const pass = softPass(network, gates, pathPoint(vertices, t));
          const { layers } = codeEntropy(pass);
          layers.forEach((value, row) => {
            expect(coarse.entropy[row * coarse.times.length + i]).toBe(value);
          });
          const size = network.outputSize;
          expect(coarse.outputs.slice(i * size, (i + 1) * size)).toEqual(pass.output);
        });
      }),
      15,
      12,
    );
  });

  it('are told from the start on, as far as they go', () => {
    const network = seededNetwork([2, 6, 6, 2], 2);
    const gates = softness(network, { beta: 0.5 });
    const vertices = [Float64Array.of(1, 0), Float64Array.of(-1, 1)];
    const steps = [...sampledVariation(network, gates, vertices, 0.6)];
    const found = steps.flatMap((step) => step.found ?? []);
    expect(found.map(({ times }) => times.length)).toEqual([9, 17, 25, 33]);
    const whole = found[3];
    expect(whole?.times[32]).toBe(0.6);
    expect(whole?.tolerance).toBe(Infinity);
    for (const { times, layers, variation } of found)
      layers.forEach((_, row) => {
        const part = variation.slice(row * times.length, (row + 1) * times.length);
        expect(part).toEqual(whole?.variation.slice(row * 33, row * 33 + times.length));
      });
    expect(steps.map(({ share }) => share).at(-1)).toBe(1);
  });
});
