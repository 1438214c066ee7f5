/**
 * Networks from safetensors files, as `nn.Sequential` and its like name their tensors: `0.weight` (outputs × inputs) with
 * `0.bias`, `2.weight` with `2.bias`, … Reading never throws: faults come back with their tensor.
 */
import type { ActivationSpec, DenseLayer } from '../core/network';
import type { CodeOutput } from '../core/network/network';
import { activationAt, hiddenActivationAt, readOutAt } from './activations';
import { byPath } from './architecture/pathOrder';
import { Fault, listAt } from './checks';
import { MAX_TENSOR_FILE } from './limits';
import { naturalOrder } from './naturalOrder';
import {
  checkLayerCount,
  type NetworkResult,
  networkResult,
  type ParsedNetwork,
  parsedNetwork,
  ShapeChain,
} from './parsedNetwork';
import { type SafetensorsLayout, safetensorsLayout, type TensorPlace, tensorAt, tensorLabel } from './safetensors';
import { isReal, numbersOf, realTypes } from './tensors';

/** Weights and bias of one layer. */
interface Pair {
  readonly prefix: string;
  readonly weight: TensorPlace;
  readonly bias: TensorPlace;
}

type Metadata = ReadonlyMap<string, string>;

/**
 * Reads a network. Layers go by the numbers in their tensors' names (2 before 10). `metadata` may hold `name`, `activations`
 * (a JSON list, an activation a layer) or `activation` (that of the hidden layers), `slice` and `domain` (JSON); without
 * activations ReLU is taken between the layers and noted. Refused, with the tensor's name: tensors that are no weight or
 * bias, weights that have not two dimensions, shapes that do not chain, a bias that is missing, numbers that are not finite,
 * and what is beyond the limits of plain JSON. Cost: linear in the file.
 */
export function parseNetworkSafetensors(bytes: Uint8Array, fallbackName = 'network'): NetworkResult {
  return networkResult('', () => {
    if (bytes.length > MAX_TENSOR_FILE)
      throw new Fault('', `the file has ${bytes.length} bytes; at most ${MAX_TENSOR_FILE} are read`);
    return readNetwork(safetensorsLayout(bytes), fallbackName);
  });
}

function readNetwork(file: SafetensorsLayout, fallbackName: string): ParsedNetwork {
  const { places, metadata } = file;
  const pairs = pairsOf(places);
  const shapes = new ShapeChain();
  for (const pair of pairs) checkPair(pair, shapes);
  const { activations, codeOutput, notes } = activationsOf(metadata, pairs.length);
  const layers = pairs.map((pair, i) => layerOf(file, pair, activations[i] as ActivationSpec));
  const described = {
    name: metadata.get('name'),
    slice: jsonAt(metadata, 'slice'),
    domain: jsonAt(metadata, 'domain'),
    codeOutput,
  };
  return parsedNetwork(layers, described, fallbackName, [...orderNotes(pairs), ...notes]);
}

/** Pairs in the natural order of their common names. Throws a `Fault` for any other tensor, and for one without its fellow. */
function pairsOf(places: readonly TensorPlace[]): Pair[] {
  const weights = new Map<string, TensorPlace>();
  const biases = new Map<string, TensorPlace>();
  for (const place of places) {
    const [, before = '', kind] = /^(|.*\.)(weight|bias)$/su.exec(place.name) ?? [];
    if (kind === undefined)
      throw new Fault(
        tensorLabel(place.name),
        'is not supported; weights and biases of dense layers are: 0.weight, 0.bias',
      );
    (kind === 'weight' ? weights : biases).set(before, place);
  }
  const prefixes = inOrder([...new Set([...weights.keys(), ...biases.keys()])], weights);
  checkLayerCount(prefixes.length, '');
  return prefixes.map((prefix) => {
    const [weight, bias] = [weights.get(prefix), biases.get(prefix)];
    if (!weight)
      throw new Fault(tensorLabel(`${prefix}weight`), `missing; ${tensorLabel(`${prefix}bias`)} needs its weights`);
    if (!bias)
      throw new Fault(
        tensorLabel(`${prefix}bias`),
        `missing; expected ${weight.shape[0] ?? 0} values, zeros where it has none`,
      );
    return { prefix, weight, bias };
  });
}

/** By their numbers; an encoder before its decoder where either could come first. */
function inOrder(prefixes: readonly string[], weights: ReadonlyMap<string, TensorPlace>): readonly string[] {
  const byPlace = prefixes.toSorted(byPath);
  const outputs = (prefix: string | undefined): number | undefined => weights.get(prefix ?? '')?.shape[0];
  const chains = byPlace.every((prefix, i) => i === 0 || weights.get(prefix)?.shape[1] === outputs(byPlace[i - 1]));
  return chains ? byPlace : prefixes.toSorted(naturalOrder);
}

function checkPair({ weight, bias }: Pair, shapes: ShapeChain): void {
  for (const { name, type } of [weight, bias])
    if (!isReal(type))
      throw new Fault(tensorLabel(name), `dtype ${type} is not supported for a layer; ${realTypes} are`);
  const where = tensorLabel(weight.name);
  const [outputs = 0, inputs = 0] = weight.shape;
  const shape = weight.shape.join(' × ');
  if (weight.shape.length > 2)
    throw new Fault(where, `${weight.shape.length} dimensions (${shape}), as of a convolution; dense layers have two`);
  if (weight.shape.length < 2)
    throw new Fault(
      where,
      `${weight.shape.length} dimensions (${shape || 'one value'}); a dense layer has two, outputs × inputs`,
    );
  if (outputs === 0 || inputs === 0) throw new Fault(where, `empty (${shape}); a layer needs units and inputs`);
  shapes.add(outputs, inputs, where);
  if (bias.shape.length !== 1 || bias.shape[0] !== outputs)
    throw new Fault(tensorLabel(bias.name), `its shape is (${bias.shape.join(' × ')}), expected (${outputs})`);
}

function layerOf(file: SafetensorsLayout, { weight, bias }: Pair, activation: ActivationSpec): DenseLayer {
  const [outputSize = 0, inputSize = 0] = weight.shape;
  const weights = finiteNumbers(file, weight, (at) => `[${Math.floor(at / inputSize)}][${at % inputSize}]`);
  const offsets = finiteNumbers(file, bias, (at) => `[${at}]`);
  return { kind: 'dense', inputSize, outputSize, weights, bias: offsets, activation };
}

function finiteNumbers(file: SafetensorsLayout, place: TensorPlace, entry: (at: number) => string): Float64Array {
  const values = numbersOf(tensorAt(file, place));
  const at = values.findIndex((value) => !Number.isFinite(value));
  if (at >= 0) throw new Fault(`${tensorLabel(place.name)}, ${entry(at)}`, `not a finite number (found ${values[at]})`);
  return values;
}

/** What metadata say of the layers' activations, and what had to be assumed. */
interface Activations {
  readonly activations: readonly ActivationSpec[];
  readonly codeOutput?: CodeOutput | undefined;
  readonly notes: readonly string[];
}

function activationsOf(metadata: Metadata, count: number): Activations {
  const value = jsonAt(metadata, 'activations');
  if (value !== undefined) {
    const where = 'metadata, activations';
    const list = listAt(value, where);
    if (list.length !== count) throw new Fault(where, `${list.length} of them, the file has ${count} layers`);
    const hidden = list.slice(0, -1).map((each, i) => hiddenActivationAt(each, `${where}[${i}]`));
    const { activation, codeOutput } = readOutAt(list[count - 1], `${where}[${count - 1}]`);
    return { activations: [...hidden, activation], codeOutput, notes: [] };
  }
  const named = metadata.get('activation');
  const hidden: ActivationSpec = named === undefined ? { name: 'relu' } : activationAt(named, 'metadata, activation');
  const activations = Array.from({ length: count }, (_, i) =>
    i === count - 1 ? { name: 'identity' as const } : hidden,
  );
  const assumed = 'The file names no activations: ReLU is taken between the layers, and none after the last.';
  return { activations, notes: named === undefined && count > 1 ? [assumed] : [] };
}

/** Numbers give the order of names that are alike otherwise; of others a person should see it. */
function orderNotes(pairs: readonly Pair[]): string[] {
  const alike = new Set(pairs.map(({ prefix }) => prefix.replace(/\d+/g, '0'))).size < 2;
  const names = pairs.map(({ prefix }) => prefix.slice(0, -1) || 'weight').join(', ');
  return alike ? [] : [`The layers are taken in the order of their names: ${names}.`];
}

function jsonAt(metadata: Metadata, key: string): unknown {
  const text = metadata.get(key);
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Fault(`metadata, ${key}`, `not valid JSON: ${(error as Error).message}`);
  }
}
