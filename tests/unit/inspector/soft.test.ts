/** Words, rows and shapes of the soft code: against the numbers that they stand for. */
import { describe, expect, it } from 'vitest';
import { piecewiseLinear, splineCode } from '../../../src/core/network';
import { initialiseNetwork } from '../../../src/core/network/initialise';
import { isMaxAffine, type SoftLayer, softMap, softness, softPass } from '../../../src/core/soft';
import { type CodePlace, type KnownStatus, likelyCodesAt } from '../../../src/state/softCodes';
import { type SoftPoint, softPoint } from '../../../src/state/softInspection';
import { codesJson, mapCells, mapColumns } from '../../../src/views/inspector/soft/codeMaps';
import { codeRows, markOf, probabilityText, unitsText } from '../../../src/views/inspector/soft/codeWords';
import {
  BARS,
  barsPath,
  likeliestPiece,
  marksPath,
  STEP,
  softColumns,
} from '../../../src/views/inspector/soft/softBarPaths';
import { endsWords, gateWords, softUnitRows, unitWords } from '../../../src/views/inspector/soft/softWords';
import { noWidthWords } from '../../../src/views/inspector/soft/widthWords';
import { layoutOf } from '../../../src/views/names';
import { choiceGroups } from '../../../src/views/soft/figures/activation';
import { opened } from '../state/support';

const relu6 = initialiseNetwork({
  name: 'pieces',
  widths: [2, 70, 3, 1],
  activation: { name: 'relu6' },
  seed: 2,
  scheme: 'he',
  bias: 2,
});

const codesOf = (beta: number): readonly SoftLayer[] => softPass(relu6, softness(relu6, { beta }), [0.5, 2]).codes;

/** Heights of the boxes of a path, by the x where each begins. */
function boxes(d: string): { x: number; y: number; height: number }[] {
  return [...d.matchAll(/M([\d.-]+),([\d.-]+)v([\d.-]+)h/g)].map(([, x, y, v]) => ({
    x: Number(x),
    y: Number(y),
    height: -Number(v),
  }));
}

describe('bars of a soft code', () => {
  it('are as high as the probabilities, stacked by piece, in even rows', () => {
    expect([softColumns(24), softColumns(64), softColumns(70), softColumns(200)]).toEqual([24, 64, 35, 50]);
    const code = codesOf(0.6)[0] as SoftLayer;
    const columns = softColumns(code.size);
    const first = boxes(barsPath(code, 1, columns));
    const second = boxes(barsPath(code, 2, columns));
    expect(first).toHaveLength(70);
    first.forEach(({ x, height, y }, j) => {
      const [p1, p2] = [code.probabilities[3 * j + 1] as number, code.probabilities[3 * j + 2] as number];
      expect(height).toBeCloseTo(BARS * p1, 1);
      expect(second[j]?.height).toBeCloseTo(BARS * p2, 1);
      expect(second[j]?.y).toBeCloseTo(y - BARS * p1, 1);
      expect(Math.floor(x / STEP)).toBe(j % columns);
    });
    expect(first[35]?.y).toBeGreaterThan(first[34]?.y as number);
  });

  it('mark the units that are asked for', () => {
    const marked = boxes(marksPath(70, 35, (j) => j % 7 === 0)).map(({ x, y }) => [Math.floor(x / STEP), y]);
    expect(marked).toHaveLength(10);
    expect(marked.map(([column]) => column)).toEqual([0, 7, 14, 21, 28, 0, 7, 14, 21, 28]);
  });

  it('know the likeliest piece: at β → 1 the hard one', () => {
    expect(isMaxAffine(piecewiseLinear({ name: 'relu6' }))).toBe(false);
    const code = codesOf(0.999999)[0] as SoftLayer;
    const z = softPass(relu6, softness(relu6, { beta: 1 }), [0.5, 2]).preActivations[0] as Float64Array;
    z.forEach((value, j) => {
      expect(likeliestPiece(code, j)).toBe(value <= 0 ? 0 : value < 6 ? 1 : 2);
    });
    expect(splineCode(relu6, [0.5, 2]).length).toBe(5);
  });
});

async function spirals(beta: number): Promise<{ page: Awaited<ReturnType<typeof opened>>; point: SoftPoint }> {
  const page = await opened('moons');
  page.actions.setSoft({ beta });
  await page.api.idle();
  const point = softPoint(page.controller.store.getState());
  if (!point) throw new Error('no point');
  return { page, point };
}

describe('words of a unit', () => {
  it('say t, z of both networks where they differ, and the entropy', async () => {
    const { point } = await spirals(0.5);
    const [first] = point.pass.codes;
    const t = first?.probabilities[1] as number;
    const words = unitWords(point, 0);
    expect(words).toMatch(/^L1·0: t = [\d.e−]+, hard (on|off), z = [\d.e−]+, entropy [\d.e−]+ nats$/);
    expect(Number(/t = ([\d.]+)/.exec(words)?.[1])).toBeCloseTo(t, 2);
    const deep = unitWords(point, layoutOf(point.network).units - 1);
    expect(deep).toMatch(/z = [\d.e−]+ \(hard [\d.e−]+\)/);
  });

  it('are the same numbers as the rows of the table', async () => {
    const { point } = await spirals(0.7);
    const rows = softUnitRows(point);
    expect(rows).toHaveLength(layoutOf(point.network).units);
    const full = (cell: unknown): number => Number((cell as { full: string }).full.replace('−', '-'));
    const [code] = point.pass.codes;
    rows.slice(0, code?.size).forEach(({ cells }, j) => {
      expect(full(cells[1])).toBe(code?.probabilities[2 * j + 1]);
      expect(full(cells[3])).toBe(point.pass.preActivations[0]?.[j]);
      expect(full(cells[4])).toBe(point.hard.preActivations[0]?.[j]);
      expect(full(cells[5])).toBe(code?.entropies[j]);
    });
  });

  it('name the gate, and where the soft map ends', () => {
    const gate = { kind: 'logistic', eta: 1, entropic: false } as const;
    expect(gateWords(relu6, 1, gate)).toBe('relu6, softened, gate σ(ηz), η = 1.00 (β 0.500)');
    expect(gateWords(relu6, 1, { ...gate, eta: Infinity })).toBe('relu6, hard (β 1)');
    const contest = { next: Int8Array.of(0), nextUnit: Int32Array.of(0), side: Uint8Array.of(0) };
    const source = { node: 'pool', op: 'maxPool', shape: [1], channels: 'first' } as const;
    const pool = { ...relu6, layers: relu6.layers.map((layer) => ({ ...layer, contest, source })) };
    expect(gateWords(pool, 1, gate)).toBe('largest of many (pool), softened, t = softmax(ηe), η = 1.00 (β 0.500)');
    expect(choiceGroups(pool)[0]?.options[0]?.text).toBe('Layer 1: match of two, a + ReLU(u)');
    const softplus = {
      ...relu6,
      layers: relu6.layers.map((layer) => ({ ...layer, activation: { name: 'softplus' } as const })),
    };
    expect(gateWords(softplus, 1, gate)).toBe('softplus, without its entropy: a swish, gate σ(ηz), η = 1.00 (β 0.500)');
    expect(gateWords(softplus, 1, { ...gate, entropic: true })).toBe('softplus, gate σ(ηz), η = 1.00 (β 0.500)');
    expect(endsWords(relu6, { layers: [], readOut: false })).toBe('');
    expect(endsWords({ ...relu6, codeOutput: 'softmax' }, { layers: [1, 2], readOut: true })).toMatch(
      /^L1, L2 give their code itself.*The read-out is a code \(softmax\)/,
    );
  });
});

describe('marks of codes', () => {
  const face: CodePlace = { kind: 'face', face: 3, inside: [0, 0] };
  const status = (kind: KnownStatus['kind']): KnownStatus => ({ kind, point: null });

  it('say what is known, and no more', () => {
    expect(markOf({ place: face }, undefined).text).toBe('realised');
    expect(markOf({ place: { kind: 'absent' } }, undefined).text).toBe('not in this slice');
    expect(markOf({ place: { kind: 'absent' } }, status('empty')).text).toBe('empty');
    expect(markOf({ place: { kind: 'absent' } }, status('realised')).text).toBe('elsewhere');
    expect(markOf({ place: { kind: 'absent' } }, status('flat')).text).toBe('no interior');
    expect(markOf({ place: { kind: 'absent' } }, status('undecided')).text).toBe('undecided');
    expect(markOf({ place: { kind: 'unknown' } }, status('realised')).text).toBe('realised');
    expect(markOf({ place: { kind: 'unknown' } }, undefined).text).toBe('not known');
  });

  it('stand in the rows of the table, with the units by name', async () => {
    const { page, point } = await spirals(0.9);
    const codes = likelyCodesAt(point, page.session(), 16);
    const layout = layoutOf(point.network);
    const rows = codeRows(layout, codes, () => undefined);
    rows.forEach(({ cells }, i) => {
      const listed = codes[i] as (typeof codes)[number];
      expect(cells[0]).toBe(String(i + 1));
      expect(cells[5]).toBe(listed.place.kind === 'face' ? 'realised' : 'not in this slice');
      if (i > 0) expect(String(cells[3]).split(' ')).toHaveLength(listed.units.length);
    });
    expect(unitsText(layout, { units: [0, 1, 2, 3, 4, 5] }, 1)).toBe('L1·0 L1·1 L1·2 L1·3 +2');
    expect(unitsText(layout, { units: [] }, 0)).toBe('the most likely');
  });

  it('come with their maps: by their probabilities they are the soft map', async () => {
    const { page, point } = await spirals(0.5);
    const network = initialiseNetwork({
      name: 'small',
      widths: [2, 3, 3, 2],
      activation: { name: 'relu' },
      seed: 2,
      scheme: 'he',
      bias: 0.4,
    });
    const x = Array.from(point.hard.x);
    const pass = softPass(network, softness(network, { beta: 0.5 }), x);
    const codes = likelyCodesAt({ network, pass }, page.session(), 64);
    const said = JSON.parse(codesJson(layoutOf(network), codes, () => undefined)) as {
      p: number;
      code: number[][];
      where: string;
      A: number[][];
      c: number[];
    }[];
    expect(said).toHaveLength(64);
    expect(said[0]?.code.map((layer) => layer.length)).toEqual([3, 3]);
    expect(said[0]?.where).toBe('not known');
    const soft = softMap(network, pass);
    const mean = (of: (each: (typeof said)[number]) => number): number =>
      said.reduce((sum, each) => sum + each.p * of(each), 0);
    expect(mean(() => 1)).toBeCloseTo(1, 12);
    for (let r = 0; r < 2; r++) {
      expect(mean(({ c }) => c[r] as number)).toBeCloseTo(soft.c[r] as number, 12);
      for (let k = 0; k < 2; k++)
        expect(mean(({ A }) => A[r]?.[k] as number)).toBeCloseTo(soft.A[2 * r + k] as number, 12);
    }
    const [first] = codes;
    if (!first) throw new Error('no codes');
    expect(mapColumns(first.map, ['y₀', 'y₁'], ['x₁', 'x₂']).map(({ name }) => name)).toEqual(
      ['y₀', 'y₁'].flatMap((y) => ['x₁', 'x₂', 'c'].map((of) => `${y} · ${of}`)),
    );
    expect(mapCells(first.map).map((cell) => Number((cell as { full: string }).full.replace('−', '-')))).toEqual(
      [0, 1].flatMap((r) => [...(said[0]?.A[r] ?? []), said[0]?.c[r]]),
    );
    expect(mapColumns({ rows: 10, cols: 784 }, [], [])).toEqual([]);
  });

  it('write a probability that float64 cannot hold', () => {
    expect(probabilityText({ probability: 0.25, logProbability: Math.log(0.25) })).toBe('0.250');
    expect(probabilityText({ probability: 0, logProbability: -900.5 })).toBe('e^−900.5');
  });

  it('say why a boundary has no width', () => {
    const cut = { eta: 1, centre: 0, half: [0, 1] as const };
    expect(noWidthWords(cut)).toBeNull();
    expect(noWidthWords({ ...cut, eta: Infinity, half: null })).toContain('hard');
    expect(noWidthWords({ ...cut, eta: 0, half: null })).toContain('β = 0');
    expect(noWidthWords({ ...cut, centre: null, half: null })).toContain('threshold');
    expect(noWidthWords({ ...cut, half: null })).toContain('reach');
  });
});
