/**
 * Trains the networks of the scenes that ship their weights and writes src/state/scenesWeights.ts:
 * `npm run train:scenes`. Same weights on every run.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { flatWeights } from '../src/core/network/flatWeights';
import { faceCount, partition } from '../src/core/partition';
import { axisSlice } from '../src/core/slice/slice';
import { firstNetwork, type PlanarScene, planarScenes } from '../src/state/scenesPlanar';
import { roundedNetwork, trainingNetwork } from './training/gradient';
import { accuracy, type Recipe, train } from './training/trainer';

const RECIPE: Recipe = { epochs: 300, batchSize: 100, learningRate: 5e-3, finalRate: 2e-4, seed: 1 };

/** Trained weights of one scene as base64 of little-endian float32. */
function trainScene(scene: PlanarScene): string {
  const data = scene.data();
  const network = trainingNetwork(firstNetwork(scene));
  let finalLoss = Number.NaN;
  train(network, data, RECIPE, (_epoch, loss) => {
    finalLoss = loss;
  });
  const rounded = roundedNetwork(network);
  const right = data.task === 'regression' ? '' : `, accuracy ${accuracy(trainingNetwork(rounded), data)}`;
  const faces = faceCount(partition(rounded, axisSlice(rounded.inputSize), scene.view.domain));
  console.log(`${scene.id}: loss ${finalLoss.toExponential(2)}${right}, ${faces} polytopes`);
  return Buffer.from(Float32Array.from(flatWeights(rounded)).buffer).toString('base64');
}

const entries = planarScenes
  .filter((scene) => scene.shipped)
  .map((scene) => `  ${scene.id}:\n    '${trainScene(scene)}',\n`);
const text = `/** Written by \`npm run train:scenes\`: base64 of little-endian float32 weights, in the order of \`flatWeights\`. */
export const shippedWeights: Readonly<Record<string, string>> = {
${entries.join('')}};
`;
writeFileSync(fileURLToPath(new URL('../src/state/scenesWeights.ts', import.meta.url)), text);
