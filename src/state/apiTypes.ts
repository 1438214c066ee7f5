import type { PathReport } from '../core/path';
import type { InspectReport, PartitionReport } from '../core/report';
import type { SoftPathReport } from '../core/soft';
import type { LensState, Point2 } from './types';

/** `window.polytopeLens`: for notebooks, host pages and tests. See docs/api.md. */
export interface PolytopeLensApi {
  /** The state as plain JSON (a copy); the same after a round trip through a link. */
  state(): LensState;
  /** Loads a state, or a link given as text. Resolves to false when it is refused; a notice says why. */
  load(state: unknown): Promise<boolean>;
  /** Selects an input: two slice coordinates, or d inputs, of which the orthogonal projection on the slice is selected. */
  select(x: ArrayLike<number>): Selection;
  /** The command line's fields for an input: two slice coordinates (map on the slice) or d inputs (map on R^d). */
  inspect(x: ArrayLike<number>): InspectReport;
  /** The command line's fields for the partition on the page, when it and its certificate are there. */
  partition(): Promise<PartitionReport>;
  /**
   * What the command line's `path --json --extend` prints, for the path on the page; null while there is none. Where it goes
   * through activations, layers count from 1 in the layers after those. Rejects when it does not fit, with the reason.
   * Of a large network it waits until the walk ends or is stopped: `reached` says where.
   */
  path(): Promise<PathReport | SoftPathReport | null>;
  /** The exact link. Throws an Error that says so when it would be too long; `file()` always works. */
  link(): string;
  /** Text of a `.lens.json` file with the whole state, which `load(JSON.parse(text))` takes. */
  file(): string;
  /** Resolves when nothing is computing or pending: scene, partition, certificate, model, training, field, link. */
  idle(): Promise<void>;
  /** The network in force as plain JSON, as the command line reads it. */
  network(): string;
  /** A network's file, of any kind that is one file, as the new network. Resolves to false when it is refused; a notice says why. */
  importNetwork(content: string | Uint8Array, fileName?: string): Promise<boolean>;
  /** Opens a scene by its name. */
  openScene(id: string): Promise<void>;
  /** Messages on the page, oldest first. */
  notices(): { readonly kind: 'error' | 'warning' | 'info'; readonly text: string }[];
  /** Backend, memory and difference from the engine of the tfjs model, and where training stands. */
  model(): {
    readonly phase: string;
    readonly backend: string | null;
    readonly inWorker: boolean;
    readonly note: string | null;
    readonly tensors: number;
    readonly gpuBytes: number;
    readonly engineDifference: number | null;
    readonly running: boolean;
    readonly step: number;
  };
}

export interface Selection {
  /** Slice coordinates that are selected now. */
  readonly at: Point2;
  /** How far the given input lies from the slice. */
  readonly distance: number;
}
