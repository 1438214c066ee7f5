/** What the network answers at a point, as rows to show. */
import type { DataSet } from '../../state/types';

export interface Answer {
  /** Winning class, null for a regression. Ties take the lowest index. */
  readonly className: string | null;
  /** Softmax or sigmoid value of the winning class; null for a regression. */
  readonly confidence: number | null;
  readonly confidenceKind: 'softmax' | 'sigmoid' | null;
  /** Softmax value of each output; null where the outputs are no classes. */
  readonly shares: readonly number[] | null;
}

/** Σ = 1; computed from the largest value down, so that nothing overflows. */
export function softmax(values: ArrayLike<number>): number[] {
  const list = Array.from(values);
  const top = Math.max(...list);
  const powers = list.map((value) => Math.exp(value - top));
  const sum = powers.reduce((a, b) => a + b, 0);
  return powers.map((power) => power / sum);
}

/** 1 / (1 + e^−z) without overflow. */
export function sigmoid(z: number): number {
  if (z >= 0) return 1 / (1 + Math.exp(-z));
  const power = Math.exp(z);
  return power / (1 + power);
}

/** Reads outputs as classes: one output against 0, several by their largest; a regression has none. */
export function answerOf(
  output: ArrayLike<number>,
  data: Pick<DataSet, 'task' | 'classNames' | 'quantities'> | null,
): Answer {
  const names = data?.classNames ?? [];
  const nothing: Answer = { className: null, confidence: null, confidenceKind: null, shares: null };
  if (data?.task === 'regression' || data?.quantities || output.length === 0) return nothing;
  if (output.length === 1) {
    if (!data) return nothing;
    const z = output[0] as number;
    const index = z > 0 ? 1 : 0;
    const confidence = sigmoid(index === 1 ? z : -z);
    return { className: names[index] ?? String(index), confidence, confidenceKind: 'sigmoid', shares: null };
  }
  const shares = softmax(output);
  const best = shares.indexOf(Math.max(...shares));
  return {
    className: names[best] ?? String(best),
    confidence: shares[best] ?? null,
    confidenceKind: 'softmax',
    shares,
  };
}
