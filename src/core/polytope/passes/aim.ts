import { f64, i32 } from '../../math/typed';
import { dot } from '../../math/vectors';
import { CLEAR, type NoisyPlace, type PassBody } from './body';

/** Halvings of the search for a projection. */
const HALVINGS = 60;

/** Rounding of sums over all inputs, generously. */
const SUM_NOISE = 1e-9;

/** What is known of a bound that is aimed at: where to, or that it never meets the box; null for constants. */
export type Aim =
  | { readonly kind: 'direction'; readonly direction: Float64Array }
  | { readonly kind: 'outside' }
  | null;

/** Whether a bound with such a slack is never met, where z nears it by no more than `reach` anywhere in the box. */
export const outOfReach = (slack: number, reach: number, noise: number): boolean =>
  slack - reach > SUM_NOISE * (Math.abs(slack) + Math.abs(reach)) + CLEAR * noise;

/** The way from a place to the nearest point of a bound's hyperplane, in the box (where there is one) with some room to its sides. */
export function aimAt(body: PassBody, { x, slacks, noise }: NoisyPlace, i: number): Aim {
  const found = body.lengths.gradient(i);
  if (!found) return null;
  const { gradient } = found;
  const { box } = body;
  if (!box) return { kind: 'direction', direction: gradient };
  const slack = f64(slacks, i);
  const reach = gradient.reduce(
    (sum, g, k) => sum + g * ((g > 0 ? f64(box.upper, k) : f64(box.lower, k)) - f64(x, k)),
    0,
  );
  if (outOfReach(slack, reach, f64(noise, i))) return { kind: 'outside' };
  const side = (k: number, t: number): number => {
    const step = t * f64(gradient, k);
    const [down, up] = [(f64(box.lower, k) - f64(x, k)) / 2, (f64(box.upper, k) - f64(x, k)) / 2];
    return Math.min(up, Math.max(down, step));
  };
  const gained = (t: number): number => gradient.reduce((sum, g, k) => sum + g * side(k, t), 0);
  let high = slack / dot(gradient, gradient);
  for (let n = 0; n < HALVINGS && gained(high) < slack; n++) high *= 2;
  let low = 0;
  for (let n = 0; n < HALVINGS && high - low > 2 ** -20 * high; n++) {
    const middle = (low + high) / 2;
    if (gained(middle) < slack) low = middle;
    else high = middle;
  }
  return { kind: 'direction', direction: gradient.map((_, k) => side(k, high)) };
}

/** Bounds in the order of about their distances from a place: a heap. */
export class Targets {
  private readonly heap: Int32Array;
  private count = 0;

  constructor(
    private readonly body: PassBody,
    private readonly slacks: Float64Array,
    private readonly skips: (i: number) => boolean,
  ) {
    const { list, lengths } = body;
    this.heap = new Int32Array(list.count);
    for (let i = 0; i < list.count; i++) if (!skips(i) && !lengths.isConstant(i)) this.heap[this.count++] = i;
    for (let at = (this.count >> 1) - 1; at >= 0; at--) this.sink(at);
  }

  /** The nearest one left, which is then taken out; −1 where none is left. */
  next(): number {
    while (this.count > 0) {
      const top = i32(this.heap, 0);
      this.heap[0] = i32(this.heap, --this.count);
      this.sink(0);
      if (!this.skips(top) && !this.body.isConstant(top)) return top;
    }
    return -1;
  }

  private key(at: number): number {
    const i = i32(this.heap, at);
    return this.body.lengths.distance(i, f64(this.slacks, i));
  }

  private sink(from: number): void {
    for (let at = from, child = 2 * at + 1; child < this.count; at = child, child = 2 * at + 1) {
      if (child + 1 < this.count && this.key(child + 1) < this.key(child)) child++;
      if (this.key(at) <= this.key(child)) return;
      const lower = i32(this.heap, at);
      this.heap[at] = i32(this.heap, child);
      this.heap[child] = lower;
    }
  }
}
