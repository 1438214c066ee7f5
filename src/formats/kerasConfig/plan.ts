/** Sequential and functional models as one plan: layers, and what each call of them takes. */
import { Fault, type JsonObject, listAt, objectAt, plainName, shown } from '../checks';
import { MAX_NODES } from '../limits';

/** Output `tensor` of call number `call` of a layer. */
export interface TensorRef {
  readonly layer: string;
  readonly call: number;
  readonly tensor: number;
}

export interface LayerPlan {
  readonly className: string;
  readonly name: string;
  readonly config: JsonObject;
  /** What each call takes; an input layer has one call that takes nothing. */
  readonly calls: readonly (readonly TensorRef[])[];
}

export interface ModelPlan {
  readonly name: string;
  readonly layers: readonly LayerPlan[];
  readonly inputs: readonly TensorRef[];
  readonly outputs: readonly TensorRef[];
}

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);

/** Whether a layer's config is that of a model. */
export const isModel = (className: string, config: JsonObject): boolean =>
  className === 'Sequential' || ((className === 'Functional' || className === 'Model') && isList(config.layers));

/** Reads `{class_name, config}`. Throws a `Fault` naming what is missing. */
export function planOf(className: string, config: unknown, where: string): ModelPlan {
  if (className === 'Sequential') return sequential(config, where);
  const model = objectAt(config, where);
  const layers = listAt(model.layers, `${where}, layers`).map((layer, i) => {
    const entry = layerAt(layer, `${where}, layers[${i}]`);
    const calls = listAt(entry.inbound ?? [], `${nodeWhere(entry.name)}, inbound_nodes`).map((call) =>
      refsOf(call, entry.name),
    );
    return { ...entry, calls: calls.length === 0 ? [[]] : calls };
  });
  checkCount(layers, where);
  const refs = (key: string): readonly TensorRef[] => endsOf(model[key], `${where}, ${key}`);
  return { name: nameOf(model.name, className), layers, inputs: refs('input_layers'), outputs: refs('output_layers') };
}

const nodeWhere = (name: string): string => `node ${JSON.stringify(name)}`;

const nameOf = (name: unknown, otherwise: string): string =>
  typeof name === 'string' ? plainName(name, 'name') || otherwise : otherwise;

interface LayerEntry extends Omit<LayerPlan, 'calls'> {
  readonly inbound: unknown;
}

function layerAt(value: unknown, where: string): LayerEntry {
  const layer = objectAt(value, where);
  const className = layer.class_name ?? layer.className;
  if (typeof className !== 'string') throw new Fault(where, `class_name: expected a text, found ${shown(className)}`);
  // Configs of old sequential models are lists.
  const config = isList(layer.config)
    ? { layers: layer.config }
    : objectAt(layer.config, `${where} (${className}), config`);
  const name = layer.name ?? (config as JsonObject).name;
  if (typeof name !== 'string' || name === '')
    throw new Fault(where, `its name: expected a text, found ${shown(name)}`);
  return { className, name, config, inbound: layer.inbound_nodes ?? layer.inboundNodes };
}

function checkCount(layers: readonly LayerPlan[], where: string): void {
  if (layers.length === 0) throw new Fault(where, 'no layers');
  const calls = layers.reduce((sum, layer) => sum + layer.calls.length, 0);
  if (calls > MAX_NODES) throw new Fault(where, `${calls} layers; at most ${MAX_NODES} are taken`);
  const names = new Set<string>();
  for (const { name } of layers) {
    if (names.has(name)) throw new Fault(nodeWhere(name), 'two layers have this name');
    names.add(name);
  }
}

function sequential(config: unknown, where: string): ModelPlan {
  const model: JsonObject = isList(config) ? { layers: config } : objectAt(config, where);
  const entries = listAt(model.layers, `${where}, layers`).map((layer, i) => layerAt(layer, `${where}, layers[${i}]`));
  const [first] = entries;
  if (!first) throw new Fault(where, 'no layers');
  if (first.className !== 'InputLayer') entries.unshift(inputBefore(first, model));
  const layers = entries.map(({ className, name, config: own }, i): LayerPlan => {
    const before = entries[i - 1];
    return { className, name, config: own, calls: [before ? [{ layer: before.name, call: 0, tensor: 0 }] : []] };
  });
  checkCount(layers, where);
  const end = (layer: LayerPlan | undefined): readonly TensorRef[] =>
    layer ? [{ layer: layer.name, call: 0, tensor: 0 }] : [];
  return { name: nameOf(model.name, 'Sequential'), layers, inputs: end(layers[0]), outputs: end(layers.at(-1)) };
}

/** The input layer that a sequential model may leave out. */
function inputBefore(first: LayerEntry, model: JsonObject): LayerEntry {
  const shape = batchShapeOf(first.config, 0) ?? model.build_input_shape;
  const config = shape === undefined ? {} : { batch_input_shape: shape };
  return { className: 'InputLayer', name: `${first.name}_input`, config, inbound: undefined };
}

/** The shape that a layer's config states for its input, batch included: its own, or that of its first layer's. */
export function batchShapeOf(config: JsonObject, depth: number): unknown {
  const own = config.batch_input_shape ?? config.batch_shape ?? config.batchInputShape;
  if (own !== undefined && own !== null) return own;
  const inner = isList(config.layers) ? (config.layers[0] as unknown) : undefined;
  if (depth > 16 || typeof inner !== 'object' || inner === null) return undefined;
  const { config: next } = inner as { readonly config?: unknown };
  return typeof next === 'object' && next !== null ? batchShapeOf(next as JsonObject, depth + 1) : undefined;
}

/** `[name, call, tensor, …]`, or null for what is none. */
function refAt(value: unknown): TensorRef | null {
  if (!isList(value)) return null;
  const [layer, call, tensor] = value;
  if (typeof layer !== 'string' || typeof call !== 'number' || typeof tensor !== 'number') return null;
  return { layer, call, tensor };
}

/** Inputs or outputs of a model: one place or a list of them. */
function endsOf(value: unknown, where: string): readonly TensorRef[] {
  const one = refAt(value);
  if (one) return [one];
  const list = isList(value) ? value : Object.values(objectAt(value, where));
  const refs = list.map((item) => {
    const ref = refAt(item);
    if (!ref) throw new Fault(where, `${shown(item)} names no layer's output`);
    return ref;
  });
  if (refs.length === 0) throw new Fault(where, 'names none');
  return refs;
}

/** What one call of a layer takes, in the writing of Keras 2 (nested lists) or 3 (arguments with a history). */
function refsOf(call: unknown, layer: string): readonly TensorRef[] {
  const one = refAt(call);
  if (one) return [one];
  const refs: TensorRef[] = [];
  if (isList(call)) {
    for (const item of call) {
      const ref = refAt(item);
      if (!ref) throw new Fault(nodeWhere(layer), `inbound_nodes: ${shown(item)} names no layer's output`);
      refs.push(ref);
    }
    return refs;
  }
  const { args } = objectAt(call, `${nodeWhere(layer)}, inbound_nodes`);
  collectTensors(args, refs, 0);
  return refs;
}

function collectTensors(value: unknown, into: TensorRef[], depth: number): void {
  if (depth > 8 || typeof value !== 'object' || value === null) return;
  if (isList(value)) {
    for (const item of value) collectTensors(item, into, depth + 1);
    return;
  }
  const { class_name: className, config } = value as JsonObject;
  if (className !== '__keras_tensor__') return;
  const ref = refAt(objectAt(config, 'inbound_nodes').keras_history);
  if (ref) into.push(ref);
}
