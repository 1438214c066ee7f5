/**
 * Copies the models that others trained, with their licences, to public/models/: `npm run models`. The packages are fetched
 * into a cache below node_modules, or into the folder that is given as an argument; none of their code is kept.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MODEL_PACKAGES, type ModelPackage } from './models/packages';
import { packageFiles } from './models/tarball';

const root = fileURLToPath(new URL('..', import.meta.url));
const target = join(root, 'public', 'models');

const OWN_NOTICE = `digits-cnn
  Trained by this project (npm run train:cnn) on the 60,000 training digits of MNIST: Yann LeCun, Corinna Cortes and
  Christopher J. C. Burges, "The MNIST database of handwritten digits". Figures: digits-cnn/about.json.`;

const INPUTS_NOTICE = `inputs.npz, inputs.json
  Inputs of each model and their labels (npm run models:inputs). Of languages: texts of this project's own. Of symbols: strokes
  of its own. Of upscaler: parts of assets/fixture.png of its package, under the package's licence. Of digits-cnn:
  ten test digits of MNIST, under CC BY-SA 3.0 (../digits/NOTICE).`;

/** The terms of the MIT licence are this project's, too; the line that says whose copyright it is differs. */
function mitLicence(copyright: string): string {
  const own = readFileSync(join(root, 'LICENSE'), 'utf8');
  if (!own.startsWith('MIT License')) throw new Error('LICENSE is not the MIT licence');
  return own.replace(/^Copyright .*$/m, copyright);
}

/** Copies one model and returns its paragraph of the notice. */
function copyModel({ folder, name, version, files, licence, notice }: ModelPackage, cache: string): string {
  const found = packageFiles(name, version, cache);
  const content = (file: string): Uint8Array => {
    const bytes = found.get(file);
    if (!bytes) throw new Error(`${name}@${version} has no ${file}`);
    return bytes;
  };
  mkdirSync(join(target, folder), { recursive: true });
  for (const [from, to] of Object.entries(files)) writeFileSync(join(target, folder, to), content(from));
  const terms = 'file' in licence ? content(licence.file) : mitLicence(licence.copyright);
  writeFileSync(join(target, folder, 'LICENSE'), terms);
  const copied = Object.entries(files).map(([from, to]) => (from.endsWith(`/${to}`) ? to : `${to} (there ${from})`));
  const lines = [...notice, `From the npm package ${name} ${version}, unchanged: ${copied.join(', ')}.`];
  return [folder, ...lines.map((line) => `  ${line}`)].join('\n');
}

function main(): void {
  const cache = process.argv[2] ?? join(root, 'node_modules', '.cache', 'polytope-lens', 'models');
  const paragraphs = MODEL_PACKAGES.map((source) => copyModel(source, cache));
  writeFileSync(join(target, 'NOTICE'), `${[...paragraphs, OWN_NOTICE, INPUTS_NOTICE].join('\n\n')}\n`);
  console.log(`${paragraphs.length} models → ${target}`);
}

main();
