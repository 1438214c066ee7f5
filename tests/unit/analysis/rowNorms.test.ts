import { expect, it } from 'vitest';
import { inputNorms, singularValues } from '../../../src/core/analysis';
import { hasInputNorms, inputNormByRows } from '../../../src/core/analysis/rowNorms';
import { checkGraph, lowerGraph } from '../../../src/core/graph';
import { createRandom } from '../../../src/core/math/random';
import { localAffineMap, splineCode } from '../../../src/core/network';
import { hasAllGradients } from '../../../src/core/network/allGradients';
import { partition } from '../../../src/core/partition';
import { pointInInput, square } from '../../../src/core/slice/slice';
import { colourGroups } from '../../../src/views/panels/colourChoices';
import { fieldSteps } from '../../../src/workers/analysisSteps';
import { normals } from '../../support/graphNetworks';
import { centroid, codeOfFace, sliceCase } from '../../support/graphSlices';

function finished<T>(steps: Generator<unknown, T>): { value: T; steps: unknown[] } {
  const seen: unknown[] = [];
  for (;;) {
    const step = steps.next();
    if (step.done) return { value: step.value, steps: seen };
    seen.push(step.value);
  }
}

it('norms by rows are those by the gradients of all units', () => {
  let faces = 0;
  for (let seed = 1; seed <= 20; seed++) {
    const { network, complex } = sliceCase(seed);
    const { spectral } = inputNorms(network, complex);
    const normUnder = inputNormByRows(network);
    for (let face = 0; face < Math.min(spectral.length, 20); face++, faces++) {
      const { value, steps } = finished(normUnder(codeOfFace(complex, face)));
      expect(Math.abs(value - (spectral[face] as number))).toBeLessThan(1e-9 * (1 + value));
      expect(steps).toHaveLength(network.outputSize);
    }
  }
  expect(faces).toBeGreaterThan(150);
});

it('are coloured by for a network of pictures, whose gradients are too many, with rising shares', () => {
  const random = createRandom(4);
  const windows = { kernel: [3, 3], strides: [1, 1], pads: [1, 1, 1, 1], dilations: [1, 1], groups: 1 } as const;
  const conv = { op: 'conv', ...windows, channels: 'first', filters: 8 } as const;
  const activation = { name: 'relu' } as const;
  const network = lowerGraph(
    checkGraph({
      name: 'pictures',
      output: 'y',
      nodes: [
        { op: 'input', name: 'x', inputs: [], shape: [1, 28, 28] },
        { ...conv, name: 'c1', inputs: ['x'], weights: normals(random, 72) },
        { op: 'activation', name: 'r1', inputs: ['c1'], activation },
        { ...conv, name: 'c2', inputs: ['r1'], weights: normals(random, 576) },
        { op: 'activation', name: 'r2', inputs: ['c2'], activation },
        { op: 'mean', name: 'm', inputs: ['r2'], axes: [1, 2], keep: false },
        { op: 'dense', name: 'y', inputs: ['m'], units: 3, weights: normals(random, 24) },
      ],
    }),
  );
  expect([hasAllGradients(network), hasInputNorms(network)]).toEqual([false, true]);
  const [origin, e1, e2] = [1, 2, 3].map(() => normals(random, 784)) as [Float64Array, Float64Array, Float64Array];
  const slice = { origin, e1, e2 };
  const complex = partition(network, slice, square(2e-4));
  const { value, steps } = finished(
    fieldSteps({ network, slice, complex, interval: null }, { kind: 'inputNorm', key: '' }),
  );
  expect(value.length).toBeGreaterThan(3);
  expect(steps).toEqual([...(steps as number[])].sort((a, b) => a - b));
  expect(steps).toHaveLength(3 * value.length);
  value.forEach((norm, face) => {
    const code = splineCode(network, pointInInput(slice, centroid(complex, face)));
    const { A, rows, cols } = localAffineMap(network, code);
    expect(norm / (singularValues(A, rows, cols).values[0] as number)).toBeCloseTo(1, 9);
  });
});

it('are not offered where one map has more entries than can be kept', () => {
  const windows = { kernel: [3, 3], strides: [1, 1], pads: [1, 1, 1, 1], dilations: [1, 1], groups: 1 } as const;
  const conv = { op: 'conv', ...windows, channels: 'first' } as const;
  const network = lowerGraph(
    checkGraph({
      name: 'from pictures to pictures',
      output: 'c2',
      nodes: [
        { op: 'input', name: 'x', inputs: [], shape: [1, 80, 80] },
        { ...conv, name: 'c1', inputs: ['x'], filters: 2, weights: new Float64Array(18).fill(0.5) },
        { op: 'activation', name: 'r1', inputs: ['c1'], activation: { name: 'relu' } },
        { ...conv, name: 'c2', inputs: ['r1'], filters: 1, weights: new Float64Array(18).fill(0.5) },
      ],
    }),
  );
  expect(hasInputNorms(network)).toBe(false);
  const options = colourGroups('code', network, null).flatMap(({ options: all }) => all);
  const norm = options.find(({ value }) => value === 'inputNorm');
  expect(norm).toMatchObject({ disabled: true, text: expect.stringContaining('too large') });
  expect(options.find(({ value }) => value === 'sliceNorm')?.disabled).toBe(false);
});
