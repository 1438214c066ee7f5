/** Colours of a figure's faces and edges in the mode in force, with the lines that go with them. */
import { type LineGroup, linesByLayer } from '../../core/figure/complexMarks';
import type { CellComplex } from '../../core/partition/complex';
import { isPlainMode } from '../../state/colourModes';
import type { LensStore, PartitionResult } from '../../state/types';
import type { Rgb } from '../palette';
import { colouringFor, densityFor, sharedEnd } from '../slice/colourer';
import { type Coloured, type FaceColours, faceColours } from '../slice/colours';
import { BORDER, DECISION, FIRST_LAYER, MAX_STYLES } from '../slice/edgeLines';
import { fieldColours } from '../slice/fieldColours';
import { facePixels, prepare } from '../slice/geometry';
import { type Lines, linesFor, visibleStyles } from '../slice/lines';
import { type FigureTheme, hex } from './figureTheme';
import type { Frame } from './frame';

/** `cells`: the result's faces, or its pieces with their lengths as areas. Values that are not computed yet leave them pale. */
export function figureColours(
  store: LensStore,
  result: PartitionResult,
  cells: Coloured,
  { palette }: FigureTheme,
): FaceColours {
  const { lens, session } = store;
  if (isPlainMode(lens.colour)) {
    const end = lens.colour === 'output' ? sharedEnd(session, cells, result.outputs) : undefined;
    return faceColours(cells, result.outputs, lens.colour, palette, end);
  }
  const density = densityFor(session, result);
  const source = { lens, result, data: session.data, density, faces: cells.areas.length, sizes: cells.areas };
  return fieldColours(colouringFor(store, result), source, palette);
}

const strokeOf = ({ styles, inks }: Lines, style: number, ink: Rgb): LineGroup['stroke'] => ({
  colour: hex(inks?.[style] ?? ink),
  width: styles[2 * style] as number,
  opacity: styles[2 * style + 1] as number,
});

/** Edges by the strength of their values: the weakest first, decision boundary and border last. */
function linesByValue(styles: Uint8Array, lines: Lines, ink: Rgb): readonly LineGroup[] {
  const groups = Array.from({ length: MAX_STYLES }, (): number[] => []);
  styles.forEach((style, edge) => {
    groups[style]?.push(edge);
  });
  const titles = new Map([
    [BORDER, 'border of the domain'],
    [DECISION, 'decision boundary'],
  ]);
  return groups
    .map((edges, style) => ({ title: titles.get(style) ?? 'bend', edges, stroke: strokeOf(lines, style, ink) }))
    .reverse()
    .filter(({ edges }) => edges.length > 0);
}

/** The lines of a figure as wide and strong as on the page at the same size. Layers that are not drawn are left out. `overField`: a field covers the faces. */
export function figureLines(
  store: LensStore,
  complex: CellComplex,
  { edges }: FaceColours,
  overField: boolean,
  { pane, theme }: Frame,
): readonly LineGroup[] {
  const { hiddenLayers, showDual: faint, viewport } = store.lens;
  const { layout } = complex;
  const crowd = Math.round(Math.min(40, facePixels(prepare(complex), viewport, pane)));
  const lines = linesFor({ crowd, bordersOnly: overField, edges: edges ?? null, layout, hiddenLayers, faint });
  const styleOf = (kind: string, depth: number): number => {
    if (kind === 'layer') return Math.min(MAX_STYLES - 1, FIRST_LAYER + depth);
    return kind === 'border' ? BORDER : DECISION;
  };
  const groups = edges
    ? linesByValue(visibleStyles(complex, edges.styles, hiddenLayers), lines, theme.ink)
    : linesByLayer(complex, ({ kind, depth }) => strokeOf(lines, styleOf(kind, depth), theme.ink));
  return groups.filter(({ stroke }) => stroke.opacity !== 0);
}
