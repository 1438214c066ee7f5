/**
 * Networks as plain JSON: `{name?, activation?, layers: [{W, b, activation?, alpha?}], slice?: {origin, u, v}, domain?}`,
 * W as outputs × inputs. Reading never throws: faults come back with their path.
 */
import { type ActivationSpec, type DenseLayer, denseNetwork, type Network } from '../core/network';
import { EngineError } from '../core/partition';
import { preActivationNoise } from '../core/partition/tolerance';
import type { Polygon, Slice } from '../core/slice/slice';
import { activationAt } from './activations';
import { copyNumbers, Fault, type FormatError, type JsonObject, listAt, objectAt, plainName, shown } from './checks';
import { parseJsonText } from './jsonText';
import { MAX_INPUTS, MAX_LAYERS, MAX_PARAMETERS, MAX_TEXT } from './limits';
import { domainAt, intervalAt, sliceAt } from './sliceJson';

export interface ParsedNetwork {
  readonly ok: true;
  readonly network: Network;
  readonly slice: Slice;
  /** Convex, counter-clockwise. For one input: [lo, 0], [hi, 0]. */
  readonly domain: Polygon;
  /** [lo, hi] for a network with one input, else null. */
  readonly interval: readonly [number, number] | null;
  /** `float32` when every weight and bias is a float32 value. */
  readonly precision: 'float32' | 'float64';
}

export type NetworkResult = ParsedNetwork | { readonly ok: false; readonly error: FormatError };

/**
 * Reads a network. Size caps: 64 MB of text, 64 layers, 65,536 inputs, 10⁷ parameters. `fallbackName` names a network
 * whose file does not. Cost: linear in the text.
 */
export function parseNetworkJson(text: string, fallbackName = 'network'): NetworkResult {
  try {
    if (text.length > MAX_TEXT)
      throw new Fault('', `the file has ${text.length} characters; at most ${MAX_TEXT} are read`);
    return readNetwork(objectAt(parseJsonText(text.replace(/^\uFEFF/, '')), ''), fallbackName);
  } catch (error) {
    if (error instanceof Fault) return { ok: false, error: { where: error.where, message: error.message } };
    if (error instanceof EngineError || error instanceof RangeError)
      return { ok: false, error: { where: 'layers', message: error.message } };
    throw error;
  }
}

function readNetwork(file: JsonObject, fallbackName: string): ParsedNetwork {
  const list = listAt(file.layers, 'layers');
  if (list.length === 0) throw new Fault('layers', 'empty; a network needs at least one layer');
  if (list.length > MAX_LAYERS) throw new Fault('layers', `${list.length} layers; at most ${MAX_LAYERS} are taken`);
  const hidden =
    file.activation === undefined ? { name: 'relu' as const } : activationAt(file.activation, 'activation');
  const reader = new LayerReader(hidden, list.length);
  const layers = list.map((layer, i) => reader.read(objectAt(layer, `layers[${i}]`), i));
  const name = file.name === undefined ? '' : plainName(file.name, 'name');
  const network = denseNetwork(name || plainName(fallbackName, 'name') || 'network', layers);
  const slice = sliceAt(file.slice, network.inputSize);
  const interval = network.inputSize === 1 ? intervalAt(file.domain) : null;
  const domain: Polygon = interval ? interval.map((end) => [end, 0] as const) : domainAt(file.domain);
  // Throws an EngineError that names layer and unit where finite numbers are so large that the network overflows.
  preActivationNoise(network, slice, domain);
  return { ok: true, network, slice, domain, interval, precision: precisionOf(network) };
}

/** Reads layers in order, each against the outputs of the one before. */
class LayerReader {
  private inputs = 0;
  private parameters = 0;

  constructor(
    private readonly hidden: ActivationSpec,
    private readonly count: number,
  ) {}

  read(layer: JsonObject, index: number): DenseLayer {
    const where = `layers[${index}]`;
    const kind = layer.type ?? layer.kind ?? 'dense';
    if (typeof kind !== 'string' || !/^(dense|linear)$/i.test(kind))
      throw new Fault(where, `a layer of type ${shown(kind)} is not supported; dense layers are: W, b, activation`);
    if (layer.W === undefined)
      throw new Fault(`${where}.W`, `missing; found ${keysOf(layer)}, expected W, b, activation`);
    const rows = listAt(layer.W, `${where}.W`);
    const inputs = this.columns(rows, index);
    const bias = new Float64Array(rows.length);
    const weights = new Float64Array(rows.length * inputs);
    for (const [r, row] of rows.entries()) copyNumbers(row, `${where}.W[${r}]`, weights, r * inputs, inputs);
    copyNumbers(layer.b, `${where}.b`, bias, 0, rows.length);
    this.inputs = rows.length;
    const activation = this.activation(layer, index);
    return { kind: 'dense', inputSize: inputs, outputSize: rows.length, weights, bias, activation };
  }

  /** Columns of W, checked before anything is allocated. */
  private columns(rows: readonly unknown[], index: number): number {
    const where = `layers[${index}].W`;
    if (rows.length === 0) throw new Fault(where, 'empty; a layer needs at least one unit');
    const columns = listAt(rows[0], `${where}[0]`).length;
    if (columns === 0) throw new Fault(`${where}[0]`, 'empty; a unit needs at least one input');
    if (index > 0 && columns !== this.inputs)
      throw new Fault(where, `${columns} columns, layer ${index} has ${this.inputs} outputs`);
    if (columns > MAX_INPUTS) throw new Fault(where, `${columns} inputs; at most ${MAX_INPUTS} are taken`);
    this.parameters += rows.length * (columns + 1);
    if (this.parameters > MAX_PARAMETERS)
      throw new Fault(where, `${this.parameters} parameters up to here; at most ${MAX_PARAMETERS} are taken`);
    return columns;
  }

  /** Its own activation, or the file's for hidden layers and none for the read-out. */
  private activation(layer: JsonObject, index: number): ActivationSpec {
    const where = `layers[${index}]`;
    const beside = { alpha: layer.alpha, where: `${where}.alpha` };
    if (layer.activation !== undefined) return activationAt(layer.activation, `${where}.activation`, beside);
    const inherited: ActivationSpec = index === this.count - 1 ? { name: 'identity' } : this.hidden;
    return layer.alpha === undefined ? inherited : activationAt(inherited.name, `${where}.activation`, beside);
  }
}

const keysOf = (layer: JsonObject): string =>
  Object.keys(layer)
    .slice(0, 6)
    .map((key) => shown(key))
    .join(', ') || 'no keys';

function precisionOf(network: Network): 'float32' | 'float64' {
  const single = (values: Float64Array) => values.every((value) => Object.is(Math.fround(value), value));
  return network.layers.every(({ weights, bias }) => single(weights) && single(bias)) ? 'float32' : 'float64';
}
