import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codeLayout } from '../../../src/core/network';
import { hiddenActivation } from '../../../src/core/network/activations';
import { angleBetween, lookAtScales, type ScaleLook, walkScaling } from '../../../src/core/path';
import { graphCase } from '../../support/graphNetworks';
import { holds } from '../../support/holds';

const SCALES = Float64Array.from({ length: 17 }, (_, i) => i / 2);

function whole(steps: ReturnType<typeof lookAtScales>): ScaleLook {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

describe('a look at a scaled activation', () => {
  it('has the angles of the definition, and between two scales no more crossings than the walk', () => {
    let seen = 0;
    holds(
      fc.property(fc.integer({ min: 1, max: 100_000 }), fc.nat(20), (seed, pick) => {
        const { network, x } = graphCase(seed);
        const last = codeLayout(network).gated.at(-1)?.layer ?? 0;
        if (last === 0) return;
        const layer = pick % last;
        const look = whole(lookAtScales(network, x, layer, SCALES));
        const { walk, scales, tail, vertices } = walkScaling(network, x, layer);
        const h = vertices[1].map((value) => value / 8);
        const later = pick % tail.layers.length;
        const activationAt = (k: number) =>
          hiddenActivation(
            tail,
            h.map((value) => k * value),
            later + 1,
          );
        for (const [i, k] of [...SCALES.entries()].filter((_, at) => at % 5 === pick % 5))
          expect(look.angles[later]?.[i]).toBe(angleBetween(activationAt(k), activationAt(1)));
        const counts = new Array<number>(SCALES.length - 1).fill(0);
        for (const [row, gated] of walk.layout.gated.entries())
          for (let i = 1; i < SCALES.length; i++) {
            const [from, to] = [SCALES[i - 1] as number, SCALES[i] as number];
            const between = scales.filter(
              (k, at) => k > from - 1e-9 && k < to + 1e-9 && walk.crossings.layer[at] === gated.layer,
            ).length;
            const differing = look.differing[row]?.[i] as number;
            if (!gated.contest) expect(differing).toBeLessThanOrEqual(between);
            counts[i - 1] = (counts[i - 1] as number) + between - differing;
            seen += differing;
          }
        // In contests the bound is one of all layers together.
        expect(Math.min(...counts)).toBeGreaterThanOrEqual(0);
      }),
      31,
      40,
    );
    expect(seen).toBeGreaterThan(100);
  });

  it('yields scale by scale what it has so far', () => {
    const { network, x } = graphCase(7);
    const steps = lookAtScales(network, x, 0, SCALES);
    const looks = Array.from({ length: 5 }, () => structuredClone(steps.next().value));
    const all = whole(steps);
    expect(all.done).toBe(SCALES.length);
    looks.forEach(({ done, angles, differing }, i) => {
      expect(done).toBe(i + 1);
      angles.forEach((row, l) => {
        expect(row.subarray(0, done)).toEqual(all.angles[l]?.subarray(0, done));
        expect(row.subarray(done).every(Number.isNaN)).toBe(true);
      });
      differing.forEach((row, g) => {
        expect(row.subarray(0, done)).toEqual(all.differing[g]?.subarray(0, done));
      });
    });
    expect(() => lookAtScales(network, x, network.layers.length, SCALES).next()).toThrow('a path through activations');
  });
});
