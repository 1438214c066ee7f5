/** Affine ops with weights: dense layers, convolutions. Definitions: https://onnx.ai/onnx/operators/. */
import { sizeOf } from '../../core/graph/types';
import { stackedProduct } from './einsum';
import { type Converter, Step } from './step';
import type { Tensor } from './tensor';
import { type DynamicValue, type NodeBody, Unsupported, type Value } from './values';
import { autoPads, windowsOf } from './windows';

/** Rows and columns exchanged. */
function transposed(values: Float64Array, rows: number, columns: number): Float64Array {
  const out = new Float64Array(values.length);
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < columns; j++) out[j * rows + i] = values[i * columns + j] as number;
  return out;
}

const bias = (tensor: Tensor | null): { readonly bias?: Float64Array } => (tensor ? { bias: tensor.values } : {});

/** A matrix that is multiplied from the left: features × units; a vector is one unit. Null: a stack of several, or a number. */
function matrixOf({ shape }: Tensor): { readonly features: number; readonly units: number } | null {
  if (shape.length === 0 || sizeOf(shape.slice(0, -2)) !== 1) return null;
  const [features, units] = shape.length === 1 ? [shape[0], 1] : shape.slice(-2);
  return { features: features as number, units: units as number };
}

const matMul: Converter = (step) => {
  const [left, right] = [step.constant(0), step.constant(1)];
  const matrix = right && matrixOf(right);
  if (matrix) return timesMatrix(step, step.dynamic(0), right, matrix);
  if (left?.shape.length === 2 && step.dynamic(1).shape.length >= 2) return matrixTimes(step, left, step.dynamic(1));
  return stackedProduct(step);
};

/** x W */
function timesMatrix(
  step: Step,
  given: DynamicValue,
  matrix: Tensor,
  { features, units }: { readonly features: number; readonly units: number },
): DynamicValue {
  const value = step.keeping(given, [given.shape.length - 1]);
  const weights = transposed(matrix.values, features, units);
  const vector = matrix.shape.length === 1;
  const out = step.emit({ op: 'dense', inputs: [value.node], units, weights }, value.batch, vector ? 'product' : '');
  return vector ? step.reshape(out, out.shape.slice(0, -1), out.batch, 'vector') : out;
}

/** W x = (xᵀ Wᵀ)ᵀ on the last two axes. */
function matrixTimes(step: Step, matrix: Tensor, given: DynamicValue): DynamicValue {
  const rank = given.shape.length;
  const value = step.keeping(given, [rank - 1, rank - 2]);
  const seen = value.batch < 0 ? rank : rank - 1;
  const order = Array.from({ length: seen }, (_, axis) => (axis < seen - 2 ? axis : 2 * seen - 3 - axis));
  const turned = step.emit({ op: 'transpose', inputs: [value.node], order }, value.batch, 'turned');
  const units = matrix.shape[0] as number;
  const out = step.emit({ op: 'dense', inputs: [turned.node], units, weights: matrix.values }, value.batch, 'product');
  return step.emit({ op: 'transpose', inputs: [out.node], order }, value.batch);
}

/** alpha x W + beta c */
const gemm: Converter = (step) => {
  const { attributes } = step;
  if (!step.constant(1)) return gemmProduct(step);
  const matrix = step.parameter(1, 'matrix B');
  if (matrix.shape.length !== 2) throw new Unsupported(`its matrix has ${matrix.shape.length} axes`);
  const [rows, columns] = matrix.shape as [number, number];
  const turned = attributes.number('transB', 0) !== 0;
  const units = turned ? rows : columns;
  const alpha = attributes.number('alpha', 1);
  const plain = turned ? matrix.values : transposed(matrix.values, rows, columns);
  const weights = alpha === 1 ? plain : plain.map((weight) => alpha * weight);
  const value = gemmInput(step, attributes.number('transA', 0) !== 0);
  const body = { op: 'dense', inputs: [value.node], units, weights } as const;
  const c = step.inputs[2];
  const beta = attributes.number('beta', 1);
  if (!c) return step.emit(body, value.batch);
  if (c.kind === 'constant' && (sizeOf(c.tensor.shape) === units || sizeOf(c.tensor.shape) === 1)) {
    const { values } = c.tensor;
    const offsets = Float64Array.from(
      { length: units },
      (_, j) => beta * (values[values.length === 1 ? 0 : j] as number),
    );
    return step.emit({ ...body, bias: offsets }, value.batch);
  }
  const product = step.emit(body, value.batch, 'product');
  const scaled = beta === 1 ? step.dynamic(2) : step.scaleBy(step.dynamic(2), beta, 0, 'beta');
  const [a, b] = step.aligned([product, scaled]) as [DynamicValue, DynamicValue];
  return step.emit({ op: 'add', inputs: [a.node, b.node] }, a.batch);
};

/** The same of a matrix B that depends on the input: by way of `MatMul`, of a constant A affine. */
function gemmProduct(step: Step): DynamicValue {
  const { attributes } = step;
  const sides = (['transA', 'transB'] as const).map((name, at): Value => {
    const turned = attributes.number(name, 0) !== 0;
    const tensor = step.constant(at);
    const [rows, columns] = (tensor ?? step.dynamic(at)).shape as [number, number];
    if (!tensor) return turned ? gemmTurned(step, at) : step.dynamic(at);
    if (!turned) return { kind: 'constant', tensor };
    return {
      kind: 'constant',
      tensor: { ...tensor, shape: [columns, rows], values: transposed(tensor.values, rows, columns) },
    };
  });
  const inner = new Step(step.builder, { ...step.file, name: `${step.file.name}/product` }, sides, step.opset);
  const value = matMul(inner) as DynamicValue;
  const [alpha, beta] = [attributes.number('alpha', 1), attributes.number('beta', 1)];
  const c = step.constant(2);
  if (!step.inputs[2]) return alpha === 1 ? value : step.scaleBy(value, alpha, 0);
  if (c) {
    const offsets = c.values.map((number) => beta * number);
    return step.scale(
      value,
      c.shape,
      offsets.map(() => alpha),
      offsets,
    );
  }
  const scaled = [step.scaleBy(value, alpha, 0, 'alpha'), step.scaleBy(step.dynamic(2), beta, 0, 'beta')];
  const [a, b] = step.aligned(scaled) as [DynamicValue, DynamicValue];
  return step.emit({ op: 'add', inputs: [a.node, b.node] }, a.batch);
}

function gemmTurned(step: Step, at: number): DynamicValue {
  const value = step.full(step.dynamic(at));
  if (value.shape.length !== 2) throw new Unsupported(`takes a matrix, its input has ${value.shape.length} axes`);
  return step.emit({ op: 'transpose', inputs: [value.node], order: [1, 0] }, -1, 'turned');
}

function gemmInput(step: Step, turned: boolean): DynamicValue {
  const given = step.dynamic(0);
  if (given.shape.length !== 2) throw new Unsupported(`takes a matrix, its input has ${given.shape.length} axes`);
  if (!turned) return step.keeping(given, [1]);
  const value = step.full(given);
  return step.emit({ op: 'transpose', inputs: [value.node], order: [1, 0] }, -1, 'turned');
}

const conv: Converter = (step) => {
  const weights = step.parameter(1, 'weight');
  const value = step.withBatch(step.dynamic(0), 0);
  const windows = windowsOf(step, weights.shape.slice(2), value.shape.slice(2));
  const body: NodeBody = {
    op: 'conv',
    inputs: [value.node],
    ...windows.body,
    dilations: windows.dilations,
    filters: weights.shape[0] as number,
    groups: step.attributes.number('group', 1),
    weights: weights.values,
    ...bias(step.optional(2, 'bias')),
  };
  return step.emit(body, 0);
};

const convTranspose: Converter = (step) => {
  const { attributes } = step;
  const weights = step.parameter(1, 'weight');
  const value = step.withBatch(step.dynamic(0), 0);
  const kernel = weights.shape.slice(2);
  const groups = attributes.number('group', 1);
  const strides = attributes.wholes('strides') ?? kernel.map(() => 1);
  const dilations = attributes.wholes('dilations') ?? kernel.map(() => 1);
  const outputPads = attributes.wholes('output_padding') ?? kernel.map(() => 0);
  const sizes = value.shape.slice(2);
  const spread = sizes.map(
    (size, i) =>
      (size - 1) * (strides[i] as number) +
      (dilations[i] as number) * ((kernel[i] as number) - 1) +
      1 +
      (outputPads[i] as number),
  );
  const body: NodeBody = {
    op: 'convTranspose',
    inputs: [value.node],
    kernel,
    strides,
    dilations,
    outputPads,
    pads: transposePads(
      step,
      spread,
      sizes.map((size, i) => size * (strides[i] as number)),
    ),
    channels: 'first',
    filters: (weights.shape[1] as number) * groups,
    groups,
    weights: weights.values,
    ...bias(step.optional(2, 'bias')),
  };
  return step.emit(body, 0);
};

/** Places cut off; `spread`: sizes without any cut, `same`: those that `auto_pad` asks for. */
function transposePads(step: Step, spread: readonly number[], same: readonly number[]): readonly number[] {
  const { attributes } = step;
  const mode = attributes.text('auto_pad', 'NOTSET');
  const asked = attributes.wholes('output_shape') ?? (mode.startsWith('SAME') ? same : null);
  if (!asked)
    return mode === 'VALID'
      ? spread.flatMap(() => [0, 0])
      : (attributes.wholes('pads') ?? spread.flatMap(() => [0, 0]));
  const last = asked.slice(-spread.length);
  const totals = spread.map((size, i) => size - (last[i] as number));
  if (totals.some((total) => total < 0)) throw new Unsupported('an output shape larger than its windows reach');
  // Of an odd number the larger half is cut off at the start unless SAME_UPPER is asked for.
  return autoPads(totals, mode === 'SAME_UPPER' ? 'SAME_UPPER' : 'SAME_LOWER');
}

export const LINEAR: Readonly<Record<string, Converter>> = {
  MatMul: matMul,
  Gemm: gemm,
  Conv: conv,
  ConvTranspose: convTranspose,
};
