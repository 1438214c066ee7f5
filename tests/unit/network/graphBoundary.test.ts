import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Random } from '../../../src/core/math/random';
import {
  boundaryUnits,
  codeLayout,
  codesEqual,
  type GatedLayer,
  nearestBoundary,
  preActivations,
  splineCode,
  unitMargin,
} from '../../../src/core/network';
import { hiddenActivation } from '../../../src/core/network/activations';
import { boundaryGradient, boundaryValue } from '../../../src/core/network/boundaryGradient';
import { beginsContest } from '../../../src/core/network/contest';
import { contestBoundaries } from '../../../src/core/network/entrants';
import { gatesAt } from '../../../src/core/network/localMap';
import { type Contest, headNetwork, tailNetwork } from '../../../src/core/network/network';
import { graphCase, normals, steadyCode } from '../../support/graphNetworks';
import { holds } from '../../support/holds';

const unitVector = (random: Random, size: number): Float64Array => {
  const v = normals(random, size);
  const length = Math.hypot(...v);
  return v.map((value) => value / length);
};

const moved = (x: Float64Array, v: Float64Array, by: number): Float64Array =>
  x.map((value, k) => value + by * (v[k] as number));

const combined = (a: Float64Array, p: number, b: Float64Array, q: number): Float64Array =>
  a.map((value, k) => p * value + q * (b[k] as number));

const seeds = fc.integer({ min: 1, max: 100_000 });

/** The entrants of each window that has any. */
function windowsOf({ contest }: GatedLayer): number[][] {
  const { starts, units } = (contest as Required<Contest>).entrants;
  return Array.from({ length: starts.length - 1 }, (_, w) => [...units.slice(starts[w], starts[w + 1])]).filter(
    ({ length }) => length > 0,
  );
}

describe('boundaries of networks of graphs', () => {
  it('of contests are one for each entrant that loses, and its value is the largest', () => {
    let seen = 0;
    holds(
      fc.property(seeds, (seed) => {
        const { network, x } = graphCase(seed);
        const z = preActivations(network, x);
        const layout = codeLayout(network);
        for (const gated of layout.gated.filter(beginsContest)) {
          const { winner, other, count } = contestBoundaries(layout, gated, splineCode(network, x));
          const values = z[gated.layer - 1] as Float64Array;
          let next = 0;
          for (const window of windowsOf(gated)) {
            const largest = Math.max(...window.map((unit) => values[unit] as number));
            const champions = new Set(winner.slice(next, next + window.length - 1));
            expect(champions.size).toBe(Math.min(1, window.length - 1));
            for (const unit of champions) expect(values[unit]).toBeCloseTo(largest, 10);
            const all = [...champions, ...other.slice(next, next + window.length - 1)];
            expect(all.sort()).toEqual(window.length > 1 ? window.toSorted() : []);
            next += window.length - 1;
          }
          expect(count).toBe(next);
          seen++;
        }
      }),
      11,
      200,
    );
    expect(seen).toBeGreaterThan(50);
  });

  it('leave a ball around an input whole, and are crossed at its edge by the unit that is named', () => {
    let named = 0;
    let touched = 0;
    let exactly = 0;
    holds(
      fc.property(seeds, (seed) => {
        const { network, x, random } = graphCase(seed);
        const nearest = nearestBoundary(network, x);
        if (!nearest || nearest.distance > 1e3) return;
        const code = steadyCode(network, x);
        for (let i = 0; i < 20; i++) {
          const inside = moved(x, unitVector(random, x.length), 0.999 * nearest.distance);
          expect(codesEqual(steadyCode(network, inside), code)).toBe(true);
        }
        const z = preActivations(network, x);
        const gradient = boundaryGradient(network, gatesAt(network, z), nearest);
        const norm = Math.hypot(...gradient);
        const value = boundaryValue(z, nearest) - nearest.threshold;
        expect(Math.abs(value) / norm).toBeCloseTo(nearest.distance, 9);
        const towards = gradient.map((entry) => (-Math.sign(value) * entry) / norm);
        expect(codesEqual(steadyCode(network, moved(x, towards, 0.999 * nearest.distance)), code)).toBe(true);
        expect(codesEqual(steadyCode(network, moved(x, towards, 1.001 * nearest.distance)), code)).toBe(false);
        expect(boundaryUnits(network, x)).toEqual([]);
        if (nearest.between) named++;
        // Once more from there: what is left is the rounding of x.
        const close = moved(x, towards, nearest.distance);
        const left = boundaryValue(preActivations(network, close), nearest) - nearest.threshold;
        const on = moved(close, gradient, -left / norm ** 2);
        // Float64 has not always an x that is on the boundary to the rounding of the unit's own terms.
        if (Math.abs(boundaryValue(preActivations(network, on), nearest) - nearest.threshold) > 1e-17) return;
        touched++;
        // A unit that hands on nothing but one of the layer before shares its boundary: either may be named.
        const units = boundaryUnits(network, on);
        expect(units.length).toBeGreaterThan(0);
        if (units.some(({ layer, unit }) => layer === nearest.layer && unit === nearest.unit)) exactly++;
      }),
      12,
      300,
    );
    expect(named).toBeGreaterThan(20);
    expect(touched).toBeGreaterThan(50);
    expect(exactly).toBeGreaterThan(0.9 * touched);
  });

  it('are as near in a slice as its directions say, and margins of units are no nearer', () => {
    holds(
      fc.property(seeds, (seed) => {
        const { network, x, random } = graphCase(seed);
        const slice = { origin: x, e1: unitVector(random, x.length), e2: normals(random, x.length) };
        const nearest = nearestBoundary(network, x, slice);
        if (!nearest || nearest.distance > 1e3) return;
        const code = steadyCode(network, x);
        for (let i = 0; i < 64; i++) {
          const v = combined(slice.e1, Math.cos((i * Math.PI) / 32), slice.e2, Math.sin((i * Math.PI) / 32));
          const step = v.map((value) => value / Math.hypot(...v));
          expect(codesEqual(steadyCode(network, moved(x, step, 0.999 * nearest.distance)), code)).toBe(true);
        }
        const z = preActivations(network, x);
        const margins = codeLayout(network).gated.flatMap(({ layer, size }) =>
          Array.from({ length: size }, (_, unit) => unitMargin(network, z, { layer, unit }, slice).distanceInSlice),
        );
        expect(Math.min(...margins)).toBeCloseTo(nearest.distance, 8);
      }),
      13,
      60,
    );
  });

  it('of a tail are those of activation space, and of a head those of its own layers', () => {
    holds(
      fc.property(seeds, fc.nat(20), (seed, pick) => {
        const { network, x, random } = graphCase(seed);
        if (network.layers.length < 3) return;
        const layer = 1 + (pick % (network.layers.length - 2));
        const h = hiddenActivation(network, x, layer);
        const parts = [
          [tailNetwork(network, layer + 1), h],
          [headNetwork(network, layer + 1), x],
        ] as const;
        for (const [part, from] of parts) {
          const nearest = nearestBoundary(part, from);
          if (!nearest || nearest.distance > 1e3 || nearest.distance < 1e-9) continue;
          const code = steadyCode(part, from);
          for (let i = 0; i < 10; i++) {
            const inside = moved(from, unitVector(random, from.length), 0.999 * nearest.distance);
            expect(codesEqual(steadyCode(part, inside), code)).toBe(true);
          }
          const z = preActivations(part, from);
          const gradient = boundaryGradient(part, gatesAt(part, z), nearest);
          const norm = Math.hypot(...gradient);
          const sign = Math.sign(boundaryValue(z, nearest) - nearest.threshold);
          const beyond = moved(from, gradient, (-sign * 1.001 * nearest.distance) / norm);
          expect(codesEqual(steadyCode(part, beyond), code)).toBe(false);
        }
      }),
      14,
      150,
    );
  });
});
