import { describe, expect, it } from 'vitest';
import { denseNetwork, forward } from '../../../src/core/network';
import { partitionInterval } from '../../../src/core/partition';
import { axisSlice } from '../../../src/core/slice/slice';
import { EMPTY_LENS } from '../../../src/state/defaults';
import { FIRST_SOFT } from '../../../src/state/soft';
import { graphScales, valueAt } from '../../../src/views/interval/intervalGraph';
import { curvePoints, softCurve, softGates } from '../../../src/views/interval/softCurve';
import { SoftGraph } from '../../../src/views/interval/softGraph';
import { dense } from '../../support/build';

const slice = axisSlice(1);
/** f(x) = relu(2x) − relu(x − 1), by the activation given. */
const ramp = (activation: 'relu' | 'swish' = 'relu') =>
  denseNetwork('ramp', [dense([[2], [1]], [0, -1], { name: activation }), dense([[1, -1]], [0], { name: 'identity' })]);

const swish = (u: number, eta: number): number => u / (1 + Math.exp(-eta * u));
const closed = (x: number, eta: number): number => swish(2 * x, eta) - swish(x - 1, eta);

describe('the soft graph', () => {
  it('is that of the closed form, of the state’s β or the activations’ own', () => {
    for (const [network, beta, eta] of [
      [ramp(), 0.8, 4],
      [ramp('swish'), null, 1],
    ] as const) {
      const gates = softGates({ ...EMPTY_LENS, soft: { ...FIRST_SOFT, beta } }, { network });
      if (!gates) throw new Error('it is hard');
      const { inputs, values } = softCurve(network, gates, slice, [-3, 3], 100);
      expect(inputs).toHaveLength(51);
      expect([inputs[0], inputs.at(-1)]).toEqual([-3, 3]);
      for (const [i, x] of inputs.entries()) expect(values[i]).toBeCloseTo(closed(x, eta), 12);
    }
  });

  it('is none where the network is hard, and tends to the exact graph as β → 1', () => {
    const network = ramp();
    expect(softGates(EMPTY_LENS, { network })).toBeNull();
    expect(softGates({ ...EMPTY_LENS, soft: { ...FIRST_SOFT, beta: 1 } }, { network })).toBeNull();
    const exact = partitionInterval(network, slice, [-3, 3]);
    const gapAt = (beta: number): number => {
      const gates = softGates({ ...EMPTY_LENS, soft: { ...FIRST_SOFT, beta } }, { network });
      if (!gates) throw new Error('it is hard');
      const { inputs, values } = softCurve(network, gates, slice, [-3, 3], 300);
      return Math.max(...Array.from(inputs, (x, i) => Math.abs((values[i] as number) - valueAt(exact, 0, x))));
    };
    // A swish misses its ReLU by 0.2785/η at most.
    expect(gapAt(0.5)).toBeGreaterThan(0.1);
    expect(gapAt(0.999)).toBeLessThan((2 * 0.2785) / 999);
  });

  it('leaves a code that is read off out, as the exact graph does', () => {
    const network = { ...ramp('swish'), codeOutput: 'sigmoid' as const };
    const gates = softGates(EMPTY_LENS, { network });
    if (!gates) throw new Error('it is hard');
    const { inputs, values } = softCurve(network, gates, slice, [2, 3], 10);
    for (const [i, x] of inputs.entries()) expect(values[i]).toBeCloseTo(closed(x, 1), 12);
    expect(forward(network, [2])[0]).toBe(3);
  });

  it('fits into the axis, and is sampled anew only where something changed', () => {
    const network = ramp('swish');
    const pane = { width: 200, height: 100 };
    const lens = { ...EMPTY_LENS, viewport: { centre: [0, 0], span: 6 } } as const;
    const graph = new SoftGraph();
    const interval = partitionInterval(network, slice, [-3, 2]);
    const soft = graph.of(lens, { network, slice, interval }, pane);
    expect(graph.of({ ...lens, point: [1, 0] }, { network, slice, interval }, pane)).toBe(soft);
    expect(graph.of({ ...lens, viewport: { centre: [1, 0], span: 1 } }, { network, slice, interval }, pane)).not.toBe(
      soft,
    );
    if (!soft) throw new Error('it is hard');
    // Nothing is drawn where the exact graph is not.
    expect([soft.inputs[0], soft.inputs.at(-1)]).toEqual([-3, 2]);
    const scales = graphScales(interval, null, lens.viewport, pane, soft);
    const ys = curvePoints(soft, 0, scales).filter((_, i) => i % 2 === 1);
    expect(Math.min(...ys)).toBeGreaterThan(0);
    expect(Math.max(...ys)).toBeLessThan(100 - 16);
  });
});
