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

type Shape = Pick<SessionState, 'network' | 'data'>;

/** The choices outlive the section's fold; another number of inputs begins anew. */
let kept: { readonly inputs: number; readonly choice: Choice } | null = null;

/** What was chosen last for as many inputs, or what there is to begin with. */
export const lastChoice = (shape: Shape): Choice =>
  kept?.inputs === shape.network.inputSize ? kept.choice : firstChoice(shape);

export function keepChoice({ network }: Shape, choice: Choice): void {
  kept = { inputs: network.inputSize, choice };
}

/** What the controls say of settings that are in force; what these leave open is as it was in `last`. */
export function choiceOf(settings: AttackSettings, last: Choice, { data }: Pick<SessionState, 'data'>): Choice {
  const { method, norm, epsilon, target = -1, steps, seed, box } = settings;
  return {
    method,
    norm,
    radius: { ...last.radius, [norm]: epsilon },
    target,
    steps: steps ?? last.steps,
    random: method === 'pgd' ? seed !== undefined : last.random,
    seed: seed ?? last.seed,
    boxed: data?.image ? box !== undefined : last.boxed,
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
