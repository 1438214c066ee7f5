import { describe, expect, it } from 'vitest';
import { layerDistance } from '../../../src/core/analysis/codeDistance';
import { exactNetwork } from '../../../src/core/graph';
import { createRandom } from '../../../src/core/math/random';
import { codeLayout, codesEqual, forward, splineCode } from '../../../src/core/network';
import { writeEntry } from '../../../src/core/network/entries';
import type { GatedLayer } from '../../../src/core/network/network';
import {
  classPairs,
  type LongWalk,
  outputsAt,
  pathPoint,
  startClassDensity,
  startLongWalk,
} from '../../../src/core/path';
import { modelGraph, realInputs } from './models';

const SEED = 3;
const LOOKS = 12;

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

describe('a pair of inputs of that network', () => {
  it('has, on the part of its line that is drawn, the crossings that codes beside each other show', {
    timeout: 300_000,
  }, async () => {
    const { network } = exactNetwork(await modelGraph('symbols'));
    const [a, b] = realInputs('symbols').points as [Float64Array, Float64Array];
    // The third is of another class, so that there could be pairs of both kinds; the first pair is within.
    const inputs = Float64Array.from([...a, ...b, ...b]);
    const points = { inputs, inputSize: a.length, count: 3, labels: [0, 0, 1] };
    const layout = codeLayout(network);
    const distance = (one: Uint32Array, other: Uint32Array): number =>
      layout.gated.reduce((sum, gated) => sum + layerDistance(layout, gated, one, 0, other, 0), 0);
    const walkedUnits = 4;
    const run = startClassDensity(network, points, { pairs: 1, seed: SEED, layers: [0], walkedUnits });
    let pauses = 0;
    while (!run.advance(1, () => true)) pauses++;
    expect(pauses).toBeGreaterThan(20);
    const [layer] = run.summary().layers;
    const length = Math.hypot(...a.map((value, i) => (b[i] as number) - value));
    const { a: from, b: to } = classPairs(points, SEED).next();
    const [x, y] = [from, to].map((i) => inputs.subarray(i * a.length, (i + 1) * a.length)) as [
      Float64Array,
      Float64Array,
    ];
    const codeAt = (share: number) =>
      splineCode(
        network,
        x.map((value, i) => value + share * ((y[i] as number) - value)),
      );
    const hamming = distance(codeAt(0), codeAt(1));
    expect((layer?.hamming.within.mean as number) * length).toBeCloseTo(hamming, 6);
    const parts = Math.floor(hamming / walkedUnits);
    expect(layer?.walked).toBeCloseTo(1 / parts, 12);
    // From code to code: no more than all crossings, and nearly all of so few.
    const part = createRandom(~SEED >>> 0).below(parts);
    const codes = Array.from({ length: LOOKS + 1 }, (_, i) => codeAt((part + i / LOOKS) / parts));
    const seen = codes.slice(1).reduce((sum, code, i) => sum + distance(codes[i] as Uint32Array, code), 0);
    const counted = ((layer?.crossings?.within.mean as number) * length) / parts;
    expect(counted).toBeCloseTo(Math.round(counted), 6);
    expect(seen).toBeGreaterThan(2);
    expect(counted).toBeGreaterThanOrEqual(seen - 1e-6);
    expect(counted).toBeLessThanOrEqual(1.5 * seen);
  });
});
