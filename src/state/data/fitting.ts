/** Points brought to a network that stays: classes by its outputs, its own answers where there are no targets. */
import { forward, type Network } from '../../core/network';
import type { PointsSpec } from '../dataTypes';
import type { LensStore } from '../types';

export type Fitted =
  | { readonly ok: true; readonly spec: PointsSpec; readonly notes: readonly string[] }
  | { readonly ok: false; readonly message: string };

/** Milliseconds of work between two pauses. */
const CHUNK_MS = 12;

const nextTurn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

const fail = (message: string): Fitted => ({ ok: false, message });

/** The place of the largest, the lowest where several are. */
const winner = (outputs: Float64Array): number =>
  outputs.reduce((best, value, k) => (value > (outputs[best] as number) ? k : best), 0);

/** The class that the network gives each point. */
async function answersOf(network: Network, { inputs, columns, targets }: PointsSpec): Promise<number[]> {
  const answers: number[] = [];
  let began = performance.now();
  for (let i = 0; i < targets.length; i++) {
    answers.push(
      winner(forward(network, Float64Array.from(inputs.slice(i * columns.length, (i + 1) * columns.length)))),
    );
    if (performance.now() - began < CHUNK_MS) continue;
    await nextTurn();
    began = performance.now();
  }
  return answers;
}

/** Names of a network's classes: those of the data in force where there are as many, else their numbers. */
function namesFor({ session }: Pick<LensStore, 'session'>, outputs: number): readonly string[] {
  const names = session.whole.data?.classNames ?? [];
  return names.length === outputs ? names : Array.from({ length: outputs }, (_, k) => String(k));
}

/** Classes that are numbers of outputs become those of the network, whichever of them the points have; null where they are not. */
function numbered(spec: PointsSpec, names: readonly string[]): PointsSpec | null {
  const numbers = spec.classNames.map((name) => (/^\d{1,4}$/.test(name) ? Number(name) : Number.POSITIVE_INFINITY));
  if (spec.task === 'regression' || numbers.some((number) => number >= names.length)) return null;
  return {
    ...spec,
    task: 'classes',
    classNames: names,
    targets: spec.targets.map((target) => numbers[target] as number),
  };
}

/**
 * The points as the network in force takes them. A network that is drawn from a seed is drawn anew where they do not fit, so
 * nothing changes; any other stays where it takes their inputs: classes named by numbers are its outputs, and points without
 * targets (`unlabelled`) have the classes that it gives them. An imported network is never given up: where inputs or classes do not
 * fit it, the message names both numbers.
 */
export async function fitToNetwork(spec: PointsSpec, unlabelled: boolean, state: LensStore): Promise<Fitted> {
  const { lens, session } = state;
  const { network } = session.whole;
  const imported = lens.network !== null;
  const [inputs, outputs] = [spec.columns.length, network.outputSize];
  if (imported && inputs !== network.inputSize)
    return fail(
      `the points have ${inputs} ${inputs === 1 ? 'input' : 'inputs'}, the network takes ${network.inputSize}`,
    );
  const stays = imported || session.recipe.origin !== 'seed';
  if (!stays || inputs !== network.inputSize || outputs < 2) return { ok: true, spec, notes: [] };
  const names = namesFor(state, outputs);
  if (unlabelled) {
    const targets = await answersOf(network, spec);
    const note = 'there are no targets: each point has the class that the network gives it now';
    return { ok: true, spec: { ...spec, task: 'classes', classNames: names, targets }, notes: [note] };
  }
  const own = numbered(spec, names);
  if (own) return { ok: true, spec: own, notes: [] };
  if (imported && spec.task === 'regression')
    return fail(`the points have a number to predict, the network gives ${outputs} outputs`);
  if (imported && spec.classNames.length !== outputs)
    return fail(`the points have ${spec.classNames.length} classes, the network gives ${outputs} outputs`);
  return { ok: true, spec, notes: [] };
}
