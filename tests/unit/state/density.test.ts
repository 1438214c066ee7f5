import { describe, expect, it } from 'vitest';
import { densityAt, radiusInInput } from '../../../src/core/density';
import { partition } from '../../../src/core/partition';
import { axisSlice } from '../../../src/core/slice/slice';
import { colouringFault, colouringKey, fieldSpecOf } from '../../../src/state/colouring';
import { EMPTY_LENS } from '../../../src/state/defaults';
import { densityMapOf } from '../../../src/state/density';
import { gridFor } from '../../../src/state/flows/viewGrid';
import { parseLensState } from '../../../src/state/schema';
import type { LensState } from '../../../src/state/types';
import { fieldSteps } from '../../../src/workers/analysisSteps';
import { arrangement, fixture } from '../../support/build';

const lens = (change: Partial<LensState>): LensState => ({ ...EMPTY_LENS, colour: 'crossings', ...change });

describe('density maps of a state', () => {
  it('are there in their modes only, with a share of the domain or a radius of their own', () => {
    expect(densityMapOf(lens({ colour: 'area' }))).toBeNull();
    const map = densityMapOf(lens({}));
    expect(map).toMatchObject({ kind: 'crossings', radius: 2 / 40, unit: 'slice' });
    const twice = { ...axisSlice(2), e1: Float64Array.of(2, 0), e2: Float64Array.of(0, 2) };
    expect(map && radiusInInput(twice, map)).toBeCloseTo(4 / 40, 15);
    const own = densityMapOf(lens({ density: { ...EMPTY_LENS.density, radius: 0.3 } }));
    expect(own).toMatchObject({ radius: 0.3, unit: 'input' });
    expect(own && radiusInInput(twice, own)).toBe(0.3);
  });

  it('have keys that change with all that they show', () => {
    const { density } = EMPTY_LENS;
    const keys = [
      lens({}),
      lens({ colour: 'complexity' }),
      lens({ density: { ...density, radius: 0.1 } }),
      lens({ density: { ...density, space: 'input' } }),
      lens({ density: { ...density, directions: 9 } }),
      lens({ density: { ...density, seed: 9 } }),
    ].map(colouringKey);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('are of planes: a network with one input says so', () => {
    expect(colouringFault(lens({}), arrangement([[1]], [0]))).toMatch(/^density maps are of planes/);
    expect(colouringFault(lens({}), arrangement([[1, 0]], [0]))).toBeNull();
  });

  it('refuse radii and directions that are none', () => {
    const message = (density: object): string => {
      const result = parseLensState({ ...EMPTY_LENS, scene: 'moons', density: { ...EMPTY_LENS.density, ...density } });
      return result.ok ? 'taken' : result.message;
    };
    expect(message({})).toBe('taken');
    expect(message({ radius: 0 })).toContain('density.radius is not positive');
    expect(message({ radius: 2e9 })).toContain('density.radius is larger than');
    expect(message({ directions: 0 })).toContain('density.directions is not positive');
    expect(message({ space: 'ball' })).toContain('density.space is neither slice nor input');
  });

  it('sample what is in view of the domain', () => {
    expect(gridFor(lens({ viewport: { centre: [0, 0], span: 2 } }), 64)).toEqual({
      from: [-1, -1],
      to: [1, 1],
      width: 64,
      height: 64,
    });
    expect(gridFor(lens({ viewport: { centre: [1, 0], span: 0.1 } }), 64)).toEqual({
      from: [0.8, -0.2],
      to: [1, 0.2],
      width: 32,
      height: 64,
    });
    expect(gridFor(lens({ viewport: { centre: [9, 0], span: 0.1 } }), 64)).toBeNull();
  });

  it('give each face the value at its centroid', () => {
    const { network, slice, domain } = fixture('mlp2_2x16');
    const complex = partition(network, slice, domain);
    const state = lens({ colour: 'distance', domain: domain.map(([p, q]) => [p, q] as const) });
    const spec = fieldSpecOf(state, network);
    if (spec?.kind !== 'density') throw new Error('no field');
    const steps = fieldSteps({ network, slice, complex, interval: null }, spec);
    let step = steps.next();
    while (!step.done) step = steps.next();
    const at = densityAt({ network, slice, edges: complex }, spec.map);
    expect(step.value).toHaveLength(complex.areas.length);
    for (const face of [0, 17, 99])
      expect(step.value[face]).toBe(
        at(complex.centroids[2 * face] as number, complex.centroids[2 * face + 1] as number),
      );
  });
});
