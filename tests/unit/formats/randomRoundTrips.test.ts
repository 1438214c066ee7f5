/** Random graphs of every op, written and read again in every format that graphs are exported to. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkGraph, graphOutput } from '../../../src/core/graph';
import type { CheckedGraph, Graph } from '../../../src/core/graph/types';
import { formatErrorText } from '../../../src/formats/checks';
import { readGraphFile } from '../../../src/formats/graphFile';
import { writeGraphJson } from '../../../src/formats/graphJson';
import { writeGraphNpz, writeGraphSafetensors } from '../../../src/formats/graphTensors';
import { readOnnx, writeOnnx } from '../../../src/formats/onnx';
import { holds, holdsAsync } from '../../support/holds';
import { relativeDifference } from '../../support/onnxRuntime';
import { randomGraphs } from '../../support/randomGraphs';

type Written = Uint8Array | string;

const FORMATS: Readonly<Record<string, (graph: CheckedGraph) => Written>> = {
  json: writeGraphJson,
  safetensors: writeGraphSafetensors,
  npz: writeGraphNpz,
};

/** As the page and the command line open it. */
async function readBack(written: Written, ending: string) {
  const bytes = typeof written === 'string' ? new TextEncoder().encode(written) : written;
  const name = `net.${ending}`;
  const result = await readGraphFile(new Map([[name, bytes]]), name);
  if (!result.ok) throw new Error(formatErrorText(result.error));
  return result.graph;
}

const everyOp = (seen: ReadonlySet<string>): void => {
  // All 32 ops but the unknown one and the arg-max, which have tests of their own.
  expect(seen.size).toBe(30);
};

/** What ONNX keeps of a graph: float32, and products of what it has no node for. */
function throughOnnx(graph: Graph): CheckedGraph {
  const result = readOnnx(writeOnnx(graph));
  if (!result.ok) throw new Error(formatErrorText(result.error));
  return result.graph;
}

describe('random graphs', () => {
  it.each(Object.keys(FORMATS))('come back from %s with every node as it was, to the last bit', async (ending) => {
    const seen = new Set<string>();
    const property = fc.asyncProperty(randomGraphs(10), async ({ graph }) => {
      const checked = checkGraph(graph);
      for (const { op } of checked.nodes) seen.add(op);
      const back = await readBack((FORMATS[ending] as (typeof FORMATS)[string])(checked), ending);
      expect(back).toEqual(checked);
    });
    await holdsAsync(property, 71, 500);
    everyOp(seen);
  });

  it('lose float64 on the way to ONNX, and nothing more however often', () => {
    const seen = new Set<string>();
    holds(
      fc.property(randomGraphs(10), ({ graph, x }) => {
        const checked = checkGraph(graph);
        for (const { op } of checked.nodes) seen.add(op);
        const once = throughOnnx(graph);
        const [first, second] = [graphOutput(once, x), graphOutput(throughOnnx(once), x)];
        expect(relativeDifference(first, graphOutput(checked, x))).toBeLessThan(1e-5);
        // The order of sums alone may differ; a weight that was rounded again would show at 6e-8.
        expect(relativeDifference(second, first)).toBeLessThan(1e-12);
      }),
      72,
      800,
    );
    everyOp(seen);
  });
});
