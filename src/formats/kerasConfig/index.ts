/** Keras's configs of models, which tfjs layers models, .h5 and .keras files share, as graphs. */
import type { Graph } from '../../core/graph/types';
import { begunAt } from '../beginAt';
import { Fault, objectAt, shown } from '../checks';
import type { GraphBuilder } from '../graphBuilder';
import { type GraphResult, graphResult } from '../graphResult';
import { Assembly } from './assemble';
import { planOf } from './plan';
import type { KerasOptions, WeightOf } from './types';

export type { Dialect, KerasOptions, WeightOf, WeightPlace } from './types';

/**
 * The graph of a model's config, `{class_name, config}` with class Sequential, Functional or Model; models within it are laid
 * open (`outer/inner` names their nodes). A layer's node has the layer's name, an activation of a layer is a node of its own
 * (`dense/relu`) behind it, later calls of a shared layer are numbered (`dense:1`). Layers that nothing here computes become
 * ops `unknown`, and so does what follows them. Several inputs become one that holds their values one after another. Without
 * `options.from` a network that begins with embedding layers begins behind them. Cost: linear in the weights.
 */
export function graphOfKerasConfig(modelConfig: unknown, weightOf: WeightOf, options: KerasOptions): GraphResult {
  return graphResult(() => {
    const { class_name: className, config } = objectAt(modelConfig, 'model');
    if (className !== 'Sequential' && className !== 'Functional' && className !== 'Model')
      throw new Fault('model', `class_name ${shown(className)}: Sequential, Functional and Model are read`);
    const plan = planOf(className, config, 'model');
    const assembly = new Assembly(weightOf, options);
    const inputs = assembly.addInputs(plan);
    const outputs = assembly.run(plan, inputs, []);
    const { builder } = assembly;
    const [output] = outputs;
    if (!output) throw new Fault('model', 'it has no outputs');
    if (outputs.length > 1)
      builder.note(`The model has ${outputs.length} outputs; the first, ${JSON.stringify(output.name)}, is taken.`);
    const graph = begun(
      assembly,
      plan.name,
      output.name,
      inputs.map((input) => input.name),
    );
    return { graph, notes: builder.notes, openInput: builder.openInput };
  });
}

function begun(
  { builder, embeddings, values, options }: Assembly,
  name: string,
  output: string,
  inputs: readonly string[],
): Graph {
  if (options.from !== undefined) {
    const from = values.get(options.from)?.name ?? options.from;
    checkStart(builder, from);
    builder.note(`The network begins behind ${JSON.stringify(options.from)}.`);
    return begunAt(builder, name, output, [from]);
  }
  for (const embedding of embeddings)
    builder.note(`The network begins behind the embedding lookup ${JSON.stringify(embedding)}.`);
  return begunAt(builder, name, output, [...embeddings, ...inputs]);
}

function checkStart(builder: GraphBuilder, from: string): void {
  if (!builder.nodes.some((node) => node.name === from))
    throw new Fault('', `the network is to begin behind ${JSON.stringify(from)}, which is none of its nodes`);
}
