/** Equations of `Einsum`: a letter an axis, `...` for those that broadcast. Definition: https://onnx.ai/onnx/operators/onnx__Einsum.html. */
import { type Shape, sizeOf } from '../../core/graph/types';
import type { Tensor } from './tensor';
import { Unsupported } from './values';

/** Names of axes: letters, and `.0`, `.1` … for those that `...` stands for, counted from the last. */
export type Labels = readonly string[];

export interface Equation {
  readonly inputs: readonly Labels[];
  readonly output: Labels;
  /** Entries along each axis. */
  readonly sizes: ReadonlyMap<string, number>;
}

/** Reads an equation for inputs of these shapes. Throws `Unsupported` for one that does not fit them. */
export function readEquation(text: string, shapes: readonly Shape[]): Equation {
  const wrong = (why: string): Unsupported => new Unsupported(`the equation '${text}' ${why}`);
  const [left = '', right, ...more] = text.replaceAll(/\s/g, '').split('->');
  const terms = left.split(',');
  if (more.length > 0 || terms.length !== shapes.length) throw wrong(`is not of ${shapes.length} inputs`);
  const inputs = terms.map((term, i) => labelsOf(term, (shapes[i] as Shape).length));
  const sizes = new Map<string, number>();
  inputs.forEach((labels, i) => {
    const shape = shapes[i] as Shape;
    if (labels?.length !== shape.length) throw wrong(`does not name the ${shape.length} axes of input ${i + 1}`);
    labels.forEach((label, axis) => {
      const [size, known = 1] = [shape[axis] as number, sizes.get(label)];
      if (known !== 1 && size !== 1 && known !== size) throw wrong(`joins axes of ${known} and ${size}`);
      sizes.set(label, Math.max(size, known));
    });
  });
  const known = inputs as readonly Labels[];
  const wide = [...sizes.keys()].filter((label) => label.length > 1).length;
  const output = right === undefined ? impliedOutput(known, wide) : labelsOf(right, lettersOf(right).length + wide);
  if (!output || new Set(output).size !== output.length || output.some((label) => !sizes.has(label)))
    throw wrong('has an output that its inputs do not give');
  return { inputs: known, output, sizes };
}

const lettersOf = (term: string): string => term.replace('...', '');

const wideLabels = (count: number): string[] => Array.from({ length: count }, (_, i) => `.${count - 1 - i}`);

/** Labels of a term for a tensor of `rank` axes; null: it does not read as one. */
function labelsOf(term: string, rank: number): Labels | null {
  const [before = '', after, ...more] = term.split('...');
  if (more.length > 0 || !/^[A-Za-z]*$/.test(lettersOf(term))) return null;
  const rest = rank - lettersOf(term).length;
  return after === undefined ? [...before] : [...before, ...wideLabels(Math.max(0, rest)), ...after];
}

/** Without an arrow: letters that stand once, in the order of the alphabet. */
function impliedOutput(inputs: readonly Labels[], wide: number): Labels {
  const all = inputs.flat().filter((label) => label.length === 1);
  const once = all.filter((label) => all.indexOf(label) === all.lastIndexOf(label));
  return [...wideLabels(wide), ...once.sort()];
}

/** A tensor and the names of its axes; a name that stands twice is a diagonal. */
export interface LabelledTensor {
  readonly labels: Labels;
  readonly tensor: Tensor;
}

/** Products computed at most. */
const MAX_PRODUCTS = 2 ** 24;

/** Sums of products of tensors over every axis that the output does not name; row-major. Cost: the product of all sizes. */
export function contracted(
  factors: readonly LabelledTensor[],
  output: Labels,
  sizes: ReadonlyMap<string, number>,
): Float64Array {
  const inner = [...new Set(factors.flatMap(({ labels }) => labels))].filter((label) => !output.includes(label));
  const order = [...output, ...inner];
  const counts = order.map((label) => sizes.get(label) as number);
  const steps = factors.map(({ labels, tensor }) => order.map((label) => strideOf(label, labels, tensor.shape)));
  const total = sizeOf(counts);
  if (!(total <= MAX_PRODUCTS)) throw new Unsupported(`${total} products of constants`);
  const each = total / sizeOf(counts.slice(0, output.length));
  const values = new Float64Array(total / each);
  const index = counts.map(() => 0);
  const at = factors.map(() => 0);
  for (let i = 0; i < total; i++) {
    let product = 1;
    for (let f = 0; f < factors.length; f++)
      product *= (factors[f] as LabelledTensor).tensor.values[at[f] as number] as number;
    const place = Math.floor(i / each);
    values[place] = (values[place] as number) + product;
    advance(index, counts, at, steps);
  }
  return values;
}

/** Values from one entry of an axis to the next; 0 for an axis that a tensor lacks, or has once for all. */
function strideOf(label: string, labels: Labels, shape: Shape): number {
  let stride = 0;
  labels.forEach((own, axis) => {
    if (own === label && shape[axis] !== 1) stride += sizeOf(shape.slice(axis + 1));
  });
  return stride;
}

/** To the next index, the last axis fastest, and with it the places of all factors. */
function advance(
  index: number[],
  counts: readonly number[],
  at: number[],
  steps: readonly (readonly number[])[],
): void {
  for (let axis = counts.length - 1; axis >= 0; axis--) {
    const [next, count] = [(index[axis] as number) + 1, counts[axis] as number];
    const by = next < count ? 1 : 1 - count;
    index[axis] = next < count ? next : 0;
    steps.forEach((own, f) => {
      at[f] = (at[f] as number) + by * (own[axis] as number);
    });
    if (next < count) return;
  }
}
