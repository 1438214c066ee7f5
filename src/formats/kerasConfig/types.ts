import type { GraphBuilder, KnownValue, Value } from '../graphBuilder';
import type { ReadOptions } from '../graphResult';
import type { Tensor } from '../tensors';
import type { Fields } from './fields';

/** Which weight is asked for. */
export interface WeightPlace {
  /** Names of the models and layers that it lies in, outermost first, without the model that the file is of. */
  readonly path: readonly string[];
  readonly className: string;
  /** Keras's name: `kernel`, `bias`, `gamma`, `moving_mean`, `depthwise_kernel` … */
  readonly weight: string;
  /** Its place among those weights that the layer has, in Keras's order. */
  readonly index: number;
}

/** Finds a weight in a file; undefined where it has none of this name. */
export type WeightOf = (place: WeightPlace) => Tensor | undefined;

/**
 * Where implementations differ: `tfjs` samples bilinear upsampling from the corner (Keras from the middle of a place), and
 * `keras3` has another hard sigmoid than the others.
 */
export type Dialect = 'tfjs' | 'keras2' | 'keras3';

export interface KerasOptions extends ReadOptions {
  readonly dialect: Dialect;
}

/** One call of a layer that has inputs. */
export interface LayerCall {
  readonly builder: GraphBuilder;
  /** Of the node that is to carry the layer's name. */
  readonly name: string;
  readonly className: string;
  readonly fields: Fields;
  /** At least one, all of known shape. */
  readonly inputs: readonly [KnownValue, ...KnownValue[]];
  readonly dialect: Dialect;
  /** Values of a weight of a given shape, in order of the file. Throws a `Fault` where it is missing or of another shape. */
  weight(name: string, index: number, shape: readonly number[]): Float64Array;
  /** The same layer with another name, config or input. */
  with(changes: Partial<LayerCall>): LayerCall;
}

/** Makes nodes of a call and gives the last one; null: nothing here computes this layer. */
export type LayerReader = (call: LayerCall) => Value | null;
