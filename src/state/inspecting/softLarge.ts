/** The soft code at a point of a network too large for the page's thread, pass by pass. No worker in here. */
import { differingUnits } from '../../core/analysis';
import { codeLayout, type Network } from '../../core/network';
import { gatesOf } from '../../core/network/localMap';
import type { Slice } from '../../core/slice/slice';
import {
  codeEntropy,
  expectedActive,
  hardColumns,
  type LikelyCode,
  likelyCodes,
  mapColumns,
  type Softness,
  type SoftPass,
  sliceNorm,
  softPass,
} from '../../core/soft';
import { softCodeDistance } from '../softDistance';

export interface SoftLargeJob {
  readonly network: Network;
  readonly gates: Softness;
  readonly slice: Slice;
  readonly x: Float64Array;
  /** The second input; null: none. */
  readonly other: Float64Array | null;
  /** How many of the likeliest codes. */
  readonly count: number;
}

/** What a pass says. The gates of its units are left out: what they are for is computed where they are. */
export interface SoftLargePass {
  readonly pass: SoftPass;
  readonly entropy: ReturnType<typeof codeEntropy>;
  readonly active: { readonly layers: readonly number[]; readonly total: number };
  /** Σ |t − t′| to the second input. */
  readonly hamming: number | null;
}

/** Frobenius norms along the slice: of maps times an orthonormal basis of its plane. */
export interface SliceNorms {
  readonly soft: number;
  readonly derivativeTerm: number;
  readonly softFromHard: number;
}

export interface LargeCode {
  /** Packed. */
  readonly code: Uint32Array;
  readonly logProbability: number;
  /** Units on another piece than in the first code, by index among all gated units. */
  readonly units: readonly number[];
  /** ‖(A_s − A of the first code) E‖_F along the slice. */
  readonly mapDistance: number;
}

export type SoftLargePart =
  | { readonly part: 'pass'; readonly found: SoftLargePass }
  | { readonly part: 'norms'; readonly norms: SliceNorms }
  | { readonly part: 'code'; readonly code: LargeCode };

export interface SoftLargeStep {
  readonly share: number;
  readonly news: SoftLargePart | null;
}

/** Passes that a soft code costs, and three columns of a map. */
const [PASS, MAP] = [2, 3];

type Steps<T = void> = Generator<{ readonly cost: number; readonly news: SoftLargePart | null }, T, undefined>;

/** Yields what is found and the share that is done; each step costs one to three passes through the network. */
export function* softOfLarge(job: SoftLargeJob): Generator<SoftLargeStep, void, undefined> {
  const all = PASS * (job.other ? 2 : 1) + MAP * (3 + job.count);
  let done = 0;
  for (const { cost, news } of partsOf(job)) {
    done += cost;
    yield { share: done / all, news };
  }
}

function* partsOf(job: SoftLargeJob): Steps {
  const { network, gates, x, other, count } = job;
  const pass = softPass(network, gates, x);
  yield { cost: other ? PASS : 0, news: null };
  const hamming = other ? softCodeDistance(pass, softPass(network, gates, other)) : null;
  const active = pass.codes.map((code) => expectedActive({ codes: [code] }));
  const found = {
    pass: { ...pass, gates: [] },
    entropy: codeEntropy(pass),
    active: { layers: active, total: active.reduce((sum, value) => sum + value, 0) },
    hamming,
  };
  // Before what is found leaves with its arrays.
  const codes = likelyCodes(network, pass, count);
  yield { cost: PASS, news: { part: 'pass', found } };
  yield* normSteps(job, pass.gates);
  yield* codeSteps(job, codes);
}

function* normSteps({ network, slice, x }: SoftLargeJob, gates: SoftPass['gates']): Steps {
  const norm = sliceNorm(network, slice);
  const soft = mapColumns(
    network,
    slice,
    gates.map(({ slopes }) => slopes),
  );
  yield { cost: MAP, news: null };
  const jacobian = mapColumns(
    network,
    slice,
    gates.map(({ derivatives }) => derivatives),
  );
  yield { cost: MAP, news: null };
  const hard = hardColumns(network, slice, x);
  const norms = { soft: norm(soft), derivativeTerm: norm(jacobian, soft), softFromHard: norm(soft, hard) };
  yield { cost: MAP, news: { part: 'norms', norms } };
}

function* codeSteps({ network, slice }: SoftLargeJob, codes: readonly LikelyCode[]): Steps {
  const norm = sliceNorm(network, slice);
  const layout = codeLayout(network);
  let first: { readonly code: Uint32Array; readonly columns: Float64Array } | null = null;
  for (const { code, logProbability } of codes) {
    const slopes = gatesOf(network, code).map((gate) => gate.slopes);
    const columns = mapColumns(network, slice, slopes);
    first ??= { code, columns };
    const units = differingUnits(layout, first.code, code);
    const mapDistance = norm(columns, first.columns);
    yield { cost: MAP, news: { part: 'code', code: { code, logProbability, units, mapDistance } } };
  }
}
