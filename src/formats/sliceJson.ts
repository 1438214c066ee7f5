import { domainFault, doubleArea } from '../core/partition/domain';
import { axisSlice, metric, type Polygon, type Slice, type SlicePoint, square } from '../core/slice/slice';
import { copyNumbers, Fault, finiteAt, listAt, objectAt } from './checks';

const MAX_CORNERS = 1000;

/** Squared sine of the smallest angle between u and v that still spans a plane. */
const LEAST_SINE_SQUARED = 1e-12;

function vector(value: unknown, where: string, length: number): Float64Array {
  const target = new Float64Array(length);
  copyNumbers(value, where, target, 0, length);
  return target;
}

const largest = (values: Float64Array): number => values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);

function checkAxis(axis: Float64Array, where: string): Float64Array {
  const most = largest(axis);
  if (most === 0) throw new Fault(where, 'is the zero vector');
  // Squares of the entries must neither overflow nor vanish: lengths and areas are made of them.
  if (most > 1e70 || most < 1e-70) throw new Fault(where, `its largest entry, ${most}, is out of range (1e-70 … 1e70)`);
  return axis;
}

/** `{origin, u, v}` as a slice of R^d; the first two axes when absent. For one input `v` is left out (e2 = 0). */
export function sliceAt(value: unknown, inputSize: number): Slice {
  const line = inputSize === 1;
  if (value === undefined || value === null)
    return line ? { ...axisSlice(1, 0, 0), e2: new Float64Array(1) } : axisSlice(inputSize);
  const spec = objectAt(value, 'slice');
  const origin =
    spec.origin === undefined ? new Float64Array(inputSize) : vector(spec.origin, 'slice.origin', inputSize);
  const e1 = checkAxis(vector(spec.u, 'slice.u', inputSize), 'slice.u');
  if (line) return { origin, e1, e2: new Float64Array(1) };
  const e2 = checkAxis(vector(spec.v, 'slice.v', inputSize), 'slice.v');
  const { g11, g12, g22 } = metric({ origin, e1: e1.map((x) => x / largest(e1)), e2: e2.map((x) => x / largest(e2)) });
  if (g11 * g22 - g12 * g12 <= LEAST_SINE_SQUARED * g11 * g22)
    throw new Fault('slice', 'u and v are parallel; a slice needs two independent directions');
  return { origin, e1, e2 };
}

/** A convex polygon of at least three corners, made counter-clockwise; [−1, 1]² when absent. */
export function domainAt(value: unknown): Polygon {
  if (value === undefined || value === null) return square();
  const list = listAt(value, 'domain');
  if (list.length < 3) throw new Fault('domain', `${list.length} corners; a convex polygon needs at least 3`);
  if (list.length > MAX_CORNERS) throw new Fault('domain', `${list.length} corners; at most ${MAX_CORNERS} are taken`);
  const corners = list.map((corner, i): SlicePoint => {
    const [p, q] = vector(corner, `domain[${i}]`, 2);
    return [p as number, q as number];
  });
  const domain = doubleArea(corners) < 0 ? corners.toReversed() : corners;
  const fault = domainFault(domain);
  if (fault) throw new Fault('domain', fault);
  return domain;
}

/** The interval of a network with one input: `[lo, hi]` or `[[lo], [hi]]`; [−1, 1] when absent. */
export function intervalAt(value: unknown): readonly [number, number] {
  if (value === undefined || value === null) return [-1, 1];
  const list = listAt(value, 'domain');
  if (list.length !== 2) throw new Fault('domain', `${list.length} ends; a network with one input needs [lo, hi]`);
  const [a, b] = list.map((end, i) =>
    Array.isArray(end) ? (vector(end, `domain[${i}]`, 1)[0] as number) : finiteAt(end, `domain[${i}]`),
  ) as [number, number];
  if (a === b || !Number.isFinite(b - a)) throw new Fault('domain', `[${a}, ${b}] has no length that can be cut`);
  return a < b ? [a, b] : [b, a];
}
