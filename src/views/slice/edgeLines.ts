/** The lines to draw: edges by style, in the order of drawing, those that run on straight joined to one. */
import type { CellComplex } from '../../core/partition/complex';

export const BORDER = 0;
export const DECISION = 1;
export const FIRST_LAYER = 2;
export const MAX_STYLES = 16;

/** Straight lines from vertex to vertex, deepest layer first, the border last. About a third as many as edges. */
export interface EdgeLines {
  /** Two vertices a line. */
  readonly ends: Int32Array;
  /** Style of each line: BORDER, DECISION, or FIRST_LAYER + layer − 1 (counting gated layers, at most MAX_STYLES). */
  readonly styles: Uint8Array;
}

/** Style of each edge: border, decision boundary, or the shallowest gated layer of which a unit changes on it. */
export function edgeStyles({ edgeFaces, edgeUnits, edgeUnitOffsets, layout }: CellComplex): Uint8Array {
  const ofUnit = new Uint8Array(layout.units);
  layout.gated.forEach(({ firstUnit, size }, depth) => {
    ofUnit.fill(Math.min(MAX_STYLES - 1, FIRST_LAYER + depth), firstUnit, firstUnit + size);
  });
  const styles = new Uint8Array(edgeFaces.length / 2);
  for (let edge = 0; edge < styles.length; edge++) {
    if (edgeFaces[2 * edge] === -1 || edgeFaces[2 * edge + 1] === -1) continue;
    let style = MAX_STYLES;
    for (let i = edgeUnitOffsets[edge] as number; i < (edgeUnitOffsets[edge + 1] as number); i++)
      style = Math.min(style, ofUnit[edgeUnits[i] as number] as number);
    styles[edge] = style === MAX_STYLES ? DECISION : style;
  }
  return styles;
}

/** Edges in the order of drawing: deepest layer first, decision boundary and border last. */
function drawingOrder(styles: Uint8Array): Int32Array {
  const places = new Int32Array(MAX_STYLES + 1);
  for (let edge = 0; edge < styles.length; edge++) {
    const after = MAX_STYLES - (styles[edge] as number);
    places[after] = (places[after] as number) + 1;
  }
  for (let i = 1; i <= MAX_STYLES; i++) places[i] = (places[i] as number) + (places[i - 1] as number);
  const order = new Int32Array(styles.length);
  for (let edge = 0; edge < styles.length; edge++) {
    const rank = MAX_STYLES - 1 - (styles[edge] as number);
    const place = places[rank] as number;
    order[place] = edge;
    places[rank] = place + 1;
  }
  return order;
}

// A vertex this near to the chord of its neighbours, relative to the largest coordinate, is on it but for rounding.
const STRAIGHT = 2 ** -50;

/** Whether the path a – b – c runs straight on at b, where a and c may be `reach` off the line. */
function runsOn(vertices: Float64Array, a: number, b: number, c: number, reach: number): boolean {
  const p = vertices[2 * b] as number;
  const q = vertices[2 * b + 1] as number;
  const aP = (vertices[2 * a] as number) - p;
  const aQ = (vertices[2 * a + 1] as number) - q;
  const cP = (vertices[2 * c] as number) - p;
  const cQ = (vertices[2 * c + 1] as number) - q;
  if (aP * cP + aQ * cQ >= 0) return false;
  const area = aP * cQ - aQ * cP;
  const chordP = aP - cP;
  const chordQ = aQ - cQ;
  return area * area <= reach * reach * (chordP * chordP + chordQ * chordQ);
}

/**
 * The half-edge with which each half-edge runs on straight in its own style; −1: none. Half-edge 2e is the end of edge e at
 * its first vertex, 2e + 1 the one at its second.
 */
function continuations({ vertices, edgeVertices }: CellComplex, styles: Uint8Array): Int32Array {
  const partner = new Int32Array(edgeVertices.length).fill(-1);
  // A list of the ends at each vertex that wait for their continuation.
  const waiting = new Int32Array(vertices.length / 2).fill(-1);
  const next = new Int32Array(edgeVertices.length);
  let largest = 0;
  for (let i = 0; i < vertices.length; i++) largest = Math.max(largest, Math.abs(vertices[i] as number));
  const reach = STRAIGHT * largest;
  for (let half = 0; half < edgeVertices.length; half++) {
    const at = edgeVertices[half] as number;
    const from = edgeVertices[half ^ 1] as number;
    const style = styles[half >> 1] as number;
    let before = -1;
    let other = waiting[at] as number;
    while (other >= 0) {
      const to = edgeVertices[other ^ 1] as number;
      if (styles[other >> 1] === style && runsOn(vertices, from, at, to, reach)) break;
      before = other;
      other = next[other] as number;
    }
    if (other < 0) {
      next[half] = waiting[at] as number;
      waiting[at] = half;
      continue;
    }
    partner[half] = other;
    partner[other] = half;
    if (before < 0) waiting[at] = next[other] as number;
    else next[before] = next[other] as number;
  }
  return partner;
}

/** Lines of a complex; `edgeStyle`: the style of each edge, its layer's by default. Cost: linear in the edges, about a millisecond for 20,000. */
export function edgeLines(complex: CellComplex, edgeStyle: Uint8Array = edgeStyles(complex)): EdgeLines {
  const { edgeVertices } = complex;
  const partner = continuations(complex, edgeStyle);
  const joined = new Uint8Array(edgeStyle.length);
  const ends = new Int32Array(edgeVertices.length);
  const styles = new Uint8Array(edgeStyle.length);
  const followed = (from: number): number => {
    let half = from;
    for (let on = partner[half] as number; on >= 0 && !joined[on >> 1]; on = partner[half] as number) {
      joined[on >> 1] = 1;
      half = on ^ 1;
    }
    return edgeVertices[half] as number;
  };
  let count = 0;
  const order = drawingOrder(edgeStyle);
  for (let i = 0; i < order.length; i++) {
    const edge = order[i] as number;
    if (joined[edge]) continue;
    joined[edge] = 1;
    ends[2 * count] = followed(2 * edge);
    ends[2 * count + 1] = followed(2 * edge + 1);
    styles[count++] = edgeStyle[edge] as number;
  }
  return { ends: ends.slice(0, 2 * count), styles: styles.slice(0, count) };
}
