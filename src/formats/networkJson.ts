/**
 * Networks as plain JSON: `{name?, activation?, layers: [{W, b, activation?, alpha?, eta?}], slice?: {origin, u, v}, domain?}`,
 * W as outputs × inputs. Reading never throws: faults come back with their path.
 */
import type { ActivationSpec, DenseLayer } from '../core/network';
import type { CodeOutput } from '../core/network/network';
import { activationAt, hiddenActivationAt, readOutAt } from './activations';
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
  const objects = list.map((layer, i) => objectAt(layer, `layers[${i}]`));
  const { count, notes } = maxAffinePart(objects);
  const reader = new LayerReader(hidden, count);
  const layers = objects.slice(0, count).map((layer, i) => reader.read(layer, i));
  const { name, slice, domain } = file;
  return parsedNetwork(layers, { name, slice, domain, codeOutput: reader.codeOutput }, fallbackName, notes);
}

const typeOf = (layer: JsonObject): unknown => layer.type ?? layer.kind ?? 'dense';

/** What is not max-affine, by the names that files give it. */
const BEYOND: readonly (readonly [RegExp, string])[] = [
  [/layer_?norm/i, 'layer normalisation'],
  [/attention/i, 'attention'],
];

/**
 * How many of the layers the lens takes, and what is to be said of the others: layer norm and attention divide by what they are
 * given, so that neither they nor what is behind them is piecewise affine. Throws a `Fault` where nothing is before them.
 */
function maxAffinePart(layers: readonly JsonObject[]): { count: number; notes: string[] } {
  for (const [i, layer] of layers.entries()) {
    const type = typeOf(layer);
    const [, what] = BEYOND.find(([name]) => typeof type === 'string' && name.test(type)) ?? [];
    if (!what) continue;
    const where = `layers[${i}]`;
    if (i === 0)
      throw new Fault(where, `${what} is not max-affine, and there is no layer before it that could be shown`);
    const left = layers.length - i;
    return {
      count: i,
      notes: [
        `${where} is ${what}, which is not max-affine: the lens stops before it and reads out layer ${i}; ${left} ${left === 1 ? 'layer is' : 'layers are'} left out.`,
      ],
    };
  }
  return { count: layers.length, notes: [] };
}

/** Reads layers in order, each against the outputs of the one before. */
class LayerReader {
  /** Of the last layer, once it is read. */
  codeOutput: CodeOutput | undefined;
  private readonly shapes = new ShapeChain();

  constructor(
    private readonly hidden: ActivationSpec,
    private readonly count: number,
  ) {}

  read(layer: JsonObject, index: number): DenseLayer {
    const where = `layers[${index}]`;
    const kind = typeOf(layer);
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
    const beside = { alpha: layer.alpha, eta: layer.eta, where };
    const isLast = index === this.count - 1;
    const inherited: ActivationSpec = isLast ? { name: 'identity' } : this.hidden;
    const own = layer.activation !== undefined || layer.alpha !== undefined || layer.eta !== undefined;
    if (!own) return inherited;
    const value = layer.activation ?? inherited.name;
    if (!isLast) return hiddenActivationAt(value, `${where}.activation`, beside);
    const { activation, codeOutput } = readOutAt(value, `${where}.activation`, beside);
    this.codeOutput = codeOutput;
    return activation;
  }
}

const keysOf = (layer: JsonObject): string =>
  Object.keys(layer)
    .slice(0, 6)
    .map((key) => shown(key))
    .join(', ') || 'no keys';
