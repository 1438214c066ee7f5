/**
 * Seeded data sets with two inputs, in about [−1, 1]². All values are float32 and, for a given seed, the same bits on
 * every machine.
 */
import { cos, sin } from '../math/elementary';
import { createRandom, type Random } from '../math/random';
import type { DataSet, Task } from './dataSet';

/** `noise`: standard deviation of the normal noise added to each coordinate. */
export interface SampleSpec {
  readonly count: number;
  readonly seed: number;
  readonly noise: number;
}

type Labelled = readonly [x: number, y: number, target: number];

const TAU = 6.283185307179586;

function planar(name: string, task: Task, classNames: readonly string[], points: readonly Labelled[]): DataSet {
  const inputs = new Float32Array(2 * points.length);
  const targets = new Float32Array(points.length);
  points.forEach(([x, y, target], i) => {
    inputs[2 * i] = x;
    inputs[2 * i + 1] = y;
    targets[i] = target;
  });
  return { name, inputSize: 2, count: points.length, inputs, task, targets, classNames, image: null };
}

/** `count` points drawn one after the other; point i belongs to class i mod `classes`. */
function draw(
  { count, seed, noise }: SampleSpec,
  classes: number,
  place: (label: number, random: Random) => readonly [number, number],
): Labelled[] {
  if (!(Number.isInteger(count) && count > 0 && count <= 1_000_000))
    throw new RangeError(`invalid number of points: ${count}`);
  const random = createRandom(seed);
  return Array.from({ length: count }, (_, i) => {
    const label = i % classes;
    const [x, y] = place(label, random);
    return [x + noise * random.normal(), y + noise * random.normal(), label];
  });
}

/** Two half circles that reach into each other. */
export function moons(spec: SampleSpec): DataSet {
  const points = draw(spec, 2, (label, random) => {
    const angle = (TAU / 2) * random.uniform();
    const side = label === 0 ? 1 : -1;
    return [0.56 * side * cos(angle) - 0.28 * side, side * (0.7 * sin(angle) - 0.17)];
  });
  return planar('two moons', 'binary', ['upper moon', 'lower moon'], points);
}

/** A ring around a disc. */
export function circles(spec: SampleSpec): DataSet {
  const points = draw(spec, 2, (label, random) => {
    const angle = TAU * random.uniform();
    const radius = label === 0 ? 0.42 * Math.sqrt(random.uniform()) : 0.8;
    return [radius * cos(angle), radius * sin(angle)];
  });
  return planar('circles', 'binary', ['disc', 'ring'], points);
}

/** Two spirals of `turns` turns, one the other turned by half a circle. */
export function spirals(spec: SampleSpec, turns = 1.25): DataSet {
  const points = draw(spec, 2, (label, random) => {
    const along = random.uniform();
    const angle = TAU * turns * along + (label * TAU) / 2;
    const radius = 0.1 + 0.85 * along;
    return [radius * cos(angle), radius * sin(angle)];
  });
  return planar('two spirals', 'binary', ['spiral 1', 'spiral 2'], points);
}

/** `classes` (2 … 8) round clouds of standard deviation `noise` on a circle. */
export function blobs(spec: SampleSpec, classes = 4): DataSet {
  if (!(Number.isInteger(classes) && classes >= 2 && classes <= 8))
    throw new RangeError(`invalid number of classes: ${classes}`);
  const points = draw(spec, classes, (label) => {
    const angle = (TAU * (label + 0.3)) / classes;
    return [0.6 * cos(angle), 0.6 * sin(angle)];
  });
  const names = Array.from({ length: classes }, (_, i) => `blob ${i + 1}`);
  return planar('blobs', 'classes', names, points);
}

/** Four squares; opposite ones share a class, with a gap along the axes. */
export function xor(spec: SampleSpec): DataSet {
  const points = draw(spec, 2, (label, random) => {
    const right = random.uniform() < 0.5 ? 1 : -1;
    const up = label === 0 ? right : -right;
    return [right * random.between(0.1, 0.9), up * random.between(0.1, 0.9)];
  });
  return planar('XOR', 'binary', ['same sign', 'opposite signs'], points);
}

/** Regression: target x + y³ on [−1, 1]²; `noise` is added to the target, not to the inputs. */
export function cubicSurface({ count, seed, noise }: SampleSpec): DataSet {
  const random = createRandom(seed);
  const points = Array.from({ length: count }, (): Labelled => {
    const x = Math.fround(random.between(-1, 1));
    const y = Math.fround(random.between(-1, 1));
    return [x, y, x + y * y * y + noise * random.normal()];
  });
  return planar('x + y³', 'regression', [], points);
}
