import { EngineError, type Network, pointInInput, type SlicePoint } from '../core';
import { type FacetsReport, facetsReport } from '../core/facetReport';
import { type Box, type FacetRun, type LinearSolver, MOST_VOLUME_INPUTS, startFacets } from '../core/polytope';
import type { ParsedNetwork } from '../formats';
import { loadSolver } from '../solver/loadNode';
import { type Arguments, coordinates, fileOperand, type OptionKinds, UsageError, wholeNumber } from './arguments';
import type { Batch } from './batch/batch';
import { boxOf, outsideOf } from './facetsBox';
import { facetsTable } from './facetsTable';
import { overflowAt, requireFinite } from './inspect';
import type { Progress } from './progress';
import { inputPoint } from './rows';
import { planeOptions, withSlice } from './slice';
import { readNetwork } from './source';

export const facetsOptions: OptionKinds = {
  at: 'value',
  input: 'value',
  box: 'value',
  data: 'value',
  volume: 'switch',
  samples: 'value',
  passes: 'value',
  vectors: 'switch',
  json: 'switch',
  ...planeOptions,
};

let loading: Promise<LinearSolver> | null = null;

/** One solver for all rows of a batch. */
function solverOnce(): Promise<LinearSolver> {
  loading ??= loadSolver();
  return loading;
}

/** `facets FILE --batch INPUTS`: an input a row. Lines have no `seconds`, so that they are the same in every run. */
export const facetsBatch: Batch = {
  options: ['box', 'data', 'volume', 'samples', 'passes', 'vectors'],
  files: ['data'],
  points: 'one',
  start({ network }, args, note) {
    const asked = askedOf(args, network, note);
    return async ([input]) => {
      const x = input as Float64Array;
      const fault = outsideOf(asked.box, x) ?? overflowAt(network, x);
      if (fault) throw new EngineError(fault);
      const { seconds: _, ...report } = await search(network, x, asked);
      return report;
    };
  },
};

/**
 * `facets FILE --at p,q | --input x1,…,xd [--box l,u | --box data --data FILE]`: the text for stdout; what had to be assumed goes to
 * `note`, how far it is to `progress`.
 */
export async function facetsCommand(
  args: Arguments,
  note: (text: string) => void,
  progress: Progress,
): Promise<string> {
  const file = fileOperand(args);
  const [at, input] = [args.value('at'), args.value('input')];
  if ((at === undefined) === (input === undefined))
    throw new UsageError('say where: either --at p,q (slice coordinates) or --input x1,…,xd, or --batch INPUTS');
  const source = withSlice(await readNetwork(file, note), args, note);
  const x =
    at === undefined ? inputPoint('input', input as string, source.network.inputSize, note) : placeOf(source, at);
  const asked = askedOf(args, source.network, note);
  const fault = outsideOf(asked.box, x);
  if (fault) throw new UsageError(`--box: ${fault}`);
  requireFinite(at === undefined ? 'input' : 'at', source.network, x);
  const report = await search(source.network, x, asked, progress);
  return args.has('json') ? `${JSON.stringify(report)}\n` : facetsTable(source, report);
}

/** What is asked of every point. */
interface Asked {
  readonly box: Box | null;
  readonly volume: boolean;
  readonly samples: number | undefined;
  /** Of a search by passes. */
  readonly passes: number | undefined;
  readonly vectors: boolean;
}

function askedOf(args: Arguments, network: Network, note: (text: string) => void): Asked {
  const samples = wholeNumber(args, 'samples', 1_000, 1_000_000_000);
  const passes = wholeNumber(args, 'passes', 20, 100_000_000);
  const box = boxOf(args, network, note);
  return { passes, box, volume: volumeWanted(args, box, network.inputSize), samples, vectors: args.has('vectors') };
}

async function search(
  network: Network,
  x: Float64Array,
  { box, volume, samples, passes, vectors }: Asked,
  progress: Progress | null = null,
): Promise<FacetsReport> {
  const solver = await solverOnce();
  const start = performance.now();
  const numbers = { ...(samples === undefined ? {} : { samples }), ...(passes === undefined ? {} : { passes }) };
  const run = startFacets(network, x, solver, { box, volume, ...numbers });
  while (!run.advance(1)) progress?.tell(() => progressText(run.progress));
  const seconds = (performance.now() - start) / 1000;
  return facetsReport(run.finish(), { box, vectors, seconds });
}

function progressText({ phase, decided, total, facets, passes }: FacetRun['progress']): string {
  if (passes) return `facets: pass ${passes.done} of ${passes.most}, ${facets} or more facets`;
  if (phase === 'ball') return 'facets: the inscribed ball';
  if (phase === 'volume') return 'facets: the volume';
  return `facets: ${decided} of ${total} constraints decided, ${facets} or more facets`;
}

function placeOf({ network, slice }: ParsedNetwork, text: string): Float64Array {
  const [p = 0, q = 0] = coordinates('at', text, network.inputSize === 1 ? 1 : 2, 'slice coordinates');
  const at: SlicePoint = [p, q];
  return pointInInput(slice, at);
}

function volumeWanted(args: Arguments, box: Box | null, inputs: number): boolean {
  if (!args.has('volume')) return false;
  if (!box) throw new UsageError('--volume needs a --box');
  if (inputs > MOST_VOLUME_INPUTS)
    throw new UsageError(`--volume: at most ${MOST_VOLUME_INPUTS} inputs, not ${inputs}`);
  return true;
}
