import { type DataSet, inputOf } from '../core/data/dataSet';
import { forward, type Network } from '../core/network';
import { isSoft, type Softness, softPass } from '../core/soft';
import { type TrainedBetas, trainedGates } from '../core/training/trainedBetas';

/** Points looked at when nothing else runs, and while training runs. */
export const QUIET_POINTS = 2000;
export const BUSY_POINTS = 100;

/** Milliseconds of engine work between two pauses. */
const SLICE_MS = 12;
const BATCH = 250;
/** Inputs of a batch hold no more numbers than this. */
const BATCH_VALUES = 2 ** 22;
/** What the engine may compute in all: of a large network fewer points are looked at. */
const ENGINE_MS = 3000;
const FEWEST = 4;

/**
 * Largest |model − engine| over evenly spread points of the data, relative to the largest |output| of the engine there.
 * `outputs` gives the model's float32 outputs for n inputs, `network` is the engine's with the same weights; where `gates`
 * soften it, the soft forward pass of the core is compared with. `pause` is
 * awaited now and then and ends the work (null) when it gives false.
 */
export async function engineDifference(
  network: Network,
  gates: Softness,
  data: DataSet,
  outputs: (inputs: Float32Array, count: number) => Float32Array,
  points: number,
  pause: () => Promise<boolean>,
): Promise<number | null> {
  let largest = 0;
  let scale = 0;
  const exactly = exactForward(network, gates);
  const count = Math.min(
    points,
    data.count,
    affordable(() => exactly(inputOf(data, 0))),
  );
  const batch = Math.max(1, Math.min(BATCH, Math.floor(BATCH_VALUES / data.inputSize)));
  let began = performance.now();
  for (let first = 0; first < count; first += batch) {
    const indices = Array.from({ length: Math.min(batch, count - first) }, (_, i) =>
      Math.floor(((first + i) * data.count) / count),
    );
    const inputs = new Float32Array(indices.length * data.inputSize);
    for (const [i, index] of indices.entries()) inputs.set(inputOf(data, index), i * data.inputSize);
    const model = outputs(inputs, indices.length);
    for (const [i, index] of indices.entries()) {
      for (const [k, exact] of exactly(inputOf(data, index)).entries()) {
        const difference = Math.abs((model[i * network.outputSize + k] as number) - exact);
        // Not Math.max alone: a NaN of the model must show.
        if (!(difference <= largest)) largest = difference;
        scale = Math.max(scale, Math.abs(exact));
      }
      if (performance.now() - began < SLICE_MS) continue;
      if (!(await pause())) return null;
      began = performance.now();
    }
  }
  return scale > 0 ? largest / scale : largest;
}

/** How many runs of a forward pass there is time for, by one of them. */
function affordable(pass: () => unknown): number {
  const began = performance.now();
  pass();
  return Math.max(FEWEST, Math.floor(ENGINE_MS / Math.max(performance.now() - began, 1e-3)));
}

/** The same for a model with β in force. */
export const modelDifference = (
  network: Network,
  betas: TrainedBetas,
  model: { outputs(inputs: Float32Array, count: number): Float32Array },
  data: DataSet,
  points: number,
  pause: () => Promise<boolean>,
): Promise<number | null> => {
  const outputs = (inputs: Float32Array, count: number): Float32Array => model.outputs(inputs, count);
  return engineDifference(network, trainedGates(network, betas), data, outputs, points, pause);
};

/** What the read-out gives, before any code is read off it: that is what is trained. */
function exactForward(network: Network, gates: Softness): (x: ArrayLike<number>) => Float64Array {
  if (!isSoft(gates)) return (x) => forward(network, x);
  const { codeOutput: _, ...plain } = network;
  return (x) => softPass(plain, gates, x).output;
}
