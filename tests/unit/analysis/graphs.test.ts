import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inputBends, intervalCells, mapDistance } from '../../../src/core/analysis';
import { inputNorms } from '../../../src/core/analysis/mapNorms';
import { attack, decisionBounds, firstClassChange, winningClass } from '../../../src/core/attack';
import { gradientOf, lossGradient } from '../../../src/core/attack/gradient';
import { classLoss } from '../../../src/core/attack/loss';
import { boundaryDistance } from '../../../src/core/density';
import { forward, type Network, nearestBoundary } from '../../../src/core/network';
import { partitionInterval } from '../../../src/core/partition/interval';
import { codeAt, pathPoint } from '../../../src/core/path/read';
import { walkPath } from '../../../src/core/path/walk';
import { graphCase, normals } from '../../support/graphNetworks';
import { holds } from '../../support/holds';

const seeds = fc.integer({ min: 1, max: 100_000 });

/** The slope of `value` along `direction` at 0, and whether it is the same at two steps: no boundary lies between. */
function numericalSlope(value: (t: number) => number): number | null {
  const slopes = [1e-5, 1e-6].map((h) => (value(h) - value(-h)) / (2 * h));
  const [wide = 0, narrow = 0] = slopes;
  return Math.abs(wide - narrow) <= 1e-6 * Math.max(1, Math.abs(wide)) ? wide : null;
}

/** Columns of the Jacobian by differences, outputs × inputs; null where a boundary is too near. */
function numericalMap(network: Network, x: Float64Array): number[] | null {
  const columns = Array.from(x.keys(), (k) => {
    const at = (t: number): Float64Array => forward(network, x.with(k, (x[k] as number) + t));
    return Array.from({ length: network.outputSize }, (_, j) => numericalSlope((t) => at(t)[j] as number));
  });
  const flat = Array.from({ length: network.outputSize }, (_, j) => columns.map((column) => column[j] ?? null)).flat();
  return flat.some((slope) => slope === null) ? null : (flat as number[]);
}

const normOf = (values: readonly number[]): number => Math.hypot(...values);

describe('networks of graphs', () => {
  it('bend at a boundary by the difference of the two numerical maps', () => {
    let measured = 0;
    holds(
      fc.property(seeds, (seed) => {
        const { network, x, random } = graphCase(seed);
        const line = { origin: x, e1: normals(random, x.length), e2: new Float64Array(x.length) };
        const interval = partitionInterval(network, line, [-1, 1]);
        const cells = intervalCells(interval, line);
        const bends = inputBends(network, cells);
        const norms = inputNorms(network, cells);
        const maps = Array.from({ length: interval.vertices.length - 1 }, (_, p) => {
          const t = ((interval.vertices[p] as number) + (interval.vertices[p + 1] as number)) / 2;
          return numericalMap(
            network,
            x.map((value, k) => value + t * (line.e1[k] as number)),
          );
        });
        maps.forEach((map, p) => {
          if (!map) return;
          expect(Math.abs((norms.frobenius[p] as number) - normOf(map))).toBeLessThan(1e-4 * Math.max(1, normOf(map)));
          const before = maps[p - 1];
          if (!before) return;
          measured++;
          const jump = normOf(map.map((slope, i) => slope - (before[i] as number)));
          expect(Math.abs((bends[p] as number) - jump)).toBeLessThan(1e-4 * Math.max(1, normOf(map)));
        });
      }),
      41,
      60,
    );
    expect(measured).toBeGreaterThan(300);
  });

  it('have bends that are the distances of maps, also where the winner of a contest changes', () => {
    holds(
      fc.property(seeds, (seed) => {
        const { network, x, random } = graphCase(seed);
        const walk = walkPath(network, [x, normals(random, x.length)]);
        const line = { origin: x, e1: normals(random, x.length), e2: new Float64Array(x.length) };
        const interval = partitionInterval(network, line, [-1, 1]);
        const bends = inputBends(network, intervalCells(interval, line));
        const { words } = interval.layout;
        const code = (p: number): Uint32Array => interval.codes.slice(p * words, (p + 1) * words);
        for (let p = 1; p + 1 < interval.vertices.length; p++) {
          const distance = mapDistance(network, code(p - 1), code(p));
          expect(Math.abs((bends[p] as number) - distance)).toBeLessThan(1e-9 * Math.max(1, distance));
        }
        // Two pieces of a path differ in their maps by as much as the slopes along it say at least.
        for (let p = 1; p + 1 < walk.knots.length; p++) {
          const size = network.outputSize;
          const slopes = [p - 1, p].map((piece) => walk.slopes.slice(piece * size, (piece + 1) * size));
          const jump = normOf([...(slopes[0] as Float64Array)].map((s, k) => s - (slopes[1]?.[k] as number)));
          const length = walk.legLengths[0] as number;
          const distance = mapDistance(network, codeAt(walk, p - 1), codeAt(walk, p));
          expect(jump).toBeLessThanOrEqual(distance * length + 1e-9 * Math.max(1, jump));
        }
      }),
      42,
      60,
    );
  });

  it('have gradients of the loss that are numerical ones, and decisions no nearer than the bound', () => {
    let attacked = 0;
    holds(
      fc.property(seeds, (seed) => {
        const { network, x, random } = graphCase(seed);
        const target = winningClass(forward(network, x));
        const gradient = gradientOf(lossGradient(network, x, target));
        for (const k of x.keys()) {
          const lossAt = (t: number): number =>
            classLoss(forward(network, x.with(k, (x[k] as number) + t)), target).loss;
          const slope = numericalSlope(lossAt);
          if (slope !== null) expect(Math.abs((gradient[k] as number) - slope)).toBeLessThan(1e-4);
        }
        const result = attack(network, x, { epsilon: 3, method: 'pgd', norm: '2', steps: 10, seed });
        const bounds = decisionBounds(network, result.iterates, result.best);
        for (let i = 0; i < 60; i++) {
          const direction = normals(random, x.length);
          const length = 0.999 * bounds.lower * random.uniform();
          if (!Number.isFinite(length)) break;
          const near = x.map((value, k) => value + (length * (direction[k] as number)) / normOf([...direction]));
          const f = forward(network, near);
          // Outputs that draw level to rounding have no winner.
          const lead = (f[target] as number) - Math.max(...f);
          expect(lead).toBeGreaterThan(-1e-9);
        }
        if (!bounds.upper) return;
        attacked++;
        expect(bounds.upper.distance).toBeGreaterThanOrEqual(bounds.lower * (1 - 1e-9));
        const change = firstClassChange(walkPath(network, [x, result.iterates[result.best] as Float64Array]));
        if (!change) return;
        const past = forward(network, pathPoint([x, result.iterates[result.best] as Float64Array], change.t));
        expect((past[change.to] as number) - Math.max(...past)).toBeGreaterThan(-1e-7);
      }),
      43,
      60,
    );
    expect(attacked).toBeGreaterThan(20);
  });

  it('have the distance to the nearest boundary that the nearest boundary has', () => {
    holds(
      fc.property(seeds, (seed) => {
        const { network, x, random } = graphCase(seed);
        const slice = { origin: x, e1: normals(random, x.length), e2: normals(random, x.length) };
        const at = boundaryDistance(network, slice, 'slice')(0, 0);
        const nearest = nearestBoundary(network, x, slice)?.distance ?? Number.POSITIVE_INFINITY;
        if (nearest === Number.POSITIVE_INFINITY) expect(at).toBe(nearest);
        else expect(Math.abs(at - nearest)).toBeLessThan(1e-9 * Math.max(1, nearest));
      }),
      44,
      120,
    );
  });
});
