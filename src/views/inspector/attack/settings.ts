/** What the controls of the attack say, and the settings that they come to. */
import type { AttackSettings, SessionState } from '../../../state/types';

export interface Choice {
  readonly method: AttackSettings['method'];
  readonly norm: AttackSettings['norm'];
  /** Radius by norm. */
  readonly radius: { readonly inf: number; readonly '2': number };
  /** −1: any other class. */
  readonly target: number;
  readonly steps: number;
  /** Begin at a random point of the ball. */
  readonly random: boolean;
  readonly seed: number;
  /** Images: keep every value within [0, 1]. */
  readonly boxed: boolean;
}

export const MOST_STEPS = 200;

/** Two figures, so that the field shows a plain number. */
const rounded = (value: number): number => Number(value.toPrecision(2));

/** Radii that are small beside the data: a tenth of grey, or a twentieth of the unit cube's diagonal. */
export function firstChoice({ network, data }: Pick<SessionState, 'network' | 'data'>): Choice {
  return {
    method: 'pgd',
    norm: 'inf',
    radius: { inf: data?.image ? 0.1 : 0.2, '2': rounded(Math.max(0.3, 0.05 * Math.sqrt(network.inputSize))) },
    target: -1,
    steps: 20,
    random: false,
    seed: 1,
    boxed: true,
  };
}

export function settingsOf(choice: Choice, { data }: Pick<SessionState, 'data'>): AttackSettings {
  const { method, norm, radius, target, steps, random, seed, boxed } = choice;
  return {
    method,
    norm,
    epsilon: radius[norm],
    ...(target < 0 ? {} : { target }),
    ...(method === 'pgd' ? { steps } : {}),
    ...(method === 'pgd' && random ? { seed } : {}),
    ...(boxed && data?.image ? { box: [0, 1] as const } : {}),
  };
}
