import { codeEntries, type Network } from '../../src/core/network';
import { isHeld, layerPieces } from '../../src/core/network/held';
import { type CellComplex, edgeCount, faceCount, type PartitionOptions } from '../../src/core/partition/complex';
import { type Polygon, pointInInput, type Slice, type SlicePoint } from '../../src/core/slice/slice';
import { loopOf, vertexOf } from './checkGeometry';
import { denseLayersOf } from './denseLayers';

/** What a unit may be off, relative to the magnitudes that its pre-activation is summed from. */
const NEAR = 1e-12;
/** In larger complexes every n-th face is evaluated, about so many in all. */
const MOST_FACES = 2000;

interface GatedLayer {
  readonly inputSize: number;
  readonly weights: Float64Array;
  readonly bias: Float64Array;
  readonly slopes: readonly number[];
  readonly offsets: readonly number[];
}

const absoluteLayer = ({ inputSize, weights, bias, slopes, offsets }: GatedLayer): GatedLayer => ({
  inputSize,
  weights: weights.map(Math.abs),
  bias: bias.map(Math.abs),
  slopes: slopes.map(Math.abs),
  offsets: offsets.map(Math.abs),
});

/** What is being looked at: magnitudes of the inputs over the whole domain set the scale of rounding. */
interface Context {
  readonly layers: readonly GatedLayer[];
  readonly absolute: readonly GatedLayer[];
  readonly slice: Slice;
  readonly reach: Float64Array;
}

function contextOf(network: Network, slice: Slice, domain: Polygon): Context {
  const p = Math.max(...domain.map((corner) => Math.abs(corner[0])));
  const q = Math.max(...domain.map((corner) => Math.abs(corner[1])));
  const reach = slice.origin.map((o, i) => {
    return Math.abs(o) + p * Math.abs(slice.e1[i] as number) + q * Math.abs(slice.e2[i] as number);
  });
  const layers = denseLayersOf(network).map((layer) => {
    const { inputSize, weights, bias } = layer;
    const { slopes, offsets } = layerPieces(layer);
    return { inputSize, weights, bias, slopes, offsets };
  });
  return { layers, absolute: layers.map(absoluteLayer), slice, reach };
}

/** W h + b. */
function affine({ inputSize, weights, bias }: GatedLayer, h: Float64Array): Float64Array {
  const z = Float64Array.from(bias);
  let at = 0;
  for (let row = 0; row < z.length; row++) {
    let sum = z[row] as number;
    for (let k = 0; k < inputSize; k++) sum += (weights[at++] as number) * (h[k] as number);
    z[row] = sum;
  }
  return z;
}

/** Runs values through the layers with every gated unit on the piece that `entries` gives: z of each layer, the output. */
function gatedPass(layers: readonly GatedLayer[], input: Float64Array, entries: number[][]): Float64Array[] {
  const all: Float64Array[] = [];
  let h = input;
  let gated = 0;
  for (const layer of layers) {
    const { slopes, offsets } = layer;
    const pieces = slopes.length > 1 ? entries[gated++] : undefined;
    const z = affine(layer, h);
    h = new Float64Array(z.length);
    for (let row = 0; row < z.length; row++) {
      const piece = pieces?.[row] ?? 0;
      h[row] = (slopes[piece] as number) * (z[row] as number) + (offsets[piece] as number);
    }
    all.push(z);
  }
  all.push(h);
  return all;
}

/** Pre-activations at a slice point under a face's entries. */
const valuesAt = ({ layers, slice }: Context, point: SlicePoint, entries: number[][]): Float64Array[] =>
  gatedPass(layers, pointInInput(slice, point), entries);

/** Σ |W| |h| + |b| with absolute values all the way down over the whole domain: what rounding is relative to. */
const scalesOf = ({ absolute, reach }: Context, entries: number[][]): Float64Array[] =>
  gatedPass(absolute, reach, entries);

/** How far a value is outside its piece; ≤ 0 inside. */
function excess(value: number, thresholds: readonly number[], piece: number): number {
  const low = piece > 0 ? (thresholds[piece - 1] as number) - value : -Infinity;
  const high = piece < thresholds.length ? value - (thresholds[piece] as number) : -Infinity;
  return Math.max(low, high);
}

/** Units (index among all) outside their pieces, given z and its scale for each layer. */
function unitsOutside(complex: CellComplex, z: Float64Array[], scales: Float64Array[], entries: number[][]): number[] {
  const units: number[] = [];
  complex.layout.gated.forEach(({ layer, size, firstUnit, held, activation: { thresholds } }, g) => {
    const largest = Math.max(...thresholds.map(Math.abs));
    const pieces = entries[g] as number[];
    for (let row = 0; row < size; row++) {
      // A clamped unit keeps its piece whatever its z.
      if (isHeld(held, row) && pieces[row] === held?.[row]) continue;
      const over = excess(z[layer - 1]?.[row] as number, thresholds, pieces[row] as number);
      if (!(over <= NEAR * ((scales[layer - 1]?.[row] as number) + largest))) units.push(firstUnit + row);
    }
  });
  return units;
}

/** What is wrong with one face at its centroid and vertices. */
function checkFace(complex: CellComplex, context: Context, f: number, own: number[][], threshold: number): string[] {
  const scales = scalesOf(context, own);
  const noise = NEAR * (Math.max(...(scales.at(-1) as Float64Array)) + Math.abs(threshold));
  const centroid: SlicePoint = [complex.centroids[2 * f] as number, complex.centroids[2 * f + 1] as number];
  const winner = complex.classes?.[f];
  return [centroid, ...loopOf(complex, f)].flatMap((point) => {
    const z = valuesAt(context, point, own);
    const units = unitsOutside(complex, z, scales, own);
    if (units.length > 0) return [`face ${f}: units ${units} leave their piece at ${point}`];
    const wins = winner === undefined || winsAt(z.at(-1) as Float64Array, winner, threshold, noise);
    return wins ? [] : [`face ${f}: class ${winner} does not win at ${point}`];
  });
}

/** Whether no other output beats the winner by more than the noise. */
function winsAt(outputs: Float64Array, winner: number, threshold: number, noise: number): boolean {
  if (outputs.length > 1) return Math.max(...outputs) - (outputs[winner] as number) <= noise;
  const gap = (outputs[0] as number) - threshold;
  return Math.abs(gap) <= noise || (gap > 0 ? 1 : 0) === winner;
}

function checkFaces(complex: CellComplex, context: Context, entries: number[][][], threshold: number): string[] {
  const seen = new Set<string>();
  const stride = Math.ceil(entries.length / MOST_FACES);
  return entries.flatMap((own, f) => {
    const key = `${own.map((layer) => layer.join('')).join('|')} ${complex.classes?.[f]}`;
    const twice = seen.has(key) ? [`face ${f}: another face has its code and class`] : [];
    seen.add(key);
    return f % stride > 0 ? twice : [...twice, ...checkFace(complex, context, f, own, threshold)];
  });
}

/** Units whose entries differ between two faces. */
function changed(complex: CellComplex, a: number[][], b: number[][]): number[] {
  return complex.layout.gated.flatMap(({ firstUnit }, g) =>
    (a[g] as number[]).flatMap((piece, row) => (piece === b[g]?.[row] ? [] : [firstUnit + row])),
  );
}

/**
 * Neighbours differ exactly in the units listed. That these vanish on the edge follows when its ends pass as vertices of
 * both faces; on the border it is looked at.
 */
function checkEdges(complex: CellComplex, context: Context, entries: number[][][]): string[] {
  const problems: string[] = [];
  for (let e = 0; e < edgeCount(complex); e++) {
    const [left, right] = [complex.edgeFaces[2 * e] as number, complex.edgeFaces[2 * e + 1] as number];
    const units = [...complex.edgeUnits.subarray(complex.edgeUnitOffsets[e], complex.edgeUnitOffsets[e + 1])];
    if (new Set(units).size !== units.length) problems.push(`edge ${e} lists a unit twice`);
    if (left < 0 || right < 0) {
      const own = entries[Math.max(left, right)] as number[][];
      const on = unitsOn(complex, context, e, own);
      if (units.toSorted((a, b) => a - b).join() !== on.join()) problems.push(`edge ${e}: units ${units}, not ${on}`);
      continue;
    }
    const want = changed(complex, entries[left] as number[][], entries[right] as number[][]);
    if (units.toSorted((a, b) => a - b).join() !== want.join())
      problems.push(`edge ${e}: units ${units}, but ${want} change`);
    if (want.length === 0 && complex.classes?.[left] === complex.classes?.[right])
      problems.push(`edge ${e} parts nothing`);
  }
  return problems;
}

/** Units that are on a threshold at both ends of a border edge, but not at the centroid of its face. */
function unitsOn(complex: CellComplex, context: Context, edge: number, own: number[][]): number[] {
  const scales = scalesOf(context, own);
  const face = Math.max(complex.edgeFaces[2 * edge] as number, complex.edgeFaces[2 * edge + 1] as number);
  const centroid: SlicePoint = [complex.centroids[2 * face] as number, complex.centroids[2 * face + 1] as number];
  const ends = [0, 1].map((k) => vertexOf(complex, complex.edgeVertices[2 * edge + k] as number));
  const [middle, ...z] = [centroid, ...ends].map((point) => valuesAt(context, point, own)) as [Float64Array[]];
  return complex.layout.gated.flatMap(({ layer, size, firstUnit, held, activation: { thresholds } }) =>
    Array.from({ length: size }, (_, row) => row).flatMap((row) => {
      const near = (values: Float64Array[], t: number) => {
        const noise = NEAR * ((scales[layer - 1]?.[row] as number) + Math.abs(t));
        return Math.abs((values[layer - 1]?.[row] as number) - t) <= noise;
      };
      const on = thresholds.some((t) => !near(middle, t) && z.every((values) => near(values, t)));
      return on && !isHeld(held, row) ? [firstUnit + row] : [];
    }),
  );
}

/** Codes, classes and the units of edges against plain evaluations of the network at centroids and vertices. */
export function checkCodes(
  complex: CellComplex,
  network: Network,
  slice: Slice,
  domain: Polygon,
  options: PartitionOptions,
): string[] {
  const { layout, codes } = complex;
  const context = contextOf(network, slice, domain);
  const entries = Array.from({ length: faceCount(complex) }, (_, f) =>
    codeEntries(layout, codes.slice(f * layout.words, (f + 1) * layout.words)),
  );
  const threshold = options.decision?.threshold ?? 0;
  return [...checkFaces(complex, context, entries, threshold), ...checkEdges(complex, context, entries)];
}
