/** Widths of soft boundaries: closed forms for layer 1, forward passes for later ones. */
import { describe, expect, it } from 'vitest';
import {
  type ActivationSpec,
  type Boundary,
  denseNetwork,
  nearestBoundary,
  preActivations,
} from '../../../src/core/network';
import { initialiseNetwork } from '../../../src/core/network/initialise';
import { pointInInput, type Slice } from '../../../src/core/slice/slice';
import { type BoundaryCut, boundaryCut, etaOf, softness, softPass } from '../../../src/core/soft';
import { dense, seeded } from '../../support/build';

const SLANTED: Slice = {
  origin: Float64Array.of(0.1, -0.2, 0.3),
  e1: Float64Array.of(1, 0.5, 0),
  e2: Float64Array.of(0.3, 1, -0.7),
};

const entropy = (t: number): number => -t * Math.log(t) - (1 - t) * Math.log(1 - t);
const sigma = (a: number): number => 1 / (1 + Math.exp(-a));

const small = (activation: ActivationSpec) =>
  initialiseNetwork({ name: 'small', widths: [3, 4, 4, 2], activation, seed: 5, scheme: 'he', bias: 0.4 });

const FIRST = {
  x: pointInInput(SLANTED, [0.2, -0.1]),
  boundary: { layer: 1, unit: 0, threshold: 0, distance: 0 },
};

type Small = ReturnType<typeof small>;

/** An input of the slice whose nearest boundary within it is of a unit of layer 2. */
function nearLater(network: Small): { readonly x: Float64Array; readonly boundary: Boundary } {
  const random = seeded(8);
  for (let k = 0; k < 500; k++) {
    const x = pointInInput(SLANTED, [2 * random() - 1, 2 * random() - 1]);
    const boundary = nearestBoundary(network, x, SLANTED);
    if (boundary?.layer === 2) return { x, boundary };
  }
  throw new Error('no boundary of layer 2');
}

function cut(network: Small, beta: number, where = FIRST): BoundaryCut {
  const { x, boundary } = where;
  const request = { x, slice: SLANTED, preActivations: preActivations(network, x), boundary, reach: 40 };
  const found = boundaryCut(network, softness(network, { beta }), request);
  if (!found) throw new Error('no cut');
  return found;
}

const widthOf = ({ half }: BoundaryCut): number => (half ? half[1] - half[0] : Number.NaN);

describe('a cut across a soft boundary', () => {
  it.each([0.3, 0.5, 0.8, 0.95, 0.999])('of a unit of layer 1 at β = %f has the width that its slope says', (beta) => {
    const found = cut(small({ name: 'relu' }), beta);
    const [left, right] = found.half as readonly [number, number];
    // The unit's z along the cut is (place − hard) · ‖∇z‖ exactly.
    for (const end of [left, right]) {
      const t = sigma(etaOf(beta) * (end - found.hard) * found.steepness);
      expect(entropy(t)).toBeCloseTo(Math.LN2 / 2, 9);
    }
    expect(found.centre).toBeCloseTo(found.hard, 9);
    expect(widthOf(found) / found.expected).toBeCloseTo(1, 9);
    expect(widthOf(found) * etaOf(beta) * found.steepness).toBeCloseTo(2 * 2.090456507088288, 7);
  });

  it('of a GELU is that of Φ, and of an abs half as wide as of a ReLU', () => {
    const gelu = cut(small({ name: 'gelu' }), 0.5);
    expect(widthOf(gelu) * gelu.steepness).toBeCloseTo(2 * 1.2263799464386433, 7);
    expect(widthOf(cut(small({ name: 'abs' }), 0.5)) / widthOf(cut(small({ name: 'relu' }), 0.5))).toBeCloseTo(0.5, 9);
  });

  it.each([0.9, 0.97, 0.995])(
    'of a later unit at β = %f has the half entropy at its ends by a forward pass',
    (beta) => {
      const network = small({ name: 'relu' });
      const gates = softness(network, { beta });
      const where = nearLater(network);
      const { x, boundary } = where;
      const found = cut(network, beta, where);
      const { centre, half } = found;
      if (centre === null || !half) throw new Error('no width');
      const v = normal(network, x, boundary.unit);
      const at = (place: number) =>
        softPass(
          network,
          gates,
          x.map((value, k) => value + place * (v[k] as number)),
        );
      expect(at(centre).preActivations[1]?.[boundary.unit]).toBeCloseTo(0, 9);
      expect(at(centre).codes[1]?.entropies[boundary.unit]).toBeCloseTo(Math.LN2, 9);
      for (const end of half) expect(at(end).codes[1]?.entropies[boundary.unit]).toBeCloseTo(Math.LN2 / 2, 9);
      found.places.forEach((place, i) => {
        expect(found.unit[i]).toBeCloseTo(at(place).codes[1]?.entropies[boundary.unit] as number, 9);
      });
    },
  );

  it('becomes the hard boundary as β → 1', () => {
    const network = small({ name: 'relu' });
    const found = cut(network, 0.99999, nearLater(network));
    expect(found.centre).toBeCloseTo(found.hard, 3);
    expect(widthOf(found) / found.expected).toBeCloseTo(1, 2);
  });

  it('has no halves where the gate is hard, or knows no sides', () => {
    for (const beta of [0, 1]) {
      const found = cut(small({ name: 'relu' }), beta);
      expect(found.half).toBeNull();
      expect(new Set(found.unit)).toEqual(new Set([beta === 0 ? Math.LN2 : 0]));
    }
  });

  it('is none of a unit that is constant within the slice', () => {
    const network = denseNetwork('flat', [dense([[0, 0, 0]], [1]), dense([[1]], [0], { name: 'identity' })]);
    const x = pointInInput(SLANTED, [0, 0]);
    const boundary = { layer: 1, unit: 0, threshold: 0, distance: 1 };
    const request = { x, slice: SLANTED, preActivations: preActivations(network, x), boundary, reach: 1 };
    expect(boundaryCut(network, softness(network, { beta: 0.5 }), request)).toBeNull();
  });
});

/** The unit vector within the slice along which a unit of layer 2 rises fastest, by finite differences. */
function normal(network: Small, x: Float64Array, unit: number): number[] {
  const z = (at: ArrayLike<number>): number => preActivations(network, at)[1]?.[unit] as number;
  const step = 1e-6;
  // An orthonormal pair of the slice.
  const length = (v: readonly number[]): number => Math.sqrt(v.reduce((sum, value) => sum + value * value, 0));
  const first = Array.from(SLANTED.e1, (value) => value / length([...SLANTED.e1]));
  const along = first.reduce((sum, value, k) => sum + value * (SLANTED.e2[k] as number), 0);
  const rest = Array.from(SLANTED.e2, (value, k) => value - along * (first[k] as number));
  const second = rest.map((value) => value / length(rest));
  const slope = (v: readonly number[]): number =>
    (z(x.map((value, k) => value + step * (v[k] as number))) -
      z(x.map((value, k) => value - step * (v[k] as number)))) /
    (2 * step);
  const [a, b] = [slope(first), slope(second)];
  const sum = first.map((value, k) => a * value + b * (second[k] as number));
  return sum.map((value) => value / length(sum));
}
