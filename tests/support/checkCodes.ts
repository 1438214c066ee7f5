import { codeEntries, type Network, piecewiseLinear, unitAt } from '../../src/core/network';
import { type CellComplex, edgeCount, faceCount, type PartitionOptions } from '../../src/core/partition/complex';
import { type Polygon, pointInInput, type Slice, type SlicePoint } from '../../src/core/slice/slice';
import { loopOf, vertexOf } from './checkGeometry';
import { naiveWinner } from './naive';

/** What a unit may be off, relative to the magnitudes that its pre-activation is summed from. */
const NEAR = 1e-9;

interface LayerValues {
  readonly z: number[];
  /** Σ |W| |h| + |b| with absolute values all the way down: the scale that rounding is relative to. */
  readonly scale: number[];
}

/** What is being looked at: magnitudes of the inputs over the whole domain set the scale of rounding. */
interface Context {
  readonly network: Network;
  readonly slice: Slice;
  readonly reach: readonly number[];
}

function contextOf(network: Network, slice: Slice, domain: Polygon): Context {
  const p = Math.max(...domain.map((corner) => Math.abs(corner[0])));
  const q = Math.max(...domain.map((corner) => Math.abs(corner[1])));
  const reach = Array.from(slice.origin, (o, i) => {
    return Math.abs(o) + p * Math.abs(slice.e1[i] as number) + q * Math.abs(slice.e2[i] as number);
  });
  return { network, slice, reach };
}

/** Pre-activations at a slice point with every gated unit on the piece that `entries` gives. */
function gatedValues({ network, slice, reach }: Context, point: SlicePoint, entries: number[][]): LayerValues[] {
  let h = Array.from(pointInInput(slice, point));
  let size = Array.from(reach);
  let gated = 0;
  return network.layers.map(({ inputSize, weights, bias, activation }) => {
    const f = piecewiseLinear(activation);
    const pieces = f.thresholds.length > 0 ? entries[gated++] : undefined;
    const z = Array.from(bias);
    const scale = Array.from(bias, Math.abs);
    for (let row = 0; row < z.length; row++)
      for (let k = 0; k < inputSize; k++) {
        const w = weights[row * inputSize + k] as number;
        z[row] = (z[row] as number) + w * (h[k] as number);
        scale[row] = (scale[row] as number) + Math.abs(w) * (size[k] as number);
      }
    const slope = (row: number) => f.slopes[pieces?.[row] ?? 0] as number;
    const offset = (row: number) => f.offsets[pieces?.[row] ?? 0] as number;
    h = z.map((value, row) => slope(row) * value + offset(row));
    size = scale.map((value, row) => Math.abs(slope(row)) * value + Math.abs(offset(row)));
    return { z, scale };
  });
}

/** How far unit `row` of a layer is outside its piece, relative to its scale; ≤ 0 inside. */
function excess({ z, scale }: LayerValues, row: number, thresholds: readonly number[], piece: number): number {
  const value = z[row] as number;
  const low = piece > 0 ? (thresholds[piece - 1] as number) - value : -Infinity;
  const high = piece < thresholds.length ? value - (thresholds[piece] as number) : -Infinity;
  const magnitude = (scale[row] as number) + Math.max(...thresholds.map(Math.abs));
  return Math.max(low, high) / Math.max(magnitude, Number.MIN_VALUE);
}

/** Units (index among all) outside their pieces at a slice point under the given entries. */
function unitsOutside(context: Context, complex: CellComplex, point: SlicePoint, entries: number[][]): number[] {
  const values = gatedValues(context, point, entries);
  return complex.layout.gated.flatMap(({ layer, size, firstUnit, activation }, g) =>
    Array.from({ length: size }, (_, row) => row).flatMap((row) => {
      const over = excess(values[layer - 1] as LayerValues, row, activation.thresholds, entries[g]?.[row] as number);
      return over > NEAR ? [firstUnit + row] : [];
    }),
  );
}

function checkFaceCodes(complex: CellComplex, context: Context, entries: number[][][], options: PartitionOptions) {
  const problems: string[] = [];
  const seen = new Set<string>();
  for (let f = 0; f < faceCount(complex); f++) {
    const own = entries[f] as number[][];
    const key = `${JSON.stringify(own)} ${complex.classes?.[f]}`;
    if (seen.has(key)) problems.push(`face ${f}: another face has its code and class`);
    seen.add(key);
    const centroid: SlicePoint = [complex.centroids[2 * f] as number, complex.centroids[2 * f + 1] as number];
    for (const point of [centroid, ...loopOf(complex, f)]) {
      const units = unitsOutside(context, complex, point, own);
      if (units.length > 0) problems.push(`face ${f}: units ${units} leave their piece at ${point}`);
    }
    if (complex.classes) problems.push(...checkWinner(complex, context, f, own, options.decision?.threshold ?? 0));
  }
  return problems;
}

/** No other output may beat the face's winner at any of its vertices, beyond rounding. */
function checkWinner(complex: CellComplex, context: Context, f: number, own: number[][], threshold: number) {
  const winner = complex.classes?.[f] as number;
  return loopOf(complex, f).flatMap((point) => {
    const { z, scale } = gatedValues(context, point, own).at(-1) as LayerValues;
    const noise = NEAR * (Math.max(...scale) + Math.abs(threshold));
    if (z.length > 1)
      return Math.max(...z) - (z[winner] as number) <= noise ? [] : [`face ${f}: ${winner} does not win`];
    const gap = (z[0] as number) - threshold;
    return Math.abs(gap) <= noise || naiveWinner(z, threshold) === winner
      ? []
      : [`face ${f}: class ${winner} is wrong`];
  });
}

/** Units whose entries differ between two faces. */
function changed(complex: CellComplex, a: number[][], b: number[][]): number[] {
  return complex.layout.gated.flatMap(({ firstUnit }, g) =>
    (a[g] as number[]).flatMap((piece, row) => (piece === b[g]?.[row] ? [] : [firstUnit + row])),
  );
}

function checkEdges(complex: CellComplex, context: Context, entries: number[][][]): string[] {
  const problems: string[] = [];
  for (let e = 0; e < edgeCount(complex); e++) {
    const [left, right] = [complex.edgeFaces[2 * e] as number, complex.edgeFaces[2 * e + 1] as number];
    const units = [...complex.edgeUnits.subarray(complex.edgeUnitOffsets[e], complex.edgeUnitOffsets[e + 1])];
    const own = entries[Math.max(left, right)] as number[][];
    if (left >= 0 && right >= 0) {
      const want = changed(complex, entries[left] as number[][], entries[right] as number[][]);
      if (units.toSorted((a, b) => a - b).join() !== want.join())
        problems.push(`edge ${e}: units ${units}, but ${want} change`);
      if (want.length === 0 && complex.classes?.[left] === complex.classes?.[right])
        problems.push(`edge ${e} parts nothing`);
    }
    if (new Set(units).size !== units.length) problems.push(`edge ${e} lists a unit twice`);
    for (const end of [0, 1]) {
      const point = vertexOf(complex, complex.edgeVertices[2 * e + end] as number);
      const values = gatedValues(context, point, own);
      for (const unit of units)
        if (!vanishes(complex, values, unit))
          problems.push(`edge ${e}: unit ${unit} is not on a threshold at ${point}`);
    }
  }
  return problems;
}

function vanishes(complex: CellComplex, values: LayerValues[], unit: number): boolean {
  const { layer, unit: row } = unitAt(complex.layout, unit);
  const thresholds = complex.layout.gated.find((gated) => gated.layer === layer)?.activation.thresholds ?? [];
  const { z, scale } = values[layer - 1] as LayerValues;
  return thresholds.some((t) => Math.abs((z[row] as number) - t) <= NEAR * ((scale[row] as number) + Math.abs(t)));
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
  return [...checkFaceCodes(complex, context, entries, options), ...checkEdges(complex, context, entries)];
}
