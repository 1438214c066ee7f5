/** The soft code at the selected input in the store: against forward passes, differences and sums over codes. */
import { describe, expect, it } from 'vitest';
import { codeLayout, codesEqual, entryOf, forward, localAffineMap, splineCode } from '../../../src/core/network';
import { axisSlice, pointInInput } from '../../../src/core/slice/slice';
import { softPass } from '../../../src/core/soft';
import { type CodePlace, likelyCodesAt, softCutAt } from '../../../src/state/softCodes';
import {
  areMapsCheap,
  endsOfSoftMap,
  type SoftPoint,
  softHamming,
  softMapsAt,
  softPoint,
} from '../../../src/state/softInspection';
import { hasSoftCode } from '../../../src/state/softPresence';
import type { LensStore } from '../../../src/state/types';
import { type Bench, opened } from './support';

const stateOf = ({ controller }: Bench): LensStore => controller.store.getState();

async function softened(scene: string, beta: number | null): Promise<Bench> {
  const page = await opened(scene);
  page.actions.setSoft(beta === null ? null : { beta });
  await page.api.idle();
  return page;
}

function pointOf(page: Bench): SoftPoint {
  const point = softPoint(stateOf(page));
  if (!point) throw new Error('no soft point');
  return point;
}

const frobenius = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Math.sqrt(Array.from(a, (value, i) => (value - (b[i] as number)) ** 2).reduce((sum, square) => sum + square, 0));

describe('the soft code at the selected input', () => {
  it('is there while the lens is on, and the same object for the same input', async () => {
    const page = await softened('moons', 0.5);
    expect(hasSoftCode(stateOf(page))).toBe(true);
    const point = pointOf(page);
    expect(pointOf(page)).toBe(point);
    page.actions.setSoft({ beta: 0.7 });
    expect(pointOf(page)).not.toBe(point);
    page.actions.setSoft(null);
    expect(hasSoftCode(stateOf(page))).toBe(false);
  });

  it('has entropies of at most ln 2 a unit and sums that belong together', async () => {
    const { pass, entropy, most, active } = pointOf(await softened('moons', 0.5));
    const units = pass.codes.reduce((sum, { size }) => sum + size, 0);
    expect(most.total).toBeCloseTo(units * Math.LN2, 9);
    expect(entropy.total).toBeLessThan(most.total);
    entropy.layers.forEach((value, l) => {
      const { probabilities, size } = pass.codes[l] as (typeof pass.codes)[number];
      const t = Array.from({ length: size }, (_, j) => probabilities[2 * j + 1] as number);
      const sum = t.reduce((part, p) => part - p * Math.log(p) - (1 - p) * Math.log(1 - p), 0);
      expect(value).toBeCloseTo(sum, 9);
      expect(active.layers[l]).toBeCloseTo(
        t.reduce((part, p) => part + p, 0),
        9,
      );
    });
  });

  it('becomes the hard one at β = 1, maps and output, too', async () => {
    const page = await softened('moons', 1);
    const point = pointOf(page);
    const { soft, jacobian, norms, residual } = softMapsAt(point);
    expect(point.entropy.total).toBe(0);
    expect(frobenius(soft.A, point.hard.map.A)).toBeLessThan(1e-12);
    expect(frobenius(jacobian.A, point.hard.map.A)).toBeLessThan(1e-12);
    expect(norms.derivativeTerm).toBeLessThan(1e-12);
    expect(residual).toBeLessThan(1e-12);
    expect(frobenius(point.pass.output, forward(point.network, point.hard.x))).toBeLessThan(1e-12);
  });

  it('has a Jacobian that finite differences give, and says what the gates add to the soft map', async () => {
    const point = pointOf(await softened('moons', 0.5));
    const { network, gates, hard } = point;
    const { soft, jacobian, derivativeTerm, norms, residual } = softMapsAt(point);
    const step = 1e-5;
    const { rows, cols } = jacobian;
    for (let k = 0; k < cols; k++) {
      const moved = (s: number) =>
        softPass(
          network,
          gates,
          Array.from(hard.x, (v, i) => v + (i === k ? s : 0)),
        ).output;
      const [up, down] = [moved(step), moved(-step)];
      for (let r = 0; r < rows; r++) {
        const slope = ((up[r] as number) - (down[r] as number)) / (2 * step);
        expect(jacobian.A[r * cols + k]).toBeCloseTo(slope, 5);
      }
    }
    derivativeTerm.A.forEach((value, i) => {
      expect((soft.A[i] as number) + value).toBeCloseTo(jacobian.A[i] as number, 12);
    });
    expect(norms.derivativeTerm).toBeCloseTo(frobenius(jacobian.A, soft.A), 12);
    expect(norms.derivativeTerm).toBeGreaterThan(1e-3);
    expect(residual).toBeLessThan(1e-12);
  });

  it('measures two inputs by Σ |t − t′|', async () => {
    const page = await softened('moons', 0.5);
    expect(softHamming(stateOf(page))).toBeNull();
    page.actions.setSecond([0.9, -0.3]);
    await page.api.idle();
    const { network, gates, pass } = pointOf(page);
    const other = softPass(network, gates, pointInInput(page.session().slice, [0.9, -0.3]));
    let sum = 0;
    pass.codes.forEach(({ size, probabilities }, l) => {
      for (let j = 0; j < size; j++)
        sum += Math.abs((probabilities[2 * j + 1] as number) - (other.codes[l]?.probabilities[2 * j + 1] as number));
    });
    expect(softHamming(stateOf(page))).toBeCloseTo(sum, 12);
    expect(sum).toBeGreaterThan(1);
  });

  it('says where the soft map ends', async () => {
    const { network } = pointOf(await softened('moons', 0.5));
    expect(endsOfSoftMap(network)).toEqual({ layers: [], readOut: false });
    const [first, ...rest] = network.layers;
    if (!first) throw new Error('no layer');
    const steps = { ...network, layers: [{ ...first, activation: { name: 'tanh' } as const }, ...rest] };
    expect(endsOfSoftMap({ ...steps, codeOutput: 'softmax' })).toEqual({ layers: [1], readOut: true });
    expect(areMapsCheap(network)).toBe(true);
  });
});

describe('the likeliest codes', () => {
  it('are sorted, add up, and name their differences and maps', async () => {
    const page = await softened('moons', 0.5);
    const point = pointOf(page);
    const { network } = point;
    const codes = likelyCodesAt(point, page.session(), 32);
    expect(codes).toHaveLength(32);
    const layout = codeLayout(network);
    const first = codes[0] as (typeof codes)[number];
    let sum = 0;
    codes.forEach(({ code, probability, cumulated, units, mapDistance }, k) => {
      expect(probability).toBeLessThanOrEqual((codes[k - 1]?.probability ?? 1) * (1 + 1e-12));
      sum += probability;
      expect(cumulated).toBeCloseTo(sum, 12);
      const differing = Array.from({ length: layout.units }, (_, i) => i).filter(
        (i) => entryOf(layout, code, i) !== entryOf(layout, first.code, i),
      );
      expect(units).toEqual(differing);
      const distance = frobenius(localAffineMap(network, code).A, localAffineMap(network, first.code).A);
      expect(mapDistance).toBeCloseTo(distance, 10);
    });
    expect(likelyCodesAt(point, page.session(), 8)).toHaveLength(8);
  });

  it('lie where the partition has them: a press leads to a point of the very code', async () => {
    const page = await softened('moons', 0.9);
    const point = pointOf(page);
    const { result, slice } = page.session();
    const places = likelyCodesAt(point, page.session(), 32).map(({ code, place }) => ({ code, place }));
    const kinds = new Set(places.map(({ place }) => place.kind));
    expect(kinds).toEqual(new Set(['face', 'absent']));
    const { codes, layout } = result?.complex ?? { codes: new Uint32Array(), layout: { words: 1 } };
    for (const { code, place } of places) {
      if (place.kind === 'face')
        expect(codesEqual(splineCode(point.network, pointInInput(slice, place.inside)), code)).toBe(true);
      else
        for (let face = 0; face < codes.length / layout.words; face++)
          expect(codesEqual(codes.slice(face * layout.words, (face + 1) * layout.words), code)).toBe(false);
    }
  });

  it('have no place in a partition of other layers, or of another slice', async () => {
    const page = await softened('moons', 0.5);
    const kinds = (): Set<CodePlace['kind']> =>
      new Set(likelyCodesAt(pointOf(page), page.session(), 8).map(({ place }) => place.kind));
    page.actions.setUpToLayer(1);
    await page.api.idle();
    expect(kinds()).toEqual(new Set(['unknown']));
    const session = { ...page.session(), slice: axisSlice(2, 1, 0) };
    expect(likelyCodesAt(pointOf(page), session, 1)[0]?.place.kind).toBe('unknown');
  });
});

describe('the cut across the nearest boundary', () => {
  it('begins at the point and finds the boundary where the inspector says', async () => {
    const page = await softened('moons', 0.98);
    const point = pointOf(page);
    const found = softCutAt(point, stateOf(page));
    const { nearestBoundaryInSlice } = point.hard;
    expect(Math.abs(found?.hard ?? Number.NaN)).toBeCloseTo(nearestBoundaryInSlice?.distance ?? 0, 9);
    const here = found?.places.indexOf(0) ?? -1;
    expect(found?.all[here]).toBeCloseTo(point.entropy.total, 12);
  });
});

describe('other networks', () => {
  const layer = (rows: number, cols: number, activation: string, shift: number) => ({
    W: Array.from({ length: rows }, (_, j) => Array.from({ length: cols }, (_, k) => Math.sin(3 * j + 2 * k + shift))),
    b: Array.from({ length: rows }, (_, j) => Math.cos(j + shift)),
    activation,
  });

  it('with smooth activations have a soft code of their own, and a read-out code that ends the soft map', async () => {
    const page = await opened('moons');
    const file = { layers: [layer(5, 2, 'gelu', 0), layer(4, 5, 'sigmoid', 1), layer(3, 4, 'softmax', 2)] };
    expect(await page.actions.importNetwork(JSON.stringify(file), 'smooth.json')).toBe(true);
    await page.api.idle();
    const state = stateOf(page);
    expect(state.lens.soft).toBeNull();
    expect(hasSoftCode(state)).toBe(true);
    const point = pointOf(page);
    const { soft, jacobian } = softMapsAt(point);
    expect(endsOfSoftMap(point.network)).toEqual({ layers: [2], readOut: true });
    expect([...soft.A].every((value) => value === 0)).toBe(true);
    expect([...soft.c]).toEqual([...point.pass.output]);
    expect(point.pass.output.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 12);
    const step = 1e-5;
    const { network, gates, hard } = point;
    const moved = (s: number) => softPass(network, gates, [(hard.x[0] as number) + s, hard.x[1] as number]).output;
    const slope = ((moved(step)[1] as number) - (moved(-step)[1] as number)) / (2 * step);
    expect(jacobian.A[2]).toBeCloseTo(slope, 6);
    expect(likelyCodesAt(point, page.session(), 8)).toHaveLength(8);
    expect(softCutAt(point, state)?.half).toBeTruthy();
  });

  it('with one input have places on the line and a cut along it', async () => {
    const page = await softened('fold', 0.99);
    const point = pointOf(page);
    const codes = likelyCodesAt(point, page.session(), 16);
    expect(codes.some(({ place }) => place.kind === 'face')).toBe(true);
    for (const { code, place } of codes)
      if (place.kind === 'face') expect(codesEqual(splineCode(point.network, [place.inside[0]]), code)).toBe(true);
    const cut = softCutAt(point, stateOf(page));
    expect(Math.abs(cut?.hard ?? Number.NaN)).toBeCloseTo(point.hard.nearestBoundaryInSlice?.distance ?? 0, 9);
  });

  it('from a hidden layer on are softened by the β of their own layers', async () => {
    const page = await opened('spirals');
    page.actions.setSoft({ beta: 1, layers: [0.2, null, 0.5] });
    await page.actions.setSpace(1);
    await page.api.idle();
    const point = pointOf(page);
    expect(point.gates.map((gate) => gate?.eta ?? null)).toEqual([Infinity, 1, null]);
    expect(point.entropy.layers[0]).toBe(0);
    expect(point.entropy.layers[1]).toBeGreaterThan(0);
  });
});
