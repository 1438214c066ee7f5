import { defineConfig } from 'vite';

/** The library and the command line, for Node and bundlers: lib/index.js and lib/cli.js. Packages stay imports. */
export default defineConfig({
  publicDir: false,
  build: {
    outDir: 'lib',
    emptyOutDir: true,
    target: 'es2022',
    minify: false,
    lib: {
      entry: { index: 'src/core/index.ts', formats: 'src/formats/index.ts', cli: 'src/cli/main.ts' },
      formats: ['es'],
    },
    rolldownOptions: { external: [/^node:/, 'flatbush'] },
  },
});
