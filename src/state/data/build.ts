/** Data sets from what a link says of them. Formulas are read here alone, so that the first picture waits for none of it. */
import type { DataSet } from '../../core/data/dataSet';
import { formulaData } from '../../core/data/formulaData';
import { generateData } from '../../core/data/generate';
import { parseFormula } from '../../core/formula';
import type { DataSpec, FormulaTarget, PointsSpec } from '../dataTypes';

export type Built = { readonly ok: true; readonly data: DataSet } | { readonly ok: false; readonly message: string };

function fromFormula(spec: FormulaTarget): Built {
  const read = parseFormula(spec.formula, spec.inputSize);
  if (!read.ok) return { ok: false, message: `formula: ${read.message}` };
  const made = formulaData(read.formula, spec);
  return made.ok ? made : { ok: false, message: `formula: ${made.message}` };
}

const fromPoints = ({ name, columns, inputs, task, targets, classNames, image }: PointsSpec): DataSet => ({
  name,
  inputSize: columns.length,
  count: targets.length,
  inputs: Float32Array.from(inputs),
  task,
  targets: Float32Array.from(targets),
  classNames,
  image: image ?? null,
});

/** The data of a checked spec; why there are none, where a formula cannot be read or has no value at some point. */
export function buildData(spec: DataSpec): Built {
  if (spec.kind === 'generated') return { ok: true, data: generateData(spec.set, spec) };
  return spec.kind === 'formula' ? fromFormula(spec) : { ok: true, data: fromPoints(spec) };
}
