import { describe, expect, it } from 'vitest';
import { lowerGraph } from '../../../src/core/graph';
import { forward, type Network, preActivations } from '../../../src/core/network';
import { initialiseNetwork } from '../../../src/core/network/initialise';
import { axisSlice, type Polygon } from '../../../src/core/slice/slice';
import {
  type Agreement,
  agreementSteps,
  agreementStudy,
  gatesOf,
  type SoftAgreement,
  type Softness,
} from '../../../src/core/soft';
import { readGraphJson } from '../../../src/formats/graphJson';

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

function study(of: Network, beta: number | null): SoftAgreement {
  const steps = agreementStudy({
    network: of,
    slice: axisSlice(of.inputSize),
    domain: triangle,
    betas: { beta, layers: [] },
  });
  for (;;) {
    const next = steps.next();
    if (next.done) return next.value;
  }
}

describe('the proof that β → 1 is the hard network', () => {
  it('leaves out the width at β = 0.99 where units are few, with the numbers of the steps', () => {
    const { betas, beyond, places, drawn, output, map } = study(network, 0.5);
    expect(betas).toEqual([null, 0.9, 0.99, 0.999, 0.9999, 1]);
    expect(beyond).toBe(0.99);
    expect(drawn).toBe(400);
    const slice = axisSlice(network.inputSize);
    const steps = agreementSteps({
      network,
      slice,
      domain: triangle,
      beyond: gates(0.99),
      gates: [0.5, 0.9, 0.99, 0.999, 0.9999, 1].map((beta) => gates(beta)),
      count: 400,
      seed: 1,
    });
    let next = steps.next();
    while (!next.done) next = steps.next();
    expect(next.value).toEqual({ places, drawn, output, map });
  });

  it('narrows the width where units are so many that no place is beyond it, and still has places to compare', () => {
    const wide = initialiseNetwork({
      name: 'x',
      widths: [2, 500, 500, 2],
      activation: { name: 'relu' },
      seed: 5,
      scheme: 'he',
      bias: 0.4,
    });
    const { betas, beyond, places, drawn, output, map } = study(wide, 0.5);
    expect(beyond).toBeGreaterThan(0.99);
    expect(places).toBeGreaterThanOrEqual(drawn / 20);
    expect(drawn).toBeLessThan(400);
    expect(betas[0]).toBeNull();
    expect(betas.at(-1)).toBe(1);
    for (const values of [output, map]) {
      expect(values[0]).toBeGreaterThan(1e-2);
      expect(values.at(-1)).toBe(0);
      // Where that β is in force itself, each gate is certain to 1.6 %.
      expect(values[betas.indexOf(beyond) + 1]).toBeLessThan(1e-2 * (values[0] as number));
    }
  });

  it('counts places where the largest of equal values is taken: they have no boundary there', () => {
    // The first two are the same all over the plane, as the empty ground of pictures is.
    const twice = [
      [1, -0.5],
      [1, -0.5],
      [0.3, 1],
    ];
    const nodes = [
      { name: 'x', op: 'input', shape: [2] },
      { name: 'first', op: 'dense', inputs: ['x'], units: 3, weights: twice, bias: [0.2, 0.2, -0.1] },
      { name: 'largest', op: 'reduceMax', inputs: ['first'], axes: [0], keep: true },
      { name: 'out', op: 'dense', inputs: ['largest'], units: 1, weights: [[2]] },
    ];
    const read = readGraphJson(JSON.stringify({ name: 'equal', nodes, output: 'out' }));
    if (!read.ok) throw new Error(read.error.message);
    const { beyond, places, drawn, output, map } = study(lowerGraph(read.graph), 0.5);
    expect(beyond).toBe(0.99);
    expect(places).toBeGreaterThan(drawn / 2);
    expect(output[0]).toBeGreaterThan(0.1);
    expect([output[3], map[3]].map((value) => (value as number) < 1e-12)).toEqual([true, true]);
    expect([output.at(-1), map.at(-1)]).toEqual([0, 0]);
  });

  it('counts from the β in force where that is larger, and compares nothing but it where all is hard', () => {
    const near = study(network, 0.995);
    expect(near.beyond).toBe(0.995);
    expect(near.betas).toEqual([null, 0.999, 0.9999, 0.99999, 1]);
    expect(study(network, 1)).toMatchObject({ betas: [null], places: 400, output: [0], map: [0] });
    expect(study(network, null)).toMatchObject({ betas: [null], places: 400, output: [0], map: [0] });
  });
});
