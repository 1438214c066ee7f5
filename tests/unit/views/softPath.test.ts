import { describe, expect, it } from 'vitest';
import type { Network } from '../../../src/core/network';
import { axisSlice } from '../../../src/core/slice/slice';
import { softness, softPass, softVariation } from '../../../src/core/soft';
import { walkedPath } from '../../../src/state/flows/pathFlow';
import type { PathSpec, SoftPath } from '../../../src/state/types';
import { inputAt, timeAt } from '../../../src/views/path/pathPlaces';
import { confidenceOf } from '../../../src/views/path/pathSeries';
import { softLayerRows, softWords } from '../../../src/views/path/pathText';
import { entropyChart, softConfidenceLine, softOutputLines, variationChart } from '../../../src/views/path/softCharts';
import { lookAt, lookLine, ofLayers, softConfidence, softOutputs } from '../../../src/views/path/softSeries';
import { seededNetwork } from '../../support/build';

const SPEC: PathSpec = {
  vertices: [
    { kind: 'slice', at: [-2, -1] },
    { kind: 'slice', at: [1, 1.5] },
    { kind: 'slice', at: [1.5, -2] },
  ],
  layer: 0,
};

function softAlong(network: Network, beta: number, spec = SPEC): SoftPath {
  const path = walkedPath(spec, { network, slice: axisSlice(2), data: null });
  if (!('walk' in path)) throw new Error(path.fault);
  const gates = softness(path.network, { beta });
  return { path, gates, soft: softVariation(path.network, gates, path.vertices, path.walk) };
}

const network = seededNetwork([2, 8, 8, 3], 7);
const softPath = softAlong(network, 0.8);
const last = softPath.soft.times.length - 1;

describe('lines of soft codes along a path', () => {
  it('rise with the place, from its start to its end, and are the sums at the end', () => {
    const line = lookLine(softPath, (look) => ofLayers(softPath, 'variation', look));
    expect([line[0], line[1], line.at(-2)]).toEqual([0, 0, 1]);
    expect(line.at(-1)).toBeCloseTo(softPath.soft.total, 12);
    for (let i = 2; i < line.length; i += 2) {
      expect(line[i]).toBeGreaterThan(line[i - 2] as number);
      expect(line[i + 1]).toBeGreaterThanOrEqual(line[i - 1] as number);
    }
  });

  it('have the values of a soft pass at each look', () => {
    for (const share of [0, 0.2, 0.61, 1]) {
      const look = lookAt(softPath, share);
      const t = softPath.soft.times[look] as number;
      expect(t).toBeLessThanOrEqual(timeAt(softPath.path, share) + 1e-12);
      expect(softPath.soft.times[look + 1] ?? Number.POSITIVE_INFINITY).toBeGreaterThan(
        timeAt(softPath.path, share) - 1e-12,
      );
      const { output, codes } = softPass(network, softPath.gates, inputAt(softPath.path, t) as Float64Array);
      expect([...softOutputs(softPath, look)]).toEqual([...output]);
      expect(softConfidence(softPath, look)).toBeCloseTo(confidenceOf(output), 12);
      codes.forEach(({ entropies }, row) => {
        const entropy = entropies.reduce((sum, value) => sum + value, 0);
        expect(ofLayers(softPath, 'entropy', look, row)).toBeCloseTo(entropy, 12);
      });
    }
  });

  it('read out a code as the confidence that it is', () => {
    const coded = softAlong({ ...network, codeOutput: 'softmax' }, 0.8);
    for (const look of [0, 17])
      expect(softConfidence(coded, look)).toBeCloseTo(softConfidence(softPath, look) ?? 0, 12);
    const single = softAlong({ ...seededNetwork([2, 8, 1], 3), codeOutput: 'sigmoid' }, 0.8);
    const [p = 0] = softOutputs(single, 5);
    expect(softConfidence(single, 5)).toBe(Math.max(p, 1 - p));
    const tanh = softAlong({ ...network, codeOutput: 'tanh' }, 0.8);
    expect(softConfidenceLine(tanh)).toBeNull();
    // A code is on another scale than the outputs that it is read off.
    expect(softOutputLines(coded, [{ output: 0, colour: 'red' }])).toEqual([]);
  });
});

describe('figures of soft codes along a path', () => {
  it('name every line, and say the sums beside the hard crossings', () => {
    const chart = variationChart(softPath, [0.5]);
    expect(chart.legend?.map(({ name }) => name)).toEqual(['soft codes', 'hard crossings', 'L1', 'L2']);
    const crossings = softPath.path.density.crossings;
    expect(chart.value).toMatch(new RegExp(`^[\\d.]+ beside ${crossings}$`));
    expect(chart.text).toContain(`beside ${crossings} crossings; L1 `);
    expect(chart.read(0)).toBe('0 beside 0');
    expect(chart.read(1)).toBe(chart.value);
    // Looks at some places bound it from below alone.
    const sampled = variationChart({ ...softPath, soft: { ...softPath.soft, tolerance: Infinity } }, []);
    expect([sampled.value, sampled.read(1)]).toEqual([`at least ${chart.value}`, `at least ${chart.value}`]);
    const dashed = chart.lines?.find((line) => line.dashed);
    expect(dashed?.points.at(-1)).toBe(crossings);
    expect(entropyChart(softPath, []).legend?.map(({ name }) => name)).toEqual(['all', 'L1', 'L2']);
  });

  it('draw the soft network’s outputs dashed, in the colours of the hard ones', () => {
    const lines = softOutputLines(softPath, [
      { output: 0, colour: 'red' },
      { output: 2, colour: 'blue' },
    ]);
    expect(lines.map(({ colour, dashed }) => [colour, dashed])).toEqual([
      ['red', true],
      ['blue', true],
    ]);
    expect(lines[1]?.points.at(-1)).toBe(softOutputs(softPath, last)[2]);
  });

  it('count layers on from the first where the path is straight in activations', () => {
    const tail = softAlong(seededNetwork([2, 6, 7, 5, 1], 4), 0.7, { ...SPEC, layer: 1 });
    expect(variationChart(tail, []).legend?.map(({ name }) => name)).toEqual([
      'soft codes',
      'hard crossings',
      'L2',
      'L3',
    ]);
    expect(softLayerRows(tail).map(({ cells }) => cells[0])).toEqual(['L2', 'L3']);
  });

  it('have words and rows', () => {
    const { crossings } = softPath.path.density;
    expect(softWords(softPath)).toMatch(
      new RegExp(`^variation [\\d.]+(, at most [\\d.e−]+ more)?, beside ${crossings} crossings of the hard code$`),
    );
    const hard = softAlong(network, 1);
    expect(softWords(hard)).toBe(`variation ${crossings}.00, beside ${crossings} crossings of the hard code`);
    expect(softLayerRows(hard)).toHaveLength(2);
  });
});
