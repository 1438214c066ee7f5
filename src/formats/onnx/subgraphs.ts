/**
 * Loops and branches on values that do not depend on the input, run while the file is read: exporters write shape arithmetic
 * with them. Definitions: https://onnx.ai/onnx/operators/.
 */
import { Fault } from '../checks';
import { type FileBody, fileBody } from './fileGraph';
import { folded } from './fold';
import { foldedSequence } from './sequences';
import { type FileNode, placeOf, Step } from './step';
import { readTensor, type Tensor } from './tensor';
import { Unsupported } from './values';

/** Nodes that loops may run, and values that they may make, in all. */
const MAX_RUNS = 20_000;
const MAX_MADE = 2 ** 22;

/** A constant by name; null: there is none, or it depends on the input. */
export type Lookup = (name: string) => Tensor | null;

interface Scope {
  readonly step: Step;
  readonly lookup: Lookup;
  readonly budget: { runs: number; made: number };
}

/** What a `Loop`, an `If` or an op on sequences gives; null for other ops. `lookup`: constants outside that a body may name. */
export function ranSubgraph(step: Step, lookup: Lookup): readonly Tensor[] | null {
  return ran({ step, lookup, budget: { runs: MAX_RUNS, made: MAX_MADE } });
}

const truth = (values: boolean): Tensor => ({ shape: [], values: Float64Array.of(Number(values)), integer: true });
const whole = (value: number): Tensor => ({ shape: [], values: Float64Array.of(value), integer: true });

function ran(scope: Scope): readonly Tensor[] | null {
  const { step } = scope;
  switch (step.file.type) {
    case 'If': {
      const branch = step.parameter(0, 'condition').values[0] ? 'then_branch' : 'else_branch';
      return runBody(scope, bodyOf(step, branch), []);
    }
    case 'Loop':
      return looped(scope);
    default:
      return foldedSequence(step);
  }
}

function bodyOf(step: Step, name: string): FileBody {
  const graph = step.attributes.graph(name);
  if (!graph) throw new Fault(placeOf(step.file), `its '${name}' is missing`);
  return fileBody(graph);
}

function looped(scope: Scope): readonly Tensor[] {
  const { step } = scope;
  const body = bodyOf(step, 'body');
  const count = step.optional(0, 'count')?.values[0] ?? Number.POSITIVE_INFINITY;
  let going = step.optional(1, 'condition') ?? truth(true);
  let carried: readonly Tensor[] = step.inputs.slice(2).map((_, i) => step.parameter(i + 2, `value ${i + 1}`));
  if (body.outputs.length !== 1 + carried.length) throw new Unsupported('a loop that collects values');
  for (let i = 0; i < count && going.values[0]; i++) {
    const [next, ...rest] = runBody(scope, body, [whole(i), going, ...carried]) as [Tensor, ...Tensor[]];
    going = next;
    carried = rest;
  }
  return carried;
}

/** Outputs of a body for values of its inputs. */
function runBody({ step, lookup, budget }: Scope, body: FileBody, inputs: readonly Tensor[]): readonly Tensor[] {
  const values = new Map<string, Tensor>();
  body.inputs.forEach((name, i) => {
    const value = inputs[i];
    if (!value) throw new Fault(placeOf(step.file), `gives its body no '${name}'`);
    values.set(name, value);
  });
  const find: Lookup = (name) => {
    const own = values.get(name);
    if (own) return own;
    const tensor = body.tensors.get(name);
    return tensor ? readTensor(tensor, `tensor '${name}' of ${placeOf(step.file)}`) : lookup(name);
  };
  const known = (name: string): Tensor => {
    const value = find(name);
    if (!value) throw new Unsupported(`its body takes '${name}', which depends on the input`);
    return value;
  };
  for (const node of body.nodes) {
    const results = resultsOf({ step, lookup: find, budget }, node, known);
    node.outputs.forEach((name, i) => {
      const value = results[i];
      if (value) values.set(name, value);
    });
  }
  // A body that runs no node counts too: a loop of such bodies ends.
  spend(budget, step.file, 1, 0);
  return body.outputs.map(known);
}

function resultsOf({ step, lookup, budget }: Scope, node: FileNode, known: (name: string) => Tensor) {
  spend(budget, step.file, 1, 0);
  const inputs = node.inputs.map((name) => (name === '' ? null : { kind: 'constant' as const, tensor: known(name) }));
  const inner = new Step(step.builder, node, inputs, step.opset);
  const results = ran({ step: inner, lookup, budget }) ?? folded(inner);
  if (!results) throw new Unsupported(`its body holds ${placeOf(node)}, which is not read there`);
  for (const { values } of results) spend(budget, step.file, 0, values.length);
  return results;
}

function spend(budget: Scope['budget'], file: FileNode, runs: number, made: number): void {
  budget.runs -= runs;
  budget.made -= made;
  if (budget.runs < 0) throw new Unsupported(`its body runs more than ${MAX_RUNS} nodes`);
  if (budget.made < 0) throw new Fault(placeOf(file), `makes more than ${MAX_MADE} values`);
}
