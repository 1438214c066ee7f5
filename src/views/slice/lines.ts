/** How the edges are drawn: by layer or by the strength of their values, and which layers' are not. */
import type { CodeLayout } from '../../core/network';
import type { CellComplex } from '../../core/partition/complex';
import type { Rgb } from '../palette';
import type { EdgeColours } from './colours';
import { edgeStyles, FIRST_LAYER, MAX_STYLES } from './edgeLines';
import { lineStyles } from './painter';

export interface Lines {
  /** [width in CSS pixels, opacity] a style. */
  readonly styles: Float32Array;
  /** Colour of each style; null: the theme's ink for all. */
  readonly inks: readonly (Rgb | null)[] | null;
}

interface LineSource {
  /** Typical size of a face on the screen in pixels. */
  readonly crowd: number;
  readonly bordersOnly: boolean;
  readonly edges: EdgeColours | null;
  readonly layout: CodeLayout;
  readonly hiddenLayers: readonly number[];
  /** Something else lies over the edges: they step back. */
  readonly faint: boolean;
}

/** In colours by value this style is not drawn. */
export const UNDRAWN = MAX_STYLES - 1;

/** Styles of the layers that are drawn, those of the hidden ones made invisible. */
function layerLines({ crowd, bordersOnly, layout, hiddenLayers }: LineSource): Float32Array {
  const styles = lineStyles(crowd, bordersOnly);
  const drawn = new Set<number>();
  layout.gated.forEach(({ layer }, depth) => {
    if (!hiddenLayers.includes(layer)) drawn.add(Math.min(MAX_STYLES - 1, FIRST_LAYER + depth));
  });
  for (let style = FIRST_LAYER; style < MAX_STYLES; style++) if (!drawn.has(style)) styles[2 * style + 1] = 0;
  return styles;
}

/** Styles of colours by value; finer where faces are only some pixels wide. */
function valueLines({ crowd, bordersOnly }: LineSource, edges: EdgeColours): Float32Array {
  const styles = lineStyles(crowd, bordersOnly);
  const finer = Math.min(1, Math.max(0.6, crowd / 20));
  for (let style = FIRST_LAYER; style < UNDRAWN; style++)
    styles.set([finer * (edges.lines[2 * style] as number), edges.lines[2 * style + 1] as number], 2 * style);
  styles.set([0, 0], 2 * UNDRAWN);
  return styles;
}

export function linesFor(source: LineSource): Lines {
  const { edges, faint } = source;
  const styles = edges ? valueLines(source, edges) : layerLines(source);
  if (faint)
    for (let style = FIRST_LAYER; style < MAX_STYLES; style++)
      styles[2 * style + 1] = 0.5 * (styles[2 * style + 1] as number);
  return { styles, inks: edges?.inks ?? null };
}

/** Styles of the edges with those of hidden layers (the shallowest that changes there) marked as not to be drawn. */
export function visibleStyles(complex: CellComplex, styles: Uint8Array, hiddenLayers: readonly number[]): Uint8Array {
  if (hiddenLayers.length === 0) return styles;
  const byLayer = edgeStyles(complex);
  const hidden = new Set<number>();
  complex.layout.gated.forEach(({ layer }, depth) => {
    if (hiddenLayers.includes(layer)) hidden.add(Math.min(MAX_STYLES - 1, FIRST_LAYER + depth));
  });
  return styles.map((style, edge) => (hidden.has(byLayer[edge] as number) ? UNDRAWN : style));
}
