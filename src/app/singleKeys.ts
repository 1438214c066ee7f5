/**
 * Whether keys without Ctrl work anywhere on the page. They can be turned off, for people who speak their input or press
 * keys by accident; what works only on a focused part is not affected. The choice is remembered.
 */
import { recall, remember } from '../ui/remembered';

const KEY = 'single-keys';

/** Where nothing may be remembered the choice lasts as long as the page. */
let chosen: string | null = null;

export const singleKeysWork = (): boolean => (chosen ?? recall(KEY)) !== 'off';

export function setSingleKeys(on: boolean): void {
  chosen = on ? 'on' : 'off';
  remember(KEY, chosen);
}
