/** The scenes: what the page can open by name. A link names one of them. */
import type { Network } from '../core/network';
import { withWeights } from '../core/network/flatWeights';
import type { DataSpec } from './dataTypes';
import { EMPTY_LENS } from './defaults';
import type { Recipe } from './editorTypes';
import { digitsData, digitsNetwork, digitsRecipe, digitsView } from './scenesDigits';
import { base64Bytes, fetchFile, float32Values, type ReadFile } from './scenesFiles';
import { firstNetwork, type PlanarScene, planarScenes } from './scenesPlanar';
import { shippedWeights } from './scenesWeights';
import type { DataSet, LensState } from './types';

export interface Scene {
  readonly id: string;
  readonly title: string;
  /** One sentence: what to notice. */
  readonly notice: string;
  /** Where the first weights come from. */
  readonly origin: 'trained' | 'seeded' | 'exact';
}

/** Everything that a scene starts with. All weights and data are float32 values. */
export interface LoadedScene {
  readonly scene: Scene;
  readonly network: Network;
  /** What the network was drawn, or trained, from; absent where it was built otherwise. */
  readonly recipe?: Recipe;
  readonly data: DataSet | null;
  /** What the data were made by, where the data panel can make others so. */
  readonly dataSpec?: DataSpec;
  readonly initial: LensState;
}

const DIGITS: Scene = {
  id: 'digits',
  title: 'Digits',
  notice: 'A plane through three handwritten digits in 784 dimensions: drag one and the whole plane turns.',
  origin: 'trained',
};

const origins: Readonly<Record<string, Scene['origin']>> = { tent: 'exact' };

/** In the order in which they are shown. */
export const scenes: readonly Scene[] = [
  ...planarScenes.map(
    ({ id, title, notice, shipped }): Scene => ({
      id,
      title,
      notice,
      origin: shipped ? 'trained' : (origins[id] ?? 'seeded'),
    }),
  ),
  DIGITS,
];

/** The scene that opens first. */
export const defaultSceneId = 'spirals';

export const sceneById = (id: string): Scene | undefined => scenes.find((scene) => scene.id === id);

/** What all scenes have in common, unless they say otherwise. */
const common: LensState = { ...EMPTY_LENS };

function planarNetwork(planar: PlanarScene): Network {
  const { id, shipped } = planar;
  const untrained = firstNetwork(planar);
  if (!shipped) return untrained;
  const bytes = base64Bytes(shippedWeights[id] ?? '');
  return withWeights(untrained, float32Values(bytes, `weights of the scene ${id}`, bytes.length >> 2));
}

function loadPlanar(scene: Scene, planar: PlanarScene): LoadedScene {
  const initial: LensState = {
    ...common,
    scene: scene.id,
    slice: { kind: 'axes', axes: [0, 1] },
    ...planar.view,
    training: planar.training,
  };
  const { network, shipped } = planar;
  return {
    scene,
    network: planarNetwork(planar),
    ...(typeof network === 'function'
      ? {}
      : { recipe: { ...network.recipe, origin: shipped ? ('trained' as const) : ('seed' as const) } }),
    data: planar.data(),
    ...(planar.made ? { dataSpec: planar.made } : {}),
    initial,
  };
}

async function loadDigits(read: ReadFile): Promise<LoadedScene> {
  const [network, data] = await Promise.all([digitsNetwork(read), digitsData(read)]);
  const initial: LensState = {
    ...common,
    scene: DIGITS.id,
    ...digitsView(data),
    colour: 'code',
    training: { optimizer: 'adam', learningRate: 0.001, batchSize: 64, l2: 0 },
  };
  return { scene: DIGITS, network, recipe: digitsRecipe, data, initial };
}

/**
 * A scene's network, data and first state. Rejects with a message that says what is missing or damaged and where: an
 * unknown name, or a file of public/ that is not there or not of its size.
 */
export async function loadScene(id: string, read: ReadFile = fetchFile): Promise<LoadedScene> {
  const scene = sceneById(id);
  if (!scene) throw new Error(`unknown scene: ${id} (there are ${scenes.map((known) => known.id).join(', ')})`);
  if (id === DIGITS.id) return loadDigits(read);
  return loadPlanar(scene, planarScenes.find((planar) => planar.id === id) as PlanarScene);
}
