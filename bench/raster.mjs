/**
 * The rasteriser's figures: milliseconds to draw a slice of 830 × 700 pixels while it is zoomed, and to take in a new
 * partition. Prints one JSON object a case. Bundles the rasteriser; the engine is that of `npm run build`.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { axisSlice, denseNetwork, faceCount, partition, square } from 'polytope-lens';
import { build } from 'vite';
import { randomLayers, toNetwork } from './networks.mjs';

const [WIDTH, HEIGHT] = [830, 700];
const DRAWS = 120;
const cases = [
  ['2-36×3-1', [2, 36, 36, 36, 1]],
  ['2-88×3-1', [2, 88, 88, 88, 1]],
];

async function bundled() {
  const outDir = mkdtempSync(join(tmpdir(), 'raster-bench-'));
  const ssr = new URL('./rasterParts.ts', import.meta.url).pathname;
  await build({ configFile: false, logLevel: 'error', publicDir: false, build: { ssr, outDir, emptyOutDir: true } });
  const parts = await import(pathToFileURL(join(outDir, 'rasterParts.js')).href);
  rmSync(outDir, { recursive: true });
  return parts;
}

const rounded = (value) => Math.round(value * 100) / 100;

function timed(run) {
  const before = performance.now();
  run();
  return performance.now() - before;
}

function spread(times) {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share) => rounded(sorted[Math.floor(share * (sorted.length - 1))]);
  return { best: at(0), median: at(0.5), p95: at(0.95) };
}

const frameOf = (span, lines) => ({
  viewport: { centre: [0.01, 0.003], span },
  pane: { width: WIDTH, height: HEIGHT },
  ratio: 1,
  theme: { paper: [250, 248, 244], ink: [28, 26, 23], line: [228, 225, 219] },
  grid: { xs: [100, 300, 500, 700], ys: [100, 300, 500] },
  lines,
});

/** Zooms from the whole domain into its half and back. */
function measure({ Picture, lineStyles, pictureComplex, prepare }, complex) {
  const picture = new Picture();
  picture.setSurface({ width: WIDTH, height: HEIGHT, pixels: new Int32Array(WIDTH * HEIGHT) });
  const faces = faceCount(complex);
  picture.setColours(Uint8Array.from({ length: 4 * faces }, (_, i) => (i % 4 === 3 ? 255 : (7 * i) % 256)));
  const lines = lineStyles(Math.sqrt((HEIGHT * HEIGHT) / faces), false);
  const draws = [];
  const changes = [];
  for (let i = 0; i < DRAWS; i++) {
    changes.push(timed(() => picture.setComplex(pictureComplex(prepare(complex)))));
    draws.push(timed(() => picture.draw(frameOf(1.6 + 0.5 * Math.cos(i / 20), lines))));
  }
  return { drawMs: spread(draws), newComplexMs: spread(changes) };
}

const parts = await bundled();
for (const [name, widths] of cases) {
  const complex = partition(toNetwork(name, randomLayers(widths), denseNetwork), axisSlice(2), square());
  const counts = { faces: faceCount(complex), edges: complex.edgeFaces.length / 2 };
  const figure = { figure: 'slice rasterised, 830 × 700 pixels', case: name, ...counts, ...measure(parts, complex) };
  console.log(JSON.stringify(figure));
}
