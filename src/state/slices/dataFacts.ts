/** What slices need to know of a data set, each made once a data set and seed. */
import type { PrincipalAxes } from '../../core/slice/principal';
import { randomDirections } from '../../core/slice/random';
import { deviationAlong, meanOf, variancesOf } from '../../core/slice/spread';
import { MAX_DIRECTIONS } from '../limits';
import type { DataSet } from '../types';

/** Orthonormal directions through a point, and how far the data spread along each. */
export interface DataAxes {
  readonly origin: Float64Array;
  readonly directions: readonly Float64Array[];
  /** Standard deviation of the data along a direction; 1 without data. */
  deviation(direction: number): number;
}

const means = new WeakMap<DataSet, Float64Array>();

export function dataMean(data: DataSet): Float64Array {
  const mean = means.get(data) ?? meanOf(data);
  means.set(data, mean);
  return mean;
}

function makeRandomAxes(data: DataSet | null, inputSize: number, seed: number): DataAxes {
  const origin = data ? dataMean(data) : new Float64Array(inputSize);
  const directions = randomDirections(inputSize, seed, MAX_DIRECTIONS);
  const deviations: number[] = [];
  const deviation = (k: number): number => {
    deviations[k] ??= data ? deviationAlong(data, origin, directions[k] as Float64Array) : 1;
    return deviations[k];
  };
  return { origin, directions, deviation };
}

/** The newest seed's of each data set: a slider asks for them at every frame. */
const seeded = new WeakMap<DataSet, { readonly seed: number; readonly axes: DataAxes }>();

/** Seeded directions through the data's mean (0 without data). */
export function randomAxes(data: DataSet | null, inputSize: number, seed: number): DataAxes {
  const known = data && seeded.get(data);
  if (known?.seed === seed) return known.axes;
  const axes = makeRandomAxes(data, inputSize, seed);
  if (data) seeded.set(data, { seed, axes });
  return axes;
}

/** Operations that a gesture may wait for: some milliseconds. */
const AT_ONCE = 2e7;

/** Milliseconds of work between two pauses. */
const CHUNK_MS = 8;

const components = new WeakMap<DataSet, PrincipalAxes>();

type PrincipalModule = typeof import('../../core/slice/principal');

/** Loaded with the first principal plane. */
let principal: PrincipalModule | null = null;

/** The data's principal components; null when they are not there yet and take too long to wait for (`preparePrincipal`). */
export function principalOf(data: DataSet): PrincipalAxes | null {
  const known = components.get(data);
  if (known || !principal || principal.principalCost(data) > AT_ONCE) return known ?? null;
  const made = principal.principalAxes(data, MAX_DIRECTIONS);
  components.set(data, made);
  return made;
}

const nextTurn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

/** Makes `principalOf` answer, giving way to the page every few milliseconds. */
export async function preparePrincipal(data: DataSet): Promise<void> {
  principal ??= await import('../../core/slice/principal');
  if (principalOf(data)) return;
  const steps = principal.principalSteps(data, MAX_DIRECTIONS);
  for (let began = performance.now(); ; ) {
    const step = steps.next();
    if (step.done) {
      components.set(data, step.value);
      return;
    }
    if (performance.now() - began < CHUNK_MS) continue;
    await nextTurn();
    began = performance.now();
  }
}

/** Principal components as directions; null as `principalOf`. */
export function componentAxes(data: DataSet): DataAxes | null {
  const axes = principalOf(data);
  if (!axes) return null;
  const { mean, directions, variances } = axes;
  return { origin: mean, directions, deviation: (k) => Math.sqrt(variances[k] ?? 0) };
}

/** The two inputs that vary most over the data, in ascending order; the first two without data. Needs two inputs. */
export function varyingInputs(data: DataSet | null): readonly [number, number] {
  if (!data) return [0, 1];
  const variances = variancesOf(data, dataMean(data));
  const [first = 0, second = 1] = Array.from(variances.keys()).sort(
    (i, j) => (variances[j] as number) - (variances[i] as number) || i - j,
  );
  return first < second ? [first, second] : [second, first];
}
