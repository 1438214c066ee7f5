import { describe, expect, it } from 'vitest';
import { type LargePart, type LargeStudy, startLargeStudy, startStudy } from '../../../src/core/attack';
import { denseNetwork, type Network } from '../../../src/core/network';
import { emptySession } from '../../../src/state/defaults';
import type { AttackSettings, FoundAttack, SessionState } from '../../../src/state/types';
import {
  attackFacts,
  attackNote,
  confidenceWords,
  crossingWords,
  layerRows,
  outcomeWords,
} from '../../../src/views/inspector/attack/attackText';
import { missingWords } from '../../../src/views/inspector/attack/largeText';
import { firstChoice, settingsOf } from '../../../src/views/inspector/attack/settings';
import { dense, seededNetwork } from '../../support/build';

function foundOf(network: Network, clean: number[], settings: AttackSettings): FoundAttack {
  const input = Float64Array.from(clean);
  const run = startStudy(network, input, settings);
  while (!run.advance());
  return { settings, network, input, at: [0, 0], study: run.finish(), checked: null };
}

const sessionOf = (network: Network, classNames: string[] = []): SessionState => ({
  ...emptySession(),
  network,
  data: {
    name: 'x',
    inputSize: network.inputSize,
    count: 0,
    inputs: new Float32Array(),
    task: 'classes',
    targets: new Float32Array(),
    classNames,
    image: null,
  },
});
const inf = { method: 'pgd', norm: 'inf' } as const;

describe('an attack in words', () => {
  // f = x₁ + 2x₂ − 2x₃ in R³: level in its own polytope, ‖w‖ = 3, ‖w‖₁ = 5.
  const linear = denseNetwork('linear', [dense([[1, 2, -2]], [0], { name: 'identity' })]);
  const session = sessionOf(linear, ['no', 'yes']);

  it('names the classes before and after, and the exact distance', () => {
    const found = foundOf(linear, [1.5, 0, 0], { ...inf, epsilon: 0.5 });
    expect(outcomeWords(found, session)).toBe('yes → no');
    // σ(1.5) and σ(1.5 − 5 · 0.5) = σ(−1).
    expect(confidenceWords(found)).toBe('81.8% → 73.1%');
    expect(attackNote(found, session)).toBeNull();
    expect(attackFacts(found, session).at(-1)).toMatchObject({
      value: '0.5000',
      how: 'exact: no, before any unit changes',
    });
    expect(crossingWords(found)).toMatch(/^0 crossings, 0 a unit of length; random ways 0 .*, 0 of 100 below$/);
  });

  it('says what was not reached, and where the gradient is 0', () => {
    const short = foundOf(linear, [1.5, 0, 0], { ...inf, epsilon: 0.1, target: 0 });
    expect(outcomeWords(short, session)).toBe('stays yes');
    expect(attackNote(short, session)).toBe('Within this ball the attack does not reach no.');
    const dead = denseNetwork('dead', [dense([[1, 0, 0]], [-5]), dense([[1]], [1], { name: 'identity' })]);
    const still = foundOf(dead, [0, 0, 0], { ...inf, epsilon: 1 });
    expect(attackNote(still, session)).toBe('The gradient is exactly 0 here: no way leads on.');
    expect(crossingWords(still)).toBe('Nothing moved: there is nothing to cross.');
    expect(attackFacts(still, sessionOf(dead)).at(-1)).toMatchObject({ value: '> 5.000', how: 'none was found' });
  });

  it('has a row a layer, whose numbers add up', () => {
    const network = seededNetwork([3, 12, 10, 3], 5, { name: 'leakyRelu', alpha: 0.2 });
    const found = foundOf(network, [0.2, -0.1, 0.4], { ...inf, epsilon: 0.8 });
    const rows = layerRows(found);
    expect(rows.map(({ cells }) => cells.slice(0, 2))).toEqual([
      ['L1', '12'],
      ['L2', '10'],
    ]);
    const total = (column: number): number => rows.reduce((sum, { cells }) => sum + Number(cells[column]), 0);
    expect(total(2)).toBe(found.study.result.hamming.total);
    expect(total(3)).toBe(found.study.straight?.crossings);
  });
});

describe('an attack on a large network in words', () => {
  const network = seededNetwork([4, 60, 60, 3], 6);
  const session = sessionOf(network, ['a', 'b', 'c']);
  const run = startLargeStudy(network, [0.3, -0.2, 0.1, 0.4], { ...inf, epsilon: 0.6, steps: 6 });
  const studies: Partial<Record<LargePart, LargeStudy>> = {};
  while (!run.advance()) if (run.part) studies[run.part.known] = run.part;
  studies.whole = run.finish();
  const foundAt = (known: LargePart): FoundAttack => ({
    settings: { ...inf, epsilon: 0.6 },
    network,
    input: Float64Array.of(0.3, -0.2, 0.1, 0.4),
    at: [0, 0],
    study: studies[known] as LargeStudy,
    checked: null,
  });

  it('has its distances with what they are of', () => {
    const { distances } = studies.whole as LargeStudy;
    const [hamming, change, way, nearest, other] = attackFacts(foundAt('whole'), session);
    expect([hamming, change].map((fact) => fact?.name)).toEqual(['Hamming distance', 'Change']);
    const unit = `L${distances?.onWay?.layer}·${distances?.onWay?.unit}`;
    expect(way).toMatchObject({
      name: 'First boundary on its way',
      full: String(distances?.onWay?.distance),
      how: `exact along the straight way to the attacked input: ${unit}`,
    });
    expect(nearest?.value).toMatch(/^≤ /);
    expect(nearest?.how).toMatch(/^exact for L\d·\d+, the nearest of those that seem nearest; others may be nearer$/);
    expect(other?.value).toMatch(/^≤ /);
    expect(other?.how).toMatch(/^[abc] wins there on the straight way/);
    expect(attackFacts(foundAt('way'), session)).toHaveLength(2);
  });

  it('names units as the network does that was attacked, whichever is in force', () => {
    const since = { ...session, network: { ...network, layersBefore: 7 } };
    expect(attackFacts(foundAt('whole'), since)).toEqual(attackFacts(foundAt('whole'), session));
  });

  it('has no number of crossings in a layer before they are counted', () => {
    const crossings = (known: LargePart) => layerRows(foundAt(known)).map(({ cells }) => cells[3]);
    expect(crossings('attack')).toEqual(['–', '–']);
    const counted = crossings('way').reduce<number>((sum, cell) => sum + Number(cell), 0);
    expect(counted).toBe(studies.way?.straight?.crossings);
    expect(counted).toBeGreaterThan(0);
  });

  it('says what is not there yet, or was not come to', () => {
    expect(crossingWords(foundAt('attack'))).toBe('Its crossings are not counted yet.');
    expect(crossingWords(foundAt('way'))).toMatch(
      /^Its way begins with \d+ crossings, .* random ways are not walked yet\.$/,
    );
    expect(crossingWords(foundAt('whole'))).toMatch(/^Counted where each way begins .* of 6 below$/);
    const missing = (['attack', 'way', 'distances'] as const).map((known) => missingWords({ known }));
    expect(new Set(missing).size).toBe(3);
    expect(missing.every((words) => words.includes('crossings'))).toBe(true);
  });
});

describe('what is chosen', () => {
  it('becomes settings: steps of PGD alone, a box of images alone', () => {
    const session = sessionOf(seededNetwork([784, 4, 10], 1));
    const choice = firstChoice(session);
    expect(choice.radius).toEqual({ inf: 0.2, '2': 1.4 });
    expect(settingsOf(choice, session)).toEqual({ ...inf, epsilon: 0.2, steps: 20 });
    const image = { data: session.data && { ...session.data, image: { width: 28, height: 28 } } };
    expect(settingsOf({ ...choice, method: 'fgsm', norm: '2', target: 3, random: true }, image)).toEqual({
      method: 'fgsm',
      norm: '2',
      epsilon: 1.4,
      target: 3,
      box: [0, 1],
    });
    expect(settingsOf({ ...choice, random: true, seed: 9 }, session)).toMatchObject({ seed: 9 });
  });
});
