import { i32, u32 } from '../math/typed';
import { nextMatch } from '../network/contestLinks';
import type { CodeLayout, Network } from '../network/network';
import type { CellComplex } from '../partition/complex';
import type { Slice } from '../slice/slice';
import { sliceBends } from './bends';
import { type Cells, haveMaps, layersOfUnits } from './cells';
import type { Grouping } from './disjointSets';
import { activeUnits } from './faceFields';
import { affinePieces, joinedAcross } from './pieces';
import { type Histogram, logHistogram, occurrences, type Summary, summarise } from './summary';

/**
 * The faces of the complex that layers 1 … layer alone would make, as groups of the faces at hand: two faces are in one
 * group when a way leads from one to the other across edges on which only deeper units change. These are as many as
 * there are different codes of the first layers, since a polytope is convex. A contest counts with the layer that ends it: who
 * has won so far shows in no edge where the winner loses later. Cost: the edges.
 */
export function regionsUpTo(cells: Cells, layer: number): Grouping {
  const { edgeUnitOffsets, edgeUnits, layout } = cells;
  const layers = decidedIn(layout);
  const open = Uint8Array.from({ length: edgeUnitOffsets.length - 1 }, (_, edge) => {
    for (let i = u32(edgeUnitOffsets, edge); i < u32(edgeUnitOffsets, edge + 1); i++)
      if (i32(layers, i32(edgeUnits, i)) <= layer) return 0;
    return 1;
  });
  return joinedAcross(cells, open);
}

/** The layer of every gated unit, by its index among all; of a match the layer of the contest's last one. */
function decidedIn(layout: CodeLayout): Int32Array {
  const layers = layersOfUnits(layout);
  for (const gated of [...layout.gated].reverse())
    for (let j = 0; j < gated.size && gated.contest; j++) {
      const next = nextMatch(layout, gated, j);
      if (next) layers[gated.firstUnit + j] = i32(layers, next.firstUnit + i32(gated.contest.nextUnit, j));
    }
  return layers;
}

/** Number of polytopes that the layers up to each gated one cut, in order (`regionsUpTo`). */
export function regionsByLayer(cells: Cells): { readonly layer: number; readonly regions: number }[] {
  return cells.layout.gated.map(({ layer }) => ({ layer, regions: regionsUpTo(cells, layer).count }));
}

/** Number of edges on each face's boundary: at least its corners, more where neighbours' boundaries end on its sides. */
export function edgesOfFaces({ faceOffsets }: Pick<CellComplex, 'faceOffsets'>): Int32Array {
  return Int32Array.from({ length: faceOffsets.length - 1 }, (_, f) => u32(faceOffsets, f + 1) - u32(faceOffsets, f));
}

/** A complex in numbers. */
export interface ComplexStatistics {
  readonly faces: number;
  readonly regionsByLayer: readonly { readonly layer: number; readonly regions: number }[];
  /** Distinct affine pieces (`affinePieces`); null where faces have no map of their own. */
  readonly pieces: number | null;
  readonly areas: Summary;
  /** Of log10 of the areas, in bins of a quarter. */
  readonly areaHistogram: Histogram;
  readonly edges: Summary;
  /** How many faces have 0, 1, 2, … edges. */
  readonly edgeCounts: Uint32Array;
  readonly activeUnits: Summary;
  /** How many faces have 0, 1, 2, … active units. */
  readonly activeCounts: Uint32Array;
  /** Of the edges inside the domain, in the metric of the slice; null as `pieces`. */
  readonly bends: Summary | null;
}

/** Everything at once. `bends`: `sliceBends`, where they are at hand. Cost: twice that of `sliceBends`. */
export function complexStatistics(
  network: Network,
  slice: Slice,
  complex: CellComplex,
  bends: Float64Array | null = haveMaps(network, complex) ? sliceBends(network, slice, complex) : null,
): ComplexStatistics {
  const edges = edgesOfFaces(complex);
  const active = activeUnits(complex);
  return {
    faces: edges.length,
    regionsByLayer: regionsByLayer(complex),
    pieces: bends ? affinePieces(network, slice, complex, bends).count : null,
    areas: summarise(complex.areas),
    areaHistogram: logHistogram(complex.areas),
    edges: summarise(edges),
    edgeCounts: occurrences(edges),
    activeUnits: summarise(active),
    activeCounts: occurrences(active),
    bends: bends ? summarise(bends) : null,
  };
}
