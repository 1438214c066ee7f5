/** Networks drawn from a seed: from the recipe of a link to the network, and from a network back to a recipe. */
import { outputsFor } from '../core/data/dataSet';
import type { ActivationSpec, Network } from '../core/network';
import { parameterCount } from '../core/network/flatWeights';
import { initialiseNetwork } from '../core/network/initialise';
import type { HiddenLayer, Recipe, SeededNetwork } from './editorTypes';
import { MAX_HIDDEN_LAYERS, MAX_HIDDEN_WIDTH, MAX_PARAMETERS } from './limits';
import { activationSpec, plainActivation } from './network';
import type { LoadedScene } from './scenes';
import type { DataSet } from './types';

/** Of what is neither a scene's nor edited: an imported network, or one that is built exactly. */
const DEFAULTS = { scheme: 'he', bias: 0.4, seed: 1 } as const;

export const layerActivation = (layer: HiddenLayer): ActivationSpec => activationSpec(layer);

/** Inputs and outputs that a network for the data has. */
export const sizesFor = ({ inputSize, task, classNames }: DataSet): readonly [inputs: number, outputs: number] => [
  inputSize,
  outputsFor(task, classNames.length),
];

/** Whether a network takes the inputs of the data and gives the outputs that they need. */
export function fits({ inputSize, outputSize }: Network, data: DataSet): boolean {
  const [inputs, outputs] = sizesFor(data);
  return inputSize === inputs && outputSize === outputs;
}

type Base = { readonly ok: true; readonly resolved: Network } | { readonly ok: false; readonly message: string };

/** The network of a checked recipe for the data, or (without data) for the sizes of another network; why there is none. */
export function seededBase(spec: SeededNetwork, data: DataSet | null, name: string, other: Network): Base {
  const sizes = data ? sizesFor(data) : ([other.inputSize, other.outputSize] as const);
  const count = parameterCount({ inputSize: sizes[0], layers: [...spec.layers, { size: sizes[1] }] });
  if (count > MAX_PARAMETERS)
    return { ok: false, message: `seeded: ${count} weights, more than this page takes (${MAX_PARAMETERS})` };
  return { ok: true, resolved: seededNetwork(spec, sizes, name) };
}

/** The network of a checked recipe (`schema/seeded.ts`): the same float32 weights everywhere. */
export function seededNetwork(
  spec: SeededNetwork,
  [inputs, outputs]: readonly [number, number],
  name: string,
): Network {
  return initialiseNetwork({
    name,
    widths: [inputs, ...spec.layers.map(({ size }) => size), outputs],
    activation: spec.layers.map(layerActivation),
    scheme: spec.scheme,
    bias: spec.bias,
    seed: spec.seed,
  });
}

/** The hidden layers of any network, as far as the editor takes them. */
export const hiddenLayers = ({ layers }: Network): readonly HiddenLayer[] =>
  layers
    .slice(0, -1)
    .slice(0, MAX_HIDDEN_LAYERS)
    .map(({ outputSize, activation }) => ({
      size: Math.min(outputSize, MAX_HIDDEN_WIDTH),
      ...plainActivation(activation),
    }));

/** A recipe with the layers of a network whose weights come from elsewhere. */
export const recipeLike = (network: Network): Recipe => ({
  layers: hiddenLayers(network),
  ...DEFAULTS,
  origin: 'own',
});

const sameLayer = (a: HiddenLayer, b: HiddenLayer | undefined): boolean =>
  a.size === b?.size && a.activation === b.activation && a.alpha === b.alpha && a.eta === b.eta;

/** Whether two recipes draw the same network for the same data. */
export const sameRecipe = (a: SeededNetwork, b: SeededNetwork): boolean =>
  a.scheme === b.scheme &&
  a.bias === b.bias &&
  a.seed === b.seed &&
  a.layers.length === b.layers.length &&
  a.layers.every((layer, i) => sameLayer(layer, b.layers[i]));

/** The recipe as the state keeps it: nothing where the scene's own network is drawn so, and fits the data. */
export function keptRecipe(
  spec: SeededNetwork,
  { recipe, network }: LoadedScene,
  data: DataSet | null,
): SeededNetwork | null {
  const own = recipe?.origin === 'seed' && sameRecipe(recipe, spec) && (!data || fits(network, data));
  return own ? null : spec;
}

/** Whether two recipes differ in nothing but what sliders set: widths, slopes and the range of biases. */
export const onlySizes = (a: SeededNetwork | null, b: SeededNetwork | null): boolean =>
  a === b ||
  (a !== null &&
    b !== null &&
    a.scheme === b.scheme &&
    a.seed === b.seed &&
    a.layers.length === b.layers.length &&
    a.layers.every(({ activation }, i) => activation === b.layers[i]?.activation));
