import { describe, expect, it } from 'vitest';
import {
  affinePieces,
  complexStatistics,
  inputNorms,
  sliceBends,
  sliceNorms,
  unitValues,
} from '../../../src/core/analysis';
import { preActivations } from '../../../src/core/network';
import { partition, partitionInterval } from '../../../src/core/partition';
import { axisSlice, pointInInput, square } from '../../../src/core/slice/slice';
import { fieldSteps, statisticsSteps } from '../../../src/workers/analysisSteps';
import type { AnalysisSubject, Steps } from '../../../src/workers/analysisTypes';
import type { FieldSpec } from '../../../src/workers/protocol';
import { seededNetwork, tentNetwork } from '../../support/build';

function finished<T>(steps: Steps<T>): { value: T; shares: number[] } {
  const shares: number[] = [];
  for (;;) {
    const step = steps.next();
    if (step.done) return { value: step.value, shares };
    shares.push(step.value);
  }
}

const network = seededNetwork([2, 14, 12, 3], 4);
const slice = axisSlice(2);
const complex = partition(network, slice, square(1));
const subject: AnalysisSubject = { network, slice, complex, interval: null };
const field = (spec: FieldSpec, of = subject) => finished(fieldSteps(of, spec));

describe('fields of a plane', () => {
  it('are what the core computes at once, in rising shares', () => {
    const norms = field({ kind: 'inputNorm', key: '' });
    expect(norms.value).toEqual(inputNorms(network, complex).spectral);
    expect(norms.shares.length).toBeGreaterThan(4);
    expect(norms.shares).toEqual([...norms.shares].sort((a, b) => a - b));
    expect(norms.shares.at(-1)).toBeLessThanOrEqual(1);
    expect(field({ kind: 'sliceNorm', key: '' }).value).toEqual(sliceNorms(network, slice, complex).spectral);
    expect(field({ kind: 'bend', key: '' }).value).toEqual(sliceBends(network, slice, complex));
  });

  it('give z at the centroids as a forward pass does', () => {
    const unit = { layer: 2, unit: 7 };
    const { value } = field({ kind: 'preActivation', key: '', unit });
    expect(value).toEqual(unitValues(network, slice, complex, unit));
    value.forEach((z, face) => {
      const at = [complex.centroids[2 * face] as number, complex.centroids[2 * face + 1] as number] as const;
      expect(z).toBeCloseTo(preActivations(network, pointInInput(slice, at))[1]?.[7] as number, 9);
    });
  });

  it('refuse maps where the first layers alone were cut, but not pre-activations', () => {
    const first = partition(network, slice, square(1), { upToLayer: 1 });
    const part = { ...subject, complex: first };
    for (const kind of ['inputNorm', 'sliceNorm', 'bend'] as const)
      expect(() => field({ kind, key: '' }, part)).toThrow(/cut by the first layers only/);
    const { value } = field({ kind: 'preActivation', key: '', unit: { layer: 2, unit: 0 } }, part);
    expect(value).toHaveLength(first.areas.length);
    expect(() => field({ kind: 'preActivation', key: '', unit: { layer: 2, unit: 99 } })).toThrow(/no unit 99/);
  });
});

describe('statistics', () => {
  it('of a plane are the core’s, with the bends as a histogram', () => {
    const { value } = finished(statisticsSteps(subject));
    const { bendHistogram, ...rest } = value;
    expect(rest).toEqual(complexStatistics(network, slice, complex));
    const counted = Array.from(bendHistogram?.counts ?? []).reduce((all, count) => all + count, 0);
    expect(counted + (bendHistogram?.leftOut ?? 0)).toBe(value.bends?.count);
    expect(value.pieces).toBe(affinePieces(network, slice, complex).count);
  });

  it('leave maps out where there are none', () => {
    const first = partition(network, slice, square(1), { upToLayer: 1 });
    const { value } = finished(statisticsSteps({ ...subject, complex: first }));
    expect(value).toMatchObject({ pieces: null, bends: null, bendHistogram: null, faces: first.areas.length });
  });

  it('of the tent map follow from its closed form: 2^L pieces of slope ±2^L, bent by twice that', () => {
    const tent = tentNetwork(4);
    const line = { origin: new Float64Array(1), e1: Float64Array.of(1), e2: new Float64Array(1) };
    const interval = partitionInterval(tent, line, [0, 1]);
    const of: AnalysisSubject = { network: tent, slice: line, complex: null, interval };
    const { value } = finished(statisticsSteps(of));
    expect(value).toMatchObject({ faces: 16, pieces: 16, edges: null, edgeCounts: null });
    expect(value.areas).toMatchObject({ count: 16, min: 1 / 16, median: 1 / 16, max: 1 / 16 });
    expect(value.bends).toMatchObject({ count: 15, min: 32, max: 32 });
    expect(value.regionsByLayer.map(({ regions }) => regions)).toEqual([2, 4, 8, 16]);
    expect(field({ kind: 'inputNorm', key: '' }, of).value).toEqual(new Float64Array(16).fill(16));
    const bends = field({ kind: 'bend', key: '' }, of).value;
    expect(Array.from(bends)).toEqual([Number.NaN, ...Array.from({ length: 15 }, () => 32), Number.NaN]);
  });
});
