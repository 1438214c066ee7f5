/** The polytope of a spline code as half-spaces: one for each bound of each gated unit's piece. */
import { codeOf } from '../network/code';
import { preActivations } from '../network/forward';
import { gatesOf } from '../network/localMap';
import { codeLayout, type Network } from '../network/network';
import { rowNorm } from '../network/rows';
import { BoundList, type PerLayer, type UnitBound } from './boundList';
import { type LayerAffine, type UnitAffine, unitAffine } from './gradients';

/**
 * P = { x : n_i · y ≤ b_i for all i }, with y = x − origin, or y = Q (x − origin) where `basis` is Q: then P does not change
 * along what is orthogonal to the rows of Q. Normals are unit vectors, so that b_i − n_i·y is a distance.
 */
export interface HalfSpaces {
  readonly network: Network;
  readonly code: Uint32Array;
  readonly origin: Float64Array;
  /** Q, size × d with orthonormal rows; null where y has d coordinates. */
  readonly basis: Float64Array | null;
  /** Coordinates of y. */
  readonly size: number;
  readonly count: number;
  /** count × size, row-major. */
  readonly normals: Float64Array;
  readonly offsets: Float64Array;
  /** How far a normal and an offset may be off by rounding. */
  readonly normalNoise: Float64Array;
  readonly offsetNoise: Float64Array;
  readonly bounds: readonly UnitBound[];
  /** Bounds that no x meets, of units that are constant under this code: P is then empty. None for the code of an x. */
  readonly broken: readonly UnitBound[];
}

export interface HalfSpaceOptions {
  /** Coordinates in the row space of layer 1 where d is larger than its width. Not with a box, which lies in R^d. */
  readonly reduced?: boolean;
}

/** Half-spaces of the polytope of an input, about that input: offsets are its distances to the hyperplanes. */
export function halfSpacesAt(network: Network, x: ArrayLike<number>, options: HalfSpaceOptions = {}): HalfSpaces {
  return halfSpacesOf(network, codeOf(codeLayout(network), preActivations(network, x)), { ...options, origin: x });
}

/**
 * Half-spaces of the polytope of a code, which may be empty, about `origin` (0 by default). Clamped units and units without a
 * gradient give none. Cost: coordinates × the weights after layer 1.
 */
export function halfSpacesOf(
  network: Network,
  code: Uint32Array,
  options: HalfSpaceOptions & { readonly origin?: ArrayLike<number> } = {},
): HalfSpaces {
  const origin = Float64Array.from(options.origin ?? new Float64Array(network.inputSize));
  const list = new BoundList(codeLayout(network), code);
  const affine = unitAffine(network, gatesOf(network, code), origin, list.lastLayer, options.reduced ?? false);
  return { network, code, origin, basis: affine.basis, ...halfSpacesFrom(list, affine) };
}

type Rows = Omit<HalfSpaces, 'network' | 'code' | 'origin' | 'basis'>;

function halfSpacesFrom(list: BoundList, { columns: size, layers }: UnitAffine): Rows {
  const perLayer = (name: Exclude<keyof LayerAffine, 'layer'>): PerLayer => layers.map((layer) => layer[name]);
  const [gradients, gradientNoise] = [perLayer('gradients'), perLayer('gradientNoise')];
  const [values, valueNoise] = [perLayer('values'), perLayer('valueNoise')];
  const normals: Float64Array[] = [];
  const [offsets, normalNoise, offsetNoise]: [number[], number[], number[]] = [[], [], []];
  const [bounds, broken]: [UnitBound[], UnitBound[]] = [[], []];
  for (let i = 0; i < list.count; i++) {
    const normal = list.normal(i, gradients, size);
    const [slack, noise] = [list.slack(i, values), list.noise(i, valueNoise)];
    const [length, off] = [rowNorm(normal, 0, size), list.sum(i, gradientNoise)];
    if (!(length > off)) {
      if (slack < -noise) broken.push(list.bound(i));
      continue;
    }
    normals.push(normal.map((g) => g / length));
    offsets.push(slack / length);
    normalNoise.push(off / length);
    offsetNoise.push(noise / length);
    bounds.push(list.bound(i));
  }
  const count = normals.length;
  const flat = new Float64Array(count * size);
  normals.forEach((normal, i) => {
    flat.set(normal, i * size);
  });
  return {
    size,
    count,
    normals: flat,
    offsets: Float64Array.from(offsets),
    normalNoise: Float64Array.from(normalNoise),
    offsetNoise: Float64Array.from(offsetNoise),
    bounds,
    broken,
  };
}
