import { describe, expect, it } from 'vitest';
import { hiddenActivation } from '../../../src/core/network/activations';
import { initialiseNetwork } from '../../../src/core/network/initialise';
import { tailNetwork } from '../../../src/core/network/network';
import { angleBetween, type ClassDensity, type ScalingWalk, startClassDensity } from '../../../src/core/path';
import type { ClassDensities } from '../../../src/state/types';
import {
  classGist,
  densityRows,
  leftWords,
  matrixRows,
  measuresOf,
  verdict,
} from '../../../src/views/classes/classText';
import {
  angleLines,
  angleNear,
  countLine,
  crossingsUpTo,
  lookedLine,
  scalableLayers,
  scaleCrossingRows,
  scaled,
  scaledBy,
  scaleRows,
  scalingWords,
} from '../../../src/views/classes/scaling';

const network = (bias: number, seed = 3) =>
  initialiseNetwork({
    name: 'test',
    widths: [2, 9, 9, 9, 2],
    seed,
    scheme: 'he',
    bias,
    activation: { name: 'relu' },
  });
const x = Float64Array.of(0.6, -0.8);

describe('a scaled activation in figures', () => {
  const input = { network: network(0.4), x, layer: 1 };
  const result = scaled(input);
  const walk = result.walk as ScalingWalk;

  it('counts the crossings that codes at many scales show, and places each between two of them', () => {
    const tail = tailNetwork(network(0.4), 2);
    const h = hiddenActivation(network(0.4), x, 1);
    const signs = (k: number) => {
      const z = h.map((v) => k * v);
      return [1, 2].flatMap((layer) => [...hiddenActivation(tail, z, layer)].map((v) => Number(v > 0)));
    };
    let seen = 0;
    for (let i = 0; i < 4000; i++) {
      const [a, b] = [signs((8 * i) / 4000), signs((8 * (i + 1)) / 4000)];
      const flips = a.filter((sign, j) => sign !== b[j]).length;
      const counted = crossingsUpTo(result, (8 * (i + 1)) / 4000) - crossingsUpTo(result, (8 * i) / 4000);
      expect(counted).toBe(flips);
      seen += flips;
    }
    expect(seen).toBeGreaterThan(3);
    expect([...countLine(result)].slice(-2)).toEqual([1, seen]);
    expect(scaleCrossingRows({ walk })).toHaveLength(seen);
    const [words = ''] = /^\d+ crossings/.exec(scalingWords(result)) ?? [];
    expect(words).toBe(`${seen} crossings`);
  });

  it('gives later layers by name, with their angles in degrees', () => {
    expect(result.angles.map(({ name }) => name)).toEqual(['L2', 'L3', 'output']);
    const tail = tailNetwork(network(0.4), 2);
    const h = hiddenActivation(network(0.4), x, 1);
    const at = (k: number) =>
      hiddenActivation(
        tail,
        h.map((v) => k * v),
        2,
      );
    const [, third] = result.angles;
    if (!third) throw new Error('there is no third layer');
    expect(angleNear(third, 4)).toBeCloseTo((angleBetween(at(4), at(1)) / Math.PI) * 180, 10);
    expect(angleNear(third, 1)).toBe(0);
    const row = scaleRows(result).find(({ key }) => key === 4);
    expect(row?.cells[3]).toMatchObject({ full: String(angleNear(third, 4)) });
  });

  it('says without a walk at least how many are crossed, as far as was looked', () => {
    const { look } = result;
    const looked = scaledBy(input, look, null);
    for (const k of [0.5, 1, 3, 8]) {
      expect(crossingsUpTo(looked, k)).toBeLessThanOrEqual(crossingsUpTo(result, k));
      expect(crossingsUpTo(looked, k)).toBeGreaterThan(crossingsUpTo(result, k) - 4);
    }
    const all = crossingsUpTo(looked, 8);
    expect([...countLine(looked)].slice(-2)).toEqual([1, all]);
    expect(
      lookedLine(looked)
        .filter((_, i) => i % 4 === 1)
        .reduce((sum, count) => sum + count, 0),
    ).toBe(all);
    expect(scalingWords(looked)).toMatch(/^At least \d+ crossings: \d+ up to k = 1, \d+ beyond. .* codes at 97 values/);
    const part = scaledBy(input, { ...look, done: 40 }, null);
    expect(scalingWords(part)).toContain('so far, to k = 3.25. They are told by the codes at 40 values of k');
    expect(scaleRows(part).at(-1)?.key).toBe(3);
    expect(countLine(part).at(-2)).toBeCloseTo(39 / 96, 12);
  });

  it('says that without biases nothing can be crossed, and leaves out what is undefined', () => {
    const bare = scaled({ network: network(0), x, layer: 1 });
    expect(scalingWords(bare)).toContain('as it must be');
    const [first] = bare.angles;
    if (!first) throw new Error('there is no angle');
    expect(angleNear(first, 0)).toBeNaN();
    // At k = 0 there is no direction: the line begins after it.
    const lines = angleLines(first);
    expect(lines).toHaveLength(1);
    expect(lines[0]?.[0]).toBeGreaterThan(0);
    expect(lines[0]?.every((value) => !Number.isNaN(value))).toBe(true);
  });

  it('offers the layers that have gated ones after them', () => {
    expect(scalableLayers(network(0.4)).map(({ text }) => text)).toEqual(['the inputs', 'L1', 'L2']);
    expect(scalableLayers(tailNetwork(network(0.4), 2)).map(({ text }) => text)).toEqual(['L1', 'L2']);
  });
});

describe('densities by class in words', () => {
  const points = {
    inputs: Float32Array.from({ length: 120 }, (_, i) => Math.sin(11 * i) + Number(Math.floor(i / 2) % 2)),
    inputSize: 2,
    count: 60,
    labels: Float32Array.from({ length: 60 }, (_, i) => i % 2),
  };
  const measured = (seed: number): ClassDensity => {
    const run = startClassDensity(network(0.4, seed), points, { pairs: 100, seed: 1 });
    run.advance(100);
    return run.summary();
  };
  const [own, untrained, permuted] = [measured(1), measured(2), measured(3)];
  const result: ClassDensities = {
    network: network(0.4, 1),
    data: {
      name: 'two',
      ...points,
      task: 'binary',
      targets: points.labels,
      classNames: ['left', 'right'],
      image: null,
    },
    clamps: [],
    step: 0,
    pairs: 100,
    seed: 1,
    own,
    untrained,
    permuted,
    origin: { origin: 'first', seed: 2 },
    unchanged: false,
    seconds: 1,
  };

  it('show both measures of all three networks for every layer', () => {
    const rows = densityRows(result);
    expect(rows).toHaveLength(3 * 2 * 3);
    expect(rows.map(({ cells: [layer, measure, name] }) => `${layer} ${measure} ${name}`)).toContain(
      'L2 Hamming permuted',
    );
    const cells = rows[0]?.cells ?? [];
    expect(cells.slice(0, 3)).toEqual(['inputs', 'crossings', 'in force']);
    const ratio = own.layers[0]?.crossings?.ratio;
    expect(Number(String(cells[5]).split(' ')[0])).toBeCloseTo(ratio?.mean ?? 0, 2);
    expect(matrixRows(result, 1, 'hamming').map(({ cells: [name, of] }) => `${name} ${of}`)).toEqual(
      ['in force', 'untrained', 'permuted'].flatMap((of) => [`left ${of}`, `right ${of}`]),
    );
    const matrix = untrained.layers[1]?.hamming.matrix ?? [];
    expect(matrixRows(result, 1, 'hamming')[2]?.cells[3]).toMatchObject({ full: String(matrix[1]) });
  });

  it('have the measures that were taken', () => {
    const layers = own.layers.map((layer) => ({ ...layer, crossings: null }));
    expect(measuresOf(result).map(({ key }) => key)).toEqual(['crossings', 'hamming']);
    expect(measuresOf({ own: { ...own, layers } }).map(({ key }) => key)).toEqual(['hamming']);
  });

  it('say in hours with a figure behind the point what takes some', () => {
    expect([leftWords(40), leftWords(180), leftWords(5400), leftWords(9000), leftWords(36_000)]).toEqual(
      ['40 s', '3 min', '1.5 h', '2.5 h', '10 h'].map((text) => ` · about ${text} left`),
    );
  });

  it('judge by the intervals alone', () => {
    const withRatio = (density: ClassDensity, mean: number): ClassDensity => ({
      ...density,
      layers: density.layers.map((layer) => ({
        ...layer,
        crossings: layer.crossings && { ...layer.crossings, ratio: { mean, low: mean - 0.1, high: mean + 0.1 } },
      })),
    });
    const judged = (mean: number, unchanged = false) =>
      verdict({ ...result, unchanged, own: withRatio(own, mean), untrained: withRatio(untrained, 1) });
    expect(judged(1.5)).toContain('more than before');
    expect(judged(0.7)).toContain('less than before');
    expect(judged(1.1)).toContain('no clear difference');
    expect(judged(1, true)).toContain('first weights still');
    const counting = (density: ClassDensity, within: number): ClassDensity => ({
      ...density,
      layers: density.layers.map((layer) => ({ ...layer, counted: { within, between: within } })),
    });
    const few = { own: withRatio(own, 1.5), untrained: counting(withRatio(untrained, 1), 3) };
    expect(verdict({ ...result, ...few })).toMatch(/too few pairs to tell a difference\.$/);
    expect(judged(Number.POSITIVE_INFINITY)).toMatch(/the ratio tells no difference\.$/);
    expect(classGist({ ...result, own: withRatio(own, 1.5) })).toMatch(/^between \/ within 1\.50 · untrained/);
  });
});
