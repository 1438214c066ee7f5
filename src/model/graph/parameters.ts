/** How the ops of a graph get at their parameters: put on the backend once, or taken from what is trained at each use. */
import { keep, reshape, type Tensor, tensor, tidy } from '@tensorflow/tfjs';
import type { Shape } from '../../core/graph';
import type { Eta } from '../softActivation';
import type { Kept } from './kept';

export interface Parameters {
  /** For what is never trained. */
  readonly kept: Kept;
  /** Whether ops are differentiated: tfjs has no gradient of windows with gaps. */
  readonly trained: boolean;
  /**
   * The values of a node's array as a tensor of `shape`, laid out as the op needs them (by ops that have a gradient). The
   * function that comes back is to be called inside `tidy` at each use.
   */
  take<T extends Tensor>(values: Float64Array, shape: Shape, layout: (tensor: Tensor) => T): () => T;
  /** How a node is softened at this use; null: it is as its op is. */
  eta(node: string): Eta | null;
}

/** All parameters as they are: laid out once. */
export const fixedParameters = (kept: Kept): Parameters => ({
  kept,
  trained: false,
  take: (values, shape, layout) => fixed(kept, values, shape, layout),
  eta: () => null,
});

function fixed<T extends Tensor>(
  kept: Kept,
  values: Float64Array,
  shape: Shape,
  layout: (tensor: Tensor) => T,
): () => T {
  // A layout that changes nothing hands its input on, which `tidy` would not free either.
  const made = tidy(() => keep(layout(tensor(Float32Array.from(values), [...shape]))));
  kept(made);
  return () => made;
}

/** Some arrays are trained: each use takes the tensor that stands for its array then. */
export class TrainedParameters implements Parameters {
  readonly trained = true;
  readonly kept: Kept;
  readonly #places: ReadonlyMap<Float64Array, number>;
  readonly #gates: ReadonlyMap<string, number>;
  #parts: readonly Tensor[] = [];
  #etas: readonly (Eta | null)[] = [];

  /** `places`: which of the parts stands for each array that is trained; `gates`: which η softens each node. */
  constructor(kept: Kept, places: ReadonlyMap<Float64Array, number>, gates: ReadonlyMap<string, number>) {
    this.kept = kept;
    this.#places = places;
    this.#gates = gates;
  }

  /** Runs what uses the parameters with these tensors for them, and these η. */
  using<T>(parts: readonly Tensor[], etas: readonly (Eta | null)[], run: () => T): T {
    this.#parts = parts;
    this.#etas = etas;
    try {
      return run();
    } finally {
      this.#parts = [];
      this.#etas = [];
    }
  }

  eta(node: string): Eta | null {
    return this.#etas[this.#gates.get(node) ?? -1] ?? null;
  }

  take<T extends Tensor>(values: Float64Array, shape: Shape, layout: (tensor: Tensor) => T): () => T {
    const place = this.#places.get(values);
    if (place === undefined) return fixed(this.kept, values, shape, layout);
    return () => layout(reshape(this.#parts[place] as Tensor, [...shape]));
  }
}
