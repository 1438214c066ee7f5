import { f64 } from '../math/typed';
import { affineOp } from '../network/affine';
import type { Layer } from '../network/network';

/**
 * W h + b for `count` vectors h, one after the other, three at a time; inputs that are 0 in all three cost nothing. The sums
 * run in the order of the inputs, so that each result has the bits of a forward pass.
 */
export function applyAlong(layer: Layer, h: Float64Array, count: number): Float64Array {
  const { inputSize: n, outputSize: m, bias } = layer;
  const op = affineOp(layer);
  const padded = new Float64Array(3 * Math.ceil(count / 3) * m);
  const units = new Int32Array(n);
  const values = new Float64Array(3 * n);
  for (let c = 0; c < count; c += 3) {
    const first = c * n;
    const second = Math.min(c + 1, count - 1) * n;
    const third = Math.min(c + 2, count - 1) * n;
    let used = 0;
    for (let k = 0; k < n; k++) {
      const a = f64(h, first + k);
      const b = f64(h, second + k);
      const d = f64(h, third + k);
      if (a === 0 && b === 0 && d === 0) continue;
      values[3 * used] = a;
      values[3 * used + 1] = b;
      values[3 * used + 2] = d;
      units[used++] = k;
    }
    const z = padded.subarray(c * m, (c + 3) * m);
    op.applyUnits(units, used, values, z);
    // The operation itself adds the bias to the third column.
    for (let j = 0; j < m; j++) {
      z[j] = f64(z, j) + f64(bias, j);
      z[m + j] = f64(z, m + j) + f64(bias, j);
    }
  }
  return padded.subarray(0, count * m);
}
