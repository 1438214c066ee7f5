/** What actions and flows share: the store, the scene in force, the clients, the busy list. */
import type { StoreApi } from 'zustand/vanilla';
import type { Network } from '../core/network';
import type { ClassDensityClient, ClassDensityEvents } from '../workers/classDensityClient';
import type { FacetsClient, FacetsEvents } from '../workers/facetsClient';
import type { ModelClient, ModelEvents } from '../workers/modelClient';
import type { FieldAnswer, FieldRequest, GradientRequest } from '../workers/modelProtocol';
import type { PartitionClient, PartitionEvents } from '../workers/partitionClient';
import type { RunScaling } from '../workers/scalingPathClient';
import type { SketchAnswer, SketchClient } from '../workers/sketchClient';
import type { Activity } from './activity';
import type { ColourFlow } from './flows/colourFlow';
import type { LoadedScene } from './scenes';
import type { LoadWatch } from './scenesFiles';
import type { LensState, LensStore, Notice, SessionState } from './types';

type SubscribeWithSelector = <T>(
  selector: (state: LensStore) => T,
  listener: (value: T, before: T) => void,
  options?: { equalityFn?: (a: T, b: T) => boolean; fireImmediately?: boolean },
) => () => void;

/** A vanilla store whose high-rate readers subscribe to what they draw. */
export type LensStoreApi = Omit<StoreApi<LensStore>, 'subscribe'> & {
  readonly subscribe: StoreApi<LensStore>['subscribe'] & SubscribeWithSelector;
};

/** What the store takes from outside; tests put others in their place. */
export interface Surroundings {
  /** Rejects with a message that says what is missing. */
  loadScene(id: string, watch?: LoadWatch): Promise<LoadedScene>;
  hasScene(id: string): boolean;
  /** Opens when a link names none or cannot be read. */
  readonly defaultScene: string;
  createPartitionClient(events: PartitionEvents): PartitionClient;
  createModelClient(events: ModelEvents): ModelClient;
  /** Of the densities by class; the page's own worker when absent. */
  readonly createClassDensityClient?: (events: ClassDensityEvents) => ClassDensityClient;
  /** Of scaled activations; the page's own worker when absent. */
  readonly runScaling?: RunScaling;
  /** The page's worker when absent. */
  createFacetsClient?(events: FacetsEvents): FacetsClient;
  /** Of samples of what is cut; where it is absent nothing is sketched. */
  readonly createSketchClient?: (onSketch: (answer: SketchAnswer) => void) => Promise<SketchClient>;
  /** Calls back when the page has nothing more urgent to do. */
  whenIdle(callback: () => void): void;
  /** Milliseconds from some beginning; the page's clock when absent. */
  readonly now?: () => number;
}

/** The scene in force and the network before trained weights are put in. */
export interface Ground {
  readonly loaded: LoadedScene;
  /** The scene's network, or the imported one with its own weights. */
  readonly base: Network;
  /** The domain that the network was opened with, to go back to. */
  readonly firstDomain: LensState['domain'];
  /** The kind of plane it belongs to. */
  readonly firstKind: LensState['slice']['kind'];
}

/** A change that training made: it joins the step of its run. */
export const TRAINING_STEP = 'training';

/** A field to paint. `patient`: it is let finish before the next one is begun. */
export interface FieldWish {
  readonly request: Omit<FieldRequest, 'generation'>;
  readonly patient: boolean;
}

export interface FieldCustomer {
  /** Asked whenever the model can paint. `output`: what the output field would ask for; null: nothing else is wanted. */
  wish(output: FieldWish['request'] | null): FieldWish | null;
  receive(field: FieldAnswer): void;
  /** What was asked for will not come. */
  lost(): void;
}

export interface Context {
  readonly store: LensStoreApi;
  readonly surroundings: Surroundings;
  readonly activity: Activity;
  /** Null until the first scene is there. */
  ground: Ground | null;
  /** Scenes that have been in force, so that going back to one loads nothing. */
  readonly loaded: Map<string, LoadedScene>;
  /** What the history calls the step that is being made; null: what it does. */
  stepName: string | null;
  /** The trainable model's gradient; null while it is not ready. */
  gradient(request: GradientRequest): Promise<Float32Array | null>;
  /** Whose field the model paints before the output's; null: nobody's. */
  fieldCustomer: FieldCustomer | null;
  /** Colours of another time's polytopes; null while none was compared. */
  comparedColours: ColourFlow | null;
  /** Asks the model for the field that is wanted now, where it is ready; else it is asked when it is. */
  paintFields(): void;
  /** Both halves of the state in one change, so that no reader sees them disagree. */
  set(lens: Partial<LensState>, session?: Partial<SessionState>): void;
  setSession(session: Partial<SessionState>): void;
  /** `ofOpening`: see `Notice`. */
  notify(kind: Notice['kind'], text: string, ofOpening?: boolean): void;
  /** Something was opened: notices of earlier openings go, those in `before`, which stood when it was asked for. */
  opened(before: readonly Notice[]): void;
}
