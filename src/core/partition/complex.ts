import type { CodeLayout } from '../network/network';

/**
 * A slice cut into its exact polytopes: a planar cell complex in flat, transferable arrays.
 * With V vertices, E edges, F faces and H = faceOffsets[F] half-edges, V − E + F = 1.
 * Faces are convex and counter-clockwise; a loop may hold collinear vertices where a neighbour's boundary ends on it.
 * About 130 bytes a face plus its code.
 */
export interface CellComplex {
  /** 2V slice coordinates [p0, q0, p1, q1, …]. */
  readonly vertices: Float64Array;
  /** F + 1 offsets into `faceVertices` and `faceEdges`. */
  readonly faceOffsets: Uint32Array;
  /** H vertex indices, face by face. */
  readonly faceVertices: Int32Array;
  /** H edge indices; entry i is the edge from `faceVertices[i]` to the next vertex of the loop. */
  readonly faceEdges: Int32Array;
  /** 2E vertex indices. */
  readonly edgeVertices: Int32Array;
  /** 2E face indices: left and right of the edge's direction; −1 outside the domain. */
  readonly edgeFaces: Int32Array;
  /** E + 1 offsets into `edgeUnits`. */
  readonly edgeUnitOffsets: Uint32Array;
  /**
   * Gated units (index among all, see `unitAt`) that change their piece across the edge, one where the winner of a contest
   * changes (`separates`); on the border those whose boundary lies on it. Empty for a decision boundary that is no unit's boundary.
   */
  readonly edgeUnits: Int32Array;
  /** F × layout.words bit-packed spline codes. */
  readonly codes: Uint32Array;
  readonly layout: CodeLayout;
  /** F areas in the metric of the slice. */
  readonly areas: Float64Array;
  /** 2F centroids in slice coordinates. */
  readonly centroids: Float64Array;
  /** F winning classes (arg-max of the outputs; 1 or 0 for a single one against its threshold), when asked for. */
  readonly classes: Int32Array | null;
  /** F × outputs, row-major: the network's outputs at the centroids, when asked for. */
  readonly outputs: Float64Array | null;
  /** Cells thinner than the merge tolerance that were not cut off. */
  readonly merged: number;
  /** Cells where float64 cannot tell on which side of a threshold a unit is. */
  readonly undecided: number;
}

/** What to cut by, beyond all gated layers. */
export interface PartitionOptions {
  /** Cut only by layers 1 … upToLayer (all by default). Codes then cover these layers only. */
  readonly upToLayer?: number;
  /** Also cut along the boundary of the winning class. Without effect where `upToLayer` stops before the read-out. */
  readonly decision?: { readonly threshold?: number } | undefined;
  /** Also give the outputs at the centroids. Without effect where `upToLayer` stops before the read-out. */
  readonly outputs?: boolean;
}

export const faceCount = (complex: CellComplex): number => complex.faceOffsets.length - 1;
export const vertexCount = (complex: CellComplex): number => complex.vertices.length / 2;
export const edgeCount = (complex: CellComplex): number => complex.edgeVertices.length / 2;
