import {
  exp,
  reshape,
  type Scalar,
  slice1d,
  type Tensor,
  tensor1d,
  tidy,
  type Variable,
  variable,
} from '@tensorflow/tfjs';
import { etaOf } from '../core/soft/gate';
import { betasAt, parametersOf, type TrainedBetas } from '../core/training/trainedBetas';
import type { Eta } from './softActivation';

/**
 * β on the backend. What is learned of it is a variable ρ with β = σ(ρ), so that η = e^ρ and every value is allowed. `dispose`
 * frees it.
 */
export class BetaTensors {
  readonly #gated: readonly number[];
  #betas: TrainedBetas;
  #variable: Variable | null;

  /** `gated`: numbers of the gated layers, from 1. */
  constructor(betas: TrainedBetas, gated: readonly number[]) {
    this.#gated = gated;
    this.#betas = betas;
    this.#variable = this.#fresh(parametersOf(betas, gated));
  }

  /** What is learned; null where nothing is. */
  get variable(): Variable | null {
    return this.#variable;
  }

  get count(): number {
    return this.#variable?.size ?? 0;
  }

  /** Other values. True where as many are learned as before: the variable is the same one, and its optimiser can go on. */
  set(betas: TrainedBetas): boolean {
    const values = parametersOf(betas, this.#gated);
    const same = betas.learn === this.#betas.learn;
    this.#betas = betas;
    if (!same) {
      this.#variable?.dispose();
      this.#variable = this.#fresh(values);
    } else if (this.#variable) {
      const kept = this.#variable;
      tidy(() => kept.assign(tensor1d(values)));
    }
    return same;
  }

  /** η an entry a layer, null where it is as its activation is; of `rho` in place of the variable, where it is given. */
  etas(rho: Tensor | null = this.#variable): readonly (Eta | null)[] {
    if (!rho) return this.#betas.values.map((beta) => (beta === null ? null : etaOf(beta)));
    const etas: (Eta | null)[] = [];
    this.#gated.forEach((layer, i) => {
      while (etas.length < layer - 1) etas.push(null);
      const part = slice1d(reshape(rho, [rho.size]), this.#betas.learn === 'one' ? 0 : i, 1);
      etas.push(exp(reshape(part, [])) as Scalar);
    });
    return etas;
  }

  /** What was read back as β. */
  read(rho: ArrayLike<number>): TrainedBetas {
    return betasAt(this.#betas, rho, this.#gated);
  }

  dispose(): void {
    this.#variable?.dispose();
    this.#variable = null;
  }

  #fresh(values: Float32Array): Variable | null {
    return values.length > 0 ? tidy(() => variable(tensor1d(values))) : null;
  }
}
