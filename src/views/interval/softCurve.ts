/** The graph of the softened network over the exact one: sampled, since it has no pieces. */
import type { Network } from '../../core/network';
import { weightCount } from '../../core/network/flatWeights';
import { pointInInput, type Slice } from '../../core/slice/slice';
import { isSoft, type Softness, softPass } from '../../core/soft';
import { gatesUnder } from '../../state/soft';
import type { LensState, PartitionResult } from '../../state/types';

export interface SoftCurve {
  /** Rising. */
  readonly inputs: Float64Array;
  /** Outputs × inputs, row-major. */
  readonly values: Float64Array;
}

/** Words for the two graphs, on the page and in figures. */
export const GRAPH_WORDS = { hard: 'hard: exact', soft: 'soft: sampled' } as const;

/** Pixels between two samples. */
const STEP_PX = 2;
/** Multiplications that a curve may cost: some milliseconds. */
const MOST_WORK = 3e6;
const FEWEST = 48;

/** The gates of what is drawn; null where it is hard, and the exact graph is all there is. */
export function softGates(lens: LensState, { network }: Pick<PartitionResult, 'network'>): Softness | null {
  const gates = gatesUnder(network, lens.soft);
  return isSoft(gates) ? gates : null;
}

/** Values of the softened network before any code is read off them, as the exact graph has them. */
export function softValues(network: Network, gates: Softness, slice: Slice, x: number): Float64Array {
  const { codeOutput: _, ...plain } = network;
  return softPass(plain, gates, pointInInput(slice, [x, 0])).output;
}

/** The soft graph on [from, to], at every other pixel of `widthPx`; coarser where the network is large. */
export function softCurve(
  network: Network,
  gates: Softness,
  slice: Slice,
  [from, to]: readonly [number, number],
  widthPx: number,
): SoftCurve {
  const most = Math.max(FEWEST, Math.floor(MOST_WORK / weightCount(network)));
  const count = 1 + Math.max(1, Math.min(most, Math.ceil(widthPx / STEP_PX)));
  const inputs = Float64Array.from({ length: count }, (_, i) => from + ((to - from) * i) / (count - 1));
  const values = new Float64Array(network.outputSize * count);
  inputs.forEach((x, i) => {
    const output = softValues(network, gates, slice, x);
    for (let row = 0; row < output.length; row++) values[row * count + i] = output[row] as number;
  });
  return { inputs, values };
}

/** One output's curve in pixels: [x0, y0, x1, y1, …]. */
export function curvePoints(
  { inputs, values }: SoftCurve,
  row: number,
  { x, y }: { readonly x: (input: number) => number; readonly y: (output: number) => number },
): number[] {
  return Array.from(inputs).flatMap((input, i) => [x(input), y(values[row * inputs.length + i] as number)]);
}

/** The part of the inputs in sight on which the exact graph is; null where there is none. */
export function shownInputs(
  { vertices }: { readonly vertices: Float64Array },
  [from, to]: readonly [number, number],
): readonly [number, number] | null {
  const ends = [Math.max(from, vertices[0] as number), Math.min(to, vertices[vertices.length - 1] as number)] as const;
  return ends[0] < ends[1] ? ends : null;
}
