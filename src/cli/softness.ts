import type { Network } from '../core';
import { isSoft, type Softness, softness } from '../core/soft';
import { type Arguments, UsageError } from './arguments';

/** The gates that `--soft` and `--beta` ask for; null where they are not there. Throws a UsageError. */
export function softnessOf(network: Network, args: Arguments): Softness | null {
  const text = args.value('beta');
  if (!args.has('soft')) {
    if (text !== undefined) throw new UsageError('--beta says how soft the codes of --soft are: --soft is missing');
    return null;
  }
  if (text === undefined) return softness(network);
  const beta = text.trim() === '' ? Number.NaN : Number(text);
  if (!(beta >= 0 && beta <= 1)) throw new UsageError(`--beta: '${text}' is not a number from 0 to 1`);
  return softness(network, { beta });
}

/** Notes what a report of a smooth network is of, where its soft part was not asked for. `what` names the hard quantities. */
export function noteSmooth(network: Network, gates: Softness | null, what: string, note: (text: string) => void): void {
  if (!gates && isSoft(softness(network)))
    note(`the network is smooth: ${what} are of its hard limit; --soft adds its own`);
}
