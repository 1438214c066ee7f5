/** The data of a hidden space as the softened layers before it have them. */
import { weightsOf } from '../../core/network/network';
import { isSoft } from '../../core/soft';
import { softActivations } from '../../core/soft/activations';
import { clampedNetwork } from '../clamps';
import { gatesUnder } from '../soft';
import type { DataSet, LensState, SoftSpec, Whole } from '../types';

interface Carried {
  readonly soft: SoftSpec | null;
  readonly data: DataSet;
}

/** By the data that the hard network makes: other weights, points, spaces and clamps have others. */
const known = new WeakMap<DataSet, Carried>();

type Lens = Pick<LensState, 'space' | 'soft' | 'clamps'>;

const gatesOf = ({ network }: Whole, { soft, clamps }: Lens) => {
  const clamped = clampedNetwork(network, clamps);
  return { clamped, gates: gatesUnder(clamped, soft) };
};

/** Whether the layers before the space are soft. */
export const isCarriedSoftly = (whole: Whole, lens: Lens): boolean =>
  isSoft(gatesOf(whole, lens).gates.slice(0, lens.space));

/** About how many operations `carriedData` takes; 0 where the data are known or as hard layers have them. */
export function carryingCost(whole: Whole, lens: Lens, hard: DataSet): number {
  if (known.get(hard)?.soft === lens.soft || !isCarriedSoftly(whole, lens)) return 0;
  const layers = whole.network.layers.slice(0, lens.space);
  return hard.count * layers.reduce((sum, layer) => sum + weightsOf(layer) + 20 * layer.outputSize, 0);
}

/** The data of the space; `hard`: those that the hard layers make, which are the ones where nothing before the space is soft. */
export function carriedData(whole: Whole, lens: Lens, hard: DataSet | null): DataSet | null {
  const { data } = whole;
  if (!hard || !data || !isCarriedSoftly(whole, lens)) return hard;
  const before = known.get(hard);
  if (before && before.soft === lens.soft) return before.data;
  const { clamped, gates } = gatesOf(whole, lens);
  const inputs = softActivations(clamped, gates, data.inputs, data.count, lens.space);
  const carried = { ...hard, inputs };
  known.set(hard, { soft: lens.soft, data: carried });
  return carried;
}
