import { EngineError, type Network, type PathReport, pathReport, startLongWalk, walkPath } from '../core';
import { isContinuous, piecewiseLinear } from '../core/network/activation';
import { isLarge } from '../core/network/large';
import { type LongWalk, pathReportInParts } from '../core/path';
import { type Softness, type SoftPathReport, softPathReport, softVariation } from '../core/soft';
import { type Arguments, fileOperand, type OptionKinds, UsageError, wholeNumber } from './arguments';
import type { Batch } from './batch/batch';
import { jsonText } from './jsonText';
import { pathTable } from './pathTables';
import type { Progress } from './progress';
import { inputPoint, rowsNamed } from './rows';
import { noteSmooth, softnessOf } from './softness';
import { readNetwork } from './source';

export const pathOptions: OptionKinds = {
  from: 'value',
  to: 'value',
  via: 'value',
  extend: 'switch',
  soft: 'switch',
  beta: 'value',
  anchors: 'value',
  pieces: 'value',
  json: 'switch',
};

/** `path FILE --batch INPUTS`: from, points between, to, one after the other in a row. */
export const pathBatch: Batch = {
  options: ['extend', 'soft', 'beta', 'pieces'],
  points: 'several',
  start: ({ network }, args) => {
    const gates = softnessOf(network, args);
    const long = longOf(network, args, gates);
    return (vertices) =>
      long
        ? pathReport(network, vertices, longWalk(network, vertices, long))
        : reportOf(network, vertices, args, gates);
  },
};

/**
 * `path FILE --from x1,…,xd --to x1,…,xd`: the text for stdout, JSON of a long walk in parts; what had to be assumed of the file, and where a
 * walk ends before the path does, goes to `note`.
 */
export async function pathCommand(
  args: Arguments,
  note: (text: string) => void,
  progress: Progress,
): Promise<string | Iterable<string>> {
  const file = fileOperand(args);
  checkWay(args);
  const source = await readNetwork(file, note);
  const vertices = verticesOf(args, source.network.inputSize, note);
  const gates = softnessOf(source.network, args);
  noteSmooth(source.network, gates, 'crossings, codes and pieces', note);
  const long = longOf(source.network, args, gates);
  if (long) {
    const walk = longWalk(source.network, vertices, long, progress);
    const legs = vertices.length - 1;
    if (walk.reached < legs) note(`walked to t = ${walk.reached} of ${legs}: --pieces N, for a walk of more pieces`);
    if (args.has('json')) return jsonText(pathReportInParts(walk));
    return pathTable(source, pathReport(source.network, vertices, walk));
  }
  const report = reportOf(source.network, vertices, args, gates);
  return args.has('json') ? `${JSON.stringify(report)}\n` : pathTable(source, report);
}

/** How a network is walked in bounded memory. */
interface Long {
  /** By default as many as some hundred megabytes hold. */
  readonly mostPieces?: number;
}

/** Null where the walk keeps its codes: of networks that are not large, and where something needs them. */
function longOf(network: Network, args: Arguments, gates: Softness | null): Long | null {
  const mostPieces = wholeNumber(args, 'pieces', 1, 100_000_000);
  const jumps = network.layers.some(({ activation }) => !isContinuous(piecewiseLinear(activation)));
  if (!isLarge(network) || jumps || gates || args.has('extend')) return null;
  return mostPieces === undefined ? {} : { mostPieces };
}

function longWalk(
  network: Network,
  vertices: readonly Float64Array[],
  long: Long,
  progress: Progress | null = null,
): LongWalk {
  const run = startLongWalk(network, vertices, long);
  while (!run.advance(() => true)) progress?.tell(() => `path: t = ${run.reached}, ${run.crossings} crossings`);
  const walk = run.part();
  if (!walk) throw new EngineError('the walk has no piece');
  return walk;
}

function checkWay(args: Arguments): void {
  const extra = ['from', 'to', 'via'].find(args.has);
  if (args.has('anchors')) {
    if (extra !== undefined) throw new UsageError(`--${extra} and --anchors are two ways; one is taken`);
  } else if (!args.has('from') || !args.has('to'))
    throw new UsageError(
      'say the way: both --from x1,…,xd and --to x1,…,xd are needed, or --anchors FILE#i,#j, or --batch INPUTS',
    );
}

/** From, points between, to; each typed or a row of a file, or all of them rows of one file. */
function verticesOf(args: Arguments, inputSize: number, note: (text: string) => void): Float64Array[] {
  const anchors = args.value('anchors');
  const several = (rows: number): string | null => (rows > 1 ? null : 'one row; a way needs two or more');
  if (anchors !== undefined) return rowsNamed('anchors', anchors, inputSize, note, several);
  const point = (name: string, text: string): Float64Array => inputPoint(name, text, inputSize, note);
  const via = args.value('via');
  const between = via === undefined ? [] : via.split(';').map((text) => point('via', text));
  return [point('from', args.value('from') as string), ...between, point('to', args.value('to') as string)];
}

function reportOf(
  network: Network,
  vertices: readonly Float64Array[],
  args: Arguments,
  gates: Softness | null,
): PathReport | SoftPathReport {
  const walk = walkPath(network, vertices);
  const report = pathReport(network, vertices, walk, args.has('extend'));
  return gates ? softPathReport(report, softVariation(network, gates, vertices, walk)) : report;
}
