/** An attack on the selected input, and the action that asks for one: part of the shape of the store (`types.ts`). */
import type { AttackOptions, AttackStudy, LargeStudy } from '../core/attack';
import type { Network } from '../core/network/network';
import type { Point2 } from './sliceTypes';

/** What is asked for, of whatever input is selected. */
export type AttackSettings = Pick<AttackOptions, 'method' | 'norm' | 'epsilon' | 'target' | 'steps' | 'seed' | 'box'>;

/** A study with what it is of. */
export interface FoundAttack {
  readonly settings: AttackSettings;
  readonly network: Network;
  /** The input that was attacked, and where it lies in the slice. */
  readonly input: Float64Array;
  readonly at: Point2;
  readonly study: AttackStudy | LargeStudy;
  /** Largest |tfjs − engine| of the gradient at the input, relative to the largest slope of the loss's direction; null: not checked. */
  readonly checked: number | null;
}

export interface AttackState {
  readonly settings: AttackSettings;
  /** Share of the study under way, from 0 to 1; null: none is. */
  readonly progress: number | null;
  /** The newest one that came back, of a large network perhaps a part; it may be of an input that is no longer selected. */
  readonly found: FoundAttack | null;
  /** Somebody has ended the study: what was found of it by then stays, and nothing runs until another is asked for. */
  readonly stopped: boolean;
  /** Ends the study under way; `again`, or the next change of input, network or settings begins another. */
  readonly stop: () => void;
  readonly again: () => void;
  /** Why the newest one failed. */
  readonly fault: string | null;
}

export interface AttackActions {
  /** Attacks the selected input, and again whenever it, the network or the settings rest; null: no more. */
  setAttack(settings: AttackSettings | null): void;
}
