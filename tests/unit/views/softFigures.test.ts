import { describe, expect, it } from 'vitest';
import { type ActivationSpec, denseNetwork, type Network, tailNetwork } from '../../../src/core/network';
import { createLocator } from '../../../src/core/partition';
import { axisSlice, square } from '../../../src/core/slice/slice';
import { NEAREST_SWISH, softness, softPass, swishGeluGap } from '../../../src/core/soft';
import { EMPTY_LENS, emptySession } from '../../../src/state/defaults';
import { FIRST_SOFT } from '../../../src/state/soft';
import type { LensStore, SoftSpec } from '../../../src/state/types';
import { toScreen } from '../../../src/views/slice/viewport';
import { slopeText } from '../../../src/views/soft/betaSliders';
import {
  besideGelu,
  betaChange,
  choiceGroups,
  curveColumns,
  curveRows,
  extentOf,
  factsOf,
  figureText,
  geluGap,
  shownOf,
  validChoice,
} from '../../../src/views/soft/figures/activation';
import {
  areOf,
  cellFacts,
  cellRows,
  certificateText,
  MOST_ROWS,
  makeCells,
  notMaxAffine,
  probabilitiesAt,
  refusal,
} from '../../../src/views/soft/figures/cells';
import { circled, viewOf } from '../../../src/views/soft/figures/cellsPicture';
import { curvePath, splinePath } from '../../../src/views/soft/figures/curvePaths';
import { dense, seeded, sumReadout } from '../../support/build';

const RELU: ActivationSpec = { name: 'relu' };

function network(units: number, activations: readonly ActivationSpec[] = [RELU], inputs = 2): Network {
  const random = seeded(units);
  const draw = (): number => 2 * random() - 1;
  let width = inputs;
  const layers = activations.map((activation) => {
    const rows = Array.from({ length: units }, () => Array.from({ length: width }, draw));
    width = units;
    return dense(rows, rows.map(draw), activation);
  });
  return denseNetwork('test', [...layers, sumReadout(width)]);
}

const stateOf = (of: Network, soft: SoftSpec | null = null): LensStore => ({
  lens: { ...EMPTY_LENS, soft },
  session: { ...emptySession(), network: of },
  actions: {} as LensStore['actions'],
});

const soft = (beta: number | null, layers: SoftSpec['layers'] = []): SoftSpec => ({ ...FIRST_SOFT, beta, layers });
const factOf = (facts: readonly { name: string; value: string }[], start: string): string =>
  facts.find(({ name }) => name.startsWith(start))?.value ?? 'none';

describe('the figure of an activation', () => {
  const two = network(3, [RELU, { name: 'gelu' }]);

  it('is of a layer that there is, by its number in the whole network', () => {
    const [layers] = choiceGroups(tailNetwork(two, 2));
    expect(layers?.options).toEqual([{ value: 'layer:0', text: 'Layer 2: GELU' }]);
    expect(validChoice(two, 'layer:7')).toBe('layer:0');
    expect(validChoice(two, 'kind:abs')).toBe('kind:abs');
    const names = ['relu', 'leakyRelu', 'abs', 'hardTanh', 'relu6', 'gelu', 'swish', 'softplus', 'sigmoid', 'tanh'];
    expect(choiceGroups(two)[1]?.options.map(({ value }) => value)).toEqual(names.map((name) => `kind:${name}`));
    const [steep] = choiceGroups(network(3, [{ name: 'swish', eta: 2.5 }]));
    expect(steep?.options[0]?.text).toBe('Layer 1: SiLU / swish, η = 2.50');
    expect(shownOf(stateOf(two), 'layer:1')).toMatchObject({ layer: 2, spec: { name: 'gelu' }, gate: { eta: 1 } });
  });

  it('is wide as its gate and steepness say, which the slider of all layers tells', () => {
    const said = (of: Network, beta: number): string => slopeText.text(stateOf(of, soft(beta))) ?? '';
    expect(said(network(3), 0.5)).toBe('η = β/(1 − β) = 1.000: a boundary is 4.18 wide in z');
    expect(said(network(3, [{ name: 'gelu' }]), 0.5)).toMatch(/a boundary is 2\.45 wide in z$/);
    expect(said(network(3, [{ name: 'abs' }, RELU]), 0.75)).toMatch(/boundaries are 0\.697 to 1\.39 wide in z$/);
    expect(said(network(3), 0)).toMatch(/boundaries have no end$/);
  });

  it('has the gates in force, and by name the β for all', () => {
    expect(shownOf(stateOf(two), 'layer:0').gate.eta).toBe(Infinity);
    expect(shownOf(stateOf(two, soft(0.75)), 'layer:0').gate.eta).toBe(3);
    expect(shownOf(stateOf(two, soft(0.75, [null, 0.5])), 'layer:1').gate).toMatchObject({ kind: 'probit', eta: 1 });
    expect(shownOf(stateOf(two, soft(0.75)), 'kind:softplus').gate).toMatchObject({ eta: 3, entropic: true });
    expect(shownOf(stateOf(two), 'kind:softplus').gate.eta).toBe(1);
  });

  it('moves the β of a layer that has its own, else that of all', () => {
    expect(betaChange(null, 1, 0.3)).toEqual({ beta: 0.3 });
    expect(betaChange(soft(0.5, [null, 0.9]), 1, 0.3)).toEqual({ beta: 0.3 });
    expect(betaChange(soft(0.5, [null, 0.9]), 2, 0.3)).toEqual({ layers: [null, 0.3] });
    expect(betaChange(soft(0.5, [0.1]), null, 0.3)).toEqual({ beta: 0.3 });
  });

  it('says the constants of swish and GELU', () => {
    const facts = factsOf(shownOf(stateOf(two, soft(0.5)), 'kind:relu'));
    expect(factOf(facts, 'Largest gap')).toBe('0.2785 at |u| = 1.278');
    expect(factOf(facts, 'Width')).toBe('4.181');
    expect(factOf(facts, 'Swish and GELU')).toBe('0.7311, 0.8413');
    const gelu = shownOf(stateOf(two), 'kind:gelu');
    expect(factOf(factsOf(gelu), 'Their largest gap')).toMatch(/^0\.0139/);
    expect(besideGelu(shownOf(stateOf(two), 'kind:abs'))).toBeNull();
    expect(geluGap({ swish: 2 * NEAREST_SWISH.eta, gelu: 2 }).gap).toBeCloseTo(NEAREST_SWISH.gap / 2, 4);
    expect(geluGap({ swish: Infinity, gelu: 1 })).toEqual(swishGeluGap(Infinity));
  });

  it('names both ends of β without a number that is none', () => {
    for (const name of ['relu', 'leakyRelu', 'abs', 'hardTanh', 'gelu', 'softplus', 'sigmoid', 'tanh'] as const)
      for (const beta of [0, 0.5, 1]) {
        const shown = shownOf(stateOf(two, soft(beta)), `kind:${name}`);
        expect(figureText(shown)).not.toMatch(/undefined|NaN/);
        expect(figureText(shown)).toContain(['uniform', 'posterior', 'hard'][2 * beta]);
        const { u, y } = extentOf(shown.spec);
        expect(u[0] < u[1] && y[0] < y[1]).toBe(true);
      }
    expect(figureText(shownOf(stateOf(two, soft(0)), 'kind:relu'))).toContain('without bound');
    expect(factOf(factsOf(shownOf(stateOf(two, soft(1)), 'kind:relu')), 'Largest gap')).toBe('0');
  });

  it('has a table with a column for each number', () => {
    for (const name of ['relu', 'hardTanh', 'sigmoid'] as const) {
      const shown = shownOf(stateOf(two, soft(0.5)), `kind:${name}`);
      for (const { cells } of curveRows(shown)) expect(cells).toHaveLength(curveColumns(shown.spec).length);
    }
    const middle = curveRows(shownOf(stateOf(two, soft(0.5)), 'kind:relu'))[8];
    expect(middle?.cells.map((cell) => (typeof cell === 'string' ? cell : cell.text))).toEqual([
      '0',
      '0',
      '0',
      '0.5000',
      '0.6931',
    ]);
  });

  it('draws what is finite, and steps as steps', () => {
    const same = (value: number): number => value;
    expect(curvePath([0, 1, 2], [5, Infinity, 7], same, same)).toBe('M0.00,5.00M2.00,7.00');
    expect(curvePath([0, 1], [0, 1e9], same, same)).toBe('M0.00,0.00L1.00,2000.00');
    const step = { slopes: [0, 0], offsets: [0, 1], thresholds: [0], atThreshold: 'above' } as const;
    expect(splinePath(step, [-1, 1], same, same)).toBe('M-1.00,0.00L0.00,0.00M0.00,1.00L1.00,1.00');
  });
});

describe('the power diagram', () => {
  const first = network(6);
  const cells = makeCells(first, axisSlice(2), square(1));

  it.each([
    ['hardTanh', /difference of two/],
    ['relu6', /difference of two/],
    ['sigmoid', /a step/],
    ['tanh', /a step/],
    ['identity', /one piece/],
  ] as const)('%s is named as what it is', (name, words) => {
    expect(notMaxAffine(network(3, [{ name }]))).toMatch(words);
  });

  it('refuses leaky ReLU that falls off, one input, and more units than are drawn', () => {
    expect(notMaxAffine(network(3, [{ name: 'leakyRelu', alpha: 2 }]))).toMatch(/slopes do not rise/);
    expect(refusal(stateOf(network(3, [RELU], 1)))).toMatch(/one input/);
    expect(refusal(stateOf(network(65)))).toBe('Layer 1 has 65 units: too many cells to draw.');
    expect(refusal(stateOf(network(64)))).toBeNull();
  });

  it('has radii whose squares differ as the weights do, the least 0', () => {
    const { weights } = cells.cells;
    expect(Math.min(...cells.radii)).toBe(0);
    cells.radii.forEach((r, i) => {
      expect(r * r - (cells.radii[0] as number) ** 2).toBeCloseTo((weights[i] as number) - (weights[0] as number), 10);
    });
    expect(certificateText(cells)).toBe(`${cells.complex.areas.length} cells, 0 differ from the power diagram`);
    expect(certificateText({ ...cells, undecided: 2 })).toContain('2 closer to a boundary than rounding');
  });

  it('belongs to the state whose layer, slice and domain it is of', () => {
    const state = stateOf(first);
    const here = { ...state, session: { ...state.session, slice: cells.slice } };
    expect(areOf({ ...cells, domain: state.lens.domain }, here)).toBe(true);
    expect(areOf({ ...cells, domain: state.lens.domain }, state)).toBe(false);
  });

  it('gives each cell the product of its units’ probabilities, by the forward pass of the whole network', () => {
    const deep = network(4, [RELU, RELU]);
    const quantised = makeCells(deep, axisSlice(2), square(1));
    const gates = softness(deep, { beta: 0.8 });
    const x = [0.2, -0.3];
    const p = probabilitiesAt(quantised, gates, x);
    const t = softPass(deep, gates, x).codes[0]?.probabilities ?? [];
    p.forEach((value, cell) => {
      let product = 1;
      for (let j = 0; j < 4; j++)
        product *= t[2 * j + (((quantised.complex.codes[cell] as number) >> j) & 1)] as number;
      expect(value).toBeCloseTo(product, 14);
    });
    const hard = probabilitiesAt(quantised, softness(deep, {}), x);
    expect(hard.indexOf(1)).toBe(createLocator(quantised.complex)(0.2, -0.3));
    expect(factOf(cellFacts(quantised, hard.indexOf(1), hard, false), 'Probability')).toBe('100.0%');
    expect(factOf(cellFacts(quantised, -1, p, true), 'Cell')).toBe('outside the domain, under the pointer');
  });

  it('lists the likeliest cells first, and no more than there is room for', () => {
    const p = cells.radii.map((_, i) => (i === 2 ? 0.5 : 0.001));
    const rows = cellRows(cells, p);
    expect(rows[0]?.key).toBe(2);
    expect(rows.length).toBe(Math.min(MOST_ROWS, p.length));
    expect(circled(Float64Array.of(0.2, 0.3))).toEqual([0, 1]);
    const many = new Float64Array(40).fill(1e-9);
    many[31] = 0.4;
    expect(circled(many)).toEqual([31]);
  });

  it('shows the domain, or all centroids with it', () => {
    const pane = { width: 300, height: 200 };
    for (const extent of ['domain', 'centroids'] as const) {
      const view = viewOf(cells, extent, pane);
      const { centres } = cells.cells;
      const all = extent === 'domain' ? cells.vertices : Float64Array.of(...cells.vertices, ...centres);
      for (let i = 0; i < all.length; i += 2) {
        const [x, y] = toScreen(view, pane, [all[i] as number, all[i + 1] as number]);
        expect(x >= 0 && x <= pane.width && y >= 0 && y <= pane.height).toBe(true);
      }
    }
  });
});
