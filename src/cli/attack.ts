import {
  type AttackOptions,
  type AttackStudy,
  attackReport,
  pointInInput,
  type StudyOptions,
  startStudy,
} from '../core';
import type { InSlice } from '../core/attack';
import type { ParsedNetwork } from '../formats';
import {
  type Arguments,
  coordinates,
  fileOperand,
  type OptionKinds,
  realNumber,
  UsageError,
  wholeNumber,
} from './arguments';
import { attackTable } from './attackTable';
import type { Batch } from './batch/batch';
import { inputPoint } from './rows';
import { sliceOptions, withSlice } from './slice';
import { readNetwork } from './source';

export const attackOptions: OptionKinds = {
  at: 'value',
  input: 'value',
  class: 'value',
  target: 'value',
  method: 'value',
  norm: 'value',
  epsilon: 'value',
  steps: 'value',
  step: 'value',
  seed: 'value',
  box: 'value',
  json: 'switch',
  ...sliceOptions,
};

/** `attack FILE --batch INPUTS`: an input a row. */
export const attackBatch: Batch = {
  options: ['class', 'target', 'method', 'norm', 'epsilon', 'steps', 'step', 'seed', 'box'],
  points: 'one',
  start(source, args) {
    const options = { ...methodOptions(args), ...classOptions(args, source) };
    return ([x]) => attackReport(runStudy(source, x as Float64Array, options, null));
  },
};

const EPSILON = 0.1;
const MOST_STEPS = 1000;
const LARGEST_SEED = 2 ** 32 - 1;

/** `attack FILE --input x1,…,xd | --at p,q`: the text for stdout; what had to be assumed of the file goes to `note`. */
export async function attackCommand(args: Arguments, note: (text: string) => void): Promise<string> {
  const file = fileOperand(args);
  if (args.has('at') === args.has('input'))
    throw new UsageError(
      'say what to attack: either --input x1,…,xd or --at p,q (slice coordinates), or --batch INPUTS',
    );
  const asked = methodOptions(args);
  const source = withSlice(await readNetwork(file, note), args, note);
  const { x, within } = cleanInput(args, source, note);
  const study = runStudy(source, x, { ...asked, ...classOptions(args, source) }, within);
  const report = attackReport(study);
  return args.has('json') ? `${JSON.stringify(report)}\n` : attackTable(source, report);
}

function runStudy(
  { network }: ParsedNetwork,
  x: Float64Array,
  options: StudyOptions,
  within: InSlice | null,
): AttackStudy {
  const run = startStudy(network, x, options, within);
  while (!run.advance());
  return run.finish();
}

/** One of a few words, or the first of them when the option is not there. */
function oneOf<T extends string>(args: Arguments, name: string, words: readonly [T, ...T[]]): T {
  const text = args.value(name) ?? words[0];
  const found = words.find((word) => word === text);
  if (!found) throw new UsageError(`--${name}: '${text}' is none of ${words.join(', ')}`);
  return found;
}

function methodOptions(args: Arguments): StudyOptions {
  const method = oneOf(args, 'method', ['pgd', 'fgsm']);
  for (const name of ['steps', 'step'])
    if (method === 'fgsm' && args.has(name)) throw new UsageError(`--${name} is for --method pgd: fgsm takes one step`);
  const steps = wholeNumber(args, 'steps', 1, MOST_STEPS);
  const step = realNumber(args, 'step', 0);
  const seed = wholeNumber(args, 'seed', 0, LARGEST_SEED);
  const box = args.value('box');
  return {
    method,
    norm: oneOf(args, 'norm', ['inf', '2']),
    epsilon: realNumber(args, 'epsilon', 0) ?? EPSILON,
    ...(steps === undefined ? {} : { steps }),
    ...(step === undefined ? {} : { step }),
    ...(seed === undefined ? {} : { seed, directionSeed: seed }),
    ...(box === undefined ? {} : { box: boxOf(box) }),
  };
}

function boxOf(text: string): [number, number] {
  const [lo = 0, hi = 0] = coordinates('box', text, 2, 'lowest and highest value');
  if (!(lo < hi)) throw new UsageError(`--box: ${lo} is not below ${hi}`);
  return [lo, hi];
}

/** The classes that are named; those that there are not are refused by the library. */
function classOptions(args: Arguments, { network }: ParsedNetwork): Pick<AttackOptions, 'class' | 'target'> {
  const last = network.outputSize === 1 ? 1 : network.outputSize - 1;
  const own = wholeNumber(args, 'class', 0, last);
  const target = wholeNumber(args, 'target', 0, last);
  return { ...(own === undefined ? {} : { class: own }), ...(target === undefined ? {} : { target }) };
}

interface Clean {
  readonly x: Float64Array;
  /** Only of a slice point. */
  readonly within: InSlice | null;
}

function cleanInput(args: Arguments, { network, slice, domain }: ParsedNetwork, note: (text: string) => void): Clean {
  const input = args.value('input');
  if (input !== undefined) return { x: inputPoint('input', input, network.inputSize, note), within: null };
  const line = network.inputSize === 1;
  const [p = 0, q = 0] = coordinates('at', args.value('at') as string, line ? 1 : 2, 'slice coordinates');
  return { x: pointInInput(slice, [p, q]), within: { slice, domain, at: [p, q] } };
}
