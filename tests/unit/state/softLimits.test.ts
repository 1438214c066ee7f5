/** The soft code at the selected input: of graphs, and where it is too much for the page's thread. */
import { describe, expect, it } from 'vitest';
import { denseNetwork, weightsOf } from '../../../src/core/network/network';
import { EMPTY_LENS, emptySession } from '../../../src/state/defaults';
import { agreementQuestion } from '../../../src/state/softAgreement';
import { FIRST_SOFT } from '../../../src/state/softFirst';
import { areMapsCheap, type SoftPoint, softPoint } from '../../../src/state/softInspection';
import type { Inspection, LensStore } from '../../../src/state/types';
import { opened } from './support';

describe('the soft code at the selected input', () => {
  it('of largest values of many has at most ln of their entrants, which all alike have', async () => {
    const page = await opened('moons');
    const rows = (count: number, shift: number) =>
      Array.from({ length: count }, (_, j) => [Math.sin(3 * j + shift), Math.sin(3 * j + 2 + shift)]);
    const nodes = [
      { name: 'x', op: 'input', shape: [2] },
      { name: 'first', op: 'dense', inputs: ['x'], units: 8, weights: rows(8, 0) },
      { name: 'pairs', op: 'reshape', inputs: ['first'], shape: [2, 4] },
      { name: 'largest', op: 'reduceMax', inputs: ['pairs'], axes: [1] },
      { name: 'relu', op: 'activation', inputs: ['largest'], activation: 'relu' },
      { name: 'out', op: 'dense', inputs: ['relu'], units: 1, weights: rows(1, 2) },
    ];
    expect(await page.actions.importNetwork(JSON.stringify({ name: 'maxout', nodes, output: 'out' }), 'm.json')).toBe(
      true,
    );
    page.actions.setSoft({ beta: 0 });
    await page.api.idle();
    const { entropy, most } = softPoint(page.controller.store.getState()) as SoftPoint;
    expect(most.total).toBeCloseTo(2 * Math.log(4) + 2 * Math.LN2, 12);
    expect(entropy.total).toBeCloseTo(most.total, 12);
  });

  it('is not made of so many units that a pass takes too long, which are not compared either', () => {
    const wide = (units: number): LensStore => {
      const weights = new Float64Array(units).fill(0.5);
      const hidden = { kind: 'dense', inputSize: 1, outputSize: units, weights, bias: weights } as const;
      const readOut = { kind: 'dense', inputSize: units, outputSize: 1, weights, bias: Float64Array.of(0) } as const;
      const network = denseNetwork('wide', [
        { ...hidden, activation: { name: 'relu' } },
        { ...readOut, activation: { name: 'identity' } },
      ]);
      const preActivations = network.layers.map(({ outputSize }) => new Float64Array(outputSize));
      const inspection = { x: Float64Array.of(0), preActivations } as unknown as Inspection;
      const session = { ...emptySession(), network, inspection };
      return { lens: { ...EMPTY_LENS, soft: FIRST_SOFT }, session, actions: {} as LensStore['actions'] };
    };
    expect(softPoint(wide(200_001))).toBeNull();
    expect(agreementQuestion(wide(200_001))).toBeNull();
    expect(softPoint(wide(10))?.pass.codes).toHaveLength(1);
    expect(agreementQuestion(wide(10))?.betas).toEqual({ beta: 0.5, layers: [] });
  });

  it('has dear maps behind convolutions, though their weights are few', async () => {
    const page = await opened('moons');
    const nodes = [
      { name: 'x', op: 'input', shape: [1, 24, 24] },
      {
        name: 'conv',
        op: 'conv',
        inputs: ['x'],
        filters: 1,
        kernel: [3, 3],
        pads: [1, 1, 1, 1],
        channels: 'first',
        weights: [
          [
            [
              [1, 0, -1],
              [2, 1, -2],
              [1, 0.5, -1],
            ],
          ],
        ],
      },
      { name: 'relu', op: 'activation', inputs: ['conv'], activation: 'relu' },
      { name: 'flat', op: 'reshape', inputs: ['relu'], shape: [576] },
      { name: 'out', op: 'crop', inputs: ['flat'], starts: [0], sizes: [40] },
    ];
    expect(await page.actions.importNetwork(JSON.stringify({ name: 'c', nodes, output: 'out' }), 'c.json')).toBe(true);
    const { network } = page.session();
    expect(network.layers.reduce((sum, of) => sum + weightsOf(of), 0) * network.outputSize).toBeLessThan(2e5);
    expect(areMapsCheap(network)).toBe(false);
  });
});
