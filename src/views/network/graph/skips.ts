/** Connections of a graph that pass over nodes, as side lines of the list of nodes. No drawing. */
import type { NodeSummary } from '../../../core/graph';

/** What a row shows of a connection that begins, passes or ends there. */
export interface SkipPart {
  readonly lane: number;
  readonly kind: 'begins' | 'passes' | 'ends';
  readonly from: string;
  readonly to: string;
}

export interface Skips {
  /** Lines that run beside one another at most. */
  readonly lanes: number;
  /** Parts of each row. */
  readonly rows: readonly (readonly SkipPart[])[];
}

/** Lanes that are drawn: connections for which none is free are named in their rows alone. */
const MOST_LANES = 6;

/** Connections from further up than the row before, shortest first, each in the first lane that is free all the way. */
export function skipsOf(nodes: readonly Pick<NodeSummary, 'name' | 'inputs'>[]): Skips {
  const place = new Map(nodes.map(({ name }, i) => [name, i]));
  const edges = nodes.flatMap(({ inputs }, end) =>
    [...new Set(inputs)].flatMap((name) => {
      const begin = place.get(name);
      return begin === undefined || begin >= end - 1 ? [] : [{ begin, end }];
    }),
  );
  const rows: SkipPart[][] = nodes.map(() => []);
  const taken: { begin: number; end: number }[][] = [];
  for (const edge of edges.sort((a, b) => a.end - a.begin - (b.end - b.begin) || a.begin - b.begin)) {
    let lane = taken.findIndex((others) => others.every(({ begin, end }) => end <= edge.begin || begin >= edge.end));
    if (lane < 0) lane = taken.push([]) - 1;
    taken[lane]?.push(edge);
    if (lane >= MOST_LANES) continue;
    const [from, to] = [nodes[edge.begin]?.name ?? '', nodes[edge.end]?.name ?? ''];
    for (let row = edge.begin; row <= edge.end; row++) {
      const kind = row === edge.begin ? 'begins' : row === edge.end ? 'ends' : 'passes';
      rows[row]?.push({ lane, kind, from, to });
    }
  }
  return { lanes: Math.min(taken.length, MOST_LANES), rows };
}
