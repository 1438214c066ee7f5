import { appendFile, readFile } from 'node:fs/promises';
import type { Plugin } from 'vite';

/** Packages that only workers load: the build's list of licences knows the page's own alone. */
const PACKAGES = ['highs'];

const fileOf = (name: string, file: string): Promise<string> =>
  readFile(new URL(`../node_modules/${name}/${file}`, import.meta.url), 'utf8');

async function entryOf(name: string): Promise<string> {
  const { version, license } = JSON.parse(await fileOf(name, 'package.json')) as { version: string; license: string };
  return `\n## ${name} - ${version} (${license})\n\n${(await fileOf(name, 'LICENSE')).trim()}\n`;
}

/** Adds the licences of packages that only workers load to the build's list. */
export function workerLicences(list: string): Plugin {
  let directory = 'dist';
  return {
    name: 'worker-licences',
    apply: 'build',
    configResolved({ build }) {
      directory = build.outDir;
    },
    async closeBundle() {
      for (const name of PACKAGES) await appendFile(`${directory}/${list}`, await entryOf(name));
    },
  };
}
