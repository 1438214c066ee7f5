import { euclideanNorm, spectralNormOf } from '../analysis/norms';
import { f64 } from '../math/typed';
import { preActivations } from '../network/forward';
import { gatesAt, mapOfGates, rowsOfMap } from '../network/localMap';
import type { Network } from '../network/network';
import { angleBetween, layerActivations } from './angle';
import type { Finding } from './finding';
import { pathPoint } from './read';
import type { LongWalk } from './types';

/** Norms of a part of the local affine maps A at places of a path. */
export interface SampledNorm {
  /** All: the spectral norm ‖A‖₂. One output: of its row. Two: of the difference of their rows. */
  readonly of: 'all' | readonly [number] | readonly [number, number];
  readonly values: Float64Array;
}

/** What is known of a path at some of its places alone, since a place takes passes through the network. */
export interface PathSamples {
  /** Rising parameters: evenly from the start to where the path was walked. */
  readonly times: Float64Array;
  /** The hidden layers, from 1; without any 0, the inputs. */
  readonly layers: readonly number[];
  /** For each of these layers the angles of `layerAngles`. */
  readonly angles: readonly Float64Array[];
  readonly norms: readonly SampledNorm[];
}

/** What of a long walk is needed. */
export type SampledWalk = Pick<LongWalk, 'reached' | 'values' | 'outputSize'>;

/** Places of a path at most: the coarse ones first, then twice as many, up to so many stretches between. */
const STRETCHES = [8, 16, 32] as const;

/** Outputs of which all rows are computed: they go backwards through the network together. */
const MOST_OUTPUTS = 12;

/** The two outputs whose rows are followed: the largest at the start and at the end; where that is one, it and the second largest at the end. Null: all. */
export function followedOutputs({
  values,
  outputSize,
}: Pick<SampledWalk, 'values' | 'outputSize'>): readonly [number, number] | null {
  if (outputSize <= MOST_OUTPUTS) return null;
  const largest = (row: Float64Array, but = -1): number =>
    row.reduce((best, value, k) => (k !== but && (best < 0 || value > f64(row, best)) ? k : best), -1);
  const end = values.subarray(values.length - outputSize);
  const first = largest(values.subarray(0, outputSize));
  const last = largest(end);
  return [first, last === first ? largest(end, first) : last];
}

/** What a place says. */
interface Sample {
  readonly t: number;
  readonly angles: readonly number[];
  readonly norms: readonly number[];
}

/**
 * Angles of the activations of all hidden layers, and norms of maps: ‖A‖₂ where outputs are few, else of the rows of two (`followedOutputs`)
 * and of their difference. Coarse places first. Cost: at each place a pass, and one backwards a row; memory some passes' values.
 */
export function* samplePath(
  network: Network,
  vertices: readonly Float64Array[],
  walk: SampledWalk,
): Finding<PathSamples> {
  const hidden = network.layers.length - 1;
  const layers = hidden === 0 ? [0] : Array.from({ length: hidden }, (_, l) => l + 1);
  const rows = followedOutputs(walk);
  const place = new Places(network, vertices, layers, rows);
  const samples: Sample[] = [];
  const most = STRETCHES[STRETCHES.length - 1] as number;
  for (const stretches of STRETCHES) {
    for (let i = 0; i <= stretches; i++) {
      if (stretches > STRETCHES[0] && i % 2 === 0) continue;
      samples.push(yield* place.sample((i / stretches) * walk.reached, samples.length / (most + 1)));
    }
    samples.sort((a, b) => a.t - b.t);
    yield { share: samples.length / (most + 1), found: gathered(samples, layers, rows) };
  }
}

/** Looks at single places. */
class Places {
  private readonly start: readonly Float64Array[];
  private readonly spectral: (map: Float64Array) => number;

  constructor(
    private readonly network: Network,
    private readonly vertices: readonly Float64Array[],
    private readonly layers: readonly number[],
    private readonly rows: readonly [number, number] | null,
  ) {
    const x = Float64Array.from(vertices[0] ?? []);
    this.start = layerActivations(network, layers, x, preActivations(network, x));
    this.spectral = spectralNormOf(network.outputSize, network.inputSize);
  }

  *sample(t: number, share: number): Generator<{ readonly share: number; readonly found: null }, Sample, undefined> {
    const { network, start, rows } = this;
    const x = pathPoint(this.vertices, t);
    const z = preActivations(network, x);
    yield { share, found: null };
    const there = layerActivations(network, this.layers, x, z);
    const angles = there.map((values, row) => angleBetween(values, start[row] as Float64Array));
    const gates = gatesAt(network, z);
    yield { share, found: null };
    const norms = rows ? rowNorms(rowsOfMap(network, gates, rows).A) : [this.spectral(mapOfGates(network, gates).A)];
    return { t, angles, norms };
  }
}

/** Of two rows, and of their difference. */
function rowNorms(A: Float64Array): number[] {
  const cols = A.length / 2;
  const [a, b] = [A.subarray(0, cols), A.subarray(cols)];
  return [a, b, a.map((value, k) => value - f64(b, k))].map(euclideanNorm);
}

function gathered(
  samples: readonly Sample[],
  layers: readonly number[],
  rows: readonly [number, number] | null,
): PathSamples {
  const of: SampledNorm['of'][] = rows ? [[rows[0]], [rows[1]], rows] : ['all'];
  return {
    times: Float64Array.from(samples, ({ t }) => t),
    layers,
    angles: layers.map((_, row) => Float64Array.from(samples, ({ angles }) => angles[row] as number)),
    norms: of.map((part, row) => ({
      of: part,
      values: Float64Array.from(samples, ({ norms }) => norms[row] as number),
    })),
  };
}
