import { f64 } from '../math/typed';

/** y[to + c] += w · x[from + c] for `count` values c that lie side by side. Four at once: most of the time goes here. */
export function addScaled(w: number, x: Float64Array, from: number, y: Float64Array, to: number, count: number): void {
  let c = 0;
  for (; c + 4 <= count; c += 4) {
    y[to + c] = f64(y, to + c) + w * f64(x, from + c);
    y[to + c + 1] = f64(y, to + c + 1) + w * f64(x, from + c + 1);
    y[to + c + 2] = f64(y, to + c + 2) + w * f64(x, from + c + 2);
    y[to + c + 3] = f64(y, to + c + 3) + w * f64(x, from + c + 3);
  }
  for (; c < count; c++) y[to + c] = f64(y, to + c) + w * f64(x, from + c);
}

/** Whether `count` values from a place on are all 0. */
export function allZero(x: Float64Array, from: number, count: number): boolean {
  for (let c = 0; c < count; c++) if (f64(x, from + c) !== 0) return false;
  return true;
}
