import { expect } from 'vitest';
import { codeEntries, forward, type Network, splineCode } from '../../src/core/network';
import type { PathWalk } from '../../src/core/path';

export type Vertices = readonly (readonly number[])[];

/** x(t) of a polyline; beyond its ends the first and last leg go on. */
export function pointAt(vertices: Vertices, t: number): number[] {
  const leg = Math.min(vertices.length - 2, Math.max(0, Math.floor(t)));
  const [a, b] = [vertices[leg], vertices[leg + 1]] as [number[], number[]];
  return a.map((value, k) => value + (t - leg) * ((b[k] as number) - value));
}

export const pieceCount = (walk: PathWalk): number => walk.knots.length - 1;

/** Pieces of units on piece `p`, one list a gated layer. */
export const entriesAt = ({ layout, codes }: PathWalk, p: number): number[][] =>
  codeEntries(layout, codes.slice(p * layout.words, (p + 1) * layout.words));

export const forwardEntries = (
  network: Network,
  x: readonly number[],
  { layout }: Pick<PathWalk, 'layout'>,
): number[][] => codeEntries(layout, splineCode(network, x));

export interface Listed {
  readonly t: number;
  readonly layer: number;
  readonly unit: number;
  readonly before: number;
  readonly after: number;
}

export const listed = ({ crossings: { t, layer, unit, before, after } }: Pick<PathWalk, 'crossings'>): Listed[] =>
  Array.from(t, (at, i) => ({
    t: at,
    layer: layer[i] as number,
    unit: unit[i] as number,
    before: before[i] as number,
    after: after[i] as number,
  }));

/** What must hold of any walk, whatever the network: checked against forward passes and the codes themselves. */
export function expectGoodWalk(network: Network, vertices: Vertices, walk: PathWalk, thin = 1e-9): void {
  const { knots, outputSize, values, slopes, crossingOffsets } = walk;
  const scale = Math.max(1, ...values.map(Math.abs));
  const all = listed(walk);
  for (let p = 0; p < pieceCount(walk); p++) {
    const [start, end] = [knots[p] as number, knots[p + 1] as number];
    const middle = (start + end) / 2;
    if (end - start > thin)
      expect(entriesAt(walk, p)).toEqual(forwardEntries(network, pointAt(vertices, middle), walk));
    for (const t of [start, middle, end]) {
      const f = forward(network, pointAt(vertices, t));
      f.forEach((value, k) => {
        const got = (values[p * outputSize + k] as number) + (t - start) * (slopes[p * outputSize + k] as number);
        expect(Math.abs(got - value)).toBeLessThanOrEqual(1e-9 * scale);
      });
    }
    const here = all.slice(crossingOffsets[p], crossingOffsets[p + 1]);
    if (p === 0) expect(here).toEqual([]);
    else expect(here).toEqual(changes(walk, p));
  }
  expect(crossingOffsets[pieceCount(walk)]).toBe(all.length);
}

/** The units in which piece p differs from the one before it, read from the two codes. */
function changes(walk: PathWalk, p: number): Listed[] {
  const before = entriesAt(walk, p - 1);
  return entriesAt(walk, p).flatMap((units, g) =>
    units.flatMap((after, unit) => {
      const old = before[g]?.[unit] as number;
      const { layer } = walk.layout.gated[g] as { layer: number };
      return old === after ? [] : [{ t: walk.knots[p] as number, layer, unit, before: old, after }];
    }),
  );
}
