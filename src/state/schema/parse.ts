/** What a `LensState` may be. Links, files, `load` and actions all pass through here; sizes are capped before use. */
import * as v from 'valibot';
import { LENS_VERSION } from '../limits';
import type { LensState } from '../types';
import { attackEntries } from './attack';
import { clampEntries } from './clamps';
import { colourEntries } from './colour';
import { dataEntries } from './data';
import { densityEntries } from './density';
import { experimentEntries } from './experiments';
import { layoutEntries } from './layout';
import { networkEntries } from './network';
import { pathEntries } from './path';
import { pinEntries } from './pins';
import { name } from './primitives';
import { secondEntries } from './second';
import { seededEntries } from './seeded';
import { sliceEntries } from './slice';
import { softEntries } from './soft';
import { trainingEntries, viewEntries } from './view';

export type StateResult =
  | { readonly ok: true; readonly state: LensState; readonly warnings: readonly string[] }
  | { readonly ok: false; readonly message: string };

/**
 * A key a part. What joined after the first links were saved is `v.optional(…, default)`, so that states without it stay
 * valid; the default is what such a state has always shown.
 */
const entries = {
  version: v.literal(LENS_VERSION),
  scene: name,
  ...networkEntries,
  ...seededEntries,
  ...dataEntries,
  ...sliceEntries,
  ...secondEntries,
  ...pathEntries,
  ...attackEntries,
  ...experimentEntries,
  ...pinEntries,
  ...viewEntries,
  ...colourEntries,
  ...densityEntries,
  ...softEntries,
  ...trainingEntries,
  ...clampEntries,
  ...layoutEntries,
};

const lensState = v.object(entries, 'is not an object');

/** `slice.anchors[0].terms`, for messages. */
const dotted = (path: readonly { key: unknown }[] | undefined): string =>
  (path ?? [])
    .map(({ key }) => (typeof key === 'number' ? `[${key}]` : `.${String(key).slice(0, 40)}`))
    .join('')
    .replace(/^\./, '');

function sentence(issue: v.BaseIssue<unknown>, whole: string): string {
  const where = dotted(issue.path as { key: unknown }[] | undefined) || whole;
  const received = issue.received.length > 60 ? `${issue.received.slice(0, 60)}…` : issue.received;
  const missing = issue.received === 'undefined' || issue.message.startsWith('Invalid key');
  if (missing) return `${where} is missing`;
  return /^(Invalid|Expected)/.test(issue.message)
    ? `${where}: ${received} is not valid`
    : `${where} ${issue.message} (${received})`;
}

/** Later versions are told apart from damage. */
function versionFault(value: unknown, whole: string): string | null {
  if (typeof value !== 'object' || value === null || !('version' in value)) return null;
  const { version } = value;
  if (version === LENS_VERSION) return null;
  const later = typeof version === 'number' && version > LENS_VERSION;
  return later
    ? `${whole} is of version ${version}, this page reads version ${LENS_VERSION}: open it with a newer page`
    : `${whole} has no version that this page reads (${String(version).slice(0, 20)} instead of ${LENS_VERSION})`;
}

/**
 * Checks everything that can be checked without the scene. `whole` names the thing in messages ("the state", "the link").
 * Unknown keys of the top level are dropped and reported.
 */
export function parseLensState(value: unknown, whole = 'the state'): StateResult {
  const wrongVersion = versionFault(value, whole);
  if (wrongVersion) return { ok: false, message: wrongVersion };
  const result = v.safeParse(lensState, value, { abortEarly: true, abortPipeEarly: true });
  if (!result.success) return { ok: false, message: sentence(result.issues[0], whole) };
  const unknown = Object.keys(value as object).filter((key) => !(key in entries));
  const warnings = unknown.map((key) => `${whole}: "${key.slice(0, 40)}" is not known and was dropped`);
  return { ok: true, state: result.output, warnings };
}
