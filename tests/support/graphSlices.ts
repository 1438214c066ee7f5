/** Slices of networks of random graphs, and what forward passes alone say of them. */
import { codeLayout, forward, type Network, preActivations } from '../../src/core/network';
import { beginsContest } from '../../src/core/network/contest';
import { type CellComplex, partition } from '../../src/core/partition';
import { type Slice, square } from '../../src/core/slice/slice';
import { graphCase, normals } from './graphNetworks';

export const DOMAIN = square(1.5);

export interface Case {
  readonly network: Network;
  readonly slice: Slice;
  readonly complex: CellComplex;
}

export function sliceCase(seed: number): Case {
  const { network, x, random } = graphCase(seed);
  // Orthonormal axes: lengths in the slice are those of its coordinates.
  const first = normals(random, x.length);
  const length = Math.hypot(...first);
  const e1 = first.map((value) => value / length);
  const other = normals(random, x.length);
  const along = other.reduce((sum, value, i) => sum + value * (e1[i] as number), 0);
  const rest = other.map((value, i) => value - along * (e1[i] as number));
  const left = Math.hypot(...rest);
  const slice = { origin: x, e1, e2: rest.map((value) => value / left) };
  return { network, slice, complex: partition(network, slice, DOMAIN) };
}

export const codeOfFace = ({ codes, layout }: CellComplex, face: number): Uint32Array =>
  codes.slice(face * layout.words, (face + 1) * layout.words);

export const centroid = ({ centroids }: CellComplex, face: number): readonly [number, number] => [
  centroids[2 * face] as number,
  centroids[2 * face + 1] as number,
];

/** Units outside contests on other pieces, and windows of contests with other winners, of two forward passes. */
export function differences(network: Network, a: Float64Array, b: Float64Array): { units: number; windows: number } {
  const [za, zb] = [preActivations(network, a), preActivations(network, b)];
  const at = (z: readonly Float64Array[], layer: number, unit: number) => z[layer - 1]?.[unit] as number;
  let [units, windows] = [0, 0];
  for (const gated of codeLayout(network).gated) {
    const { layer, size, activation, contest } = gated;
    if (!contest) {
      const piece = (z: number) => activation.thresholds.filter((t) => z > t).length;
      for (let j = 0; j < size; j++) if (piece(at(za, layer, j)) !== piece(at(zb, layer, j))) units++;
    } else if (beginsContest(gated) && contest.entrants) {
      const { starts, units: entrants } = contest.entrants;
      for (let w = 0; w + 1 < starts.length; w++) {
        const window = Array.from(entrants.subarray(starts[w], starts[w + 1]));
        const winner = (z: readonly Float64Array[]) =>
          window.reduce((best, unit) => (at(z, layer, unit) > at(z, layer, best) ? unit : best));
        if (winner(za) !== winner(zb)) windows++;
      }
    }
  }
  return { units, windows };
}

/** Whether any value is so near a threshold that its piece is a matter of rounding. */
export const isOpen = (network: Network, x: Float64Array): boolean => {
  const z = preActivations(network, x);
  return codeLayout(network).gated.some(({ layer, size, activation }) =>
    (z[layer - 1] as Float64Array)
      .subarray(0, size)
      .some((value) => activation.thresholds.some((t) => Math.abs(value - t) < 1e-11)),
  );
};

/** The Jacobian along some directions by differences, outputs × directions; null where a boundary is too near. */
export function numericalMap(
  network: Network,
  x: Float64Array,
  directions: readonly Float64Array[],
): Float64Array | null {
  const slopes = directions.map((direction) => {
    const at = (t: number) =>
      forward(
        network,
        x.map((value, i) => value + t * (direction[i] as number)),
      );
    const [wide, narrow] = [1e-5, 1e-6].map((h) => {
      const before = at(-h);
      return at(h).map((value, r) => (value - (before[r] as number)) / (2 * h));
    }) as [Float64Array, Float64Array];
    return wide.every((value, r) => Math.abs(value - (narrow[r] as number)) <= 1e-6 * Math.max(1, Math.abs(value)))
      ? wide
      : null;
  });
  if (slopes.some((column) => column === null)) return null;
  return Float64Array.from({ length: network.outputSize * directions.length }, (_, i) => {
    return slopes[i % directions.length]?.[Math.floor(i / directions.length)] as number;
  });
}

/** The axes of R^n. */
export const axes = (n: number): Float64Array[] =>
  Array.from({ length: n }, (_, i) => new Float64Array(n).fill(1, i, i + 1));

export const distance = (a: Float64Array, b: Float64Array): number =>
  Math.hypot(...a.map((v, i) => v - (b[i] as number)));
