import { describe, expect, it } from 'vitest';
import { lowerGraph } from '../../../src/core/graph';
import { codeLayout, type Layer, type Network } from '../../../src/core/network';
import { type AffineOp, affineOp } from '../../../src/core/network/affine';
import { startPartition } from '../../../src/core/partition/run';
import { foldCost, foldSteps, type Whole } from '../../../src/core/partition/tiles/fold';
import { TiledRun } from '../../../src/core/partition/tiles/tiledRun';
import { firstColumns, noiseCost, noiseSteps, preActivationNoise } from '../../../src/core/partition/tolerance';
import { axisSlice, square } from '../../../src/core/slice/slice';
import { randomGraph } from '../../support/graphs';

const DOMAIN = square(1.5);
const OPTIONS = { decision: { threshold: 0 }, outputs: true };

const networkOf = (seed: number): Network => lowerGraph(randomGraph(seed));

const wholeOf = (network: Network): Whole => {
  const slice = axisSlice(network.inputSize);
  return {
    network,
    layout: codeLayout(network),
    first: firstColumns(network.layers[0] as Layer, slice, [0, 0]),
    noise: preActivationNoise(network, slice, DOMAIN),
    readOut: true,
  };
};

function costOf<T>(steps: Generator<number, T>): { readonly cost: number; readonly value: T } {
  for (let cost = 0; ; ) {
    const step = steps.next();
    if (step.done) return { cost, value: step.value };
    cost += step.value;
  }
}

/** Columns that pass through all layers while `act` is done. */
function columnsIn(network: Network, act: () => void): number {
  let columns = 0;
  const ops = network.layers.map(affineOp);
  for (const op of ops) {
    const { apply, applyAbsolute } = op;
    op.apply = (...of: Parameters<AffineOp['apply']>) => {
      columns += of[2];
      apply.apply(op, of);
    };
    op.applyAbsolute = (...of: Parameters<AffineOp['applyAbsolute']>) => {
      columns++;
      applyAbsolute.apply(op, of);
    };
  }
  try {
    act();
  } finally {
    for (const op of ops) for (const name of ['apply', 'applyAbsolute'] as const) Reflect.deleteProperty(op, name);
  }
  return columns;
}

describe('the steps to a partition of a large network', () => {
  it('cost together what was foreseen', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const network = networkOf(seed);
      const noise = costOf(noiseSteps(network, axisSlice(network.inputSize), DOMAIN));
      expect(noise.cost / noiseCost(network, DOMAIN)).toBeCloseTo(1, 12);
      const whole = wholeOf(network);
      const fold = costOf(foldSteps(whole, { x: 0, y: 0, halfX: 1.5, halfY: 1.5 }, Number.POSITIVE_INFINITY));
      expect(fold.value).not.toBeNull();
      expect(fold.cost / foldCost(whole)).toBeCloseTo(1, 12);
    }
  });

  it('are progress that never falls and ends at 1, however often parts are halved', () => {
    let halved = 0;
    for (let seed = 1; seed <= 20; seed++) {
      const network = networkOf(seed);
      const run = new TiledRun(network, axisSlice(network.inputSize), DOMAIN, OPTIONS, { build: 48, walk: 3 });
      const shares = [run.share];
      while (!run.advance(4)) shares.push(run.share);
      expect(shares[0]).toBe(0);
      for (let i = 1; i < shares.length; i++) expect(shares[i]).toBeGreaterThanOrEqual(shares[i - 1] as number);
      expect(run.share).toBeCloseTo(1, 9);
      if (run.finish().areas.length < run.faces) halved++;
    }
    // Cells that a part's border cut, and that were joined again.
    expect(halved).toBeGreaterThan(5);
  });

  it('begin with nothing: a new run has made no pass, so that a newer request is heard at once', () => {
    const network = networkOf(3);
    const slice = axisSlice(network.inputSize);
    const start = () => startPartition(network, slice, DOMAIN, OPTIONS);
    expect(columnsIn(network, () => void start())).toBe(0);
    expect(columnsIn(network, () => void preActivationNoise(network, slice, DOMAIN))).toBeGreaterThan(9);
  });

  it('are no longer than three columns through a layer', () => {
    for (let seed = 1; seed <= 5; seed++) {
      const network = networkOf(seed);
      const slice = axisSlice(network.inputSize);
      const whole = wholeOf(network);
      for (const steps of [
        noiseSteps(network, slice, DOMAIN),
        foldSteps(whole, { x: 0, y: 0, halfX: 1, halfY: 1 }, Number.POSITIVE_INFINITY),
      ]) {
        let all = 0;
        for (let done = false; !done; ) {
          const columns = columnsIn(network, () => {
            done = steps.next().done === true;
          });
          expect(columns).toBeLessThanOrEqual(3);
          all += columns;
        }
        expect(all).toBeGreaterThanOrEqual(3 * (network.layers.length - 1));
      }
    }
  });
});
