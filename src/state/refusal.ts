import type { Network } from '../core/network';
import { forwardCost } from '../core/network/forwardCost';
import { codeLayout } from '../core/network/network';
import { isLarge } from './large';

/** Why something is not computed for a network: what it would be, or the reason as a sentence. Null for networks that are not large. */
export function refusal(network: Network, what: string): string | null {
  if (!isLarge(network)) return null;
  const units = codeLayout(network).units.toLocaleString('en');
  return `${what} not computed here for a network as large as this one: it has ${units} units, and a pass through it takes ${Math.round(forwardCost(network) / 1e6).toLocaleString('en')} million multiplications.`;
}
