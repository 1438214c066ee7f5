/** A single unit: its weights changed, and which one is looked at. */
import type { Network, UnitRef } from '../../core/network';
import { flatWeights } from '../../core/network/flatWeights';
import type { Context } from '../context';
import type { EditorActions } from '../editorTypes';
import type { ModelFlow } from '../flows/modelFlow';
import { builtOfNetwork } from '../graphs/kept';
import { GRAPH_WEIGHTS, hasFixedWeights } from '../graphs/words';
import { plainWeights, weighted } from '../network';
import { reweighted } from '../space';
import type { FlatWeights } from '../types';

/** All weights of a network as float32, with one unit's exchanged. */
function exchanged(network: Network, { layer, unit }: UnitRef, weights: ArrayLike<number>, bias: number): FlatWeights {
  const flat = plainWeights(Float32Array.from(flatWeights(network)));
  let at = 0;
  for (const { inputSize, outputSize } of network.layers.slice(0, layer - 1)) at += (inputSize + 1) * outputSize;
  const { inputSize = 0, outputSize = 0 } = network.layers[layer - 1] ?? {};
  for (let i = 0; i < inputSize; i++) flat[at + unit * inputSize + i] = Math.fround(weights[i] as number) + 0;
  flat[at + inputSize * outputSize + unit] = Math.fround(bias) + 0;
  return flat;
}

const exists = ({ layers }: Network, { layer, unit }: UnitRef): boolean => unit < (layers[layer - 1]?.outputSize ?? 0);

/** What of a unit's new weights cannot be taken, or null. */
function unitFault(network: Network, ref: UnitRef, weights: ArrayLike<number>, bias: number): string | null {
  if (hasFixedWeights(network)) return GRAPH_WEIGHTS.slice(0, -1);
  const layer = network.layers[ref.layer - 1];
  if (!layer || !exists(network, ref)) return `There is no unit ${ref.unit} in layer ${ref.layer}`;
  if (weights.length !== layer.inputSize)
    return `${weights.length} weights, unit ${ref.unit} of layer ${ref.layer} has ${layer.inputSize}`;
  const bad = [...Array.from(weights), bias].find((value) => !Number.isFinite(Math.fround(value)));
  return bad === undefined ? null : `${bad} is no finite float32 number`;
}

export function unitActions(
  context: Context,
  model: ModelFlow,
): Pick<EditorActions, 'setUnitWeights' | 'setParameter' | 'selectUnit'> {
  const { store, set, setSession, notify } = context;
  /** Weights that were changed by hand; those that the network was opened with are none of the state's own. */
  const take = (base: Network, flat: FlatWeights, first: ArrayLike<number>): void => {
    const { step } = store.getState().lens;
    const next = step === 0 && flat.every((value, i) => value === first[i]) ? null : flat;
    set({ weights: next }, reweighted(store.getState(), weighted(base, next)));
    model.weightsChanged();
  };
  return {
    setUnitWeights(ref, weights, bias) {
      const { ground } = context;
      if (!ground) return;
      const { network } = store.getState().session.whole;
      const fault = unitFault(network, ref, weights, bias);
      if (fault) {
        notify('error', `${fault}: nothing was changed`);
        return;
      }
      take(ground.base, exchanged(network, ref, weights, bias), flatWeights(ground.base));
    },
    setParameter(at, value) {
      const { ground } = context;
      const built = builtOfNetwork(store.getState().session.whole.network);
      const first = ground && builtOfNetwork(ground.base);
      if (!ground || !built || !first) return;
      if (!(at in built.weights) || !Number.isFinite(Math.fround(value))) {
        notify('error', `There is no weight ${at}, or ${value} is no finite float32 number: nothing was changed`);
        return;
      }
      const flat = plainWeights(built.weights);
      flat[at] = Math.fround(value) + 0;
      take(ground.base, flat, first.weights);
    },
    selectUnit(ref) {
      const { network } = store.getState().session.whole;
      setSession({ selectedUnit: ref && exists(network, ref) ? ref : null });
    },
  };
}
