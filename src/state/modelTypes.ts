/** A file of a network that was opened and is looked at before anything is accepted. */
import type { NodeSummary, Shape } from '../core/graph';
import type { Architecture, Fit } from '../formats/architecture';
import type { NamedBytes } from '../formats/dataFile';

export type { NodeSummary, Shape } from '../core/graph';
export type { Architecture, Step } from '../formats/architecture';

/** What a network is and what of it will be shown. */
export interface ModelSummary {
  readonly name: string;
  readonly nodes: readonly NodeSummary[];
  readonly parameters: number;
  readonly inputShape: Shape;
  /** Values that are read out, and the node that gives them. */
  readonly outputs: number;
  readonly output: string;
  /** Units with more than one piece. */
  readonly gatedUnits: number;
  /** What the file left open, and what the lens leaves out, as sentences. */
  readonly notes: readonly string[];
  /** A chain of dense layers, which can be trained and edited. */
  readonly chain: boolean;
  /** The plane that it opens with, in words. */
  readonly plane: string;
}

/** An architecture around weights, in the making. */
export interface ArchitectureEditing {
  readonly architecture: Architecture;
  readonly tensors: readonly { readonly name: string; readonly shape: Shape }[];
  /** Shape of each step's values, as far as they are known. */
  readonly shapes: ReadonlyMap<string, Shape>;
  /** What would fit as well, the likeliest first. */
  readonly choices: readonly Fit[];
}

export interface OpenModel {
  readonly fileName: string;
  readonly reading: boolean;
  /** What is wrong with it as it stands; it cannot be accepted then. */
  readonly fault: string | null;
  readonly summary: ModelSummary | null;
  /** Whether the shape of the input can be said; where nothing could be read, if another could mend that. */
  readonly openInput: boolean;
  /** The shape that was asked for; null: the file's, or the reader's choice. */
  readonly inputShape: Shape | null;
  readonly editing: ArchitectureEditing | null;
}

export interface ModelActions {
  /** Shows the file `main` among files that belong together, before anything is taken. False where it says nothing to show. */
  openModel(files: readonly NamedBytes[], main: string): Promise<boolean>;
  /** Shows a chain of dense layers before it is taken; what is none is left to `importNetwork`, which says what is wrong with it. */
  openChain(content: string | Uint8Array, fileName: string): Promise<boolean>;
  /** Reads the open file again with another shape of its input. */
  setModelInput(shape: Shape): Promise<void>;
  setArchitecture(architecture: Architecture): Promise<void>;
  /** Puts the open network in force. True when it is; a fault is shown else. */
  acceptModel(): Promise<boolean>;
  /** Everything stays as it was. */
  closeModel(): void;
}
