/** Runs a plan: makes the nodes of every layer's calls, models within models in place. */
import { sizeOf } from '../../core/graph/types';
import { inputShape } from '../beginAt';
import { Fault, type JsonObject, listAt, objectAt, shown } from '../checks';
import { GraphBuilder, isKnown, type KnownValue, nodeLabel, type Value } from '../graphBuilder';
import { MAX_GRAPH_PARAMETERS } from '../limits';
import { numbersOf } from '../tensors';
import { activationLayers } from './activations';
import { affineLayers } from './affineLayers';
import { Fields } from './fields';
import { normLayers } from './normLayers';
import { placeLayers } from './placeLayers';
import { batchShapeOf, isModel, type LayerPlan, type ModelPlan, planOf, type TensorRef } from './plan';
import { shapeLayers } from './shapeLayers';
import type { KerasOptions, LayerCall, LayerReader, WeightOf } from './types';

const readers: Readonly<Record<string, LayerReader>> = {
  ...affineLayers,
  ...activationLayers,
  ...normLayers,
  ...placeLayers,
  ...shapeLayers,
};

/** Layers that treat each entry of the first axis alike anyway, so that `TimeDistributed` changes nothing. */
const timeless = new Set([
  'Dense',
  'Activation',
  'ReLU',
  'LeakyReLU',
  'ELU',
  'Softmax',
  'Dropout',
  'LayerNormalization',
]);

const MAX_DEPTH = 16;

export class Assembly {
  readonly builder = new GraphBuilder();
  /** Names of the values that embedding layers give. */
  readonly embeddings: string[] = [];
  /** What each layer gives at its first call, by name. */
  readonly values = new Map<string, Value>();
  #parameters = 0;

  constructor(
    readonly weightOf: WeightOf,
    readonly options: KerasOptions,
  ) {}

  /** Adds an input node for each input of the model that a file is of. */
  addInputs(plan: ModelPlan): readonly Value[] {
    const given = plan.inputs.length === 1 ? this.options.inputShape : undefined;
    return plan.inputs.map(({ layer }) => {
      const entry = plan.layers.find(({ name }) => name === layer);
      if (!entry) throw new Fault(nodeLabel(layer), 'an input of the model, but no layer');
      const stated = batchShapeOf(entry.config, 0);
      const where = nodeLabel(layer, entry.className);
      if (stated === undefined && !given) throw new Fault(where, 'the shape of its input is missing');
      const sizes = stated === undefined ? (given ?? []) : listAt(stated, `${where}, batch_input_shape`).slice(1);
      const shape = inputShape(this.builder, layer, sizes, given);
      return this.builder.add({ name: this.builder.freshName(layer), op: 'input', inputs: [], shape });
    });
  }

  /** Values of the model's outputs. Calls are made as soon as what they take is there, whatever their order in the file. */
  run(plan: ModelPlan, inputs: readonly Value[], path: readonly string[]): readonly Value[] {
    if (path.length > MAX_DEPTH)
      throw new Fault(nodeLabel(path.join('/')), `models within models, ${path.length} deep`);
    const made = new Map<string, (readonly Value[])[]>(plan.layers.map(({ name }) => [name, []]));
    for (const [i, { layer }] of plan.inputs.entries()) made.set(layer, [inputs.slice(i, i + 1)]);
    let open = plan.layers.flatMap((layer) => layer.calls.map((_, call) => ({ layer, call })));
    open = open.filter(({ layer, call }) => !made.get(layer.name)?.[call] && layer.className !== 'InputLayer');
    while (open.length > 0) {
      const waiting = open.filter(({ layer, call }) => !this.#tryCall(layer, call, made, path));
      if (waiting.length === open.length) throw stuck(plan, waiting, made);
      open = waiting;
    }
    return plan.outputs.map((ref) => {
      const value = valueAt(ref, made);
      if (!value) throw new Fault(nodeLabel(ref.layer), 'an output of the model that no layer gives');
      return value;
    });
  }

  #tryCall(layer: LayerPlan, call: number, made: Map<string, (readonly Value[])[]>, path: readonly string[]): boolean {
    const refs = layer.calls[call] as readonly TensorRef[];
    const inputs: Value[] = [];
    for (const ref of refs) {
      const value = valueAt(ref, made);
      if (!value) return false;
      inputs.push(value);
    }
    const calls = made.get(layer.name) as (readonly Value[])[];
    // Later calls are numbered by their place.
    if (call > calls.length) return false;
    calls.push(this.#call(layer, inputs, path));
    return true;
  }

  #call({ className, name, config }: LayerPlan, inputs: readonly Value[], path: readonly string[]): readonly Value[] {
    const own = [...path, name];
    if (isModel(className, config)) {
      const plan = planOf(className, config, nodeLabel(name, className));
      if (plan.inputs.length !== inputs.length)
        throw new Fault(nodeLabel(name, className), `takes ${plan.inputs.length} inputs, found ${inputs.length}`);
      return this.#remember(own, this.run(plan, inputs, own));
    }
    const node = this.builder.freshName(own.join('/'));
    const known = inputs.filter(isKnown);
    const [first, ...others] = known;
    if (!first || known.length !== inputs.length)
      return this.#remember(own, [this.builder.addUnknown(node, className, inputs)]);
    return this.#remember(own, [this.#layer(className, config, own, node, [first, ...others])]);
  }

  #layer(
    className: string,
    config: JsonObject,
    path: readonly string[],
    node: string,
    inputs: LayerCall['inputs'],
  ): Value {
    const where = nodeLabel(node, className);
    if (className === 'TimeDistributed') {
      const { class_name: inner, config: innerConfig } = objectAt(config.layer, `${where}, layer`);
      const innerObject = objectAt(innerConfig, `${where}, layer`);
      if (typeof inner === 'string' && timeless.has(inner))
        return this.#layer(inner, innerObject, [...path, String(innerObject.name)], node, inputs);
    }
    const fields = new Fields(config, where);
    if (className === 'Embedding') return this.#embedding(fields, node, inputs);
    const reader = Object.hasOwn(readers, className) ? readers[className] : undefined;
    const value = reader?.(this.#callOf(className, fields, path, node, inputs));
    return value ?? this.builder.addUnknown(node, className, inputs);
  }

  #callOf(
    className: string,
    fields: Fields,
    path: readonly string[],
    name: string,
    inputs: LayerCall['inputs'],
  ): LayerCall {
    const { builder } = this;
    const weight = (weightName: string, index: number, shape: readonly number[]): Float64Array =>
      this.#weight(className, fields.where, path, weightName, index, shape);
    const base = { builder, className, fields, inputs, name, dialect: this.options.dialect, weight };
    const complete = (parts: Omit<LayerCall, 'with'>): LayerCall => ({
      ...parts,
      with: (changes) => complete({ ...parts, ...changes }),
    });
    return complete(base);
  }

  /** Rows of a table by whole numbers: nothing here computes it, but its shape is known and a network may begin behind it. */
  #embedding(fields: Fields, node: string, inputs: readonly [KnownValue, ...KnownValue[]]): Value {
    this.embeddings.push(node);
    return this.builder.addUnknown(node, 'Embedding', inputs, [...inputs[0].shape, fields.whole('output_dim', 1)]);
  }

  #weight(
    className: string,
    where: string,
    path: readonly string[],
    weight: string,
    index: number,
    shape: readonly number[],
  ): Float64Array {
    const tensor = this.weightOf({ path, className, weight, index });
    if (!tensor) throw new Fault(where, `weight ${shown(weight)} is missing`);
    const fits = tensor.shape.length === shape.length && tensor.shape.every((size, axis) => size === shape[axis]);
    if (!fits)
      throw new Fault(
        where,
        `weight ${shown(weight)} has the shape ${tensor.shape.join(' × ')}, expected ${shape.join(' × ')}`,
      );
    this.#parameters += sizeOf(shape);
    if (this.#parameters > MAX_GRAPH_PARAMETERS)
      throw new Fault(where, `with it there are more than ${MAX_GRAPH_PARAMETERS} parameters`);
    return numbersOf(tensor);
  }

  #remember(path: readonly string[], values: readonly Value[]): readonly Value[] {
    const [first] = values;
    const name = path.join('/');
    if (first && !this.values.has(name)) this.values.set(name, first);
    return values;
  }
}

/** What a call gave; its number is that within the model, files of some versions count calls outside, too. */
function valueAt(ref: TensorRef, made: ReadonlyMap<string, (readonly Value[])[]>): Value | undefined {
  const calls = made.get(ref.layer);
  return (calls?.[ref.call] ?? calls?.at(-1))?.[ref.tensor];
}

/** Why calls wait for ever: for a layer that is none, else for one another. */
function stuck(
  plan: ModelPlan,
  waiting: readonly { readonly layer: LayerPlan; readonly call: number }[],
  made: ReadonlyMap<string, unknown>,
): Fault {
  for (const { layer, call } of waiting) {
    const absent = layer.calls[call]?.find((ref) => !made.has(ref.layer));
    if (absent) {
      const where = nodeLabel(layer.name, layer.className);
      return new Fault(where, `takes ${shown(absent.layer)}, which is no layer of ${shown(plan.name)}`);
    }
  }
  const [{ layer, call }] = waiting as [(typeof waiting)[number]];
  const names = layer.calls[call]?.map((ref) => shown(ref.layer)).join(', ');
  const where = nodeLabel(layer.name, layer.className);
  return new Fault(where, `takes ${names || 'nothing'}, which is never there: the layers go round in a circle`);
}
