import { defineConfig } from 'vite';

/** The library and the command line, for Node and bundlers: lib/index.js, lib/formats.js, lib/soft.js, lib/solver.js and lib/cli.js. Packages stay imports. */
export default defineConfig({
  publicDir: false,
  build: {
    outDir: 'lib',
    emptyOutDir: true,
    target: 'es2022',
    minify: false,
    lib: {
      entry: {
        index: 'src/core/index.ts',
        formats: 'src/formats/index.ts',
        soft: 'src/core/soft/index.ts',
        solver: 'src/solver/loadNode.ts',
        cli: 'src/cli/main.ts',
      },
      formats: ['es'],
    },
    rolldownOptions: { external: [/^node:/, 'flatbush', 'highs', 'fflate'] },
  },
});
