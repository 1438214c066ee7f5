/**
 * Planes through three anchors. The axes are orthonormal; which pair of them is shown is fixed by a gauge: where anchor a
 * lies in the picture, which way a → b points, and on which side c lies. So moving an anchor inside the plane leaves the
 * picture where it is.
 */
import { atan2, cos, sin } from '../math/elementary';
import { projectOnSlice, type Slice, type SlicePoint } from './slice';

/** `at`: anchor a in slice coordinates. `angle`: direction of b − a, radians. `handed` 1: c to the left of a → b. */
export interface Gauge {
  readonly at: SlicePoint;
  readonly angle: number;
  readonly handed: 1 | -1;
}

export type AnchorSlice =
  | { readonly ok: true; readonly slice: Slice }
  | { readonly ok: false; readonly message: string };

export type Anchors = readonly [Float64Array, Float64Array, Float64Array];

/** Anchors nearer than this, relative to their size, or with a smaller sine of their angle, span no plane. */
const COLLINEAR = 1e-9;

const NAMES = ['A', 'B', 'C'] as const;

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}

// Plain loops: planes are made at every frame of a drag, and a call for each input would be most of their cost.
function minus(a: Float64Array, b: Float64Array): Float64Array {
  const out = new Float64Array(a.length);
  for (let i = 0; i < out.length; i++) out[i] = (a[i] as number) - (b[i] as number);
  return out;
}

const norm = (a: Float64Array): number => Math.sqrt(dot(a, a));

function distance(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) {
    const difference = (a[i] as number) - (b[i] as number);
    sum += difference * difference;
  }
  return Math.sqrt(sum);
}

/** a + s·u + t·v */
function combine(a: Float64Array, s: number, u: Float64Array, t: number, v: Float64Array): Float64Array {
  const out = new Float64Array(a.length);
  for (let i = 0; i < out.length; i++) out[i] = (a[i] as number) + s * (u[i] as number) + t * (v[i] as number);
  return out;
}

/** s·u + t·v */
function mixture(s: number, u: Float64Array, t: number, v: Float64Array): Float64Array {
  const out = new Float64Array(u.length);
  for (let i = 0; i < out.length; i++) out[i] = s * (u[i] as number) + t * (v[i] as number);
  return out;
}

/** u / length */
function divided(u: Float64Array, length: number): Float64Array {
  const out = new Float64Array(u.length);
  for (let i = 0; i < out.length; i++) out[i] = (u[i] as number) / length;
  return out;
}

/** What is wrong with three anchors, or null when they span a plane. */
function complaint(anchors: Anchors): string | null {
  const d = anchors[0].length;
  for (const [i, anchor] of anchors.entries()) {
    if (anchor.length !== d) return `anchor ${NAMES[i]} has ${anchor.length} values, anchor A has ${d}`;
    const bad = anchor.findIndex((value) => !Number.isFinite(value));
    if (bad >= 0) return `anchor ${NAMES[i]} has no number as input ${bad}: ${anchor[bad]}`;
  }
  if (d < 2) return 'a plane needs at least two inputs';
  const size = Math.max(...anchors.map(norm));
  for (const [i, j] of [
    [0, 1],
    [0, 2],
    [1, 2],
  ] as const)
    if (distance(anchors[i], anchors[j]) <= COLLINEAR * size)
      return `anchors ${NAMES[i]} and ${NAMES[j]} are equal: three different points are needed`;
  return null;
}

/** Unit vector of b − a and the unit vector towards c at right angles to it; null when c lies on the line a b. */
function frame([a, b, c]: Anchors): { along: Float64Array; across: Float64Array } | null {
  const ab = minus(b, a);
  const ac = minus(c, a);
  const length = norm(ab);
  const along = divided(ab, length);
  let across = combine(ac, -dot(ac, along), along, 0, along);
  // Once more: what rounding left along the first axis.
  across = combine(across, -dot(across, along), along, 0, along);
  const height = norm(across);
  if (!(height > COLLINEAR * Math.max(norm(ac), length))) return null;
  return { along, across: divided(across, height) };
}

/**
 * The plane through a, b, c in R^d (d ≥ 2) with orthonormal axes, in the gauge `at`, `angle`, `handed`. Equal, collinear
 * or unequally long anchors give a message that names them. Deterministic to the last bit.
 */
export function anchorSlice(
  a: Float64Array,
  b: Float64Array,
  c: Float64Array,
  at: SlicePoint,
  angle: number,
  handed: 1 | -1,
): AnchorSlice {
  const wrong = complaint([a, b, c]);
  if (wrong !== null) return { ok: false, message: wrong };
  const axes = frame([a, b, c]);
  if (!axes) return { ok: false, message: 'anchors A, B and C lie on one line: move one of them off it' };
  const { along, across } = axes;
  const co = cos(angle);
  const si = sin(angle);
  const e1 = mixture(co, along, -handed * si, across);
  const e2 = mixture(si, along, handed * co, across);
  return { ok: true, slice: { origin: combine(a, -at[0], e1, -at[1], e2), e1, e2 } };
}

/**
 * The gauge in which the plane through a, b, c keeps the axes of `slice`, when the anchors lie in it (moved inside the
 * plane). Anchors off the plane are projected on it.
 */
export function gaugeOf(slice: Slice, a: Float64Array, b: Float64Array, c: Float64Array): Gauge {
  const at = projectOnSlice(slice, a);
  const [bp, bq] = projectOnSlice(slice, b);
  const [cp, cq] = projectOnSlice(slice, c);
  const cross = (bp - at[0]) * (cq - at[1]) - (bq - at[1]) * (cp - at[0]);
  return { at, angle: atan2(bq - at[1], bp - at[0]), handed: cross < 0 ? -1 : 1 };
}

/**
 * The gauge for anchors of which the one with index `exchanged` is new and lies anywhere: the other two stay where they
 * are in the picture of `slice`, so that the plane turns about the line through them. `handed` stays as given.
 * Collinear anchors: the gauge of their projections.
 */
export function gaugeAbout(slice: Slice, anchors: Anchors, exchanged: 0 | 1 | 2, handed: 1 | -1): Gauge {
  const fresh = anchorSlice(...anchors, [0, 0], 0, handed);
  if (!fresh.ok) return gaugeOf(slice, ...anchors);
  const [first, second] = anchors.filter((_, i) => i !== exchanged) as [Float64Array, Float64Array];
  const [p0, q0] = projectOnSlice(slice, first);
  const [p1, q1] = projectOnSlice(slice, second);
  const [r0, s0] = projectOnSlice(fresh.slice, first);
  const [r1, s1] = projectOnSlice(fresh.slice, second);
  // The turn that takes the new picture's line through both onto the old one's: the quotient of two complex numbers.
  const re = (p1 - p0) * (r1 - r0) + (q1 - q0) * (s1 - s0);
  const im = (q1 - q0) * (r1 - r0) - (p1 - p0) * (s1 - s0);
  const angle = atan2(im, re);
  const co = cos(angle);
  const si = sin(angle);
  return { at: [p0 - (co * r0 - si * s0), q0 - (si * r0 + co * s0)], angle, handed };
}
