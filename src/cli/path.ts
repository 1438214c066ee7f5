import { pathReport, walkPath } from '../core';
import { type Arguments, coordinates, fileOperand, type OptionKinds, UsageError } from './arguments';
import type { Batch } from './batch/batch';
import { readNetwork } from './files';
import { pathTable } from './pathTables';

export const pathOptions: OptionKinds = {
  from: 'value',
  to: 'value',
  via: 'value',
  extend: 'switch',
  json: 'switch',
};

/** `path FILE --batch INPUTS`: from, points between, to, one after the other in a row. */
export const pathBatch: Batch = {
  options: ['extend'],
  points: 'several',
  start:
    ({ network }, args) =>
    (vertices) =>
      pathReport(network, vertices, walkPath(network, vertices), args.has('extend')),
};

/** `path FILE --from x1,…,xd --to x1,…,xd`: the text for stdout; what had to be assumed of the file goes to `note`. */
export function pathCommand(args: Arguments, note: (text: string) => void): string {
  const file = fileOperand(args);
  const [from, to, via] = [args.value('from'), args.value('to'), args.value('via')];
  if (from === undefined || to === undefined)
    throw new UsageError('say the way: both --from x1,…,xd and --to x1,…,xd are needed, or --batch INPUTS');
  const source = readNetwork(file, note);
  const point = (name: string, text: string): Float64Array =>
    coordinates(name, text, source.network.inputSize, 'its inputs');
  const between = via === undefined ? [] : via.split(';').map((text) => point('via', text));
  const vertices = [point('from', from), ...between, point('to', to)];
  const report = pathReport(source.network, vertices, walkPath(source.network, vertices), args.has('extend'));
  return args.has('json') ? `${JSON.stringify(report)}\n` : pathTable(source, report);
}
