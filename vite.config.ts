import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin, type Rolldown } from 'vite';
import { guidePlugin } from './scripts/guide/plugin.ts';
import { workerLicences } from './scripts/workerLicences.ts';

/** The dev server injects inline scripts for hot reloading, which the page's policy forbids: only builds carry it. */
function policyOnlyInBuilds(): Plugin {
  return {
    name: 'policy-only-in-builds',
    apply: 'serve',
    transformIndexHtml: (html) => html.replace(/<meta\s+http-equiv="Content-Security-Policy"[^>]*>/, ''),
  };
}

/** Files of src that only name what others export; what they name may well be for a later chunk alone. */
const isBarrel = (id: string): boolean => id.endsWith('/index.ts');

/**
 * The chunk of all of src that the entry loads at once: in one file it compresses better, and comes with one request, where
 * the bundler would make a file of each handful of modules that later chunks share.
 */
function firstChunk(): (id: string, graph: Rolldown.ChunkingContext) => string | null {
  let first: Set<string> | null = null;
  const walk = (graph: Rolldown.ChunkingContext): Set<string> => {
    const seen = new Set<string>();
    const visit = (id: string): void => {
      if (seen.has(id) || id.includes('node_modules')) return;
      seen.add(id);
      if (!isBarrel(id)) for (const next of graph.getModuleInfo(id)?.importedIds ?? []) visit(next);
    };
    visit(entry);
    return seen;
  };
  return (id, graph) => {
    first ??= walk(graph);
    return first.has(id) ? 'first' : null;
  };
}

const entry = fileURLToPath(new URL('src/app/main.tsx', import.meta.url));

export default defineConfig({
  // Relative addresses: dist/ runs under any sub-path of a static host.
  base: './',
  plugins: [react(), policyOnlyInBuilds(), guidePlugin(), workerLicences('licenses.md')],
  worker: { format: 'es' },
  build: {
    target: 'es2022',
    rolldownOptions: {
      output: { codeSplitting: { groups: [{ name: firstChunk() }] } },
      // Doors that only name: who imports one thing through them does not load the others.
      treeshake: {
        moduleSideEffects: [
          { test: /\/src\/(core\/(network|path|soft)|state\/link|views\/slice)\/index\.ts$/, sideEffects: false },
        ],
      },
    },
    // `npm run size` reads it to know what the entry loads at once.
    manifest: true,
    // The licence texts of every package in the bundle.
    license: { fileName: 'licenses.md' },
    // Fonts and images as files of their own: the policy allows no data: fonts.
    assetsInlineLimit: 0,
    // tfjs is large, but loaded late; the limit that counts is size-limit's.
    chunkSizeWarningLimit: 2500,
  },
});
