/** Models of tfjs as files in memory, their weights random, and what they make of random inputs. */
import { io, type LayersModel, type Tensor, tensor, tidy } from '@tensorflow/tfjs';
import { type CheckedGraph, sizeOf } from '../../src/core/graph';
import { evaluateGraph } from '../../src/core/graph/evaluate';
import { seeded } from './build';

export type Files = Map<string, Uint8Array>;

export const jsonBytes = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

/** Puts seeded numbers into every weight; those that must be positive (variances) are. */
export function randomise(model: LayersModel, seed: number): void {
  const next = seeded(seed);
  const values = model.weights.map(({ name, shape }) => {
    const size = sizeOf(shape as number[]);
    const positive = name.includes('variance');
    const scale = positive ? 1 : 1.5 / Math.sqrt(Math.max(1, size / (shape.at(-1) ?? 1)));
    const data = Float32Array.from({ length: size }, () => (positive ? 0.3 + next() : scale * (2 * next() - 1)));
    return tensor(data, shape as number[]);
  });
  model.setWeights(values);
}

/** What `model.save` writes: model.json and shards of at most `shard` bytes. */
export async function savedFiles(model: LayersModel, shard = Infinity): Promise<Files> {
  let files: Files = new Map();
  await model.save(
    io.withSaveHandler((artifacts) => {
      files = filesOf(artifacts, shard);
      return Promise.resolve({ modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' as const } });
    }),
  );
  return files;
}

function filesOf(artifacts: io.ModelArtifacts, shard: number): Files {
  const data = new Uint8Array(artifacts.weightData as ArrayBuffer);
  const paths: string[] = [];
  const files: Files = new Map();
  for (let from = 0; from < data.length; from += shard) {
    paths.push(`weights-${paths.length + 1}.bin`);
    files.set(paths.at(-1) as string, data.slice(from, from + shard));
  }
  const weightsManifest = [{ paths, weights: artifacts.weightSpecs }];
  return files.set('model.json', jsonBytes({ modelTopology: artifacts.modelTopology, weightsManifest }));
}

export function randomInput(size: number, seed: number): Float32Array {
  const next = seeded(seed);
  return Float32Array.from({ length: size }, () => 4 * next() - 2);
}

/** Largest difference between the graph's values and tfjs's at one input, over the largest of tfjs's values. */
export function disagreement(
  graph: CheckedGraph,
  predict: (x: Tensor) => Tensor,
  x: Float32Array,
  shape: readonly number[],
): number {
  const expected = tidy(() => predict(tensor(x, [1, ...shape])).dataSync<'float32'>());
  const found = evaluateGraph(graph, x).get(graph.output);
  if (found?.length !== expected.length) return Infinity;
  const scale = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-3);
  return found.reduce((most, value, i) => Math.max(most, Math.abs(value - (expected[i] as number)) / scale), 0);
}
