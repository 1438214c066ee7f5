/** What a network of given layers costs before it is built: weights, gated units, polytopes and seconds. */
import { exp } from '../math/elementary';
import { type ActivationSpec, piecewiseLinear } from './activation';
import { parameterCount } from './flatWeights';

/** The layers of a dense network without their weights. The read-out is affine. */
export interface NetworkShape {
  readonly inputSize: number;
  readonly outputSize: number;
  readonly hidden: readonly { readonly size: number; readonly activation: ActivationSpec }[];
}

/** A partition that is there, to measure others by. */
export interface KnownPartition {
  readonly shape: NetworkShape;
  readonly faces: number;
  /** Of work for all of it. */
  readonly seconds: number;
}

export interface Cost {
  /** Weights and biases. */
  readonly weights: number;
  /** Units with more than one piece. */
  readonly gatedUnits: number;
  /** Polytopes to expect in the slice: an estimate, right within a factor of two or three. */
  readonly polytopes: number;
  /** Seconds that cutting them takes: an estimate. */
  readonly seconds: number;
  /** No such network has more polytopes in a slice: Infinity where float64 cannot hold the number. */
  readonly most: number;
}

/** Of the faces that N lines in general position make, the share that lies in the domain: measured on random networks. */
const SHARE = 0.8;
/** Seconds a face of a small network on a common machine. */
const SECONDS_A_FACE = 1e-5;
/** A face costs twice as much when this many units are added. */
const UNITS_A_FACE = 200;
/** A partition with fewer faces than this tells nothing of the machine's speed. */
const TELLING_FACES = 1000;

const thresholdsOf = (activation: ActivationSpec): readonly number[] => piecewiseLinear(activation).thresholds;

const gatedUnits = ({ hidden }: NetworkShape): number =>
  hidden.reduce((sum, { size, activation }) => sum + (thresholdsOf(activation).length > 0 ? size : 0), 0);

/** Lines that reach the domain: a threshold at t counts as much as a normal pre-activation is likely to pass it. */
const effectiveLines = ({ hidden }: NetworkShape): number =>
  hidden.reduce(
    (sum, { size, activation }) =>
      sum + size * thresholdsOf(activation).reduce((part, threshold) => part + exp(-(threshold * threshold) / 2), 0),
    0,
  );

/** Pieces that `lines` cuts in general position make of an interval (one input) or of the plane. */
const arrangement = (lines: number, inputSize: number): number =>
  inputSize === 1 ? 1 + lines : 1 + lines + (lines * (lines - 1)) / 2;

/**
 * The most pieces that a slice can have: layer after layer, each piece at hand is cut by at most as many lines as the
 * layer has units × thresholds. True for every network of the shape, and far from what random or trained ones have.
 */
function mostPieces({ inputSize, hidden }: NetworkShape): number {
  return hidden.reduce(
    (pieces, { size, activation }) => pieces * arrangement(size * thresholdsOf(activation).length, inputSize),
    1,
  );
}

const faceWork = (shape: NetworkShape): number => 1 + gatedUnits(shape) / UNITS_A_FACE;

/**
 * What a network of this shape costs. A random network cuts a slice about as N lines in general position would, N its
 * units whatever their layer (Hanin & Rolnick, "Complexity of Linear Regions in Deep Networks"); `known`, a partition of
 * the same input size, says which share of them there is and how fast the machine works.
 */
export function networkCost(shape: NetworkShape, known: KnownPartition | null = null): Cost {
  const expected = (of: NetworkShape): number => arrangement(effectiveLines(of), of.inputSize);
  const fits = known !== null && known.faces > 0 && known.shape.inputSize === shape.inputSize;
  const share = fits ? known.faces / expected(known.shape) : SHARE;
  const most = mostPieces(shape);
  const polytopes = Math.min(most, Math.max(1, Math.round(share * expected(shape))));
  const telling = fits && known.faces >= TELLING_FACES && known.seconds > 0;
  const secondsAFace = telling ? known.seconds / known.faces / faceWork(known.shape) : SECONDS_A_FACE;
  return {
    weights: parameterCount({ inputSize: shape.inputSize, layers: [...shape.hidden, { size: shape.outputSize }] }),
    gatedUnits: gatedUnits(shape),
    polytopes,
    seconds: polytopes * secondsAFace * faceWork(shape),
    most,
  };
}
