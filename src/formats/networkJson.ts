/**
 * Networks as plain JSON: `{name?, activation?, layers: [{W, b, activation?, alpha?}], slice?: {origin, u, v}, domain?}`,
 * W as outputs × inputs. Reading never throws: faults come back with their path.
 */
import type { ActivationSpec, DenseLayer } from '../core/network';
import { activationAt } from './activations';
import { copyNumbers, Fault, type JsonObject, listAt, objectAt, shown } from './checks';
import { parseJsonText } from './jsonText';
import { MAX_TEXT } from './limits';
import {
  checkLayerCount,
  type NetworkResult,
  networkResult,
  type ParsedNetwork,
  parsedNetwork,
  ShapeChain,
} from './parsedNetwork';

/**
 * Reads a network. Size caps: 64 MB of text, 64 layers, 65,536 inputs, 10⁷ parameters. `fallbackName` names a network
 * whose file does not. Cost: linear in the text.
 */
export function parseNetworkJson(text: string, fallbackName = 'network'): NetworkResult {
  return networkResult('layers', () => {
    if (text.length > MAX_TEXT)
      throw new Fault('', `the file has ${text.length} characters; at most ${MAX_TEXT} are read`);
    return readNetwork(objectAt(parseJsonText(text.replace(/^\uFEFF/, '')), ''), fallbackName);
  });
}

function readNetwork(file: JsonObject, fallbackName: string): ParsedNetwork {
  const list = listAt(file.layers, 'layers');
  checkLayerCount(list.length, 'layers');
  const hidden =
    file.activation === undefined ? { name: 'relu' as const } : activationAt(file.activation, 'activation');
  const reader = new LayerReader(hidden, list.length);
  const layers = list.map((layer, i) => reader.read(objectAt(layer, `layers[${i}]`), i));
  return parsedNetwork(layers, { name: file.name, slice: file.slice, domain: file.domain }, fallbackName);
}

/** Reads layers in order, each against the outputs of the one before. */
class LayerReader {
  private readonly shapes = new ShapeChain();

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
    const activation = this.activation(layer, index);
    return { kind: 'dense', inputSize: inputs, outputSize: rows.length, weights, bias, activation };
  }

  /** Columns of W, checked before anything is allocated. */
  private columns(rows: readonly unknown[], index: number): number {
    const where = `layers[${index}].W`;
    if (rows.length === 0) throw new Fault(where, 'empty; a layer needs at least one unit');
    const columns = listAt(rows[0], `${where}[0]`).length;
    if (columns === 0) throw new Fault(`${where}[0]`, 'empty; a unit needs at least one input');
    this.shapes.add(rows.length, columns, where);
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
