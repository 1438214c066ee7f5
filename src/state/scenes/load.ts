/** All scenes but the first: loaded with the first of them that is opened, or pictured. */
import { EMPTY_LENS } from '../defaults';
import { BETWEEN, digitsData, digitsNetwork, digitsRecipe, planeAbout, randomView, within } from '../scenesDigits';
import { fetchWith, type LoadWatch, type ReadFile } from '../scenesFiles';
import type { DataSet, LensState } from '../types';
import { learningScenes } from './learning';
import { networkScenes } from './networks';
import { type PlanarScene, planarParts } from './planar';
import { softScenes } from './soft';
import { trainedBetas, trainedWeights } from './trainedWeights';

/** Of the plane that `random` opens with. */
const PLANE_SEED = 4;

/** Scenes with one or two inputs that come with this chunk. */
export const laterScenes: readonly PlanarScene[] = [...learningScenes, ...networkScenes, ...softScenes];

type View = Pick<LensState, 'slice' | 'domain' | 'point' | 'viewport'>;
type ViewOf = (data: DataSet) => View | Promise<View>;

/** The planes of the digits, by the scene's name. */
const planes: Readonly<Record<string, ViewOf>> = {
  digits: (data) => planeAbout(data, BETWEEN),
  within: (data) => planeAbout(data, within(data)),
  random: (data) => randomView(data, PLANE_SEED),
};

async function loadDigits(id: string, view: ViewOf, read: ReadFile) {
  const [network, data] = await Promise.all([digitsNetwork(read), digitsData(read)]);
  const initial: LensState = {
    ...EMPTY_LENS,
    scene: id,
    ...(await view(data)),
    colour: 'code',
    training: { optimizer: 'adam', learningRate: 0.001, batchSize: 64, l2: 0, beta: 'off' },
  };
  return { network, recipe: digitsRecipe, data, initial };
}

/** Network, data and first state of a scene. Rejects when a file is missing or damaged, or where there is no such scene. */
export async function loadParts(id: string, given: ReadFile | undefined, watch: LoadWatch | null) {
  const read = given ?? fetchWith(watch);
  const planar = laterScenes.find((scene) => scene.id === id);
  if (planar) return planarParts(planar, trainedWeights[id], trainedBetas[id]);
  const view = planes[id];
  if (view) return loadDigits(id, view, read);
  if (id === 'residual') return (await import('./residual')).residualParts(id);
  const [{ loadModel }, { buildHere, buildInWorker }] = await Promise.all([
    import('./models'),
    import('../graphs/reading/build'),
  ]);
  const model = await loadModel(id, read, given ? buildHere : buildInWorker(watch?.signal ?? null));
  if (!model) throw new Error(`the scene ${id} is not defined`);
  return model;
}
