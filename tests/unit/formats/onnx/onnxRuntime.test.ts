import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sizeOf } from '../../../../src/core/graph/types';
import { writeOnnx } from '../../../../src/formats/onnx';
import { holdsAsync } from '../../../support/holds';
import { modelBytes, numbers } from '../../../support/onnxFiles';
import { agreement } from '../../../support/onnxRuntime';
import { randomGraphs } from '../../../support/randomGraphs';
import { DERIVED_CASES, LOGIC_CASES } from './logicCases';
import type { OpCase } from './opCase';
import {
  ACTIVATION_CASES,
  ARITHMETIC_CASES,
  LINEAR_CASES,
  MORE_POOL_CASES,
  PART_CASES,
  POOL_CASES,
  REDUCING_CASES,
  RESHAPING_CASES,
  RESIZE_CASES,
  ROOT_CASES,
} from './opCases';
import { CHOICE_CASES, NORM_CASES, SUM_CASES } from './sumCases';

/** What float32 against float64 may differ by, relative to the largest value. */
const TOLERANCE = 1e-5;

async function agrees({ shape, opset, nodes, tensors, outputs }: OpCase, positive = false): Promise<void> {
  const x = numbers(sizeOf(shape), 7, 3).map((value) => (positive ? Math.abs(value) + 0.1 : value));
  for (const output of outputs) {
    const bytes = modelBytes({ opset, inputs: { x: shape }, outputs: [output], nodes, tensors });
    const { worst, at } = await agreement(bytes, shape, x);
    expect(worst, `${at} of ${output}`).toBeLessThan(TOLERANCE);
  }
}

const suites: Readonly<Record<string, readonly OpCase[]>> = {
  linear: LINEAR_CASES,
  pools: [...POOL_CASES, ...MORE_POOL_CASES],
  parts: PART_CASES,
  reshaping: RESHAPING_CASES,
  resizing: RESIZE_CASES,
  arithmetic: ARITHMETIC_CASES,
  reducing: REDUCING_CASES,
  activations: ACTIVATION_CASES,
  sums: SUM_CASES,
  norms: NORM_CASES,
  choices: CHOICE_CASES,
  logic: LOGIC_CASES,
  derived: DERIVED_CASES,
};

describe('ops read here and run by onnxruntime give the same values', () => {
  for (const [title, cases] of Object.entries(suites))
    describe(title, () => {
      for (const one of cases) it(one.title, () => agrees(one));
    });
  for (const one of ROOT_CASES) it(one.title, () => agrees(one, true));
});

describe('random graphs, written and run by onnxruntime', () => {
  it('have the same values at every node', async () => {
    let nodes = 0;
    const property = fc.asyncProperty(randomGraphs(8), async ({ graph, x }) => {
      const input = graph.nodes[0];
      const shape = [1, ...(input?.op === 'input' ? input.shape : [])];
      const found = await agreement(writeOnnx(graph), shape, x);
      nodes += found.nodes;
      expect(found.worst, found.at).toBeLessThan(1e-4);
    });
    await holdsAsync(property, 62, 250);
    expect(nodes).toBeGreaterThan(900);
  });
});
