import { MapSweep } from '../analysis/mapSweep';
import { euclideanNorm } from '../analysis/norms';
import { f64, i32 } from '../math/typed';
import { isContinuous, piecewiseLinear } from '../network/activation';
import { affineOp, applyDirection } from '../network/affine';
import { forward } from '../network/forward';
import type { Layer, Network } from '../network/network';
import { sweptPieces } from './pieces';
import { Sweep } from './sweep';
import { PathTrace } from './trace/pathTrace';
import type { PathWalk, RayWalk } from './types';
import { flatVertices, legDirections, requirePoint } from './vertices';

export interface WalkOptions {
  /** Leave the slopes of f out, where only crossings are asked for. */
  readonly slopes?: boolean;
}

/**
 * Walks a network along the polyline through `vertices` (two or more inputs of R^d): every crossing, every piece with its code
 * and f on it, exact in float64. Crossings nearer to each other than 10⁻¹³ of the path are one; a unit that stays within
 * rounding of its threshold lies on it. A vertex where the path begins or ends on a boundary has the code of the piece
 * beside it. Legs may have length 0 (a piece without crossings). Throws an EngineError for vertices of the wrong length,
 * numbers that are not finite, and where a pre-activation overflows. Cost: layer 1 once a vertex, then knots × weights
 * (crossings of layer l are knots of the layers after it).
 */
export function walkPath(
  network: Network,
  vertices: readonly ArrayLike<number>[],
  { slopes = true }: WalkOptions = {},
): PathWalk {
  const d = network.inputSize;
  const flat = flatVertices(network, vertices);
  const directions = legDirections(flat, d);
  const legLengths = Float64Array.from(directions, euclideanNorm);
  const continuous = network.layers.every(({ activation }) => isContinuous(piecewiseLinear(activation)));
  if (continuous) return { ...tracedPath(network, flat, slopes), legLengths };
  return { ...sweptPath(network, flat, slopes ? directions : null), legLengths };
}

type Walked = Omit<PathWalk, 'legLengths'>;

/** By following each unit from bend to bend. */
function tracedPath(network: Network, vertices: Float64Array, slopes: boolean): Walked {
  const { outputSize, inputSize } = network;
  const trace = new PathTrace(network, vertices);
  const legs = vertices.length / inputSize - 1;
  const pieces = trace.knots.length;
  const values = trace.outputs.values.slice(0, (pieces + 1) * outputSize);
  values.set(forward(network, vertices.subarray(legs * inputSize)), pieces * outputSize);
  const { t, layer, unit, before, after } = trace.crossings;
  return {
    layout: trace.layout,
    outputSize,
    knots: Float64Array.from([...trace.knots, legs]),
    legs: Int32Array.from(trace.knots, Math.floor),
    codes: trace.codes,
    values,
    slopes: slopes ? trace.outputs.slopes.slice(0, pieces * outputSize) : new Float64Array(0),
    crossings: {
      t: Float64Array.from(t),
      layer: Int32Array.from(layer),
      unit: Int32Array.from(unit),
      before: Uint8Array.from(before),
      after: Uint8Array.from(after),
    },
    crossingOffsets: Uint32Array.from(trace.offsets),
    merged: trace.merged,
    undecided: trace.undecided,
  };
}

/** By sweeping all layers over all knots: where units step, values jump. */
function sweptPath(network: Network, vertices: Float64Array, directions: readonly Float64Array[] | null): Walked {
  const times = Float64Array.from({ length: vertices.length / network.inputSize }, (_, i) => i);
  const sweep = new Sweep(network, { times, values: vertices, direction: null });
  const pieces = sweptPieces(sweep);
  const ends = [...pieces.starts, sweep.times.length - 1];
  const walk = {
    layout: sweep.layout,
    outputSize: network.outputSize,
    knots: Float64Array.from(ends, (knot) => f64(sweep.times, knot)),
    legs: Int32Array.from(pieces.starts, (knot) => Math.floor(f64(sweep.times, knot))),
    codes: pieces.codes,
    values: rowsAt(sweep.values, network.outputSize, ends),
    crossings: pieces.crossings,
    crossingOffsets: pieces.crossingOffsets,
    merged: sweep.merged,
    undecided: sweep.undecided,
  };
  return { ...walk, slopes: directions ? slopesOf(network, walk, directions) : new Float64Array(0) };
}

/**
 * Walks a network from `origin` along x = origin + s·direction for s ≥ 0, on to the last crossing: behind it f is affine for
 * ever. A direction of zeros has one piece. Errors and tolerance as in `walkPath`; the latter is relative to s. Where the
 * change of a pre-activation far out is within its rounding, it is taken for none.
 */
export function walkRay(network: Network, origin: ArrayLike<number>, direction: ArrayLike<number>): RayWalk {
  requirePoint(origin, network.inputSize, 'origin');
  requirePoint(direction, network.inputSize, 'direction');
  const sweep = new Sweep(network, {
    times: new Float64Array(1),
    values: Float64Array.from(origin),
    direction: Float64Array.from(direction),
  });
  const pieces = sweptPieces(sweep);
  const starts = [...pieces.starts];
  return {
    layout: sweep.layout,
    outputSize: network.outputSize,
    knots: Float64Array.from(starts, (knot) => f64(sweep.times, knot)),
    codes: pieces.codes,
    values: rowsAt(sweep.values, network.outputSize, starts),
    slope: sweep.direction as Float64Array,
    slopeNoise: sweep.directionNoise,
    crossings: pieces.crossings,
    crossingOffsets: pieces.crossingOffsets,
    merged: sweep.merged,
    undecided: sweep.undecided,
  };
}

function rowsAt(rows: Float64Array, size: number, knots: readonly number[]): Float64Array {
  const picked = new Float64Array(knots.length * size);
  knots.forEach((knot, i) => {
    picked.set(rows.subarray(knot * size, (knot + 1) * size), i * size);
  });
  return picked;
}

/** Change of f per unit of t on each piece: the local affine map times the leg, by rank-1 updates from piece to piece. */
function slopesOf(
  network: Network,
  { legs, codes, layout }: Pick<PathWalk, 'legs' | 'codes' | 'layout'>,
  directions: readonly Float64Array[],
): Float64Array {
  const { outputSize } = network;
  const first = affineOp(network.layers[0] as Layer);
  const slopes = new Float64Array(legs.length * outputSize);
  let sweep: MapSweep | null = null;
  for (let p = 0; p < legs.length; p++) {
    const leg = i32(legs, p);
    if (!sweep || leg !== i32(legs, p - 1)) {
      const along = applyDirection(first, directions[leg] as Float64Array);
      sweep = new MapSweep(network, { columns: 1, values: along });
    }
    slopes.set(sweep.under(codes, p * layout.words), p * outputSize);
  }
  return slopes;
}
