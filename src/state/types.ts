/** The shape of the store. `LensState` is what a link carries: plain JSON, the same after a round trip. */
import type { DataSet } from '../core/data/dataSet';
import type { AffineMap, Boundary, UnitRef } from '../core/network';
import type { Network } from '../core/network/network';
import type { Certificate } from '../core/partition/certificate';
import type { CellComplex } from '../core/partition/complex';
import type { Slice } from '../core/slice/slice';
import type { TrainingSpec } from '../core/training/trainingSpec';
import type { ModelStatus } from '../workers/modelProtocol';
import type { Layout } from './layout';

export type { DataSet } from '../core/data/dataSet';
export type { OptimizerName, TrainingSpec } from '../core/training/trainingSpec';
export type { BackendName, ModelStatus } from '../workers/modelProtocol';
export type { Layout } from './layout';

export type Point2 = readonly [number, number];

/** A point of R^d as a weighted sum of data points (weights sum to 1), or written out. */
export type AnchorSpec =
  | { readonly kind: 'mix'; readonly terms: readonly (readonly [dataIndex: number, weight: number])[] }
  | { readonly kind: 'input'; readonly values: readonly number[] };

export type SliceSpec =
  /** Two input axes (from 0); all other inputs are 0. */
  | { readonly kind: 'axes'; readonly axes: readonly [number, number] }
  /**
   * The plane through three anchors with orthonormal axes. Anchor a lies at `at` (slice coordinates), b − a points at
   * `angle` (radians), c lies to the left of a → b when `handed` is 1, to the right when −1. So moving an anchor inside
   * the plane leaves the picture where it is, and exchanging one turns the plane about the others.
   */
  | {
      readonly kind: 'anchors';
      readonly anchors: readonly [AnchorSpec, AnchorSpec, AnchorSpec];
      readonly at: Point2;
      readonly angle: number;
      readonly handed: 1 | -1;
    };

export type ColourMode = 'code' | 'class' | 'output';
/** Weights as float32 values, layer by layer: W row-major (outputs × inputs), then b. */
export type FlatWeights = readonly number[];

/** A network that is no scene's: shape and weights in full (float64 where imported so). */
export interface CustomNetwork {
  readonly name: string;
  readonly precision: 'float32' | 'float64';
  readonly inputSize: number;
  readonly layers: readonly { readonly size: number; readonly activation: string; readonly alpha?: number }[];
  readonly weights: FlatWeights;
}

/** Everything a link restores. */
export interface LensState {
  readonly version: 1;
  readonly scene: string;
  /** Null: the scene's own network. */
  readonly network: CustomNetwork | null;
  /** Null: the weights the scene starts with (or the custom network's). Float32 values otherwise (a trained network). */
  readonly weights: FlatWeights | null;
  /** Training steps behind `weights`. */
  readonly step: number;
  readonly slice: SliceSpec;
  /** Convex, counter-clockwise, in slice coordinates. Counts and certificate belong to it. For one input: [lo, 0], [hi, 0]. */
  readonly domain: readonly Point2[];
  /** The selected input, in slice coordinates. */
  readonly point: Point2;
  /** Centre of the pane and the length in slice units that its shorter side shows. */
  readonly viewport: { readonly centre: Point2; readonly span: number };
  readonly colour: ColourMode;
  /** Cut only by layers 1 … upToLayer; null: all. */
  readonly upToLayer: number | null;
  /** Cut along the winning class's boundary, too. */
  readonly decision: boolean;
  readonly showData: boolean;
  /** Paint tfjs's output field under the polytopes (colour `output`). */
  readonly showField: boolean;
  readonly training: TrainingSpec;
  /** Which parts of the page are shown. */
  readonly layout: Layout;
}

/** A message for the user: what and where. */
export interface Notice {
  readonly id: number;
  readonly kind: 'error' | 'warning' | 'info';
  readonly text: string;
}

/** The result of the newest partition that came back. Replaced as a whole. */
export interface PartitionResult {
  readonly generation: number;
  readonly network: Network;
  readonly slice: Slice;
  /** Null for a network with one input, then `interval` is set. */
  readonly complex: CellComplex | null;
  readonly interval: import('../core/partition/interval').IntervalComplex | null;
  /** Output at each face's centroid, F × outputs, from the engine. */
  readonly outputs: Float64Array;
  readonly seconds: number;
  /** Arrives after the complex. */
  readonly certificate: Certificate | null;
}

/** All that the inspector shows of the selected input, computed by the engine in float64. */
export interface Inspection {
  readonly x: Float64Array;
  readonly output: Float64Array;
  readonly preActivations: readonly Float64Array[];
  /** Bit-packed over all gated layers. */
  readonly code: Uint32Array;
  /** outputs × d. */
  readonly map: AffineMap;
  /** outputs × 2, in slice coordinates. */
  readonly sliceMap: AffineMap;
  readonly nearestBoundary: Boundary | null;
  readonly nearestBoundaryInSlice: Boundary | null;
  /** Units whose boundary the point lies on; empty in the interior. */
  readonly onBoundary: readonly UnitRef[];
  /** |A x + c − f(x)|, relative. */
  readonly residual: number;
  /** Face of the current complex that holds the point; −1 outside the domain. */
  readonly face: number;
}

export interface TrainingStatus {
  readonly running: boolean;
  readonly step: number;
  /** Loss and accuracy (null for regression) at recorded steps, oldest first, at most some hundred. */
  readonly history: readonly {
    readonly step: number;
    readonly loss: number;
    readonly accuracy: number | null;
    readonly faces: number;
  }[];
}

/** What undo and redo would do next, in words; null where there is nothing. */
export interface HistoryStatus {
  readonly undo: string | null;
  readonly redo: string | null;
  /** What was undone or done again just now, to be read out. */
  readonly said: string;
}

/** RGBA-free output field: `values` row-major from the top row (largest q), outputs × 1 (the scalar that is coloured). */
export interface OutputField {
  readonly width: number;
  readonly height: number;
  /** Slice coordinates of the field's corners: [p0, q0] bottom left, [p1, q1] top right. */
  readonly from: Point2;
  readonly to: Point2;
  readonly values: Float32Array;
  /** Which lens state it belongs to. */
  readonly generation: number;
}

/** Derived and passing things; never in a link. */
export interface SessionState {
  readonly phase: 'loading' | 'ready';
  readonly sceneTitle: string;
  /** The network in force (weights applied) and the slice in R^d; the last good ones when the state is in error. */
  readonly network: Network;
  readonly slice: Slice;
  readonly data: DataSet | null;
  readonly result: PartitionResult | null;
  /** Faces so far of the running partition, null when none runs. */
  readonly progress: number | null;
  readonly inspection: Inspection | null;
  /** Gated unit (index among all) lit in slice and code bar. */
  readonly litUnit: number | null;
  readonly hoverFace: number;
  readonly training: TrainingStatus;
  readonly model: ModelStatus;
  readonly field: OutputField | null;
  readonly notices: readonly Notice[];
  readonly history: HistoryStatus;
}

export interface Actions {
  openScene(id: string): Promise<void>;
  /** Replaces the lens state; invalid values are refused with a notice and nothing changes. */
  load(state: unknown): Promise<boolean>;
  /** Plain JSON network (text) as a new network with two axes as its slice. Refused with a notice when bad. */
  importNetwork(text: string, fileName: string): Promise<boolean>;
  exportNetwork(): string;
  setPoint(point: Point2): void;
  setViewport(viewport: LensState['viewport']): void;
  /** The domain becomes this polygon (for instance the visible pane). */
  setDomain(domain: readonly Point2[]): void;
  resetView(): void;
  setAnchor(index: 0 | 1 | 2, anchor: AnchorSpec): void;
  /** Moves an anchor inside the plane to slice coordinates. */
  moveAnchor(index: 0 | 1 | 2, to: Point2): void;
  setColour(colour: ColourMode): void;
  setUpToLayer(layer: number | null): void;
  setDecision(on: boolean): void;
  setShowData(on: boolean): void;
  setShowField(on: boolean): void;
  setLayout(layout: Layout): void;
  setTraining(training: Partial<TrainingSpec>): void;
  play(): void;
  pause(): void;
  stepOnce(): void;
  /** Back to the same weights that the scene (or the imported network) began with. */
  resetWeights(): void;
  lightUnit(unit: number | null): void;
  hover(face: number): void;
  cancelPartition(): void;
  /** Takes the newest step back, or the gesture under way. Without one nothing happens. */
  undo(): void;
  redo(): void;
  /** What changes from here to `commitGesture` is one step, called `name` or by what it did. */
  beginGesture(name?: string): void;
  commitGesture(): void;
  /** Takes a gesture back, as if it had not begun. */
  cancelGesture(): void;
  notify(kind: Notice['kind'], text: string): void;
  dismiss(id: number): void;
}

export interface LensStore {
  readonly lens: LensState;
  readonly session: SessionState;
  readonly actions: Actions;
}
