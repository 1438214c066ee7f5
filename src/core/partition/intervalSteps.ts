import { f64 } from '../math/typed';
import { affineOp } from '../network/affine';
import { unitEntry, writeEntry } from '../network/entries';
import { activated } from '../network/held';
import type { GatedLayer, Layer } from '../network/network';
import { type IntervalComplex, type Segment, settledPiece, winnerOf } from './intervalComplex';

/**
 * What is behind a layer of steps (the hard limit of sigmoid and tanh), on an interval: there f is constant on each piece and
 * jumps between them, so that a vertex has a value on either side and later layers cut nothing.
 */
export class IntervalSteps {
  /** Values of the layer at hand, one array a piece; null before the first step. */
  values: Float64Array[] | null = null;

  /** At a layer whose pieces are in the codes of the segments. */
  begin(gated: GatedLayer, segments: readonly Segment[]): void {
    this.values = segments.map(({ code }) =>
      Float64Array.from({ length: gated.size }, (_, j) => {
        const piece = unitEntry(gated, code, 0, j);
        return gated.activation.offsets[piece] as number;
      }),
    );
  }

  /** Through a later layer: its codes are written, nothing is cut. */
  pass(layer: Layer, gated: GatedLayer | undefined, noise: Float64Array, segments: readonly Segment[]): void {
    this.values = (this.values ?? []).map((h, i) => {
      const z = new Float64Array(layer.outputSize);
      affineOp(layer).apply(h, z, 1);
      const { code } = segments[i] as Segment;
      for (let j = 0; gated && j < gated.size; j++)
        writeEntry(
          code,
          0,
          gated.firstBit + j * gated.bits,
          gated.bits,
          settledPiece(gated, j, f64(z, j), f64(noise, j)),
        );
      return activated(layer, z);
    });
  }

  decide(segments: readonly Segment[], threshold: number, noise: Float64Array): void {
    segments.forEach((segment, i) => {
      segment.winner = winnerOf((this.values ?? [])[i] as Float64Array, threshold, noise);
    });
  }

  /** f at both sides of the vertices; nothing where f does not jump. */
  ends(): Partial<Pick<IntervalComplex, 'values' | 'valuesBefore'>> {
    const { values: pieces } = this;
    const outputs = pieces?.[0]?.length ?? 0;
    if (!pieces) return {};
    const vertices = pieces.length + 1;
    const values = new Float64Array(outputs * vertices);
    const valuesBefore = new Float64Array(outputs * vertices);
    for (let j = 0; j < outputs; j++)
      for (let v = 0; v < vertices; v++) {
        values[j * vertices + v] = f64(pieces[Math.min(v, pieces.length - 1)] as Float64Array, j);
        valuesBefore[j * vertices + v] = f64(pieces[Math.max(0, v - 1)] as Float64Array, j);
      }
    return { values, valuesBefore };
  }
}
