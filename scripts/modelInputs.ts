/**
 * Writes real inputs of the models and their labels beside them, as public/models/…/inputs.npz and inputs.json:
 * `npm run models:inputs`, after `npm run models`. It takes the same argument.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { zipSync } from 'fflate';
import { writeNpy } from '../src/formats/npy';
import { digitInputs, languageInputs, type ModelInputs, symbolInputs, upscalerInputs } from './models/inputs';

const root = fileURLToPath(new URL('..', import.meta.url));
const models = join(root, 'public', 'models');

/** The first date that zip files have: the same inputs make the same file. */
const DATE = new Date(1980, 0, 1);

function writeInputs({ folder, shape, data, ...about }: ModelInputs): void {
  const array = writeNpy(data, [about.labels.length, ...shape]);
  writeFileSync(join(models, folder, 'inputs.npz'), zipSync({ 'inputs.npy': array }, { level: 9, mtime: DATE }));
  writeFileSync(join(models, folder, 'inputs.json'), `${JSON.stringify(about, null, 1)}\n`);
  console.log(`${folder}: ${about.labels.join(', ')}`);
}

function main(): void {
  const cache = process.argv[2] ?? join(root, 'node_modules', '.cache', 'polytope-lens', 'models');
  const all = [
    languageInputs(models),
    symbolInputs(models),
    upscalerInputs(cache),
    digitInputs(join(root, 'public', 'digits')),
  ];
  for (const inputs of all) writeInputs(inputs);
}

main();
