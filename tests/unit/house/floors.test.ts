import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';

/** What each floor may import: other floors, and packages. Everything else must be refused. */
const may: Record<string, readonly string[]> = {
  app: [
    'views',
    'ui',
    'state',
    'workers',
    'solver',
    'model',
    'formats',
    'core',
    'react',
    'react-dom/client',
    'zustand',
    'd3',
  ],
  cli: ['solver', 'formats', 'core', 'node:fs'],
  views: ['ui', 'state', 'core', 'react', 'react-dom/client', 'zustand', 'd3'],
  ui: ['react', 'react-dom/client'],
  state: ['workers', 'formats', 'core', 'zustand'],
  workers: ['solver', 'core'],
  solver: ['core', 'highs'],
  model: ['core', '@tensorflow/tfjs-core', '@tensorflow/tfjs'],
  formats: ['core'],
  core: [],
};
const floors = Object.keys(may);
const packages = [
  'react',
  'react-dom/client',
  'zustand',
  'd3',
  '@tensorflow/tfjs-core',
  '@tensorflow/tfjs',
  'highs',
  'node:fs',
];
const forms = [
  (from: string) => `import '${from}';`,
  (from: string) => `import type { X } from '${from}';`,
  (from: string) => `export { X } from '${from}';`,
  (from: string) => `await import('${from}');`,
];
const targets = (floor: string, up: string): string[] => [
  ...floors.filter((other) => other !== floor).flatMap((other) => [`${up}/${other}`, `${up}/${other}/some/file`]),
  ...packages,
];
const floorOf = (target: string): string => /^[./]+\/(\w+)/.exec(target)?.[1] ?? target;

const folder = mkdtempSync(join(tmpdir(), 'floors-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** One planted import a file, at two depths: the number in the file's name is the import's place in the list. */
const planted = floors.flatMap((floor) =>
  [
    { at: `src/${floor}`, up: '..' },
    { at: `src/${floor}/deep/er`, up: '../../..' },
  ].flatMap(({ at, up }) =>
    targets(floor, up).flatMap((target) => forms.map((form) => ({ floor, target, at, line: form(target) }))),
  ),
);

let refused: Set<string>;
beforeAll(() => {
  const require = createRequire(import.meta.url);
  const biome = join(dirname(require.resolve('@biomejs/biome/package.json')), 'bin', 'biome');
  const config = JSON.parse(readFileSync('biome.json', 'utf8')) as Record<string, unknown>;
  delete config.$schema;
  delete config.vcs;
  writeFileSync(join(folder, 'biome.json'), JSON.stringify(config));
  for (const [i, fault] of planted.entries()) {
    mkdirSync(join(folder, fault.at), { recursive: true });
    writeFileSync(join(folder, `${fault.at}/fault${i}.ts`), `${fault.line}\n`);
  }
  const options = ['lint', '--only=style/noRestrictedImports', '--max-diagnostics=none', '--reporter=json', '.'];
  const { stdout } = spawnSync(process.execPath, [biome, ...options], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  refused = new Set([...stdout.matchAll(/fault(\d+)\.ts/g)].map((match) => match[1] ?? ''));
});

it.each(floors)('src/%s imports what it may, and nothing from above', (floor) => {
  const wrong: string[] = [];
  for (const [i, fault] of planted.entries()) {
    if (fault.floor !== floor) continue;
    const allowed = may[floor]?.includes(floorOf(fault.target)) ?? false;
    if (refused.has(String(i)) === allowed)
      wrong.push(`${allowed ? 'refused' : 'let through'}: ${fault.at}: ${fault.line}`);
  }
  expect(wrong).toEqual([]);
});
