/**
 * For unit tests: the project's modules as Node runs them itself. The test runner would make of each imported name a property of an
 * object of its own, by which the arithmetic of graphs takes several times as long.
 */
import { mkdirSync, readdirSync, readFileSync, renameSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseSync, transformWithOxc } from 'vite';
import type { Plugin } from 'vitest/config';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Where the modules stand, in folders as those of their sources: below the project, so that Node finds its packages. */
const OUT = 'test-results/modules';

/** What the test runner leaves to Node. */
export const NATIVE = new RegExp(`/${OUT}/`);

/** What is made: tests, and their helpers beside them, stay with the test runner. */
const FOLDERS = ['src', 'tests/support'].map((folder) => join(root, folder, '/'));
const VALUES = join(root, 'package.json');

const outOf = (source: string): string => join(root, OUT, `${relative(root, source)}.mjs`);

/** When a file was written, in milliseconds; NaN where there is none. */
const writtenAt = (path: string): number => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Number.NaN;

function sourcesIn(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile() && /(?<!\.d)\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

/** The module that stands for what a relative import means; null where the import is left as it is. */
function moduleFor(specifier: string, importer: string): string | null {
  if (!specifier.startsWith('.')) return null;
  const path = resolve(dirname(importer), specifier);
  if (path === VALUES) return outOf(path);
  if (!FOLDERS.some((folder) => path.startsWith(folder))) return null;
  const file = [path, `${path}.ts`, `${path}.tsx`, join(path, 'index.ts')].find((candidate) => sources.has(candidate));
  return file ? outOf(file) : null;
}

const sources = new Set<string>();

/** Code to be imported without a file. */
const asData = (code: string): string => `data:text/javascript,${encodeURIComponent(code)}`;

/** What an import is of instead: a module, nothing in place of styles, an address in place of a file of which only that is wanted. */
function specifierFor(specifier: string, source: string): string | null {
  if (specifier.endsWith('.css')) return asData('');
  if (specifier.endsWith('?url')) return asData(`export default ${JSON.stringify(specifier.slice(0, -4))}`);
  const target = moduleFor(specifier, source);
  return target && relative(dirname(outOf(source)), target).replace(/^(?!\.)/, './');
}

/** Where code names what it imports, with quotes: [start, end) of each, last first. */
function importPlaces(code: string, name: string): (readonly [start: number, end: number])[] {
  const { staticImports, staticExports, dynamicImports } = parseSync(name, code).module;
  const found = [
    ...staticImports.map(({ moduleRequest }) => moduleRequest),
    ...staticExports.flatMap(({ entries }) => entries.map(({ moduleRequest }) => moduleRequest)),
    ...dynamicImports.map(({ moduleRequest }) => moduleRequest),
  ];
  const places = new Map(found.flatMap((place) => (place ? [[place.start, place.end] as const] : [])));
  return [...places].sort(([a], [b]) => b - a);
}

function withImports(code: string, source: string): string {
  let text = code;
  for (const [start, end] of importPlaces(code, `${source}.js`)) {
    const quoted = /^(['"])(.*)\1$/.exec(code.slice(start, end));
    const instead = quoted && specifierFor(quoted[2] as string, source);
    if (instead) text = text.slice(0, start) + JSON.stringify(instead) + text.slice(end);
  }
  return text;
}

/** The values of a JSON file, as exports by their names. */
function valuesModule(json: string): string {
  const values = Object.entries(JSON.parse(json) as Record<string, unknown>).filter(([name]) => /^[a-z]+$/i.test(name));
  return values.map(([name, value]) => `export const ${name} = ${JSON.stringify(value)};`).join('\n');
}

async function moduleOf(source: string): Promise<string> {
  const content = readFileSync(source, 'utf8');
  if (source === VALUES) return valuesModule(content);
  const { code, map } = await transformWithOxc(content, source, { target: 'es2022', sourcemap: true });
  const text = withImports(code, source)
    .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(source).href))
    .replaceAll('import.meta.env', '({ BASE_URL: "/" })');
  const inline = Buffer.from(JSON.stringify({ ...map, sources: [source] })).toString('base64');
  return `${text}\n//# sourceMappingURL=data:application/json;base64,${inline}\n`;
}

/** Whole or not at all, since another run may read it; dated as its source, by which it is known to be of it. */
async function make(source: string): Promise<void> {
  const out = outOf(source);
  const { atime, mtime } = statSync(source);
  mkdirSync(dirname(out), { recursive: true });
  const draft = `${out}.${process.pid}`;
  writeFileSync(draft, await moduleOf(source));
  utimesSync(draft, atime, mtime);
  renameSync(draft, out);
}

/** Modules in place of the sources that tests import, made where they are not there. Not while files are watched: Node keeps what it has. */
export function nativeModules(): Plugin {
  let active = false;
  return {
    name: 'native-modules',
    enforce: 'pre',
    async configureVitest({ vitest }) {
      active = !vitest.config.watch;
      for (const source of [...FOLDERS.flatMap(sourcesIn), VALUES]) sources.add(source);
      const own = writtenAt(join(root, 'scripts/nativeModules.ts'));
      const made = (source: string): boolean => {
        const out = statSync(outOf(source), { throwIfNoEntry: false });
        return out !== undefined && Math.abs(out.mtimeMs - writtenAt(source)) < 1 && out.ctimeMs > own;
      };
      if (active) await Promise.all([...sources].filter((source) => !made(source)).map(make));
    },
    resolveId: (specifier, importer) => (active && importer ? moduleFor(specifier, importer) : null),
  };
}
