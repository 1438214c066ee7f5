/** What the network editor sets: plain JSON, carried by links. */
import type { ActivationName, UnitRef } from '../core/network';

export interface HiddenLayer {
  readonly size: number;
  readonly activation: ActivationName;
  /** Of leaky ReLU alone. */
  readonly alpha?: number;
  /** Of swish and softplus; 1 where it is absent. */
  readonly eta?: number;
}

/** A network that is drawn from a seed. Its inputs and outputs are those of the data; the read-out is affine. */
export interface SeededNetwork {
  /** May be empty: an affine map. */
  readonly layers: readonly HiddenLayer[];
  readonly scheme: 'he' | 'glorot';
  /** Biases of hidden layers are uniform in [−bias, bias]. */
  readonly bias: number;
  /** 0 … 2³² − 1. */
  readonly seed: number;
}

/** The recipe that the network in force has, or comes nearest to. */
export interface Recipe extends SeededNetwork {
  /**
   * `seed`: the first weights are those of the recipe. `trained`: they were trained from them. `own`: they come from
   * somewhere else (a file, a construction); only the layers are the recipe's.
   */
  readonly origin: 'seed' | 'trained' | 'own';
}

export interface EditorActions {
  /** Another network from a seed, with the parts given in place of those in force. Refused with a notice when invalid. */
  setSeeded(change: Partial<SeededNetwork>): void;
  /** The scene's own network again. */
  useSceneNetwork(): void;
  /**
   * Incoming weights (as many as the layer has inputs) and bias of one unit, rounded to float32. Training pauses. Called
   * once a frame while something is dragged.
   */
  setUnitWeights(unit: UnitRef, weights: ArrayLike<number>, bias: number): void;
  /**
   * One number of the weights of a graph, by its place among all that is trained (`BuiltGraph.parameters`), rounded to float32. Training
   * pauses. Refused with a notice where there is no such place.
   */
  setParameter(at: number, value: number): void;
  /** The unit whose weights are shown and whose line can be moved; null for none. */
  selectUnit(unit: UnitRef | null): void;
}
