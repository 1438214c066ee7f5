import { describe, expect, it } from 'vitest';
import { exactNetwork } from '../../../src/core/graph';
import { codesEqual, forward, splineCode } from '../../../src/core/network';
import { writeEntry } from '../../../src/core/network/entries';
import type { GatedLayer } from '../../../src/core/network/network';
import { type LongWalk, outputsAt, pathPoint, startLongWalk } from '../../../src/core/path';
import { modelGraph, realInputs } from './models';

/** Of the way from one input to the other: some crossings, not millions. */
const SHARE = 8e-6;

describe('a path between two inputs of the residual network on 224 × 224', () => {
  it('has on each piece the code and the outputs of a forward pass at its middle', { timeout: 300_000 }, async () => {
    const { network } = exactNetwork(await modelGraph('symbols'));
    const [a, b] = realInputs('symbols').points as [Float64Array, Float64Array];
    const vertices = [a, a.map((value, i) => value + SHARE * ((b[i] as number) - value))];
    const run = startLongWalk(network, vertices);
    expect(run.advance(() => false)).toBe(true);
    const walk = run.part() as LongWalk;
    const { layout, knots, crossings, crossingOffsets } = walk;
    expect(walk.reached).toBe(1);
    expect(crossings.t.length).toBeGreaterThan(8);
    const code = walk.ends[0].slice();
    for (let piece = 0; piece + 1 < knots.length; piece++) {
      for (let i = crossingOffsets[piece] as number; i < (crossingOffsets[piece + 1] as number); i++) {
        const gated = layout.gated.find(({ layer }) => layer === crossings.layer[i]) as GatedLayer;
        const bit = gated.firstBit + (crossings.unit[i] as number) * gated.bits;
        writeEntry(code, 0, bit, gated.bits, crossings.after[i] as number);
      }
      const middle = ((knots[piece] as number) + (knots[piece + 1] as number)) / 2;
      const x = pathPoint(vertices, middle);
      expect(codesEqual(code, splineCode(network, x))).toBe(true);
      const outputs = outputsAt(walk, middle);
      const scale = Math.max(...outputs.map(Math.abs));
      const worst = forward(network, x).reduce(
        (most, value, k) => Math.max(most, Math.abs(value - (outputs[k] as number))),
        0,
      );
      expect(worst).toBeLessThan(1e-9 * scale);
    }
    expect(codesEqual(code, walk.ends[1])).toBe(true);
  });
});
