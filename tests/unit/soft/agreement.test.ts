import { describe, expect, it } from 'vitest';
import { forward, type Network, preActivations } from '../../../src/core/network';
import { initialiseNetwork } from '../../../src/core/network/initialise';
import { axisSlice, type Polygon } from '../../../src/core/slice/slice';
import { type Agreement, agreementSteps, gatesOf, type Softness } from '../../../src/core/soft';

const network = initialiseNetwork({
  name: 'x',
  widths: [2, 8, 8, 2],
  activation: { name: 'relu' },
  seed: 5,
  scheme: 'he',
  bias: 0.4,
});

const gates = (beta: number, of: Network = network): Softness => gatesOf(of, { beta, layers: [] });
const triangle: Polygon = [
  [-1, -1],
  [2, -1],
  [-1, 1],
];

function compare(betas: readonly number[], beyond: number, domain = triangle, of = network): Agreement {
  const slice = axisSlice(of.inputSize);
  const job = { network: of, slice, domain, beyond: gates(beyond, of), gates: betas.map((b) => gates(b, of)) };
  const steps = agreementSteps({ ...job, count: 300, seed: 2 });
  const shares: number[] = [];
  for (;;) {
    const next = steps.next();
    if (next.done) {
      expect(shares.at(-1)).toBe(1);
      return next.value;
    }
    shares.push(next.value);
  }
}

describe('soft and hard away from the boundaries', () => {
  it('differ the less the larger β is, and by nothing at 1', () => {
    const { places, drawn, output, map } = compare([0.5, 0.9, 0.99, 0.999, 1], 0.99);
    expect(drawn).toBe(300);
    expect(places).toBeGreaterThan(20);
    expect(places).toBeLessThan(300);
    for (const values of [output, map]) {
      for (let i = 1; i < values.length; i++) expect(values[i]).toBeLessThanOrEqual(values[i - 1] as number);
      expect(values[0]).toBeGreaterThan(1e-2);
      expect(values[3]).toBeLessThan(1e-12);
      expect(values[4]).toBe(0);
    }
  });

  it('hard gates have no width: all places count; linear ones have no end: none does', () => {
    expect(compare([1], 1).places).toBe(300);
    expect(compare([1], 0)).toMatchObject({ places: 0, output: [0], map: [0] });
  });

  it('the bound on a place is met: each unit’s gate is certain to 1.6 %', () => {
    // Of one unit whose boundary is x = 0, the width on both sides is left out, and the largest difference is next to it.
    const line = initialiseNetwork({
      name: 'x',
      widths: [1, 1, 1],
      activation: { name: 'relu' },
      seed: 1,
      scheme: 'he',
      bias: 0,
    });
    const weight = preActivations(line, [1])[0]?.[0] as number;
    const eta = 0.9 / (1 - 0.9);
    const width = (2 * 2.090456507088288) / eta / Math.abs(weight);
    const { places, output } = compare(
      [0.9],
      0.9,
      [
        [-4 * width, 0],
        [4 * width, 0],
      ],
      line,
    );
    expect(places / 300).toBeGreaterThan(0.65);
    expect(places / 300).toBeLessThan(0.85);
    const scale = Math.abs(forward(line, [Math.sign(weight)])[0] as number);
    const atWidth = (scale * width) / (1 + Math.exp(2 * 2.090456507088288));
    expect(output[0]).toBeLessThanOrEqual(atWidth);
    expect(output[0]).toBeGreaterThan(0.7 * atWidth);
  });
});
