/** The shape of the store. `LensState` is what a link carries: plain JSON, the same after a round trip. */
import type { DataSet } from '../core/data/dataSet';
import type { UnitRef } from '../core/network';
import type { Network } from '../core/network/network';
import type { Slice } from '../core/slice/slice';
import type { TrainingSpec } from '../core/training/trainingSpec';
import type { ModelStatus } from '../workers/modelProtocol';
import type { Actions } from './actionTypes';
import type { AttackSettings, AttackState } from './attackTypes';
import type { ClampedUnit } from './clamps';
import type { ClassComparison } from './classTypes';
import type { Colouring, ColourMode } from './colourModes';
import type { DataSpec, OpenTable } from './dataTypes';
import type { DensitySpec, DensityState } from './densityTypes';
import type { Detail } from './detail';
import type { Recipe, SeededNetwork } from './editorTypes';
import type { ExperimentSettings } from './experimentTypes';
import type { FacetsRequest, FacetsState } from './facetTypes';
import type { HistoryStatus } from './historyTypes';
import type { Layout } from './layout';
import type { OpenModel } from './modelTypes';
import type { FlatWeights, OwnNetwork } from './networkTypes';
import type { PathProgress, PathSpec, PathState, SoftPath } from './pathTypes';
import type { OpenPictures } from './pictureTypes';
import type { Recording } from './recording/recording';
import type { Inspection, PartitionResult, Whole } from './resultTypes';
import type { ScalingRun } from './scaling';
import type { SketchState } from './sketch';
import type { Point2, SliceSpec } from './sliceTypes';
import type { LargeSoftState, SoftFieldState, SoftSpec } from './softTypes';
import type { OutputField, TrainingStatus } from './trainingTypes';

export type { DataSet } from '../core/data/dataSet';
export type { OptimizerName, TrainingSpec } from '../core/training/trainingSpec';
export type { BackendName, ModelStatus } from '../workers/modelProtocol';
export type { PartitionStatistics } from '../workers/protocol';
export type { Actions } from './actionTypes';
export type { AttackSettings, AttackState, FoundAttack } from './attackTypes';
export type { ClassComparison, ClassDensities, ClassOptions } from './classTypes';
export type { Colouring, ColourMode } from './colourModes';
export type { DensityReading, DensitySpec, DensityState } from './densityTypes';
export type { ExperimentSettings } from './experimentTypes';
export type { FacetBox, FacetsRequest, FacetsState, FoundFacets, TrailPoint, TrailStep } from './facetTypes';
export type { HistoryStatus } from './historyTypes';
export type { Layout } from './layout';
export type { CustomNetwork, FlatWeights, GraphNetwork, OwnNetwork } from './networkTypes';
export type { PathSpec, PathVertex, SoftPath, WalkedPath } from './pathTypes';
export type { Inspection, PartitionResult, Whole } from './resultTypes';
export type { AnchorSpec, Offset, Point2, SliceKind, SliceSpec } from './sliceTypes';
export type { LargeSoftState, SoftFieldState, SoftSpec } from './softTypes';
export type { OutputField, TrainingStatus } from './trainingTypes';

/** Everything a link restores. */
export interface LensState {
  readonly version: 1;
  readonly scene: string;
  /** Null: the scene's own network, or a seeded one. */
  readonly network: OwnNetwork | null;
  /** A network drawn from a seed for the data in force; null beside `network`. */
  readonly seeded: SeededNetwork | null;
  /** Null: the scene's own data. */
  readonly dataSpec: DataSpec | null;
  /** Null: the weights that the network in force starts with. Float32 values otherwise (trained or edited). */
  readonly weights: FlatWeights | null;
  /** Training steps behind `weights`. */
  readonly step: number;
  /** What is sliced: 0 the inputs, l the activations of hidden layer l, which the layers after it take. */
  readonly space: number;
  readonly slice: SliceSpec;
  /** Convex, counter-clockwise, in slice coordinates. Counts and certificate belong to it. For one input: [lo, 0], [hi, 0]. */
  readonly domain: readonly Point2[];
  /** The selected input, in slice coordinates. */
  readonly point: Point2;
  /** Another input beside the selected one, in slice coordinates; null: there is none. */
  readonly second: Point2 | null;
  /** A path of inputs, walked from boundary to boundary; null: there is none. */
  readonly path: PathSpec | null;
  /** The attack that the selected input is under; null: none is. */
  readonly attack: AttackSettings | null;
  /** What the experiments are asked; what comes of them is in the session. */
  readonly experiments: ExperimentSettings;
  /** Within what the polytope in R^d is looked at, when its facets are asked for. */
  readonly facets: FacetsRequest;
  /** Places of the slice whose values stay in sight, in slice coordinates, the oldest first; at most MAX_PINS. */
  readonly pins: readonly Point2[];
  /** Centre of the pane and the length in slice units that its shorter side shows. */
  readonly viewport: { readonly centre: Point2; readonly span: number };
  readonly colour: ColourMode;
  /** The gated unit of the colours by a unit: layer from 1 in the whole network, unit from 0. */
  readonly colourUnit: UnitRef;
  /** The output of the colours by one output (from 0). */
  readonly colourOutput: number;
  /** How density maps are measured. */
  readonly density: DensitySpec;
  /** How soft the codes are; null: the lens shows hard ones alone. */
  readonly soft: SoftSpec | null;
  /** Layers of the whole network (from 1, rising) whose edges are cut but not drawn. */
  readonly hiddenLayers: readonly number[];
  /** Draw the dual graph: a node a polytope, a line between neighbours. */
  readonly showDual: boolean;
  /** Cut only by layers up to this one of the whole network; null: by all. */
  readonly upToLayer: number | null;
  /** Cut along the winning class's boundary, too. */
  readonly decision: boolean;
  readonly showData: boolean;
  /** Data with more than two inputs: how far from the plane a point may lie to be drawn (in R^d); null: none is. */
  readonly reach: number | null;
  /** Paint tfjs's output field under the polytopes (colour `output`). */
  readonly showField: boolean;
  readonly training: TrainingSpec;
  /** Units that are held on a piece whatever their pre-activation; the weights stay as they are. */
  readonly clamps: readonly ClampedUnit[];
  /** While units are clamped: draw the boundaries that there are without the clamps. */
  readonly showFormer: boolean;
  /** Another time of the same network, shown beside the one in force: its weights (null: the first ones) and step. */
  readonly compare: { readonly weights: FlatWeights | null; readonly step: number } | null;
  /** One output as a height over the slice in place of the plane: which, and from where it is seen (radians). */
  readonly surface: { readonly output: number; readonly azimuth: number; readonly elevation: number } | null;
  /** Which parts of the page are shown. */
  readonly layout: Layout;
}

/** A message for the user: what and where. */
export interface Notice {
  readonly id: number;
  readonly kind: 'error' | 'warning' | 'info';
  readonly text: string;
  /** How often it was said while it stood, at least 1. */
  readonly count: number;
  /** It is about something that was to be opened (a file, a link, a scene): over when something else has been. */
  readonly ofOpening: boolean;
}

/** A scene on its way: the file that has most to come still, and its bytes. */
export interface Opening {
  readonly scene: string;
  readonly file: string;
  readonly done: number;
  /** Null where the server does not say it. */
  readonly total: number | null;
}

/** Derived and passing things; never in a link. */
export interface SessionState {
  readonly phase: 'loading' | 'ready';
  readonly sceneTitle: string;
  /** The network in force (weights applied) from its first layer on, and its data: what is trained and saved. */
  readonly whole: Whole;
  /**
   * What is sliced of it, with the clamps: all, or the layers after layer `space`. The slice lies in its input space.
   */
  readonly network: Network;
  readonly slice: Slice;
  /** The data in that space: the inputs, or what they make of layer `space`. */
  readonly data: DataSet | null;
  readonly result: PartitionResult | null;
  /** Samples of what is being cut, where that takes long; null: none. See `sketchInForce`. */
  readonly sketch: SketchState | null;
  /** The partition by the weights of `lens.compare`, on the same slice and domain. */
  readonly compared: PartitionResult | null;
  /** What colours it, as `colouring` does the result in force. */
  readonly comparedColouring: Colouring | null;
  /** At a deep zoom: the part in sight, cut once more. It may be of an older result: see `detailInForce`. */
  readonly detail: Detail | null;
  readonly detailColouring: Colouring | null;
  /** What colours the result where the mode needs more than the result. */
  readonly colouring: Colouring | null;
  /** The density map over the plane; null while the colours are others or its code is not there yet. */
  readonly density: DensityState | null;
  /** The field of soft codes under the polytopes; null: the colours show none, or nothing is soft. */
  readonly softField: SoftFieldState | null;
  /** The soft code at the point of a large network; null of others, and while nothing is soft. */
  readonly largeSoft: LargeSoftState | null;
  /** The newest look at a scaled activation of a large network; null: there was none. */
  readonly scaling: ScalingRun | null;
  /** Faces so far of the running partition, null when none runs. */
  readonly progress: number | null;
  /** Share of its work that is done; null where that is not known. */
  readonly progressShare: number | null;
  /** Why the newest partition failed; null once one came back. */
  readonly fault: string | null;
  /** Why the newest opening that failed did so, as its notice says; `retryOpening` tries it again. */
  readonly failedOpening: string | null;
  /** The files that an opening fetches; null: none. Until it is there, what was there stays. */
  readonly opening: Opening | null;
  readonly inspection: Inspection | null;
  /** A worker computes the inspection of a newer point, or the map of this one. */
  readonly inspecting: boolean;
  /** Grows with each answer of a worker about the second point or a pin, so that it is shown. */
  readonly pointsAnswered: number;
  /** The path of the state, walked; null while there is none or its code is not there yet. */
  readonly path: PathState | null;
  /** The walk of a large network's path; null: none is under way. */
  readonly pathProgress: PathProgress | null;
  /** Soft codes along the path, of the newest path that they are ready for; null while there are none or codes are hard. */
  readonly softPath: SoftPath | null;
  /** The place of the path that is pointed at: its parameter. */
  readonly pathTime: number | null;
  /** The attack on the selected input; null while none is asked for. */
  readonly attack: AttackState | null;
  /** Densities within and between classes; computed when they are asked for. */
  readonly classes: ClassComparison;
  /** The polytope in R^d, where somebody asked for it. */
  readonly facets: FacetsState | null;
  /** What the network editor shows, and what its next change starts from. */
  readonly recipe: Recipe;
  /** What the data in force were made by; null where that is the scene's affair alone. */
  readonly madeBy: DataSpec | null;
  /** The table of points that was opened last. */
  readonly table: OpenTable | null;
  /** Pictures that are being made inputs; null: none. */
  readonly pictures: OpenPictures | null;
  /** The file of a network that is looked at before it is taken; null: none. */
  readonly openModel: OpenModel | null;
  /** The unit whose weights are shown and whose line can be moved. */
  readonly selectedUnit: UnitRef | null;
  /** Gated unit (index among all) lit in slice and code bar. */
  readonly litUnit: number | null;
  /** A cell of the slice that a figure points at: its corners [p, q, …]. It is lit while that slice is in force. */
  readonly litCell: { readonly slice: Slice; readonly loop: readonly number[] } | null;
  readonly hoverFace: number;
  /** Where the pointer is on the plane, in slice coordinates, while codes are soft; null: not over it. */
  readonly pointed: Point2 | null;
  /** The same in the detail; −1 where it has no such face. */
  readonly hoverDetail: number;
  readonly training: TrainingStatus;
  /** Weights of recorded training steps. */
  readonly recording: Recording;
  readonly model: ModelStatus;
  readonly field: OutputField | null;
  /** While units are clamped: the same plane cut without the clamps. */
  readonly former: Pick<PartitionResult, 'complex' | 'interval'> | null;
  readonly notices: readonly Notice[];
  readonly history: HistoryStatus;
}

export interface LensStore {
  readonly lens: LensState;
  readonly session: SessionState;
  readonly actions: Actions;
}
