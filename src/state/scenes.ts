/** The scenes: what the page can open by name. A link names one of them. */
import type { Network } from '../core/network';
import type { DataSpec } from './dataTypes';
import type { Recipe } from './editorTypes';
import { planarParts } from './scenes/planar';
import { spirals } from './scenes/spirals';
import { spiralWeights } from './scenes/spiralWeights';
import type { LoadWatch, ReadFile } from './scenesFiles';
import type { DataSet, GraphNetwork, LensState } from './types';

/** Headings of the gallery. */
export type SceneGroup = 'Data sets' | 'Networks' | 'One input' | 'From hard to soft' | 'Images' | 'Real models';

export interface Scene {
  readonly id: string;
  readonly title: string;
  readonly group: SceneGroup;
}

/** Everything that a scene starts with. All weights and data are float32 values. */
export interface LoadedScene {
  readonly scene: Scene;
  readonly network: Network;
  /** The network as a state would keep it, where it is a graph. */
  readonly graph?: GraphNetwork;
  /** What the network was drawn, or trained, from; absent where it was built otherwise. */
  readonly recipe?: Recipe;
  readonly data: DataSet | null;
  /** What the data were made by, where the data panel can make others so. */
  readonly dataSpec?: DataSpec;
  readonly initial: LensState;
}

const group = (name: SceneGroup, titles: Readonly<Record<string, string>>): readonly Scene[] =>
  Object.entries(titles).map(([id, title]) => ({ id, title, group: name }));

/** In the order in which they are shown; what to notice in each is in `scenes/notices.ts`. */
export const scenes: readonly Scene[] = [
  ...group('Data sets', {
    spirals: 'Two spirals',
    moons: 'Two moons',
    circles: 'Circles',
    blobs: 'Four blobs',
    xor: 'XOR',
    regression: 'x + y³',
  }),
  ...group('Networks', {
    wide: 'Shallow, wide',
    deep: 'Deep, narrow',
    folds: 'Folded plane',
    before: 'Before training',
    after: 'After training',
    leaky: 'Leaky units',
    relu6: 'ReLU6',
    copies: 'Copied units',
    cones: 'No biases',
    residual: 'Residual',
  }),
  ...group('One input', { tent: 'Tent map', fold: 'Tent map, learnt' }),
  ...group('From hard to soft', {
    cosine15: 'cos 2x, 15 units',
    cosine25: 'cos 2x, 25 units',
    cosine35: 'cos 2x, 35 units',
    bell15: 'exp −x², 15 units',
    bell25: 'exp −x², 25 units',
    bell35: 'exp −x², 35 units',
  }),
  ...group('Images', { digits: 'Digits', within: 'One digit', random: 'Random plane' }),
  ...group('Real models', {
    'digits-cnn': 'Convolutions',
    languages: 'Languages',
    upscaler: 'Upscaler',
    symbols: 'Symbols',
  }),
];

/** The scene that opens first. */
export const defaultSceneId = spirals.id;

export const sceneById = (id: string): Scene | undefined => scenes.find((scene) => scene.id === id);

/**
 * A scene's network, data and first state. Rejects with a message that says what is missing or damaged and where: an
 * unknown name, or a file of public/ that is not there or not of its size. `read`: the page's own files when absent, of which
 * `watch` then hears, and a large network is built in a worker.
 */
export async function loadScene(id: string, read?: ReadFile, watch: LoadWatch | null = null): Promise<LoadedScene> {
  const scene = sceneById(id);
  if (!scene) throw new Error(`unknown scene: ${id} (there are ${scenes.map((known) => known.id).join(', ')})`);
  if (id === spirals.id) return { scene, ...planarParts(spirals, spiralWeights) };
  const { loadParts } = await import('./scenes/load');
  return { scene, ...(await loadParts(id, read, watch)) };
}
