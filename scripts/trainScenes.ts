/**
 * Trains the networks of the scenes that ship their weights and writes src/state/scenes/spiralWeights.ts (the first scene's)
 * and trainedWeights.ts (all others): `npm run train:scenes`. Same weights on every run.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { flatWeights } from '../src/core/network/flatWeights';
import { faceCount, partition } from '../src/core/partition';
import { axisSlice } from '../src/core/slice/slice';
import { learningScenes } from '../src/state/scenes/learning';
import { networkScenes } from '../src/state/scenes/networks';
import { firstNetwork, type PlanarScene } from '../src/state/scenes/planar';
import { spirals } from '../src/state/scenes/spirals';
import { roundedNetwork, trainingNetwork } from './training/gradient';
import { accuracy, type Recipe, train } from './training/trainer';

const RECIPE: Omit<Recipe, 'epochs' | 'learningRate'> = { batchSize: 100, finalRate: 2e-4, seed: 1 };

const HEAD =
  '/** Written by `npm run train:scenes`: base64 of little-endian float32 weights, in the order of `flatWeights`. */';

/** Trained weights of one scene as base64 of little-endian float32. */
function trainScene(scene: PlanarScene, recipe: NonNullable<PlanarScene['trained']>): string {
  const data = scene.data();
  const network = trainingNetwork(firstNetwork(scene, data));
  let finalLoss = Number.NaN;
  train(network, data, { ...RECIPE, ...recipe }, (_epoch, loss) => {
    finalLoss = loss;
  });
  const rounded = roundedNetwork(network);
  const right = data.task === 'regression' ? '' : `, accuracy ${accuracy(trainingNetwork(rounded), data)}`;
  const faces = faceCount(partition(rounded, axisSlice(rounded.inputSize), scene.view.domain));
  console.log(`${scene.id}: loss ${finalLoss.toExponential(2)}${right}, ${faces} polytopes`);
  return Buffer.from(Float32Array.from(flatWeights(rounded)).buffer).toString('base64');
}

const write = (name: string, text: string): void =>
  writeFileSync(fileURLToPath(new URL(`../src/state/scenes/${name}.ts`, import.meta.url)), `${HEAD}\n${text}`);

if (spirals.trained)
  write('spiralWeights', `export const spiralWeights =\n  '${trainScene(spirals, spirals.trained)}';\n`);
const entries = [...learningScenes, ...networkScenes].flatMap((scene) =>
  scene.trained ? [`  ${scene.id}:\n    '${trainScene(scene, scene.trained)}',\n`] : [],
);
write('trainedWeights', `export const trainedWeights: Readonly<Record<string, string>> = {\n${entries.join('')}};\n`);
