/** Soft gates as tensors: what `core/soft/unit.ts` does for a unit, for a batch of places × units at once, in float32. */
import {
  abs,
  add,
  clipByValue,
  erf,
  log,
  mul,
  neg,
  prod,
  relu,
  sigmoid,
  slice,
  sub,
  sum,
  type Tensor,
  type Tensor2D,
  tensor2d,
} from '@tensorflow/tfjs';
import { FREE, layerPieces } from '../core/network/held';
import type { LayerGate } from '../core/soft';
import { gateArguments } from './softActivation';
import type { LayerTensors } from './tensors';

/** Beyond this a logistic gate is 0 or 1 in float32, and e^u stays far from overflow. */
const LOGISTIC_END = 40;
const PROBIT_END = 10;
/** Below it p ln p is 0 in float32. */
const LEAST = 1e-30;

export const HARD_GATE: LayerGate = { kind: 'logistic', eta: Infinity, entropic: false };

/** Each is computed when it is asked for. All are places × units; slope and offset may be one row or one number for all. */
export interface GatedBatch {
  /** h = slope·z + offset. */
  slope(): Tensor | number;
  offset(): Tensor | number;
  /** act(z). */
  value(): Tensor2D;
  entropy(): Tensor2D;
  /** Their sum over the units of a place, one column. */
  entropySum(): Tensor;
  /** Product of the likeliest pieces' probabilities over the units of a place, one column. */
  likeliest(): Tensor;
  /** Probability of not being on the first piece. */
  active(): Tensor2D;
}

/** Both sides of a threshold. `scaled`: the logistic gate's argument, where there is one. */
interface Sides {
  readonly on: () => Tensor;
  readonly off: () => Tensor;
  readonly scaled: Tensor | null;
}

type Pieces = ReturnType<typeof layerPieces>;
/** With the likeliest probability of each unit. */
export type Gates = Omit<GatedBatch, 'value' | 'likeliest'> & { readonly likelies: () => Tensor2D };

const once = <T>(make: () => T): (() => T) => {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
};

const plus = (a: Tensor | number, b: Tensor | number): Tensor | number => {
  if (a === 0) return b;
  if (b === 0) return a;
  return typeof a === 'number' && typeof b === 'number' ? a + b : add(a, b);
};

const times = (tensor: Tensor, by: number): Tensor | number => {
  if (by === 0) return 0;
  return by === 1 ? tensor : mul(tensor, by);
};

/** Φ(u). */
const normalCdf = (u: Tensor): Tensor => mul(add(erf(mul(u, Math.SQRT1_2)), 1), 0.5);

/** Far beyond 1 for every float32 but those that are 0 to all other arithmetic. */
const HUGE = 1e38;

/** 1[u > 0] (`below`) or 1[u ≥ 0]: the backends' own comparisons take many times as long on wasm. */
export const step = (u: Tensor, below: boolean): Tensor =>
  below ? clipByValue(mul(u, HUGE), 0, 1) : sub(1, clipByValue(mul(u, -HUGE), 0, 1));

function sidesOf(f: Pieces, threshold: number, gate: LayerGate, z: Tensor2D, argument: () => Tensor2D): Sides {
  const t = f.thresholds[threshold] as number;
  if (gate.eta === Infinity) {
    const on = once(() => step(t === 0 ? z : sub(z, t), f.atThreshold === 'below'));
    return { on, off: () => sub(1, on()), scaled: null };
  }
  const u = mul(argument(), gate.eta);
  if (gate.kind === 'probit') {
    const scaled = clipByValue(u, -PROBIT_END, PROBIT_END);
    const on = once(() => normalCdf(scaled));
    return { on, off: once(() => sub(1, on())), scaled: null };
  }
  const scaled = clipByValue(u, -LOGISTIC_END, LOGISTIC_END);
  return { on: once(() => sigmoid(scaled)), off: once(() => sigmoid(neg(scaled))), scaled };
}

/** Σ over thresholds of the change of `values` there, each by how far it is passed: Σ_r p_r values_r. */
function expected(values: readonly number[], sides: readonly Sides[]): Tensor | number {
  return sides.reduce<Tensor | number>((sum, { on }, r) => {
    const change = (values[r + 1] as number) - (values[r] as number);
    return change === 0 ? sum : plus(sum, times(on(), change));
  }, values[0] as number);
}

/** Probabilities of the pieces between the thresholds. */
function probabilities(sides: readonly Sides[]): Tensor[] {
  const last = sides.length - 1;
  const between = sides.slice(1).map(({ on }, r) => relu(sub((sides[r] as Sides).on(), on())));
  return [(sides[0] as Sides).off(), ...between, (sides[last] as Sides).on()];
}

const tensorOf = (value: Tensor | number, like: Tensor2D): Tensor2D =>
  (typeof value === 'number' ? add(mul(like, 0), value) : value) as Tensor2D;

/** H of the pieces. Of one logistic threshold in closed form: max(a, 0) − a σ(a) − ln σ(|a|). */
function entropyOf(sides: readonly Sides[], gate: LayerGate, z: Tensor2D): Tensor2D {
  const [first] = sides;
  if (gate.eta === Infinity || !first) return tensorOf(0, z);
  if (sides.length === 1 && first.scaled) return logisticEntropy(first.scaled, first.on());
  const terms = probabilities(sides).map((p) => mul(p, log(add(p, LEAST))));
  return neg(terms.reduce((sum, term) => add(sum, term))) as Tensor2D;
}

/** H of two pieces of which the second has σ(a). */
export const logisticEntropy = (a: Tensor, on: Tensor): Tensor2D =>
  sub(sub(relu(a), mul(a, on)), log(sigmoid(abs(a)))) as Tensor2D;

/**
 * Σ H over the units of one logistic threshold: Σ (max(a, 0) − a σ(a)) − ln Π σ(|a|). Each factor is at least ½, so that a
 * logarithm a place does in place of one a unit, which is what takes long; products are of no more than PRODUCT factors.
 */
function logisticEntropySum(scaled: Tensor, on: Tensor): Tensor {
  const logs = products(sigmoid(abs(scaled))).map((product) => log(product));
  return sub(
    sum(sub(relu(scaled), mul(scaled, on)), 1),
    logs.reduce((total, part) => add(total, part)),
  );
}

/** 2^−PRODUCT is far above the least float32. */
const PRODUCT = 64;

/** Products over at most PRODUCT units each. */
function products(factors: Tensor): Tensor[] {
  const [places, units] = factors.shape as [number, number];
  if (units <= PRODUCT) return [prod(factors, 1)];
  return Array.from({ length: Math.ceil(units / PRODUCT) }, (_, i) => {
    const from = i * PRODUCT;
    return prod(slice(factors, [0, from], [places, Math.min(PRODUCT, units - from)]), 1);
  });
}

/** The backends' own maximum takes thirty times as long on wasm. */
export const larger = (a: Tensor, b: Tensor): Tensor => add(b, relu(sub(a, b)));

/** Probability of each unit's likeliest piece. */
function likeliestOf(sides: readonly Sides[], gate: LayerGate, z: Tensor2D): Tensor2D {
  const [first] = sides;
  if (gate.eta === Infinity || !first) return tensorOf(1, z);
  if (sides.length === 1 && first.scaled) return sigmoid(abs(first.scaled)) as Tensor2D;
  return probabilities(sides).reduce(larger) as Tensor2D;
}

const product = (factors: Tensor): Tensor => products(factors).reduce((all, part) => mul(all, part));

/** Units that are held take their piece in place of what their gate says. */
function holding(batch: Gates, f: Pieces, held: Int8Array): Gates {
  const row = (read: (piece: number) => number): Tensor2D => tensor2d(Float32Array.from(held, read), [1, held.length]);
  const free = row((piece) => Number(piece === FREE));
  const fixed = (values: readonly number[]): Tensor2D =>
    row((piece) => (piece === FREE ? 0 : (values[piece] as number)));
  const free2 = (tensor: Tensor | number): Tensor2D => mul(tensor, free) as Tensor2D;
  const entropy = once(() => free2(batch.entropy()));
  const slope = once(() => add(free2(batch.slope()), fixed(f.slopes)));
  const offset = once(() => add(free2(batch.offset()), fixed(f.offsets)));
  return {
    slope,
    offset,
    entropy,
    entropySum: () => sum(entropy(), 1),
    likelies: () =>
      add(
        free2(batch.likelies()),
        row((piece) => Number(piece !== FREE)),
      ) as Tensor2D,
    active: () =>
      add(
        free2(batch.active()),
        row((piece) => Number(piece > 0)),
      ) as Tensor2D,
  };
}

/**
 * The gates of a layer at pre-activations z (places × units). Stable in float32 at any η: arguments are cut where the gate is 0
 * or 1. Equal to `softUnit` within the rounding of float32. `contest`: what the layer's matches have in place of gates.
 */
export function gatedBatch(
  { activation }: Pick<LayerTensors, 'activation'>,
  gate: LayerGate | null,
  held: Int8Array | null,
  z: Tensor2D,
  contest: Gates | null = null,
): GatedBatch {
  const f = layerPieces({ activation, ...(held ? { held } : {}) });
  const own = gate ?? HARD_GATE;
  const all = once(() => gateArguments(f, z));
  const sides = f.thresholds.map((_, r) => sidesOf(f, r, own, z, () => all()[r] as Tensor2D));
  const [first] = sides;
  const single = sides.length === 1 && own.eta !== Infinity ? first?.scaled : null;
  const entropy = once(() => entropyOf(sides, own, z));
  const offset = once(() => {
    const plain = expected(f.offsets, sides);
    return own.entropic && own.eta !== Infinity ? plus(plain, mul(entropy(), 1 / own.eta)) : plain;
  });
  const free: Gates = {
    slope: once(() => expected(f.slopes, sides)),
    offset,
    entropy,
    entropySum: () => (single && first ? logisticEntropySum(single, first.on()) : sum(entropy(), 1)),
    likelies: () => likeliestOf(sides, own, z),
    active: () => tensorOf(first?.on() ?? 0, z),
  };
  const base = contest ?? free;
  const batch = held ? holding(base, f, held) : base;
  const likelies = contest?.likelies ?? batch.likelies;
  return {
    ...batch,
    // Who is clamped in a contest is in its shares already.
    active: contest?.active ?? batch.active,
    likeliest: () => product(likelies()),
    value() {
      const slope = batch.slope();
      const sloped = typeof slope === 'number' && slope === 1 ? z : mul(z, slope);
      return plus(sloped, batch.offset()) as Tensor2D;
    },
  };
}
