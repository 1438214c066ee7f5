/**
 * Whether keys without Ctrl work anywhere on the page. They can be turned off, for people who speak their input or press
 * keys by accident; what works only on a focused part is not affected. The choice is remembered.
 */
import { remember, remembered } from './memory';

const KEY = 'polytope-lens-single-keys';

export const singleKeysWork = (): boolean => remembered(KEY) !== 'off';

export const setSingleKeys = (on: boolean): void => remember(KEY, on ? 'on' : 'off');
