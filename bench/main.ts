/**
 * `npm run bench [engine|facets|raster|paths|graphs|page]`: the figures of engine, facets, rasteriser, paths, graphs and page, each as one JSON
 * object a line. Builds first, so that what is measured is what is shipped.
 */
import { cpus } from 'node:os';
import { run } from '../scripts/run';
import { benchPage } from './page';

const only = process.argv[2];
const [cpu] = cpus();
console.log(JSON.stringify({ machine: `${cpus().length} × ${cpu?.model ?? 'unknown'}`, node: process.version }));
if (!run('npm', ['run', '--silent', 'build'], { stdio: ['ignore', 'ignore', 'inherit'] }).ok) process.exit(1);
for (const part of ['engine', 'facets', 'raster', 'paths', 'graphs'])
  if ((only ?? part) === part && !run(process.execPath, [`bench/${part}.mjs`], { stdio: 'inherit' }).ok)
    process.exit(1);
if ((only ?? 'page') === 'page') await benchPage();
