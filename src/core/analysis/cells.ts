import { f64, i32, u32 } from '../math/typed';
import type { UnitRef } from '../network/boundaryGradient';
import { hasContests } from '../network/contest';
import { separates } from '../network/contestLinks';
import { type CodeLayout, codeLayout, type Network } from '../network/network';
import type { CellComplex } from '../partition/complex';
import { bitUnits, forDiffering } from '../partition/edgeUnits';
import type { IntervalComplex } from '../partition/intervalComplex';
import type { Slice } from '../slice/slice';
import { euclideanNorm } from './norms';

/** Faces with their codes: a complex has them, and so have the pieces of an interval. */
export type Coded = Pick<CellComplex, 'codes' | 'layout'>;

/** Faces, and which of them meet across which edge. */
export type Cells = Coded & Pick<CellComplex, 'edgeFaces' | 'edgeUnitOffsets' | 'edgeUnits'>;

/** Number of faces. */
export const cellCount = ({ codes, layout }: Coded): number => codes.length / layout.words;

/** Whether each face has a local affine map of its own: its code names every gated unit of the network. */
export const haveMaps = (network: Network, { layout }: Pick<Coded, 'layout'>): boolean =>
  layout.units === codeLayout(network).units;

/** Throws a RangeError where they have none. The part of the network that they do name is `headNetwork`'s. */
export function requireMaps(network: Network, cells: Pick<Coded, 'layout'>): void {
  if (!haveMaps(network, cells))
    throw new RangeError('the faces have no map of their own: they were cut by the first layers only');
}

/** The layer (from 1) of every gated unit, by its index among all. */
export function layersOfUnits(layout: CodeLayout): Int32Array {
  const layers = new Int32Array(layout.units);
  for (const { layer, firstUnit, size } of layout.gated) layers.fill(layer, firstUnit, firstUnit + size);
  return layers;
}

/** Index among all gated units. Throws a RangeError where the codes hold no such unit. */
export function unitIndex(layout: CodeLayout, { layer, unit }: UnitRef): number {
  const gated = layout.gated.find((entry) => entry.layer === layer);
  if (!gated || !(Number.isInteger(unit) && unit >= 0 && unit < gated.size))
    throw new RangeError(`invalid unit: the codes hold no unit ${unit} of layer ${layer}`);
  return gated.firstUnit + unit;
}

/**
 * The pieces of an interval as cells: its vertices are the edges, one of the two faces of an end is −1, `areas` are
 * lengths along the slice's first axis in R^d, `centroids` are [middle, 0] each. Cost: pieces × units.
 */
export function intervalCells(
  interval: IntervalComplex,
  slice: Pick<Slice, 'e1'>,
): Cells & Pick<CellComplex, 'areas' | 'centroids'> {
  const { vertices, codes, layout } = interval;
  const pieces = vertices.length - 1;
  const unit = euclideanNorm(slice.e1);
  const areas = new Float64Array(pieces);
  const centroids = new Float64Array(2 * pieces);
  const edgeFaces = new Int32Array(2 * vertices.length).fill(-1);
  const edgeUnitOffsets = new Uint32Array(vertices.length + 1);
  const units: number[] = [];
  const unitOfBit = bitUnits(layout);
  for (let i = 0; i < vertices.length; i++) {
    if (i < pieces) {
      const [lo, hi] = [f64(vertices, i), f64(vertices, i + 1)];
      areas[i] = (hi - lo) * unit;
      centroids[2 * i] = lo + (hi - lo) / 2;
    }
    edgeFaces[2 * i] = i > 0 ? i - 1 : 0;
    if (i > 0 && i < pieces) {
      edgeFaces[2 * i + 1] = i;
      forDiffering(codes, layout.words, unitOfBit, i - 1, i, (unit) => {
        if (separates(layout, unit, codes, (i - 1) * layout.words, i * layout.words)) units.push(unit);
      });
    }
    edgeUnitOffsets[i + 1] = units.length;
  }
  return { codes, layout, areas, centroids, edgeFaces, edgeUnitOffsets, edgeUnits: Int32Array.from(units) };
}

/**
 * The units in which the codes of the two faces of an edge between faces differ: those that separate them, and matches that
 * change with the winner of their contest.
 */
export function changedUnits({ codes, layout, ...cells }: Cells): (edge: number) => ArrayLike<number> {
  const { edgeFaces, edgeUnits, edgeUnitOffsets } = cells;
  if (!hasContests(layout))
    return (edge) => edgeUnits.subarray(u32(edgeUnitOffsets, edge), u32(edgeUnitOffsets, edge + 1));
  const unitOfBit = bitUnits(layout);
  return (edge) => {
    const units: number[] = [];
    const [left, right] = [i32(edgeFaces, 2 * edge), i32(edgeFaces, 2 * edge + 1)];
    if (right >= 0) forDiffering(codes, layout.words, unitOfBit, left, right, (unit) => units.push(unit));
    return units;
  };
}
