/** Functions of one number in ONNX's words. Definitions: https://onnx.ai/onnx/operators/. */
import type { ActivationNode, FunctionNode, GraphNode } from '../../core/graph/types';
import type { PieceTable } from '../../core/network/activation';
import { inputOf, type Sheet, type Writer, type WrittenAttributes } from './sheet';

const clip = (sheet: Sheet, node: GraphNode, low: number, high: number): string =>
  sheet.last(node, 'Clip', [
    inputOf(node),
    low === -Infinity ? '' : sheet.float(node, 'min', low),
    ...(high === Infinity ? [] : [sheet.float(node, 'max', high)]),
  ]);

const WITHOUT_PARAMETERS: Readonly<Record<string, string>> = {
  identity: 'Identity',
  relu: 'Relu',
  abs: 'Abs',
  sigmoid: 'Sigmoid',
  tanh: 'Tanh',
};

export const activation: Writer<'activation'> = (sheet, node) => {
  const { name, alpha = 0.01, eta = 1, table } = node.activation;
  const x = inputOf(node);
  const plain = WITHOUT_PARAMETERS[name];
  if (plain) return sheet.last(node, plain, [x]);
  switch (name) {
    case 'leakyRelu':
      return sheet.last(node, 'LeakyRelu', [x], { alpha: { float: alpha } });
    case 'hardTanh':
      return clip(sheet, node, -1, 1);
    case 'relu6':
      return clip(sheet, node, 0, 6);
    case 'gelu':
      return gelu(sheet, node);
    case 'swish': {
      const inner = eta === 1 ? x : sheet.part(node, 'inner', 'Mul', [x, sheet.float(node, 'eta', eta)]);
      return sheet.last(node, 'Mul', [x, sheet.part(node, 'gate', 'Sigmoid', [inner])]);
    }
    case 'softplus': {
      if (eta === 1) return sheet.last(node, 'Softplus', [x]);
      const inner = sheet.part(node, 'inner', 'Mul', [x, sheet.float(node, 'eta', eta)]);
      const outer = sheet.part(node, 'softplus', 'Softplus', [inner]);
      return sheet.last(node, 'Mul', [outer, sheet.float(node, 'inverse', 1 / eta)]);
    }
    default:
      return writeTable(sheet, node, table ?? { label: '', slopes: [1], offsets: [0], thresholds: [] });
  }
};

/** x · (½ + ½ erf(x/√2)), as one op only since opset 20. */
function gelu(sheet: Sheet, node: ActivationNode): string {
  const x = inputOf(node);
  const inner = sheet.part(node, 'inner', 'Div', [x, sheet.float(node, 'root', Math.SQRT2)]);
  const erf = sheet.part(node, 'erf', 'Erf', [inner]);
  const gate = sheet.part(node, 'gate', 'Add', [erf, sheet.float(node, 'one', 1)]);
  const product = sheet.part(node, 'product', 'Mul', [x, gate]);
  return sheet.last(node, 'Mul', [product, sheet.float(node, 'half', 0.5)]);
}

const same = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((x, i) => x === b[i]);

/** Height of the step at threshold r; 0 where the pieces meet. */
function stepAt({ slopes, offsets, thresholds }: PieceTable, r: number): number {
  const t = thresholds[r] as number;
  const [before, after] = [r, r + 1].map((i) => (slopes[i] as number) * t + (offsets[i] as number)) as [number, number];
  return Math.abs(after - before) <= 1e-9 * Math.max(1, Math.abs(before), Math.abs(after)) ? 0 : after - before;
}

/** A table as the op that it came from, as a sum of ReLUs or, with steps, by choices. */
function writeTable(sheet: Sheet, node: ActivationNode, table: PieceTable): string {
  const { slopes, offsets, thresholds } = table;
  const steps = thresholds.map((_, r) => stepAt(table, r));
  const x = inputOf(node);
  const [first = 0, second = 0] = thresholds;
  if (same(slopes, [0, 0, 0]) && same(offsets, [-1, 0, 1]) && first === 0 && second === Number.MIN_VALUE)
    return sheet.last(node, 'Sign', [x]);
  if (same(slopes, [0, 1]) && same(offsets, [0, 0]) && steps[0] !== 0)
    return sheet.last(node, 'ThresholdedRelu', [x], { alpha: { float: first } });
  if (steps.some((step) => step !== 0)) return choices(sheet, node, table);
  if (same(slopes, [0, 1, 0]) && offsets[1] === 0) return clip(sheet, node, first, second);
  if (same(slopes, [0, 1]) && offsets[1] === 0) return clip(sheet, node, first, Infinity);
  if (same(slopes, [1, 0]) && offsets[0] === 0) return clip(sheet, node, -Infinity, first);
  return sumOfRelus(sheet, node, table);
}

/** Piece after piece by comparisons with the thresholds; 1 and 0 on either side of one are the comparison itself. */
function choices(sheet: Sheet, node: ActivationNode, table: PieceTable): string {
  const x = inputOf(node);
  const asked = table.thresholds.map((threshold, r) => {
    const single = Math.fround(threshold);
    // No float32 lies between a threshold and what it is rounded to.
    const strict = single === threshold ? table.atThreshold === 'below' : single < threshold;
    return sheet.part(node, `above ${r + 1}`, strict ? 'Greater' : 'GreaterOrEqual', [
      x,
      sheet.float(node, 'threshold', single),
    ]);
  });
  let value = pieceOf(sheet, node, table, 0);
  asked.slice(0, -1).forEach((above, r) => {
    value = sheet.part(node, `up to ${r + 2}`, 'Where', [above, pieceOf(sheet, node, table, r + 1), value]);
  });
  return sheet.last(node, 'Where', [asked.at(-1) as string, pieceOf(sheet, node, table, asked.length), value]);
}

/** The line of piece r: a number where it is flat. */
function pieceOf(sheet: Sheet, node: ActivationNode, { slopes, offsets }: PieceTable, r: number): string {
  const [slope, offset] = [slopes[r] as number, offsets[r] as number];
  if (slope === 0) return sheet.float(node, 'offset', offset);
  const x = inputOf(node);
  const product = slope === 1 ? x : sheet.part(node, `slope ${r + 1}`, 'Mul', [x, sheet.float(node, 'slope', slope)]);
  return offset === 0
    ? product
    : sheet.part(node, `line ${r + 1}`, 'Add', [product, sheet.float(node, 'offset', offset)]);
}

/** s₀ x + o₀ + Σ (s_{r+1} − s_r) relu(x − t_r), for pieces that meet. */
function sumOfRelus(sheet: Sheet, node: ActivationNode, { slopes, offsets, thresholds }: PieceTable): string {
  const x = inputOf(node);
  const line = sheet.part(node, 'slope', 'Mul', [x, sheet.float(node, 'slope', slopes[0] as number)]);
  const terms = [sheet.part(node, 'line', 'Add', [line, sheet.float(node, 'offset', offsets[0] as number)])];
  thresholds.forEach((threshold, r) => {
    const bend = (slopes[r + 1] as number) - (slopes[r] as number);
    const moved = sheet.part(node, `moved ${r + 1}`, 'Sub', [x, sheet.float(node, 'threshold', threshold)]);
    const relu = sheet.part(node, `relu ${r + 1}`, 'Relu', [moved]);
    terms.push(sheet.part(node, `bend ${r + 1}`, 'Mul', [relu, sheet.float(node, 'bend', bend)]));
  });
  return sheet.last(node, 'Sum', terms);
}

const FUNCTIONS: Readonly<Record<Exclude<FunctionNode['function'], 'square'>, string>> = {
  elu: 'Elu',
  exp: 'Exp',
  log: 'Log',
  sqrt: 'Sqrt',
  erf: 'Erf',
  reciprocal: 'Reciprocal',
  mish: 'Mish',
  hardSwish: 'HardSwish',
  softsign: 'Softsign',
  selu: 'Selu',
};

export const functionOf: Writer<'function'> = (sheet, node) => {
  const x = inputOf(node);
  if (node.function === 'square') return sheet.last(node, 'Pow', [x, sheet.float(node, 'exponent', 2)]);
  const attributes: WrittenAttributes = node.function === 'elu' ? { alpha: { float: node.alpha ?? 1 } } : {};
  return sheet.last(node, FUNCTIONS[node.function], [x], attributes);
};
