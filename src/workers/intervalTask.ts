/** The partition of a network of one input as a task: it is done in one step. */
import { partitionInterval } from '../core/partition/interval';
import { type IntervalComplex, valueAtEnd } from '../core/partition/intervalComplex';
import type { PartitionTask } from './partitionTask';
import type { PartitionRequest } from './protocol';

/** Outputs at the middles of the pieces (where f is affine: the mean of the ends), pieces × outputs. */
function middleOutputs(interval: IntervalComplex, outputs: number): Float64Array {
  const pieces = interval.vertices.length - 1;
  const values = new Float64Array(pieces * outputs);
  for (let piece = 0; piece < pieces; piece++)
    for (let output = 0; output < outputs; output++)
      values[piece * outputs + output] =
        (valueAtEnd(interval, output, piece, 0) + valueAtEnd(interval, output, piece, 1)) / 2;
  return values;
}

/** The task of a request whose network has one input. */
export function intervalTask({ network, slice, domain, options }: PartitionRequest): PartitionTask {
  const ends = domain.map(([p]) => p);
  const range: [number, number] = [Math.min(...ends), Math.max(...ends)];
  const made: { interval: IntervalComplex | null } = { interval: null };
  return {
    advance() {
      made.interval = partitionInterval(network, slice, range, options);
      return true;
    },
    get faces() {
      return made.interval ? made.interval.vertices.length - 1 : 0;
    },
    finish() {
      if (!made.interval) throw new Error('the interval is not cut yet');
      return { complex: null, interval: made.interval, outputs: middleOutputs(made.interval, network.outputSize) };
    },
    certify({ certifyInterval }) {
      if (!made.interval) throw new Error('nothing to certify yet');
      const value = certifyInterval(network, slice, range, made.interval);
      return { next: () => ({ done: true, value }) };
    },
    subject: () => ({ network, slice, complex: null, interval: made.interval }),
  };
}
