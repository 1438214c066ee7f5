import { evaluateFormula, type Formula } from '../formula';
import { createRandom } from '../math/random';
import type { DataSet } from './dataSet';
import type { SampleSpec } from './planar';

/** `noise`: standard deviation of the normal noise added to the formula's value, not to the inputs. */
export interface FormulaSpec extends SampleSpec {
  /** A number, or two classes: where the value is above 0 and where it is not. */
  readonly task: 'regression' | 'binary';
}

export type FormulaData =
  | { readonly ok: true; readonly data: DataSet }
  /** Names the point without a value and the part of the formula that has none there. */
  | { readonly ok: false; readonly message: string };

/** Characters of a formula that its data are called by. */
const NAME = 60;

/**
 * Seeded inputs, uniform in [−1, 1]^d (d is the formula's), with the formula as their target. All values are float32 and,
 * for a given seed, the same bits on every machine. Not ok where the formula has no finite float32 value at some point.
 * Throws a RangeError on a count that is no whole number from 1 to 1,000,000.
 */
export function formulaData(formula: Formula, { count, seed, noise, task }: FormulaSpec): FormulaData {
  if (!(Number.isInteger(count) && count > 0 && count <= 1_000_000))
    throw new RangeError(`invalid number of points: ${count}`);
  const { inputSize, text } = formula;
  const random = createRandom(seed);
  const inputs = new Float32Array(count * inputSize);
  const errors = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    for (let k = 0; k < inputSize; k++) inputs[i * inputSize + k] = random.between(-1, 1);
    errors[i] = noise * random.normal();
  }
  const result = evaluateFormula(formula, inputs);
  if (!result.ok) return { ok: false, message: result.message };
  const noisy = result.values.map((value, i) => value + (errors[i] as number));
  const large = noisy.find((value) => !Number.isFinite(Math.fround(value)));
  if (large !== undefined) return { ok: false, message: `${large} is beyond float32 (3.4e38)` };
  const targets = Float32Array.from(noisy, (value) => (task === 'binary' ? Number(value > 0) : value));
  const name = text.length > NAME ? `${text.slice(0, NAME - 1)}…` : text;
  const classNames = task === 'binary' ? ['f ≤ 0', 'f > 0'] : [];
  return { ok: true, data: { name, inputSize, count, inputs, task, targets, classNames, image: null } };
}
