/** `npm start`: builds the page when dist/ is missing or older than its sources, serves it, prints the address. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { runPackage } from './run';
import { serve } from './server';

const sources = ['src', 'public', 'index.html', 'vite.config.ts', 'package-lock.json'];

function newest(path: string): number {
  if (!existsSync(path)) return 0;
  const { mtimeMs } = statSync(path);
  if (!statSync(path).isDirectory()) return mtimeMs;
  return Math.max(mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}

function portFromEnvironment(): number {
  const text = process.env.PORT ?? '5174';
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  console.error(`PORT: '${text}' is not a port (0 … 65535)`);
  process.exit(2);
}

const port = portFromEnvironment();
const built = existsSync('dist/index.html') ? statSync('dist/index.html').mtimeMs : 0;
if (built < Math.max(...sources.map(newest))) {
  const { ok, reason } = runPackage('vite', 'build');
  if (!ok) {
    console.error(`npm start: the build failed (${reason})`);
    process.exit(1);
  }
}
const server = await serve({ root: 'dist', port });
console.log(`\nPolytope lens runs at ${server.url}\nPress Ctrl+C to stop.`);
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    void server.close().then(() => process.exit(0));
  });
