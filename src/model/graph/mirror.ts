import { clone, reshape, type Tensor, type Tensor2D, tidy } from '@tensorflow/tfjs';
import { checkGraph } from '../../core/graph/check';
import { type Graph, type GraphNode, type Shape, sizeOf } from '../../core/graph/types';
import { KeptTensors } from './kept';
import { type NodeOp, nodeOp } from './nodeOp';
import { fixedParameters, type Parameters } from './parameters';

interface Step {
  readonly name: string;
  readonly inputs: readonly string[];
  readonly op: NodeOp;
  /** Values that nothing takes after this step. */
  readonly spent: readonly string[];
}

/**
 * A graph as tfjs ops, one a node, for batches: another way to the values of `evaluateGraph` than the chain of layers that
 * the engine cuts, and the one that GPUs take. Float32. Throws a GraphError for an op that tfjs is not asked for here.
 * `dispose` frees its parameters.
 */
export class GraphMirror {
  readonly #kept: KeptTensors;
  readonly #steps: readonly Step[];
  readonly #input: { readonly name: string; readonly shape: Shape };
  readonly #output: string;
  /** Numbers that tfjs lays out at once for one input, at most: values of a node, or the windows of a convolution. */
  readonly widest: number;

  /** `parameters`: how its ops get at theirs, with what keeps them; absent: they are as they are. */
  constructor(graph: Graph, kept = new KeptTensors(), parameters: Parameters = fixedParameters(kept.keep)) {
    this.#kept = kept;
    const checked = checkGraph(graph);
    const { nodes, shapes, input, output } = checked;
    this.#input = input;
    this.#output = output;
    this.widest = nodes.reduce((most, node) => Math.max(most, spread(node, shapes)), 1);
    const last = new Map<string, string>();
    for (const { name, inputs } of nodes) for (const taken of inputs) last.set(taken, name);
    try {
      this.#steps = nodes
        .filter(({ op }) => op !== 'input')
        .map((node) => {
          const { name, inputs } = node;
          const taken = inputs.map((from) => shapes.get(from) as Shape);
          const op = nodeOp(node, taken, shapes.get(name) as Shape, parameters);
          const spent = [...new Set(inputs)].filter((from) => last.get(from) === name && from !== output);
          return { name, inputs, op, spent };
        });
    } catch (error) {
      this.#kept.dispose();
      throw error;
    }
  }

  /** Outputs for a batch of inputs, n × inputs → n × outputs. To be called inside `tidy`. */
  outputs(x: Tensor2D): Tensor2D {
    const values = this.#run(x, true);
    return flat(values.get(this.#output) as Tensor, x.shape[0]);
  }

  /** The same with all that a gradient needs. */
  trainedOutputs(x: Tensor2D): Tensor2D {
    return flat(this.#run(x, false).get(this.#output) as Tensor, x.shape[0]);
  }

  /** Every node's values by name, batch first. To be called inside `tidy`. */
  values(x: Tensor2D): Map<string, Tensor> {
    return this.#run(x, false);
  }

  #run(x: Tensor2D, freeing: boolean): Map<string, Tensor> {
    const values = new Map<string, Tensor>([[this.#input.name, reshape(x, [x.shape[0], ...this.#input.shape])]]);
    for (const { name, inputs, op, spent } of this.#steps) {
      const taken = inputs.map((from) => values.get(from) as Tensor);
      const made = tidy(() => op(taken));
      // An op that changes nothing hands its input on, which is freed on its own.
      values.set(name, taken.includes(made) ? clone(made) : made);
      if (freeing)
        for (const from of spent) {
          values.get(from)?.dispose();
          values.delete(from);
        }
    }
    return values;
  }

  dispose(): void {
    this.#kept.dispose();
  }
}

function spread(node: GraphNode, shapes: ReadonlyMap<string, Shape>): number {
  const size = sizeOf(shapes.get(node.name) ?? []);
  if (node.op === 'maxPool') return size * sizeOf(node.kernel);
  if (node.op !== 'conv') return size;
  return (size / node.filters) * (node.weights.length / node.filters);
}

const flat = (values: Tensor, batch: number): Tensor2D => reshape(values, [batch, values.size / batch]) as Tensor2D;
