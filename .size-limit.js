import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** Files that the entry chunk loads at once: itself and its static imports, theirs included. */
function loadedAtOnce(manifest) {
  const files = new Set();
  const visit = (key) => {
    const chunk = manifest[key];
    if (!chunk || files.has(`dist/${chunk.file}`)) return;
    files.add(`dist/${chunk.file}`);
    for (const next of chunk.imports ?? []) visit(next);
  };
  visit('index.html');
  return [...files];
}

/** Workers of the first picture: those of the model (which brings tfjs), of attacks, densities, facets, large inspections, paths, sketches and soft codes start later. */
function firstWorkers() {
  const names = readdirSync('dist/assets');
  return names
    .filter(
      (name) =>
        /worker/i.test(name) &&
        name.endsWith('.js') &&
        !/model|attack|density|facets|sketch|soft|inspection|path/i.test(name),
    )
    .map((name) => `dist/assets/${name}`);
}

if (!existsSync('dist/.vite/manifest.json')) throw new Error('dist/ is missing: run `npm run build` first');
const manifest = JSON.parse(readFileSync('dist/.vite/manifest.json', 'utf8'));

export default [
  {
    name: 'JavaScript before tfjs',
    path: [...loadedAtOnce(manifest), ...firstWorkers()],
    limit: '200 kB',
    gzip: true,
  },
];
