/** Piecewise-linear functions of one number: what several nodes make of the values of one, as one function. */
import type { GraphNode, ScaleNode } from '../../core/graph/types';
import { isSmooth, type PieceTable, type PiecewiseLinear, piecewiseLinear } from '../../core/network/activation';

/** Nodes by name. */
export type Nodes = { readonly get: (name: string) => GraphNode | undefined };

const bits = new DataView(new ArrayBuffer(8));

/** The smallest float64 above a finite number. Pieces are half-open at the other end. */
export function nextAbove(value: number): number {
  if (value === 0) return Number.MIN_VALUE;
  bits.setFloat64(0, value);
  bits.setBigInt64(0, bits.getBigInt64(0) + (value > 0 ? 1n : -1n));
  return bits.getFloat64(0);
}

/** slope·x + offset */
export const line = (slope: number, offset: number): PiecewiseLinear => ({
  slopes: [slope],
  offsets: [offset],
  thresholds: [],
  atThreshold: 'above',
});

type Line = readonly [slope: number, offset: number];

/** On each piece that several functions have in common, what `make` makes of their lines there. */
export function combined(curves: readonly PiecewiseLinear[], make: (lines: readonly Line[]) => Line): PiecewiseLinear {
  const sides = new Set(curves.filter(({ thresholds }) => thresholds.length > 0).map((curve) => curve.atThreshold));
  const atThreshold = sides.size === 1 ? ([...sides][0] as 'above' | 'below') : 'above';
  // At a threshold of the lower piece ends what begins just above it.
  const ends = curves.map((curve) =>
    curve.atThreshold === atThreshold ? curve.thresholds : curve.thresholds.map(nextAbove),
  );
  const thresholds = [...new Set(ends.flat())].sort((a, b) => a - b);
  const lines = [Number.NEGATIVE_INFINITY, ...thresholds].map((from) =>
    make(
      curves.map(({ slopes, offsets }, i) => {
        const piece = (ends[i] as readonly number[]).filter((threshold) => threshold <= from).length;
        return [slopes[piece] as number, offsets[piece] as number];
      }),
    ),
  );
  // What is the same on both sides of a threshold is one piece.
  const kept = lines.flatMap((one, r) => (r === 0 || one.join() !== (lines[r - 1] as Line).join() ? [r] : []));
  return {
    slopes: kept.map((r) => (lines[r] as Line)[0]),
    offsets: kept.map((r) => (lines[r] as Line)[1]),
    thresholds: kept.slice(1).map((r) => thresholds[r - 1] as number),
    atThreshold,
  };
}

/** One function where a condition is 1, another where it is 0. */
export const choice = (condition: PiecewiseLinear, yes: PiecewiseLinear, no: PiecewiseLinear): PiecewiseLinear =>
  combined([condition, yes, no], ([asked, one, other]) => (asked?.[1] === 1 ? one : other) as Line);

/** The piece that a number lies in. */
function pieceAt({ thresholds, atThreshold }: PiecewiseLinear, value: number): number {
  return thresholds.filter((threshold) => threshold < value || (threshold === value && atThreshold === 'above')).length;
}

/**
 * A function of what a node gives, as one of what this takes: behind a ReLU or a clip, which give what they take or a constant.
 * There values lie exactly at a threshold on whole regions. Null: of another node it would have to be rounded.
 */
export function behind(
  name: string,
  curve: PiecewiseLinear,
  nodes: Nodes,
): { readonly input: string; readonly curve: PiecewiseLinear } | null {
  const node = nodes.get(name);
  if (node?.op !== 'activation' || isSmooth(node.activation)) return null;
  const inner = piecewiseLinear(node.activation);
  const { slopes, offsets } = inner;
  if (slopes.some((slope, r) => slope !== 0 && !(slope === 1 && offsets[r] === 0))) return null;
  const all = combined([inner, curve], ([given, own]) => {
    const [slope, offset] = given as Line;
    if (slope === 1) return own as Line;
    const piece = pieceAt(curve, offset);
    return [0, (curve.slopes[piece] as number) * offset + (curve.offsets[piece] as number)];
  });
  return { input: node.inputs[0] as string, curve: all };
}

/** A node as a function of the values of another, or of itself; null: it is no such thing. */
export function curveOf(name: string, x: string, nodes: Nodes): PiecewiseLinear | null {
  if (name === x) return line(1, 0);
  const node = nodes.get(name);
  if (node?.op === 'activation' && !isSmooth(node.activation)) {
    const [taken] = node.inputs as [string];
    const own = piecewiseLinear(node.activation);
    if (taken === x) return own;
    const inner = behind(taken, own, nodes);
    return inner?.input === x ? inner.curve : null;
  }
  const scaled = scaledFrom(name, x, nodes);
  return scaled.input === x ? line(scaled.factor, scaled.offset) : null;
}

/** A node whose values are 0 or 1, as a function of those of another. */
export interface Truth {
  readonly input: string;
  readonly curve: PiecewiseLinear;
  readonly label: string;
}

/** Null: its values are others, or no function of one node's. */
export function truthOf(name: string, nodes: Nodes): Truth | null {
  const node = nodes.get(name);
  const turned = uniform(node);
  if (turned?.factor === -1 && turned.offset === 1) {
    const inner = truthOf(turned.input, nodes);
    const curve = inner && combined([inner.curve], ([truth]) => [0, 1 - (truth as Line)[1]]);
    return inner && curve && { input: inner.input, curve, label: `not ${inner.label}` };
  }
  if (node?.op !== 'activation' || node.activation.name !== 'table') return null;
  const table = node.activation.table as PieceTable;
  const { slopes, offsets } = table;
  if (!slopes.every((slope) => slope === 0) || !offsets.every((offset) => offset === 0 || offset === 1)) return null;
  return { input: node.inputs[0] as string, curve: piecewiseLinear(node.activation), label: table.label };
}

/** A value as factor·input + offset: scales by one number are undone one after the other, down to `end` or to another op. */
export function scaledFrom(name: string, end: string | null, nodes: Nodes): Scaled {
  let all: Scaled = { input: name, factor: 1, offset: 0 };
  for (let next = uniform(nodes.get(name)); next && all.input !== end; next = uniform(nodes.get(all.input)))
    all = { input: next.input, factor: all.factor * next.factor, offset: all.factor * next.offset + all.offset };
  return all;
}

/** factor·input + offset */
export interface Scaled {
  readonly input: string;
  readonly factor: number;
  readonly offset: number;
}

/** A scale by one number for all; null: not that. */
export function uniform(node: GraphNode | undefined): Scaled | null {
  if (node?.op !== 'scale') return null;
  const { factors, offsets, inputs } = node satisfies ScaleNode;
  const [factor, offset] = [factors[0] as number, offsets[0] as number];
  if (factors.some((value) => value !== factor) || offsets.some((value) => value !== offset)) return null;
  return { input: inputs[0] as string, factor, offset };
}
