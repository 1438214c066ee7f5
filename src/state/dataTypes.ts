/** Data that are not the scene's own: plain JSON, carried by links as far as it fits. */
import type { Task } from '../core/data/dataSet';
import type { GeneratedSet } from '../core/data/generate';
import type { NamedBytes } from '../formats/dataFile';
import type { DataChoice, PointTable } from '../formats/points';

interface Sampled {
  readonly count: number;
  /** Standard deviation of normal noise. */
  readonly noise: number;
  readonly seed: number;
}

/** One of the seeded sets with two inputs. */
export interface GeneratedSpec extends Sampled {
  readonly kind: 'generated';
  readonly set: GeneratedSet;
}

/** A formula over uniform inputs in [−1, 1]^d: its value, or two classes by its sign. */
export interface FormulaTarget extends Sampled {
  readonly kind: 'formula';
  readonly formula: string;
  readonly inputSize: number;
  readonly task: 'regression' | 'binary';
}

/** Points from a table, as they are used: float32, standardised or not. */
export interface PointsSpec {
  readonly kind: 'points';
  readonly name: string;
  /** Names of the input columns. */
  readonly columns: readonly string[];
  /** Point after point, a value a column. */
  readonly inputs: readonly number[];
  /** How each input was standardised, x ↦ (x − mean) / deviation; null where they are as they were. */
  readonly scaling: readonly { readonly mean: number; readonly deviation: number }[] | null;
  readonly task: Task;
  /** Class indices, or the numbers of a regression. */
  readonly targets: readonly number[];
  /** Empty for a regression. */
  readonly classNames: readonly string[];
  /** Where inputs are grey pictures, row after row, from 0 to 1. */
  readonly image?: { readonly width: number; readonly height: number };
}

export type DataSpec = GeneratedSpec | FormulaTarget | PointsSpec;

/** A table that was opened, and what is taken of it; so that other columns can be chosen. */
export interface OpenTable {
  readonly fileName: string;
  readonly table: PointTable;
  readonly choice: DataChoice;
  /** What was left out or odd, in the table and in the choice. */
  readonly notes: readonly string[];
  /** Why the choice gives no data: those before stay in force. Null when it is in force. */
  readonly problem: string | null;
}

export type { DataChoice, PointTable } from '../formats/points';

export interface DataActions {
  /**
   * Other data; null: the scene's own. The network stays where it fits, else its layers are drawn for the new inputs and
   * outputs. Resolves to why not (a formula's fault with its place), or to null.
   */
  setData(spec: DataSpec | null): Promise<string | null>;
  /** A table of points (CSV, JSON) with the columns that suggest themselves. Refused with a notice when bad. */
  openPoints(text: string, fileName: string): Promise<boolean>;
  /**
   * Points from files: arrays as IDX (images and labels together, or images alone), .npy or .npz, or one table of text. Refused with a
   * notice when bad; of many rows the first are taken, which the notes say.
   */
  openArrays(files: readonly NamedBytes[]): Promise<boolean>;
  /** Other columns of the table that is open. */
  choosePoints(choice: Partial<DataChoice>): Promise<void>;
  /** Puts a table, or a choice, that was refused aside: the one before is open again. */
  closeRefused(): Promise<void>;
}
