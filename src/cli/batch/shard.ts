import { UsageError } from '../arguments';

/** A block of rows, from `first` up to but without `end`. */
export interface Block {
  readonly first: number;
  readonly end: number;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Where job arrays state a task's index; the first one that is set counts. */
const INDEX_VARIABLES = ['JOB_COMPLETION_INDEX', 'SLURM_ARRAY_TASK_ID'];
const MOST_SHARDS = 1_000_000;

/**
 * The rows of shard i of n, i from 0 to n − 1: contiguous blocks whose sizes differ by one at most, in order, so that the
 * shards' outputs one after the other are the output of the whole. `text` is `i/n`, or `auto/n`: i stands in the environment,
 * as Kubernetes (JOB_COMPLETION_INDEX) and Slurm (SLURM_ARRAY_TASK_ID) set it. Undefined: all rows. There may be more shards
 * than rows; some are empty then. Throws a UsageError for anything else.
 */
export function shardBlock(text: string | undefined, rowCount: number, environment: Environment): Block {
  if (text === undefined) return { first: 0, end: rowCount };
  const [, index = '', count = ''] = /^(\d+|auto)\/(\d+)$/.exec(text.trim()) ?? [];
  const n = Number(count);
  if (count === '' || n < 1 || n > MOST_SHARDS)
    throw new UsageError(`--shard: '${text}' is not i/n with i from 0 to n − 1, or auto/n`);
  const i = index === 'auto' ? indexFrom(environment) : { value: index, source: '--shard' };
  if (!/^\d+$/.test(i.value) || Number(i.value) >= n)
    throw new UsageError(`${i.source}: shard '${i.value}' of ${n} is not a whole number from 0 to ${n - 1}`);
  const start = (shard: number): number => Math.floor((shard * rowCount) / n);
  return { first: start(Number(i.value)), end: start(Number(i.value) + 1) };
}

function indexFrom(environment: Environment): { value: string; source: string } {
  for (const source of INDEX_VARIABLES) {
    const value = environment[source];
    if (value !== undefined) return { value, source };
  }
  throw new UsageError(`--shard: auto needs one of ${INDEX_VARIABLES.join(', ')} in the environment`);
}
