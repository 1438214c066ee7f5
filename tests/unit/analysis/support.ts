import * as fc from 'fast-check';
import {
  type ActivationSpec,
  codeEntries,
  denseNetwork,
  localAffineMap,
  type Network,
} from '../../../src/core/network';
import { type AffineMap, mapOnSlice } from '../../../src/core/network/localMap';
import { type CellComplex, partition } from '../../../src/core/partition';
import { metric, type Slice, square } from '../../../src/core/slice/slice';
import { dense, seeded } from '../../support/build';
import { GATED } from '../../support/networks';

/** A network with a slice of its input space, and its partition on a square of the slice. */
export interface Case {
  readonly network: Network;
  readonly slice: Slice;
  readonly complex: CellComplex;
}

/** Layer sizes; in some the first layer has far fewer units than there are inputs. */
const SHAPES = [
  [2, 7, 1],
  [2, 6, 5, 3],
  [3, 5, 4, 5, 2],
  [12, 5, 4],
  [12, 4, 6, 3],
  [5, 4, 3, 3, 3, 1],
] as const;

/** Every layer, the last too, gated by any activation or by none, on a slanted slice whose axes are not orthonormal. */
export const cases: fc.Arbitrary<Case> = fc
  .record({
    shape: fc.constantFrom<readonly number[]>(...SHAPES),
    seed: fc.integer({ min: 1, max: 1e6 }),
    activations: fc.array(fc.constantFrom<ActivationSpec>(...GATED, { name: 'relu' }, { name: 'identity' }), {
      minLength: 5,
      maxLength: 5,
    }),
  })
  .map(({ shape, seed, activations }) => {
    const random = seeded(seed);
    const layers = shape.slice(1).map((size, l) => {
      const inputs = shape[l] as number;
      const rows = Array.from({ length: size }, () =>
        Array.from({ length: inputs }, () => ((random() - 0.5) * 5) / Math.sqrt(inputs)),
      );
      return dense(
        rows,
        rows.map(() => random() - 0.5),
        activations[l] as ActivationSpec,
      );
    });
    const network = denseNetwork(`${shape.join('-')} #${seed}`, layers);
    const vector = (): Float64Array => Float64Array.from({ length: network.inputSize }, () => random() - 0.5);
    const slice = { origin: vector(), e1: vector(), e2: vector() };
    return { network, slice, complex: partition(network, slice, square(2)) };
  });

export const codeOf = ({ codes, layout }: Pick<CellComplex, 'codes' | 'layout'>, face: number): Uint32Array =>
  codes.slice(face * layout.words, (face + 1) * layout.words);

export const entriesOf = (cells: Pick<CellComplex, 'codes' | 'layout'>, face: number): number[] =>
  codeEntries(cells.layout, codeOf(cells, face)).flat();

/** The local affine map of a face in R^d, row by row from the read-out backwards. */
export const mapOf = (network: Network, cells: Pick<CellComplex, 'codes' | 'layout'>, face: number): AffineMap =>
  localAffineMap(network, codeOf(cells, face));

export const differenceOf = (a: AffineMap, b: AffineMap): AffineMap => ({
  ...a,
  A: a.A.map((value, i) => value - (b.A[i] as number)),
});

export const frobenius = ({ A }: AffineMap): number => Math.sqrt(A.reduce((sum, value) => sum + value * value, 0));

/** Frobenius and spectral norm of a map of R^d on a slice: of G⁻¹BᵀB with B = A [e1 e2], G = [e1 e2]ᵀ[e1 e2]. */
export function normsOnSlice(map: AffineMap, slice: Slice): { frobenius: number; spectral: number } {
  const { A: b } = mapOnSlice(map, slice);
  const { g11, g12, g22 } = metric(slice);
  const det = g11 * g22 - g12 * g12;
  let [b11, b12, b22] = [0, 0, 0];
  for (let r = 0; r < map.rows; r++) {
    const [x, y] = [b[2 * r] as number, b[2 * r + 1] as number];
    b11 += x * x;
    b12 += x * y;
    b22 += y * y;
  }
  const trace = (g22 * b11 - 2 * g12 * b12 + g11 * b22) / det;
  const product = (b11 * b22 - b12 * b12) / det;
  const gap = Math.sqrt(Math.max(0, (trace * trace) / 4 - product));
  return { frobenius: Math.sqrt(trace), spectral: Math.sqrt(trace / 2 + gap) };
}

export const faces = ({ areas }: Pick<CellComplex, 'areas'>): number[] => [...areas.keys()];

/** Faces on both sides of every edge inside the domain. */
export function innerEdges({
  edgeFaces,
}: Pick<CellComplex, 'edgeFaces'>): { edge: number; left: number; right: number }[] {
  return Array.from({ length: edgeFaces.length / 2 }, (_, edge) => ({
    edge,
    left: edgeFaces[2 * edge] as number,
    right: edgeFaces[2 * edge + 1] as number,
  })).filter(({ left, right }) => left >= 0 && right >= 0);
}

/** Throws when two numbers differ by more than `share` of `scale`. */
export function near(what: string, got: number, want: number, scale: number, share = 1e-11): void {
  if (!(Math.abs(got - want) <= share * scale)) throw new Error(`${what}: ${got}, not ${want} (scale ${scale})`);
}
