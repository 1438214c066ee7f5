/**
 * Trains the networks of the scenes that ship their weights and writes src/state/scenes/spiralWeights.ts (the first scene's)
 * and trainedWeights.ts (all others): `npm run train:scenes`. Same weights on every run.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Network } from '../src/core/network';
import { flatWeights } from '../src/core/network/flatWeights';
import { faceCount, partition, partitionInterval } from '../src/core/partition';
import { axisSlice } from '../src/core/slice/slice';
import { learningScenes } from '../src/state/scenes/learning';
import { networkScenes } from '../src/state/scenes/networks';
import { firstNetwork, type PlanarScene } from '../src/state/scenes/planar';
import { softScenes } from '../src/state/scenes/soft';
import { spirals } from '../src/state/scenes/spirals';
import { learnedBetas, roundedNetwork, trainingNetwork } from './training/gradient';
import { accuracy, type Recipe, train } from './training/trainer';

const RECIPE: Omit<Recipe, 'epochs' | 'learningRate'> = { batchSize: 100, finalRate: 2e-4, seed: 1 };

const HEAD =
  '/** Written by `npm run train:scenes`: base64 of little-endian float32 weights, in the order of `flatWeights`. */';

/** β that were learned, by scene. */
const betas = new Map<string, number>();

/** Trained weights of one scene as base64 of little-endian float32. */
function trainScene(scene: PlanarScene, recipe: NonNullable<PlanarScene['trained']>): string {
  const data = scene.data();
  const network = trainingNetwork(firstNetwork(scene, data), recipe.learnBeta);
  let finalLoss = Number.NaN;
  train(network, data, { ...RECIPE, ...recipe }, (_epoch, loss) => {
    finalLoss = loss;
  });
  const rounded = roundedNetwork(network);
  const right = data.task === 'regression' ? '' : `, accuracy ${accuracy(trainingNetwork(rounded), data)}`;
  const beta = learnedBetas(network).find((value) => value !== null) ?? null;
  if (beta !== null) betas.set(scene.id, beta);
  const soft = beta === null ? '' : `, β ${beta.toFixed(4)}`;
  console.log(`${scene.id}: loss ${finalLoss.toExponential(2)}${right}${soft}, ${faces(rounded, scene)} polytopes`);
  return Buffer.from(Float32Array.from(flatWeights(rounded)).buffer).toString('base64');
}

function faces(network: Network, { view: { domain } }: PlanarScene): number {
  if (network.inputSize > 1) return faceCount(partition(network, axisSlice(network.inputSize), domain));
  const { vertices } = partitionInterval(network, axisSlice(1), [domain[0]?.[0] ?? 0, domain[1]?.[0] ?? 1]);
  return vertices.length - 1;
}

const write = (name: string, text: string): void =>
  writeFileSync(fileURLToPath(new URL(`../src/state/scenes/${name}.ts`, import.meta.url)), `${HEAD}\n${text}`);

if (spirals.trained)
  write('spiralWeights', `export const spiralWeights =\n  '${trainScene(spirals, spirals.trained)}';\n`);
const entries = [...learningScenes, ...networkScenes, ...softScenes].flatMap((scene) =>
  scene.trained ? [`  ${scene.id}:\n    '${trainScene(scene, scene.trained)}',\n`] : [],
);
const learned = [...betas].map(([id, beta]) => `  ${id}: ${beta},\n`);
write(
  'trainedWeights',
  `export const trainedWeights: Readonly<Record<string, string>> = {\n${entries.join('')}};

/** The β that were learned with them. */
export const trainedBetas: Readonly<Record<string, number>> = {\n${learned.join('')}};\n`,
);
