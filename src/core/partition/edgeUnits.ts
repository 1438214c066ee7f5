import { f64, i32, u32 } from '../math/typed';
import { separates } from '../network/contestLinks';
import type { CodeLayout } from '../network/network';
import type { SlicePoint } from '../slice/slice';
import type { CellComplex } from './complex';
import type { BorderLine } from './cutter';
import type { LocalDomain } from './domain';
import { MERGE_TOLERANCE } from './tolerance';

/** Lists of integers that grow, in the offsets-and-values form of `edgeUnits`. */
class UnitLists {
  values = new Int32Array(1024);
  count = 0;

  push(unit: number): void {
    if (this.count === this.values.length) {
      const larger = new Int32Array(2 * this.count);
      larger.set(this.values);
      this.values = larger;
    }
    this.values[this.count++] = unit;
  }
}

/**
 * Lists the units in which two faces differ, in order, where something shorter than their codes tells; returns false
 * where it does not.
 */
export type ListDifference = (left: number, right: number, list: (unit: number) => void) => boolean;

/**
 * Units listed on each edge: inside the domain those that separate its two faces (`separates`), on the border those whose
 * boundary lies on it.
 */
export function unitsOfEdges(
  edges: Pick<CellComplex, 'edgeFaces' | 'edgeVertices' | 'vertices'>,
  codes: Uint32Array,
  layout: CodeLayout,
  border: BorderUnits,
  listDifference: ListDifference | null,
): { edgeUnitOffsets: Uint32Array; edgeUnits: Int32Array } {
  const { edgeFaces, edgeVertices, vertices } = edges;
  const unitOfBit = bitUnits(layout);
  const { words } = layout;
  const lists = new UnitLists();
  const edgeUnitOffsets = new Uint32Array(edgeFaces.length / 2 + 1);
  for (let e = 0; 2 * e < edgeFaces.length; e++) {
    const right = i32(edgeFaces, 2 * e + 1);
    if (right >= 0) {
      const left = i32(edgeFaces, 2 * e);
      const visit = (unit: number): void => {
        if (separates(layout, unit, codes, left * words, right * words)) lists.push(unit);
      };
      if (!listDifference?.(left, right, visit)) forDiffering(codes, words, unitOfBit, left, right, visit);
    } else {
      const on = border.on(vertices, i32(edgeVertices, 2 * e), i32(edgeVertices, 2 * e + 1));
      for (const unit of on) lists.push(unit);
    }
    edgeUnitOffsets[e + 1] = lists.count;
  }
  return { edgeUnitOffsets, edgeUnits: lists.values.slice(0, lists.count) };
}

/** Calls `visit` for each unit in which the codes of two faces differ; `unitOfBit`: as `bitUnits` gives it. */
export function forDiffering(
  codes: Uint32Array,
  words: number,
  unitOfBit: Int32Array,
  left: number,
  right: number,
  visit: (unit: number) => void,
): void {
  let last = -1;
  for (let w = 0; w < words; w++) {
    let difference = u32(codes, left * words + w) ^ u32(codes, right * words + w);
    while (difference !== 0) {
      const unit = i32(unitOfBit, 32 * w + 31 - Math.clz32(difference & -difference));
      difference &= difference - 1;
      if (unit !== last) visit(unit);
      last = unit;
    }
  }
}

/** The unit, by index among all, that each bit of a code belongs to. */
export function bitUnits(layout: CodeLayout): Int32Array {
  const units = new Int32Array(32 * layout.words);
  for (const { size, bits, firstBit, firstUnit } of layout.gated)
    for (let j = 0; j < size; j++) for (let b = 0; b < bits; b++) units[firstBit + j * bits + b] = firstUnit + j;
  return units;
}

/** Which units' lines a border edge lies on. */
export class BorderUnits {
  private readonly tolerance: number;

  constructor(
    private readonly lines: readonly BorderLine[],
    private readonly local: LocalDomain,
  ) {
    this.tolerance = 8 * MERGE_TOLERANCE * local.diameter;
  }

  on(vertices: Float64Array, v: number, w: number): number[] {
    if (this.lines.length === 0) return [];
    const [p, q] = this.local.centre;
    const a: SlicePoint = [f64(vertices, 2 * v) - p, f64(vertices, 2 * v + 1) - q];
    const b: SlicePoint = [f64(vertices, 2 * w) - p, f64(vertices, 2 * w + 1) - q];
    const found = this.lines.filter((line) => this.holds(line, a) && this.holds(line, b)).map((line) => line.unit);
    return [...new Set(found)].sort((x, y) => x - y);
  }

  /** Whether a point lies on the stretch. */
  private holds({ from, to }: BorderLine, point: SlicePoint): boolean {
    const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
    const length = Math.sqrt(dx * dx + dy * dy);
    const [x, y] = [point[0] - from[0], point[1] - from[1]];
    const along = (x * dx + y * dy) / length;
    const away = Math.abs(x * dy - y * dx) / length;
    return away <= this.tolerance && along >= -this.tolerance && along <= length + this.tolerance;
  }
}
