import type { onnx } from 'onnx-proto';
import { env, InferenceSession, Tensor } from 'onnxruntime-web';
import { checkGraph } from '../../src/core/graph/check';
import { evaluateGraph } from '../../src/core/graph/evaluate';
import { convert } from '../../src/formats/onnx/convert';
import { readFileGraph } from '../../src/formats/onnx/fileGraph';
import { decodeModel, encodeModel } from '../../src/formats/onnx/proto';

env.wasm.numThreads = 1;
env.logLevel = 'error';

/**
 * Without a global `Worker`, which onnxruntime puts there in Node as it starts: files of tests share a process, and the page's code
 * would take it for a browser's.
 */
async function withoutWorkers<T>(make: () => Promise<T>): Promise<T> {
  const before = Object.getOwnPropertyDescriptor(globalThis, 'Worker');
  try {
    return await make();
  } finally {
    if (before) Object.defineProperty(globalThis, 'Worker', before);
    else Reflect.deleteProperty(globalThis, 'Worker');
  }
}

/** All values that onnxruntime computes of a model for one input, by name. */
export async function runtimeValues(
  bytes: Uint8Array,
  shape: readonly number[],
  x: readonly number[],
  names: readonly string[],
): Promise<Map<string, Float64Array>> {
  const model = decodeModel(bytes);
  const { graph } = model;
  const wanted = [...new Set(names)].filter((name) => !(graph.input ?? []).some((input) => input.name === name));
  // Types are left to be inferred: indices are whole numbers.
  const output = wanted.map((name): onnx.IValueInfoProto => ({ name }));
  const session = await withoutWorkers(() =>
    InferenceSession.create(encodeModel({ ...model, graph: { ...graph, output } }), {
      graphOptimizationLevel: 'disabled',
      // Errors only: it warns of each pool whose shape it had guessed otherwise.
      logSeverityLevel: 3,
    }),
  );
  try {
    const feed = new Tensor('float32', Float32Array.from(x), [...shape]);
    const results = await session.run({ [session.inputNames[0] as string]: feed }, wanted);
    return new Map(
      wanted.map((name) => {
        const { data } = results[name] as Tensor;
        return [name, Float64Array.from(data as Iterable<number | bigint>, Number)];
      }),
    );
  } finally {
    await session.release();
  }
}

export interface Agreement {
  /** Nodes of the graph that were compared. */
  readonly nodes: number;
  /** The largest difference relative to the largest value of its node (at least 1e-3), and where. */
  readonly worst: number;
  readonly at: string;
}

/** Reads a model, evaluates it here and in onnxruntime, and compares each node of the graph that holds a value of the file. */
export async function agreement(bytes: Uint8Array, shape: readonly number[], x: readonly number[]): Promise<Agreement> {
  const file = readFileGraph(bytes);
  const { graph, fileValue } = convert(file, {});
  const ours = evaluateGraph(checkGraph(graph), x);
  const output = file.outputs[0] as string;
  if (!ours.has(graph.output)) throw new Error(`output '${graph.output}' has no values`);
  const inner = [...fileValue].filter(([node]) => ours.has(node) && node !== graph.nodes[0]?.name);
  const known: [string, string][] = [...inner, [graph.output, output]];
  const names = known.map(([, value]) => value);
  const theirs = await runtimeValues(bytes, shape, x, names);
  let worst = 0;
  let at = '';
  for (const [node, value] of known) {
    const difference = relativeDifference(ours.get(node) as Float64Array, theirs.get(value) as Float64Array);
    if (difference > worst) [worst, at] = [difference, node];
  }
  return { nodes: inner.length, worst, at };
}

export function relativeDifference(a: Float64Array, b: Float64Array): number {
  if (a.length !== b.length) return Number.POSITIVE_INFINITY;
  const scale = Math.max(
    1e-3,
    b.reduce((most, value) => Math.max(most, Math.abs(value)), 0),
  );
  let worst = 0;
  for (let i = 0; i < a.length; i++) {
    const gap = Math.abs((a[i] as number) - (b[i] as number)) / scale;
    if (!(gap <= worst)) worst = Number.isNaN(gap) ? Number.POSITIVE_INFINITY : gap;
  }
  return worst;
}
