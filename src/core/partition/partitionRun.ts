import type { CellComplex } from './complex';

/** A partition in the making, so that a worker can stop between chunks. */
export interface PartitionRun {
  /** Goes on until about `maxFaces` more faces are final. Returns true when all are. */
  advance(maxFaces: number): boolean;
  /** Final faces so far: the partition has at least so many, but for those that are joined again at the end. */
  readonly faces: number;
  /** Share of the work that is done, as far as it can be foreseen; it never falls. Absent where it is not known. */
  readonly share?: number;
  /** The complex; call it once, after `advance` has returned true. */
  finish(): CellComplex;
}
