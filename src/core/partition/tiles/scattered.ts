import type { SparseVector } from '../../linear/sparseVector';
import { f64, i32 } from '../../math/typed';
import type { AffineOp } from '../../network/affine';

/** With more than this share of a vector's places touched it goes on as a whole. */
const DENSE_SHARE = 0.2;

/** The places at which a vector is not 0. */
export interface Entries {
  readonly places: Int32Array;
  readonly values: Float64Array;
}

/** W times a vector; `x` and `y` are vectors of the two sizes, 0 before and after. */
export function passedOn(op: AffineOp, { places, values }: Entries, x: SparseVector, y: SparseVector): Entries {
  const { length } = places;
  if (length < DENSE_SHARE * op.inputSize) {
    for (let e = 0; e < length; e++) x.add(i32(places, e), f64(values, e));
    op.push(x, y);
    const passed = entriesOf(y.values, y.touched, y.count);
    x.clear();
    y.clear();
    return passed;
  }
  op.applyColumn(places, length, values, y.values);
  const passed = entriesOf(y.values, null, y.size);
  y.values.fill(0);
  return passed;
}

/** What is not 0, in the order of `places` (null: all). */
function entriesOf(values: Float64Array, places: Int32Array | null, count: number): Entries {
  let kept = 0;
  for (let t = 0; t < count; t++) if (f64(values, places ? i32(places, t) : t) !== 0) kept++;
  const entries = { places: new Int32Array(kept), values: new Float64Array(kept) };
  let e = 0;
  for (let t = 0; t < count; t++) {
    const at = places ? i32(places, t) : t;
    const value = f64(values, at);
    if (value === 0) continue;
    entries.places[e] = at;
    entries.values[e++] = value;
  }
  return entries;
}
