/** A path as a link says it, what is known of it, and the actions that change it: part of the shape of the store (`types.ts`). */
import type { Network } from '../core/network/network';
import type { LongExtension, LongWalk, PathDensity, PathExtension, PathSamples, PathWalk } from '../core/path';
import type { Softness, SoftVariation } from '../core/soft';
import type { AlongKind } from '../workers/pathProtocol';
import type { AnchorSpec, Point2 } from './sliceTypes';

/** A point of the path: on the slice, where it follows the plane, or anywhere in the space that is sliced. */
export type PathVertex = { readonly kind: 'slice'; readonly at: Point2 } | AnchorSpec;

export interface PathSpec {
  /** At least two. */
  readonly vertices: readonly PathVertex[];
  /**
   * The space in which the path is straight between its vertices: 0 that which is sliced, l the activations of hidden layer
   * l of the whole network.
   */
  readonly layer: number;
}

/** A path that was walked: everything that the page shows of it, by the engine in float64. */
export interface WalkedPath {
  readonly spec: PathSpec;
  /** What was walked: the network that is sliced, or its layers after `spec.layer`. */
  readonly network: Network;
  /** The vertices in the space that is sliced. */
  readonly inputs: readonly Float64Array[];
  /** The vertices in the space in which the path is straight. */
  readonly vertices: readonly Float64Array[];
  /** Of a large network without the code of each piece, and perhaps of a part of the path. */
  readonly walk: PathWalk | LongWalk;
  readonly density: PathDensity;
  /** Null while it is awaited; of a large network without the crossings one by one. */
  readonly extension: PathExtension | LongExtension | null;
  /** Norms and angles at places of the path, where its walk has no code a piece; null while they are awaited, or not needed. */
  readonly samples: PathSamples | null;
  /** Finds out what was left when somebody stopped it; null: nothing was. */
  readonly again: (() => void) | null;
  /** Why the walk ends before the path does; null: it does not. */
  readonly part: PathPart | null;
}

/** What is there is being walked on, was stopped, or has as many pieces as are kept. */
export type PathPart = 'walking' | 'stopped' | 'full';

/** A walk under way, in a worker, or what is found out behind it. */
export interface PathProgress {
  readonly phase: 'walk' | AlongKind;
  /** Share of the path's length, and the crossings known so far; behind the walk the share of the work. */
  readonly share: number;
  readonly crossings: number;
  /** Share that is done of the stretch at hand, which may begin again. */
  readonly stretch: number;
  /** Somebody wants it to end. */
  readonly stopped: boolean;
}

/** Or why it could not be walked, in words. */
export type PathState = WalkedPath | { readonly fault: string };

/** Soft codes along a path that was walked, under the gates in force. */
export interface SoftPath {
  readonly path: WalkedPath;
  readonly gates: Softness;
  readonly soft: SoftVariation;
}

export interface PathActions {
  /** Puts a path in force, or takes it away; one that does not fit is refused with a notice. */
  setPath(path: PathSpec | null): void;
  /** A path from the selected input to the second one, or to the nearest data point of another class. */
  startPath(): void;
  /** A vertex of the path becomes a point of the slice. */
  movePathVertex(index: number, to: Point2): void;
  /** Ends the walk under way: what is walked so far stays. */
  stopPath(): void;
  /** Shows one place of the path everywhere (its parameter, from 0 to the number of legs); null: none. */
  pointAtPath(t: number | null): void;
}
