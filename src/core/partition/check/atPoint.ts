/** Codes and maps at single points against what a forward pass gives there. */
import { f64 } from '../../math/typed';
import { entryOf } from '../../network/code';
import { mattering } from '../../network/contest';
import { forward } from '../../network/forward';
import { unitPiece } from '../../network/held';
import { type AffineMap, applyMap, gatesOf, localAffineMap, rowsOfMap } from '../../network/localMap';
import type { Network } from '../../network/network';
import type { CellComplex } from '../complex';

/** Whether the code is that of the pre-activations; a unit within its rounding noise of a threshold may be on either side. */
export function sameCode(
  { layout }: { layout: CellComplex['layout'] },
  code: Uint32Array,
  z: readonly Float64Array[],
  noise: readonly Float64Array[],
): boolean {
  const matters = mattering(layout, code);
  for (const gated of layout.gated) {
    const values = z[gated.layer - 1] as Float64Array;
    for (let j = 0; j < gated.size; j++) {
      if (matters?.[gated.firstUnit + j] === 0) continue;
      const value = f64(values, j);
      const slack = f64(noise[gated.layer - 1] as Float64Array, j);
      const entry = entryOf(layout, code, gated.firstUnit + j);
      const pieceAt = (z: number): number => unitPiece(gated.activation, gated.held, j, z);
      if (entry < pieceAt(value - slack) || entry > pieceAt(value + slack)) return false;
    }
  }
  return true;
}

/** |A x + c − f(x)| / (‖A‖‖x‖ + ‖c‖ + 1) in R^d, where `f` is f(x). */
export const mapResidual = (network: Network, code: Uint32Array, x: Float64Array, f = forward(network, x)): number =>
  residualOf(localAffineMap(network, code), x, f);

function residualOf(map: AffineMap, x: Float64Array, f: Float64Array): number {
  const own = applyMap(map, x);
  const scale = norm(map.A) * norm(x) + norm(map.c) + 1;
  return norm(own.map((value, i) => value - f64(f, i))) / scale;
}

/** The largest residual of one of the `rows` largest outputs, a row a step. */
export function* rowsResidual(
  network: Network,
  code: Uint32Array,
  { x, f }: { readonly x: Float64Array; readonly f: Float64Array },
  rows: number,
): Generator<undefined, number, undefined> {
  const largest = Array.from(f.keys()).sort((a, b) => f64(f, b) - f64(f, a) || a - b);
  const gates = gatesOf(network, code);
  let residual = 0;
  for (const row of largest.slice(0, rows)) {
    yield;
    residual = Math.max(residual, residualOf(rowsOfMap(network, gates, [row]), x, Float64Array.of(f64(f, row))));
  }
  return residual;
}

/** ‖v‖, without overflow for huge entries. */
export function norm(v: Float64Array): number {
  const largest = v.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  if (largest === 0) return 0;
  return largest * Math.sqrt(v.reduce((sum, value) => sum + (value / largest) ** 2, 0));
}
