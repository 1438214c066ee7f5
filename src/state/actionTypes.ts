/** What a person can do to the state: every change of the store goes through one of these. */
import type { UnitRef } from '../core/network';
import type { TrainingSpec } from '../core/training/trainingSpec';
import type { AttackActions } from './attackTypes';
import type { ClassActions } from './classTypes';
import type { ColourMode } from './colourModes';
import type { DataActions } from './dataTypes';
import type { DensityActions } from './densityTypes';
import type { EditorActions } from './editorTypes';
import type { ExperimentActions } from './experimentTypes';
import type { FacetActions } from './facetTypes';
import type { HistoryActions } from './historyTypes';
import type { Layout } from './layout';
import type { ModelActions } from './modelTypes';
import type { PathActions } from './pathTypes';
import type { PictureActions } from './pictureTypes';
import type { ScalingActions } from './scaling';
import type { AnchorSpec, ClampActions, PlaneActions, Point2 } from './sliceTypes';
import type { SoftActions } from './softTypes';
import type { LensState, Notice } from './types';

export interface Actions
  extends EditorActions,
    DataActions,
    PictureActions,
    ModelActions,
    HistoryActions,
    PlaneActions,
    ClampActions,
    PathActions,
    AttackActions,
    DensityActions,
    SoftActions,
    ClassActions,
    ExperimentActions,
    ScalingActions,
    FacetActions {
  openScene(id: string): Promise<void>;
  /** Opens again what last failed for want of a file; true when it is in force. Nothing where nothing failed. */
  retryOpening(): Promise<boolean>;
  /** Gives up what is being opened; what was open stays. */
  cancelOpening(): void;
  /** Replaces the lens state; invalid values are refused with a notice and nothing changes. */
  load(state: unknown): Promise<boolean>;
  /**
   * A network's file, plain JSON (text or bytes) or safetensors, as a new network with its own slice, or two axes. Refused with
   * a notice when bad; a notice also says what had to be assumed.
   */
  importNetwork(content: string | Uint8Array, fileName: string): Promise<boolean>;
  exportNetwork(): string;
  setPoint(point: Point2): void;
  /** Puts a second input beside the selected one; null takes it away. */
  setSecond(point: Point2 | null): void;
  /** The second input becomes the selected one, and the other way round. Without a second one nothing happens. */
  swapPoints(): void;
  /** Keeps the values at a place of the slice in sight; of more than MAX_PINS the oldest goes. */
  addPin(at: Point2): void;
  /** Takes a pin away, by its place in the list. */
  removePin(index: number): void;
  setViewport(viewport: LensState['viewport']): void;
  /** The domain becomes this polygon (for instance the visible pane). */
  setDomain(domain: readonly Point2[]): void;
  resetView(): void;
  setAnchor(index: 0 | 1 | 2, anchor: AnchorSpec): void;
  /** Moves an anchor inside the plane to slice coordinates. */
  moveAnchor(index: 0 | 1 | 2, to: Point2): void;
  setColour(colour: ColourMode): void;
  /** A gated unit; one that the network lacks is refused with a notice. */
  setColourUnit(unit: UnitRef): void;
  setColourOutput(output: number): void;
  setHiddenLayers(layers: readonly number[]): void;
  setShowDual(on: boolean): void;
  /** Computes the colouring again after it was cancelled. */
  computeColouring(): void;
  setUpToLayer(layer: number | null): void;
  setDecision(on: boolean): void;
  setShowData(on: boolean): void;
  setShowField(on: boolean): void;
  /** Shows an output as a height over the slice; null: the plane. */
  setSurface(surface: LensState['surface']): void;
  setLayout(layout: Layout): void;
  setTraining(training: Partial<TrainingSpec>): void;
  play(): void;
  pause(): void;
  stepOnce(): void;
  /** Puts the recorded weights nearest to a training step in force; pauses a run. */
  goToStep(step: number): void;
  /** Keeps the weights in force as the other time, shown beside; false takes it away. */
  keepTime(on: boolean): void;
  /** Back to the same weights that the scene (or the imported network) began with, or to others (float32) that training begins with. */
  resetWeights(weights?: LensState['weights']): void;
  lightUnit(unit: number | null): void;
  /** Lights a cell of the slice in force; null: none. */
  lightCell(loop: readonly number[] | null): void;
  /** Where the pointer is on the plane; kept while codes are soft. Null: not over it. */
  pointAt(point: Point2 | null): void;
  /** A face of the domain's result, or of the detail; −1: none. */
  hover(face: number, ofDetail?: boolean): void;
  cancelPartition(): void;
  notify(kind: Notice['kind'], text: string, ofOpening?: boolean): void;
  dismiss(id: number): void;
}
