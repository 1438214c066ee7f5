import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { guidePlugin } from './scripts/guide/plugin.ts';

/** The dev server injects inline scripts for hot reloading, which the page's policy forbids: only builds carry it. */
function policyOnlyInBuilds(): Plugin {
  return {
    name: 'policy-only-in-builds',
    apply: 'serve',
    transformIndexHtml: (html) => html.replace(/<meta\s+http-equiv="Content-Security-Policy"[^>]*>/, ''),
  };
}

export default defineConfig({
  // Relative addresses: dist/ runs under any sub-path of a static host.
  base: './',
  plugins: [react(), policyOnlyInBuilds(), guidePlugin()],
  worker: { format: 'es' },
  build: {
    target: 'es2022',
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
