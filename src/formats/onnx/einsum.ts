/** Sums of products over named axes. Definition: https://onnx.ai/onnx/operators/onnx__Einsum.html. */
import { type Shape, sizeOf } from '../../core/graph/types';
import { contracted, type Equation, type LabelledTensor, type Labels, readEquation } from './equation';
import { LabelledChain } from './labelledChain';
import { type Converter, placeOf, type Step } from './step';
import type { Tensor } from './tensor';
import { type DynamicValue, Unsupported } from './values';

/** What a product of two values that both depend on the input may hold before it is summed. */
const MAX_PRODUCTS = 2 ** 22;

/** `MatMul` of stacks of matrices, or of two matrices that both depend on the input. */
export function stackedProduct(step: Step): DynamicValue {
  const [left, right] = shapesOf(step).map((shape) => shape.length === 1) as [boolean, boolean];
  return summed(step, `${left ? 'j' : '...ij'},${right ? 'j' : '...jk'}->...${left ? '' : 'i'}${right ? '' : 'k'}`);
}

/** Of tensors that do not depend on the input. */
export function constantSums(step: Step): Tensor {
  const equation = readEquation(step.attributes.text('equation', ''), shapesOf(step));
  return {
    shape: equation.output.map((label) => equation.sizes.get(label) as number),
    values: computed(step, constantsOf(step, equation), equation.output, equation.sizes),
    integer: false,
  };
}

/** Sums of products of constants, counted as work: eight of them as much as one value that is made. */
function computed(
  { builder, file }: Step,
  constants: readonly LabelledTensor[],
  output: Labels,
  sizes: ReadonlyMap<string, number>,
): Float64Array {
  const labels = new Set(constants.flatMap((factor) => factor.labels));
  const products = [...labels].reduce((all, label) => all * (sizes.get(label) as number), 1);
  builder.spend(Math.min(products, MAX_PRODUCTS) / 8, placeOf(file));
  return contracted(constants, output, sizes);
}

const shapesOf = (step: Step): Shape[] => step.inputs.map((_, i) => (step.constant(i) ?? step.dynamic(i)).shape);

const constantsOf = (step: Step, { inputs }: Equation): LabelledTensor[] =>
  inputs.flatMap((labels, i) => {
    const tensor = step.constant(i);
    return tensor ? [{ labels, tensor }] : [];
  });

function summed(step: Step, text: string): DynamicValue {
  const equation = readEquation(text, shapesOf(step));
  const { sizes } = equation;
  const given = equation.inputs.flatMap((labels, i) => (step.constant(i) ? [] : [{ labels, value: step.dynamic(i) }]));
  if (given.length > 2)
    throw new Unsupported(`the equation '${text}' multiplies ${given.length} values that depend on the input`);
  const constants = constantsOf(step, equation);
  const outside = [...equation.output, ...constants.flatMap(({ labels }) => labels)];
  const [first, second] = given.map(({ labels, value }, i) => {
    const chain = new LabelledChain(step, sizes, value, labels);
    chain.takeDiagonals();
    chain.sumOthers(new Set([...outside, ...(given[1 - i]?.labels ?? [])]));
    return chain;
  }) as [LabelledChain, LabelledChain | undefined];
  if (second) multiply(first, second, text);
  first.sumOthers(new Set(outside));
  const output = equation.output.filter((label) => sizes.get(label) !== 1);
  if (constants.length > 0) timesConstants(step, first, constants, output, sizes);
  first.transpose(output);
  return first.end(equation.output.map((label) => sizes.get(label) as number));
}

/** Every product of two entries whose shared axes agree. */
function multiply(chain: LabelledChain, other: LabelledChain, text: string): void {
  const all = [...new Set([...chain.labels, ...other.labels])];
  const shape = chain.sizesOf(all);
  if (!(sizeOf(shape) <= MAX_PRODUCTS))
    throw new Unsupported(`the equation '${text}' makes ${sizeOf(shape)} products of values that depend on the input`);
  for (const one of [chain, other]) {
    const has = new Set(one.labels);
    one.transpose(all.filter((label) => has.has(label)));
    one.reshape(all.map((label, axis) => (has.has(label) ? (shape[axis] as number) : 1)));
  }
  const second = other.flushed();
  chain.add((node) => ({ op: 'multiply', inputs: [node, second] }), shape, 'products');
  chain.labels = all;
}

/**
 * Times the product of all constants: by the axes that both have, and whether the output has them, a scale, a dense layer, or
 * (where some are kept) a dense layer for each entry of those: a convolution in groups of one place.
 */
function timesConstants(
  step: Step,
  chain: LabelledChain,
  constants: readonly LabelledTensor[],
  output: Labels,
  sizes: ReadonlyMap<string, number>,
): void {
  const [own, theirs] = [new Set(chain.labels), new Set(constants.flatMap(({ labels }) => labels))];
  const both = chain.labels.filter((label) => theirs.has(label));
  const groups = both.filter((label) => output.includes(label));
  const gone = both.filter((label) => !output.includes(label));
  const free = chain.labels.filter((label) => !theirs.has(label));
  const made = output.filter((label) => theirs.has(label) && !own.has(label));
  const product = (labels: Labels): Float64Array => computed(step, constants, labels, sizes);
  const count = (labels: Labels): number => sizeOf(chain.sizesOf(labels));
  if (gone.length + made.length === 0) {
    const shape = chain.sizesOf(chain.labels);
    const factors = product(groups);
    const wide = chain.labels.map((label, axis) => (theirs.has(label) ? (shape[axis] as number) : 1));
    const offsets = new Float64Array(factors.length);
    chain.add((node) => ({ op: 'scale', inputs: [node], shape: wide, factors, offsets }), shape, 'scaled');
    return;
  }
  const weights = product([...groups, ...made, ...gone]);
  const [stack, units, features] = [count(groups), count(made), count(gone)];
  if (groups.length === 0) {
    chain.transpose([...free, ...gone]);
    chain.reshape([...chain.sizesOf(free), features]);
    const shape = [...chain.sizesOf(free), units];
    chain.add((node) => ({ op: 'dense', inputs: [node], units, weights }), shape, 'product');
    chain.labels = [...free, ...made];
  } else {
    chain.transpose([...groups, ...gone, ...free]);
    chain.reshape([stack * features, count(free)]);
    const filters = stack * units;
    const windows = { kernel: [1], strides: [1], pads: [0, 0], dilations: [1], channels: 'first' } as const;
    chain.add(
      (node) => ({ op: 'conv', inputs: [node], ...windows, filters, groups: stack, weights }),
      [filters, count(free)],
      'product',
    );
    chain.labels = [...groups, ...made, ...free];
  }
  chain.reshape(chain.sizesOf(chain.labels));
}

const einsum: Converter = (step) => summed(step, step.attributes.text('equation', ''));

export const EINSUM: Readonly<Record<string, Converter>> = { Einsum: einsum };
