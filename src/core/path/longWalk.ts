import { euclideanNorm } from '../analysis/norms';
import { isContinuous, piecewiseLinear } from '../network/activation';
import { forward } from '../network/forward';
import type { Network } from '../network/network';
import { EngineError } from '../partition/errors';
import type { Steps } from '../partition/steps';
import { PathTrace } from './trace/pathTrace';
import type { LongTrace } from './trace/types';
import type { LongWalk } from './types';
import { flatVertices, legDirections } from './vertices';

/** Changes along a stretch: the first part is to be seen soon; a later stretch is worth the passes that it begins with. */
const FIRST_CHANGES = 32;
const LATER_CHANGES = 256;
/** Pieces at most, and bytes that their outputs and slopes take at most. */
const MOST_PIECES = 20_000;
const MOST_BYTES = 96e6;

export interface LongWalkOptions {
  /** The walk ends soon after it has so many pieces; by default as many as some hundred megabytes hold. */
  readonly mostPieces?: number;
  /** A length of the parameter that about a dozen crossings are expected on, where something is known (1). */
  readonly firstLength?: number;
}

/** A walk in the making, which may be left at any step. */
export interface LongWalkRun {
  /** Goes on until it is over or `pause` says so, which is asked every few milliseconds. Whether it is over. */
  advance(pause: () => boolean): boolean;
  /** Parameter up to which all crossings are known, and the share of the stretch behind it that is done. */
  readonly reached: number;
  readonly stretch: number;
  readonly crossings: number;
  /** Whether it has come to the path's end. */
  readonly whole: boolean;
  /** Pieces that are known. */
  readonly pieces: number;
  /** What is walked so far: arrays of its own. Null before the first stretch. */
  part(): LongWalk | null;
}

/** How many pieces a long walk of a network may have. */
export const mostPiecesOf = ({ outputSize }: Pick<Network, 'outputSize'>): number =>
  Math.min(MOST_PIECES, Math.ceil(MOST_BYTES / (16 * outputSize)));

/**
 * The walk of `walkPath` for networks whose codes are long and whose passes take long: in steps, with the part walked so far at
 * any time, and no code a piece. Throws an EngineError for vertices that do not fit, and for networks that jump. Cost: a crossing
 * takes what it touches in the layers behind its unit, of convolutions nearly a pass; memory some hundred megabytes at most.
 */
export function startLongWalk(
  network: Network,
  vertices: readonly ArrayLike<number>[],
  { mostPieces = mostPiecesOf(network), firstLength = 1 }: LongWalkOptions = {},
): LongWalkRun {
  const flat = flatVertices(network, vertices);
  if (!network.layers.every(({ activation }) => isContinuous(piecewiseLinear(activation))))
    throw new EngineError('a network as large as this one is walked only where its activations do not jump');
  return new Run(network, flat, {
    firstChanges: Math.min(FIRST_CHANGES, mostPieces),
    mostChanges: Math.min(LATER_CHANGES, mostPieces),
    mostPieces,
    firstLength,
    countsOnly: false,
  });
}

class Run implements LongWalkRun {
  private readonly trace: PathTrace;
  private readonly steps: Steps<void>;
  private readonly legLengths: Float64Array;
  private over = false;

  constructor(
    private readonly network: Network,
    private readonly vertices: Float64Array,
    long: LongTrace,
  ) {
    this.trace = new PathTrace(network, vertices, undefined, long);
    this.steps = this.trace.steps();
    this.legLengths = Float64Array.from(legDirections(vertices, network.inputSize), euclideanNorm);
  }

  advance(pause: () => boolean): boolean {
    while (!this.over) {
      this.over = this.steps.next().done === true;
      if (!this.over && pause()) return false;
    }
    return true;
  }

  get reached(): number {
    return this.trace.reached;
  }

  get stretch(): number {
    return this.trace.stretchDone;
  }

  get whole(): boolean {
    return this.trace.reached === this.legLengths.length;
  }

  get crossings(): number {
    return this.trace.crossingCount;
  }

  get pieces(): number {
    return this.trace.knots.length;
  }

  part(): LongWalk | null {
    const { trace, network, legLengths } = this;
    const { layout, knots, reached, crossings, merged, undecided, outputs } = trace;
    const pieces = knots.length;
    if (pieces === 0) return null;
    const { outputSize } = network;
    const values = outputs.values.slice(0, (pieces + 1) * outputSize);
    values.set(this.valueAt(reached), pieces * outputSize);
    return {
      layout,
      outputSize,
      legLengths,
      knots: Float64Array.from([...knots, reached]),
      legs: Int32Array.from(knots, Math.floor),
      values,
      slopes: outputs.slopes.slice(0, pieces * outputSize),
      crossings: {
        t: Float64Array.from(crossings.t),
        layer: Int32Array.from(crossings.layer),
        unit: Int32Array.from(crossings.unit),
        before: Uint8Array.from(crossings.before),
        after: Uint8Array.from(crossings.after),
      },
      crossingOffsets: Uint32Array.from(trace.offsets),
      ends: [trace.firstCode.slice(), trace.code.slice()],
      distances: Int32Array.from(trace.distances),
      reached,
      merged,
      undecided,
    };
  }

  /** At the path's end by a pass, as in `walkPath`; before it on the last piece. */
  private valueAt(reached: number): Float64Array {
    const { network, vertices, legLengths, trace } = this;
    const legs = legLengths.length;
    return reached === legs ? forward(network, vertices.subarray(legs * network.inputSize)) : trace.outputs.at(reached);
  }
}
