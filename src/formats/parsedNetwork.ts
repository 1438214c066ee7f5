/** What every reader of networks returns, and the checks that they share. */
import { type DenseLayer, denseNetwork, type Network } from '../core/network';
import { type CodeOutput, denseLayers } from '../core/network/network';
import { EngineError } from '../core/partition/errors';
import { preActivationNoise } from '../core/partition/tolerance';
import type { Polygon, Slice } from '../core/slice/slice';
import { Fault, type FormatError, plainName } from './checks';
import { MAX_INPUTS, MAX_LAYERS, MAX_PARAMETERS } from './limits';
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
  /** What the file left open and the reader assumed, as sentences; empty where the file says all. */
  readonly notes: readonly string[];
}

export type NetworkResult = ParsedNetwork | { readonly ok: false; readonly error: FormatError };

/** Turns faults of a reader into a result. `where`: the place of what is wrong with the layers as a whole. */
export function networkResult(where: string, read: () => ParsedNetwork): NetworkResult {
  try {
    return read();
  } catch (error) {
    if (error instanceof Fault) return { ok: false, error: { where: error.where, message: error.message } };
    if (error instanceof EngineError || error instanceof RangeError)
      return { ok: false, error: { where, message: error.message } };
    throw error;
  }
}

/** Throws a `Fault` unless a network may have so many layers. */
export function checkLayerCount(count: number, where: string): void {
  if (count === 0) throw new Fault(where, 'empty; a network needs at least one layer');
  if (count > MAX_LAYERS) throw new Fault(where, `${count} layers; at most ${MAX_LAYERS} are taken`);
}

/** Shapes of weights in order, against the limits and the layer before: to be asked before anything is allocated. */
export class ShapeChain {
  private layers = 0;
  private outputs = 0;
  private parameters = 0;

  /** The next layer's weights, outputs × inputs, neither of them 0. Throws a `Fault` at `where`. */
  add(outputs: number, inputs: number, where: string): void {
    if (this.layers > 0 && inputs !== this.outputs)
      throw new Fault(where, `${inputs} columns, layer ${this.layers} has ${this.outputs} outputs`);
    if (inputs > MAX_INPUTS) throw new Fault(where, `${inputs} inputs; at most ${MAX_INPUTS} are taken`);
    this.parameters += outputs * (inputs + 1);
    if (this.parameters > MAX_PARAMETERS)
      throw new Fault(where, `${this.parameters} parameters up to here; at most ${MAX_PARAMETERS} are taken`);
    this.layers++;
    this.outputs = outputs;
  }
}

/** What a file says beside the layers, as its JSON has it. */
export interface Described {
  readonly name: unknown;
  readonly slice: unknown;
  readonly domain: unknown;
  /** The code that is read off the last layer's values; absent where there is none. */
  readonly codeOutput?: CodeOutput | undefined;
}

/**
 * The network of some layers with its slice and domain. Throws a `Fault`, or an EngineError that names layer and unit where
 * finite numbers are so large that the network overflows.
 */
export function parsedNetwork(
  layers: readonly DenseLayer[],
  described: Described,
  fallbackName: string,
  notes: readonly string[] = [],
): ParsedNetwork {
  const name = described.name === undefined ? '' : plainName(described.name, 'name');
  const plain = denseNetwork(name || plainName(fallbackName, 'name') || 'network', layers);
  const network = described.codeOutput ? { ...plain, codeOutput: described.codeOutput } : plain;
  const slice = sliceAt(described.slice, network.inputSize);
  const interval = network.inputSize === 1 ? intervalAt(described.domain) : null;
  const domain: Polygon = interval ? interval.map((end) => [end, 0] as const) : domainAt(described.domain);
  preActivationNoise(network, slice, domain);
  return { ok: true, network, slice, domain, interval, precision: precisionOf(network), notes };
}

/** `float32` when every weight and bias of a network is a float32 value. Cost: linear in the parameters. */
export function precisionOf(network: Network): 'float32' | 'float64' {
  const single = (values: Float64Array) => values.every((value) => Object.is(Math.fround(value), value));
  const dense = denseLayers(network);
  const arrays = dense
    ? dense.flatMap(({ weights, bias }) => [weights, bias])
    : (network.graph?.nodes ?? []).flatMap((node) =>
        Object.values(node).filter((value) => value instanceof Float64Array),
      );
  return arrays.every(single) ? 'float32' : 'float64';
}
