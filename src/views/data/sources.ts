/** Where data come from, as the panel offers it. */
import type { GeneratedSet } from '../../core/data/generate';
import type { DataSpec, FormulaTarget, GeneratedSpec } from '../../state/dataTypes';
import type { DataSet } from '../../state/types';
import { formatCount } from '../../ui/format';

/** `own`: what only the scene has. */
export type Source = GeneratedSet | 'formula' | 'points' | 'own';

export const SET_NAMES: Readonly<Record<GeneratedSet, string>> = {
  moons: 'Two moons',
  circles: 'Circles',
  spirals: 'Two spirals',
  blobs: 'Four blobs',
  xor: 'XOR',
};

/** With how much noise each set is first shown. */
const NOISE: Readonly<Record<GeneratedSet, number>> = {
  moons: 0.05,
  circles: 0.03,
  spirals: 0.012,
  blobs: 0.13,
  xor: 0.02,
};

const FIRST_COUNT = 400;

export function sourceOf(spec: DataSpec | null): Source {
  if (!spec) return 'own';
  return spec.kind === 'generated' ? spec.set : spec.kind;
}

const seedOf = (spec: DataSpec | null): number => (spec && spec.kind !== 'points' ? spec.seed : 1);

/** A set as it is first shown, with the seed that is in force. */
export const generatedSpec = (set: GeneratedSet, now: DataSpec | null): GeneratedSpec => ({
  kind: 'generated',
  set,
  count: now?.kind === 'generated' ? now.count : FIRST_COUNT,
  noise: NOISE[set],
  seed: seedOf(now),
});

/** A formula to begin with: the ring that two circles make. */
export const formulaSpec = (now: DataSpec | null): FormulaTarget => ({
  kind: 'formula',
  formula: 'sin(3*x) - y',
  inputSize: 2,
  task: 'binary',
  count: FIRST_COUNT,
  noise: 0,
  seed: seedOf(now),
});

/** `400 points, 2 inputs, 2 classes`. */
export function dataText({ count, inputSize, task, classNames }: DataSet): string {
  const inputs = `${formatCount(inputSize)} ${inputSize === 1 ? 'input' : 'inputs'}`;
  const target = task === 'regression' ? 'a number to predict' : `${classNames.length} classes`;
  return `${formatCount(count)} ${count === 1 ? 'point' : 'points'}, ${inputs}, ${target}`;
}
