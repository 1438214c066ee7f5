import { f64, i32, u32 } from '../math/typed';
import { isContinuous } from '../network/activation';
import { type CellComplex, edgeCount } from './complex';
import { type Columns, loopOf } from './outputs';

/**
 * Jumps count relative to the largest output, and where that is smaller to this many times the outputs' rounding noise: in a
 * small domain beside a zero of f no output is larger than its own rounding.
 */
const NOISE_SHARE = 2 ** 26;

/** 1 for each edge on which a unit makes a step (`isContinuous`): there f has every right to jump. */
function steppingEdges({ layout, edgeUnitOffsets, edgeUnits }: CellComplex, edges: number): Uint8Array {
  const stepping = new Uint8Array(edges);
  for (const { activation, firstUnit, size } of layout.gated) {
    if (isContinuous(activation)) continue;
    for (let edge = 0; edge < edges; edge++)
      for (let i = u32(edgeUnitOffsets, edge); i < u32(edgeUnitOffsets, edge + 1); i++) {
        const unit = i32(edgeUnits, i) - firstUnit;
        if (unit >= 0 && unit < size) stepping[edge] = 1;
      }
  }
  return stepping;
}

/** The output at both ends of each edge as its first face has it, until its second face comes. */
export class Jumps {
  private readonly first: Float64Array;
  private readonly seen: Uint8Array;
  private readonly stepping: Uint8Array;
  private jump = 0;
  private scale: number;

  constructor(
    private readonly complex: CellComplex,
    private readonly outputs: number,
    noise: Float64Array,
  ) {
    this.scale = NOISE_SHARE * Math.max(...noise);
    this.first = new Float64Array(2 * outputs * edgeCount(complex));
    this.seen = new Uint8Array(edgeCount(complex));
    this.stepping = steppingEdges(complex, edgeCount(complex));
  }

  add(face: number, columns: Columns): void {
    const { complex, outputs: k, first } = this;
    const [start, end] = loopOf(complex, face);
    for (let i = start; i < end; i++) {
      const edge = i32(complex.faceEdges, i);
      for (let side = 0; side < 2; side++) {
        const v = i32(complex.edgeVertices, 2 * edge + side);
        const p = f64(complex.vertices, 2 * v);
        const q = f64(complex.vertices, 2 * v + 1);
        for (let j = 0; j < k; j++) {
          const value = f64(columns, j) * p + f64(columns, k + j) * q + f64(columns, 2 * k + j);
          const at = (2 * edge + side) * k + j;
          if (this.seen[edge] && !this.stepping[edge])
            this.jump = Math.max(this.jump, Math.abs(value - f64(first, at)));
          else first[at] = value;
          this.scale = Math.max(this.scale, Math.abs(value));
        }
      }
      this.seen[edge] = 1;
    }
  }

  largest(): number {
    return this.scale > 0 ? this.jump / this.scale : 0;
  }
}
