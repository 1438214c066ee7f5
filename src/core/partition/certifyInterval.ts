import { f64 } from '../math/typed';
import { entryOf } from '../network/code';
import { mattering } from '../network/contest';
import { preActivations } from '../network/forward';
import { isHeld } from '../network/held';
import { codeLayout, type Network } from '../network/network';
import { pointInInput, type Slice } from '../slice/slice';
import type { Certificate } from './certificate';
import { mapResidual, sameCode } from './check/atPoint';
import type { CellComplex } from './complex';
import { type IntervalComplex, valueAtEnd } from './intervalComplex';
import { CodeColumns, type Columns } from './outputs';
import { SIGN_TOLERANCE } from './signs';
import { preActivationNoise } from './tolerance';

/** What `certify` is for a complex, for an interval: V − E, lengths, codes and values at the middles of the pieces, order inside the pieces. */
export function certifyInterval(
  network: Network,
  slice: Pick<Slice, 'origin' | 'e1'>,
  [lo, hi]: readonly [number, number],
  interval: IntervalComplex,
): Certificate {
  const line = { origin: slice.origin, e1: slice.e1, e2: new Float64Array(slice.e1.length) };
  const noise = preActivationNoise(network, line, [
    [lo, 0],
    [hi, 0],
  ]);
  const { vertices, codes, layout } = interval;
  const pieces = vertices.length - 1;
  const covered = layout.units === codeLayout(network).units;
  const own = new CodeColumns(network, line, covered ? network.layers.length : lastGated(layout));
  let [length, codeMismatches, signViolations, continuity, residual, scale] = [0, 0, 0, 0, 0, 0];
  for (let i = 0; i < pieces; i++) {
    const from = f64(vertices, i);
    const to = f64(vertices, i + 1);
    length += to - from;
    const x = pointInInput(line, [from / 2 + to / 2, 0]);
    const code = codes.subarray(i * layout.words, (i + 1) * layout.words);
    if (!sameCode(interval, code, preActivations(network, x), noise)) codeMismatches++;
    else if (covered) residual = Math.max(residual, mapResidual(network, code, x));
    const columns = own.under(codes, i * layout.words);
    if (!keepsPiecesBetween(interval, i, columns, noise, hi - lo)) signViolations++;
    if (!covered) continue;
    const output = own.output(codes, i * layout.words);
    const k = network.outputSize;
    for (let j = 0; j < k; j++)
      for (const v of [i, i + 1]) {
        const value = valueAtEnd(interval, j, i, v === i ? 0 : 1);
        scale = Math.max(scale, Math.abs(value));
        continuity = Math.max(continuity, Math.abs(f64(output, j) * f64(vertices, v) + f64(output, 2 * k + j) - value));
      }
  }
  return {
    euler: vertices.length - pieces,
    areaError: Math.abs(length - (hi - lo)) / (hi - lo),
    codesChecked: pieces,
    codeMismatches,
    signViolations,
    cellsChecked: interval.vertices.length - 1,
    undecided: interval.undecided,
    merged: interval.merged,
    continuity: scale > 0 ? continuity / scale : 0,
    residual,
    residualsChecked: covered ? pieces - codeMismatches : 0,
  };
}

const lastGated = (layout: CellComplex['layout']): number => layout.gated[layout.gated.length - 1]?.layer ?? 1;

function keepsPiecesBetween(
  { vertices, codes, layout }: IntervalComplex,
  piece: number,
  columns: readonly Columns[],
  noise: readonly Float64Array[],
  length: number,
): boolean {
  const matters = mattering(layout, codes, piece * layout.words);
  for (const gated of layout.gated) {
    const z = columns[gated.layer - 1] as Columns;
    const n = gated.width;
    for (let j = 0; j < gated.size; j++) {
      if (isHeld(gated.held, j) || matters?.[gated.firstUnit + j] === 0) continue;
      const slack = 4 * f64(noise[gated.layer - 1] as Float64Array, j) + SIGN_TOLERANCE * length * Math.abs(f64(z, j));
      const entry = entryOf(layout, codes, gated.firstUnit + j, piece * layout.words);
      const { thresholds } = gated.activation;
      for (const v of [piece, piece + 1]) {
        const value = f64(z, j) * f64(vertices, v) + f64(z, 2 * n + j);
        if (entry > 0 && value < (thresholds[entry - 1] as number) - slack) return false;
        if (entry < thresholds.length && value > (thresholds[entry] as number) + slack) return false;
      }
    }
  }
  return true;
}
