/** What the figure of an activation is of, and what it says. No drawing. */
import { type ActivationName, type ActivationSpec, type Network, piecewiseLinear } from '../../../core/network';
import {
  betaOf,
  boundaryWidth,
  etaOf,
  type Gap,
  gateScale,
  type LayerGate,
  NEAREST_SWISH,
  ownGate,
  softAt,
  softValue,
  splineGap,
  swishGeluGap,
} from '../../../core/soft';
import { gatesUnder } from '../../../state/soft';
import type { LensStore, SoftSpec } from '../../../state/types';
import { type DataColumn, type DataRow, numberCell } from '../../../ui/DataTable';
import { formatNumber } from '../../../ui/format';
import type { SelectGroup } from '../../../ui/GroupedSelect';
import { ACTIVATION_NAMES } from '../../activationNames';
import { layerNumber } from '../../names';

/** A layer of what is sliced (`layer:0` is its first), or an activation by its name. */
export type Choice = `layer:${number}` | `kind:${ActivationName}`;

export interface Shown {
  readonly spec: ActivationSpec;
  readonly gate: LayerGate;
  /** The layer's number in the whole network; null for an activation by its name. */
  readonly layer: number | null;
}

const HARD: LayerGate = { kind: 'logistic', eta: Infinity, entropic: false };

const KINDS: readonly ActivationSpec[] = [
  { name: 'relu' },
  { name: 'leakyRelu', alpha: 0.2 },
  { name: 'abs' },
  { name: 'hardTanh' },
  { name: 'relu6' },
  { name: 'gelu' },
  { name: 'swish' },
  { name: 'softplus' },
  { name: 'sigmoid' },
  { name: 'tanh' },
];

/** `leaky ReLU, α = 0.2`; `softplus, η = 3`; of a table what it is called. */
export function specText({ name, alpha = 0.01, eta = 1, table }: ActivationSpec): string {
  const words = table?.label ?? ACTIVATION_NAMES[name];
  if (name === 'leakyRelu') return `${words}, α = ${formatNumber(alpha, 2)}`;
  return eta === 1 ? words : `${words}, η = ${formatNumber(eta, 3)}`;
}

const isGated = (spec: ActivationSpec): boolean => piecewiseLinear(spec).thresholds.length > 0;

/** What there is to choose: the gated layers, then activations by name. */
export function choiceGroups(network: Network): readonly SelectGroup<Choice>[] {
  const layers = network.layers.flatMap(({ activation, contest }, index) =>
    isGated(activation)
      ? [
          {
            value: `layer:${index}` as const,
            // m = a + ReLU(b − a): the figure's u is b − a.
            text: `Layer ${layerNumber(network, index + 1)}: ${contest ? 'match of two, a + ReLU(u)' : specText(activation)}`,
          },
        ]
      : [],
  );
  const kinds = KINDS.map((spec) => ({ value: `kind:${spec.name}` as const, text: specText(spec) }));
  const named = { label: 'By name', options: kinds };
  return layers.length > 0 ? [{ label: 'What is sliced', options: layers }, named] : [named];
}

/** The choice itself while there is such a layer, else the first there is. */
export function validChoice(network: Network, choice: Choice): Choice {
  const options = choiceGroups(network).flatMap((group) => group.options);
  return options.some(({ value }) => value === choice) ? choice : (options[0]?.value ?? 'kind:relu');
}

/** An activation by its name under the β for all; without one its own gate, a hard one's spline. */
function namedGate(spec: ActivationSpec, soft: SoftSpec | null): LayerGate {
  const own = ownGate(spec);
  return typeof soft?.beta === 'number' ? { ...(own ?? HARD), eta: etaOf(soft.beta) } : (own ?? HARD);
}

/** What a choice shows in a state. */
export function shownOf({ lens, session: { network } }: LensStore, choice: Choice): Shown {
  const valid = validChoice(network, choice);
  const index = valid.startsWith('layer:') ? Number(valid.slice(6)) : -1;
  const activation = network.layers[index]?.activation;
  if (activation)
    return {
      spec: activation,
      gate: gatesUnder(network, lens.soft)[index] ?? HARD,
      layer: layerNumber(network, index + 1),
    };
  const spec = KINDS.find(({ name }) => name === valid.slice(5)) ?? (KINDS[0] as ActivationSpec);
  return { spec, gate: namedGate(spec, lens.soft), layer: null };
}

/** The change that gives what is shown another β: of its layer alone where that has one of its own, else of all. */
export function betaChange(soft: SoftSpec | null, layer: number | null, beta: number): Partial<SoftSpec> {
  const own = layer === null ? null : (soft?.layers[layer - 1] ?? null);
  if (layer === null || own === null) return { beta };
  return { layers: (soft?.layers ?? []).map((value, i) => (i === layer - 1 ? beta : value)) };
}

/** What a β is called. */
export function betaName(beta: number): string {
  if (beta === 0) return 'uniform code, linear';
  if (beta === 0.5) return 'posterior';
  if (beta === 1) return 'hard';
  return beta < 0.5 ? 'between uniform and posterior' : 'between posterior and hard';
}

export interface Extents {
  readonly u: readonly [number, number];
  readonly y: readonly [number, number];
}

/** Gates and places at which soft values are looked at: past 4 the function is too near its spline to go further. */
const SLOPES = [0, 0.25, 0.5, 1, 2, 4, Infinity];
const PLACES = 33;

/** Ends of the figure's axes: they depend on the spline alone, so that they rest while β moves. */
export function extentOf(spec: ActivationSpec): Extents {
  const f = piecewiseLinear(spec);
  const u = [(f.thresholds[0] ?? 0) - 4, (f.thresholds.at(-1) ?? 0) + 4] as const;
  const places = Array.from({ length: PLACES }, (_, i) => u[0] + ((u[1] - u[0]) * i) / (PLACES - 1));
  const values = SLOPES.flatMap((eta) => places.map((at) => softValue(f, { ...HARD, eta }, at)));
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const margin = 0.06 * (most - least);
  return { u, y: [least - margin, most + margin] };
}

/** The swish and the GELU that a soft ReLU is set beside; null for what is no soft ReLU. */
export function besideGelu({ spec, gate }: Shown): { readonly swish: number; readonly gelu: number } | null {
  if (!['relu', 'gelu', 'swish', 'softplus'].includes(spec.name)) return null;
  return gate.kind === 'probit'
    ? { swish: NEAREST_SWISH.eta * gate.eta, gelu: gate.eta }
    : { swish: gate.eta, gelu: 1 };
}

/** Largest difference of a swish and a GELU, each with its slope. */
export function geluGap({ swish, gelu }: { readonly swish: number; readonly gelu: number }): Gap {
  if (gelu === Infinity) return { gap: 0, at: 0 };
  const { gap, at } = gelu > 0 ? swishGeluGap(swish / gelu) : { gap: 0, at: 0 };
  return gelu > 0 ? { gap: gap / gelu, at: at / gelu } : { gap, at };
}

export interface Fact {
  readonly name: string;
  readonly value: string;
}

const placeText = ({ spec }: Shown, { gap, at }: Gap): string => {
  if (!Number.isFinite(gap)) return 'without bound';
  const where = piecewiseLinear(spec).thresholds.length > 1 ? 'u' : '|u|';
  return gap === 0 ? '0' : `${formatNumber(gap)} at ${where} = ${formatNumber(at)}`;
};

const gapText = (shown: Shown): string => placeText(shown, splineGap(shown.spec, shown.gate));

const widthText = ({ spec, gate }: Shown): string =>
  formatNumber(boundaryWidth(gate, gateScale(piecewiseLinear(spec), 0)));

/** The numbers beside the figure. */
export function factsOf(shown: Shown): readonly Fact[] {
  const { spec, gate } = shown;
  const f = piecewiseLinear(spec);
  const beta = betaOf(gate.eta);
  const facts = [
    { name: 'β, a gate’s slope η', value: `${formatNumber(beta, 3)}, ${formatNumber(gate.eta)}` },
    { name: 'Largest gap to the spline', value: gapText(shown) },
    { name: 'Width of the soft boundary', value: widthText(shown) },
  ];
  const beside = besideGelu(shown);
  if (!beside) return facts;
  const swish = softValue(f, { kind: 'logistic', eta: beside.swish, entropic: false }, 1);
  const gelu = softValue(f, { kind: 'probit', eta: beside.gelu, entropic: false }, 1);
  return [
    ...facts,
    { name: 'Swish and GELU at u = 1', value: `${formatNumber(swish)}, ${formatNumber(gelu)}` },
    { name: 'Their largest gap', value: placeText({ ...shown, spec: { name: 'relu' } }, geluGap(beside)) },
    { name: `Least gap, at η = ${NEAREST_SWISH.eta}`, value: formatNumber(NEAREST_SWISH.gap, 3) },
  ];
}

/** The figure in a sentence. */
export function figureText(shown: Shown): string {
  const { spec, gate } = shown;
  const beta = betaOf(gate.eta);
  const of = `${specText(spec)} at β = ${formatNumber(beta, 3)} (${betaName(beta)})`;
  return `${of}: largest gap to the spline ${gapText(shown)}; soft boundary ${widthText(shown)} wide`;
}

const ROWS = 17;

export function curveColumns(spec: ActivationSpec): readonly DataColumn[] {
  const { length } = piecewiseLinear(spec).slopes;
  const shares = length === 2 ? ['t'] : Array.from({ length }, (_, r) => `t of piece ${r}`);
  return ['u', 'spline', 'soft', ...shares, 'entropy'].map((name) => ({ name }));
}

/** The curves at even places; t is the probability of the second of two pieces. */
export function curveRows({ spec, gate }: Shown): readonly DataRow[] {
  const f = piecewiseLinear(spec);
  const [from, to] = extentOf(spec).u;
  return Array.from({ length: ROWS }, (_, i): DataRow => {
    const u = from + ((to - from) * i) / (ROWS - 1);
    const { hard, soft, shares, entropy } = softAt(f, gate, u);
    const probabilities = shares.length === 2 ? shares.slice(1) : shares;
    const values = [hard, soft, ...probabilities, entropy];
    return { key: i, cells: [formatNumber(u), ...values.map(numberCell)] };
  });
}
