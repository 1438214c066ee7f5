/** Logic of conditions that depend on the input: 1 where they hold and 0 elsewhere. Definitions: https://onnx.ai/onnx/operators/. */
import { sizeOf } from '../../core/graph/types';
import type { PieceTable } from '../../core/network/activation';
import { combined, truthOf } from './curves';
import type { Converter, Step } from './step';
import type { Tensor } from './tensor';
import type { ConstantValue, DynamicValue } from './values';

type Name = 'and' | 'or' | 'xor';

/** How many of two must hold. */
const HOLDS: Readonly<Record<Name, (count: number) => boolean>> = {
  and: (count) => count === 2,
  or: (count) => count >= 1,
  xor: (count) => count === 1,
};

/** Of the sum of two conditions. The thresholds lie between whole numbers: no sum is at one. */
const SUMS: Readonly<Record<Name, PieceTable>> = {
  and: { label: 'both hold', slopes: [0, 0], offsets: [0, 1], thresholds: [1.5] },
  or: { label: 'one holds', slopes: [0, 0], offsets: [0, 1], thresholds: [0.5] },
  xor: { label: 'just one holds', slopes: [0, 0, 0], offsets: [0, 1, 0], thresholds: [0.5, 1.5] },
};

const logic =
  (name: Name): Converter =>
  (step) => {
    const operands = [0, 1].map((at) => step.constant(at) ?? step.dynamic(at));
    const single = ofOneNumber(step, name, operands);
    if (single) return single;
    const [a, b] = step.aligned(operands) as [DynamicValue, DynamicValue];
    const sum = step.emit({ op: 'add', inputs: [a.node, b.node] }, a.batch, 'sum');
    return table(step, sum, SUMS[name]);
  };

const table = (step: Step, value: DynamicValue, pieces: PieceTable): DynamicValue =>
  step.emit({ op: 'activation', inputs: [value.node], activation: { name: 'table', table: pieces } }, value.batch);

/** Two conditions on the same values are one. */
function ofOneNumber(step: Step, name: Name, [a, b]: readonly (DynamicValue | Tensor)[]): DynamicValue | null {
  if (!a || !b || !('node' in a) || !('node' in b) || a.shape.join() !== b.shape.join()) return null;
  const nodes = { get: (node: string) => step.builder.nodeNamed(node) };
  const [first, second] = [truthOf(a.node, nodes), truthOf(b.node, nodes)];
  if (!first || first.input !== second?.input) return null;
  const curve = combined([first.curve, second.curve], ([one, other]) => [
    0,
    Number(HOLDS[name]((one?.[1] ?? 0) + (other?.[1] ?? 0))),
  ]);
  return table(step, { ...a, node: first.input }, { label: `${first.label} ${name} ${second.label}`, ...curve });
}

/** Numbers here are finite: none is infinite, and none is no number. */
const never: Converter = (step): ConstantValue => {
  const { shape } = step.dynamic(0);
  return { kind: 'constant', tensor: { shape, values: new Float64Array(sizeOf(shape)), integer: true, dataType: 9 } };
};

export const LOGIC: Readonly<Record<string, Converter>> = {
  And: logic('and'),
  Or: logic('or'),
  Xor: logic('xor'),
  IsNaN: never,
  IsInf: never,
};
