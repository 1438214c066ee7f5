import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/core/math/random';
import { type ActivationSpec, localAffineMap, type Network, splineCode, tailNetwork } from '../../../src/core/network';
import { piecewiseLinear } from '../../../src/core/network/activation';
import { layerPieces } from '../../../src/core/network/held';
import { initialiseNetwork } from '../../../src/core/network/initialise';
import { mapOnSlice } from '../../../src/core/network/localMap';
import { metric, pointInInput, type Slice } from '../../../src/core/slice/slice';
import {
  codeEntropy,
  gatesOf,
  likelyCodes,
  quantityFault,
  type SoftQuantity,
  softMap,
  softPass,
  softQuantity,
  softUnit,
} from '../../../src/core/soft';

const network = (activation: ActivationSpec, seed: number): Network =>
  initialiseNetwork({ name: 'x', widths: [3, 6, 5, 2], activation, seed, scheme: 'he', bias: 0.4 });

function slice(seed: number): Slice {
  const random = createRandom(seed);
  const draw = (): Float64Array => Float64Array.from({ length: 3 }, () => random.normal());
  return { origin: draw(), e1: draw(), e2: draw() };
}

const PLACES: readonly (readonly [number, number])[] = [
  [0.2, -0.4],
  [1.3, 0.7],
  [-2, 0.1],
];

/** ‖ΔA E‖_F with E made orthonormal by Gram–Schmidt, from the whole matrices. */
function distanceByMatrices(net: Network, plane: Slice, beta: number, place: readonly [number, number]): number {
  const x = pointInInput(plane, place);
  const soft = mapOnSlice(softMap(net, softPass(net, gatesOf(net, { beta, layers: [] }), x)), plane);
  const hard = mapOnSlice(localAffineMap(net, splineCode(net, x)), plane);
  const { g11, g12, g22 } = metric(plane);
  const first = Math.sqrt(g11);
  const second = Math.sqrt(g22 - (g12 * g12) / g11);
  let sum = 0;
  for (let r = 0; r < soft.rows; r++) {
    const along = (soft.A[2 * r] as number) - (hard.A[2 * r] as number);
    const across = (soft.A[2 * r + 1] as number) - (hard.A[2 * r + 1] as number);
    sum += (along / first) ** 2 + ((across - (g12 / g11) * along) / second) ** 2;
  }
  return Math.sqrt(sum);
}

describe('numbers of soft fields', () => {
  it.each(['relu', 'leakyRelu', 'abs', 'hardTanh'] as const)('%s: the distance is that of the two matrices', (name) => {
    const net = network({ name }, 3);
    const plane = slice(4);
    for (const beta of [0, 0.5, 0.9])
      for (const place of PLACES) {
        const at = softQuantity(net, gatesOf(net, { beta, layers: [] }), plane, { kind: 'distance' });
        expect(at(...place)).toBeCloseTo(distanceByMatrices(net, plane, beta, place), 10);
      }
    const hard = softQuantity(net, gatesOf(net, { beta: 1, layers: [] }), plane, { kind: 'distance' });
    for (const place of PLACES) expect(hard(...place)).toBe(0);
  });

  it('likeliest is the probability of the first of the likely codes; entropies add up; active units are Σ t', () => {
    const net = network({ name: 'relu' }, 5);
    const plane = slice(6);
    const gates = gatesOf(net, { beta: 0.5, layers: [] });
    const at = (quantity: SoftQuantity, place: readonly [number, number]): number =>
      softQuantity(net, gates, plane, quantity)(...place);
    for (const place of PLACES) {
      const pass = softPass(net, gates, pointInInput(plane, place));
      const [first] = likelyCodes(net, pass, 1);
      expect(Math.log(at({ kind: 'likeliest' }, place))).toBeCloseTo(first?.logProbability ?? NaN, 10);
      const all = at({ kind: 'entropy', layer: null, unit: null }, place);
      expect(all).toBeCloseTo(codeEntropy(pass).total, 12);
      const layers = [1, 2].map((layer) => at({ kind: 'entropy', layer, unit: null }, place));
      expect(layers.reduce((sum, value) => sum + value)).toBeCloseTo(all, 12);
      const units = Array.from({ length: 5 }, (_, unit) => at({ kind: 'entropy', layer: 2, unit }, place));
      expect(units.reduce((sum, value) => sum + value)).toBeCloseTo(layers[1] as number, 12);
      const t = pass.codes.flatMap(({ probabilities }) => Array.from(probabilities).filter((_, i) => i % 2 === 1));
      expect(at({ kind: 'active' }, place)).toBeCloseTo(
        t.reduce((sum, value) => sum + value),
        12,
      );
    }
  });

  it('layers of a β each are counted in the whole network, and what does not exist is said', () => {
    const whole = network({ name: 'relu' }, 8);
    const tail = tailNetwork(whole, 2);
    expect(gatesOf(tail, { beta: null, layers: [0.1, 0.5] }).map((gate) => gate?.eta)).toEqual([1, undefined]);
    expect(quantityFault(tail, { kind: 'entropy', layer: 1, unit: 4 })).toBeNull();
    expect(quantityFault(tail, { kind: 'entropy', layer: 1, unit: 5 })).toBe('unit 5 of layer 2 does not exist');
    expect(quantityFault(tail, { kind: 'entropy', layer: 0, unit: null })).toMatch(/^layer 1 .* is not sliced/);
    expect(quantityFault(tail, { kind: 'output', index: 2 })).toBe('output 2 does not exist');
  });

  it('a piece for units held beyond the activation has no probability', () => {
    const activation = { name: 'leakyRelu', alpha: 0.1 } as const;
    const f = layerPieces({ activation, held: Int8Array.of(-1, 2) });
    const p = new Float64Array(3);
    const gate = { kind: 'logistic', eta: 2, entropic: false } as const;
    const { slope, entropy } = softUnit(f, gate, 0.3, p, 0);
    const own = new Float64Array(2);
    expect({ slope, entropy }).toEqual(
      (({ slope, entropy }) => ({ slope, entropy }))(softUnit(piecewiseLinear(activation), gate, 0.3, own, 0)),
    );
    expect([...p]).toEqual([...own, 0]);
  });
});
