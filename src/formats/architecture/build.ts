/** From an architecture and the tensors that it names to a graph. */
import { nodeShape } from '../../core/graph/nodeShape';
import { type GraphNode, type Shape, sizeOf } from '../../core/graph/types';
import { Fault, shown } from '../checks';
import { type GraphResult, graphResult } from '../graphResult';
import { stepNode } from './nodes';
import { Parameters, type Tensors } from './parameters';
import { type AddStep, type Architecture, INPUT, type Step } from './types';

/** What PyTorch's batch norm counts while it trains. */
const COUNTER = /(^|\.)num_batches_tracked$/;

/**
 * The graph of an architecture, a node a step (flatten is a reshape). Tensors that no step takes are noted. Never throws: what
 * is wrong names the step, the tensor or the node. Cost: linear in the parameters.
 */
export const graphOfArchitecture = (architecture: Architecture, tensors: Tensors, name = 'network'): GraphResult =>
  graphResult(() => {
    const builder = new Builder(new Parameters(tensors), architecture.inputShape);
    const output = builder.append(architecture.steps, INPUT);
    const left = [...tensors.keys()].filter((tensor) => !builder.takes(tensor) && !COUNTER.test(tensor));
    const some = `${left.slice(0, 5).join(', ')}${left.length > 5 ? ' …' : ''}`;
    const notes = left.length > 0 ? [`Tensors that no step takes are left out: ${some}.`] : [];
    return { graph: { name, nodes: builder.nodes, output }, notes };
  });

class Builder {
  readonly nodes: GraphNode[];
  private readonly shapes = new Map<string, Shape>();

  constructor(
    private readonly parameters: Parameters,
    inputShape: Shape,
  ) {
    this.nodes = [{ name: INPUT, op: 'input', inputs: [], shape: inputShape }];
    this.shapes.set(INPUT, inputShape);
  }

  takes(tensor: string): boolean {
    return this.parameters.taken.has(tensor);
  }

  /** Nodes for steps behind the node `before`; returns the name of the last one. */
  append(steps: readonly Step[], before: string): string {
    let last = before;
    for (const step of steps) {
      this.add(step.kind === 'add' ? this.addNode(step, last) : this.plainNode(step, last));
      last = step.name;
    }
    return last;
  }

  private plainNode(step: Exclude<Step, AddStep>, before: string): GraphNode {
    const input = this.shapeOf(before, step);
    // The only node whose size is that of what comes before it.
    if (step.kind === 'flatten') return { name: step.name, op: 'reshape', inputs: [before], shape: [sizeOf(input)] };
    return stepNode(step, before, input.length, this.parameters);
  }

  private addNode(step: AddStep, before: string): GraphNode {
    this.shapeOf(step.from, step);
    return { name: step.name, op: 'add', inputs: [before, this.append(step.shortcut, step.from)] };
  }

  private shapeOf(name: string, step: Step): Shape {
    const shape = this.shapes.get(name);
    if (!shape) throw new Fault(`step ${shown(step.name)}`, `takes ${shown(name)}, which is no step before it`);
    return shape;
  }

  private add(node: GraphNode): void {
    const inputs = node.inputs.map((name) => this.shapes.get(name) as Shape);
    const shape = nodeShape(node, inputs);
    if (shape) this.shapes.set(node.name, shape);
    this.nodes.push(node);
  }
}
