import { LENS_VERSION, MAX_LINK_READ } from '../limits';
import { parseLensState, type StateResult } from '../schema';
import type { LensState } from '../types';
import type { Draft } from './field';
import { FIELDS } from './fields';
import { fragmentOf } from './fragment';
import { checkSum, LinkFault } from './text';

const UNKNOWN_SCENE = 'the link names a scene that this page does not have';
const EDITED =
  'the link is damaged or cut off, or was edited by hand (take out its "sum=…" part to open it all the same)';
const KNOWN_BESIDES = ['v', 'sum', 'scene', 'trimmed'];

const fail = (message: string): StateResult => ({ ok: false, message });
const short = (text: string): string => (text.length > 24 ? `${text.slice(0, 24)}…` : text);

function readPairs(fragment: string): [string, string][] {
  return fragment.split('&').map((part) => {
    const cut = part.indexOf('=');
    if (cut < 0) throw new LinkFault(`"${short(part)}" has no value`);
    try {
      return [part.slice(0, cut), decodeURIComponent(part.slice(cut + 1))];
    } catch {
      throw new LinkFault(`the value of ${short(part.slice(0, cut))} is not readable`);
    }
  });
}

function toMap(pairs: readonly [string, string][]): Map<string, string> {
  const values = new Map<string, string>();
  for (const [key, value] of pairs) {
    if (values.has(key)) throw new LinkFault(`${short(key)} is given twice`);
    values.set(key, value);
  }
  return values;
}

/** The scene that a link names, to be loaded before it is read; null when there is none. */
export function linkScene(link: string): string | null {
  if (link.length > MAX_LINK_READ) return null;
  try {
    return toMap(readPairs(fragmentOf(link))).get('scene') ?? null;
  } catch {
    return null;
  }
}

function versionFault(fragment: string): string | null {
  const version = /(?:^|&)v=([^&]*)/.exec(fragment)?.[1];
  if (version === String(LENS_VERSION)) return null;
  if (version === undefined) return 'the link is damaged or cut off: it names no version (v=1)';
  const later = /^\d{1,9}$/.test(version) && Number(version) > LENS_VERSION;
  return later
    ? `the link is of version ${version}, this page reads version ${LENS_VERSION}: open it with a newer page`
    : `the link is damaged or cut off: its version is "${short(version)}"`;
}

function readDraft(values: ReadonlyMap<string, string>, initial: LensState): Draft {
  const draft: Draft = { ...initial };
  for (const [key, field] of FIELDS) {
    const text = values.get(key);
    if (text === undefined) continue;
    try {
      if (key === 'w' && text === '') draft.weights = null;
      else field.read(text, draft);
    } catch (error) {
      if (error instanceof LinkFault) throw new LinkFault(`${key}: ${error.message}`);
      throw error;
    }
  }
  return draft;
}

function warningsOf(values: ReadonlyMap<string, string>): string[] {
  const warnings = [...values.keys()]
    .filter((key) => !FIELDS.has(key) && !KNOWN_BESIDES.includes(key))
    .map((key) => `the link's "${short(key)}" is not known and was dropped`);
  const trimmed = values.get('trimmed');
  if (trimmed === 'weights')
    warnings.push('the trained weights were too long for this link: the scene opens with its own. A file keeps them.');
  else if (trimmed !== undefined)
    warnings.push('the state was too long for this link: the scene opens as it is. A file keeps everything.');
  return warnings;
}

function parse(values: ReadonlyMap<string, string>, initial: LensState): StateResult {
  try {
    const result = parseLensState(readDraft(values, initial), 'the link');
    return result.ok ? { ...result, warnings: warningsOf(values) } : result;
  } catch (error) {
    if (error instanceof LinkFault) return fail(error.message);
    throw error;
  }
}

/** What shows without the scene that a link is damaged, cut off or of another version; null when it is whole. */
export function linkFault(link: string): string | null {
  const result = decodeLink(link, () => null);
  return result.ok || result.message.startsWith(UNKNOWN_SCENE) ? null : result.message;
}

/**
 * Reads a link or its fragment. `initialOf` gives the state a scene opens with (what a link leaves out), null for an
 * unknown scene. Never throws on bad input; the message says what is wrong and where.
 */
export function decodeLink(link: string, initialOf: (scene: string) => LensState | null): StateResult {
  if (link.length > MAX_LINK_READ)
    return fail(`the link has ${link.length} characters, more than this page reads (${MAX_LINK_READ})`);
  const fragment = fragmentOf(link);
  const wrongVersion = versionFault(fragment);
  if (wrongVersion) return fail(wrongVersion);
  let values: Map<string, string>;
  try {
    values = toMap(readPairs(fragment));
  } catch (error) {
    return fail(`the link is damaged or cut off: ${error instanceof Error ? error.message : String(error)}`);
  }
  const sum = values.get('sum');
  const content = [...values].filter(([key]) => key !== 'v' && key !== 'sum');
  const whole = sum === undefined || sum === checkSum(content);
  const scene = values.get('scene');
  if (scene === undefined) return fail('the link is damaged or cut off: it names no scene');
  const initial = initialOf(scene);
  if (!initial) return fail(whole ? `${UNKNOWN_SCENE}: "${short(scene)}"` : EDITED);
  const result = parse(values, initial);
  if (whole) return result.ok ? result : fail(`the link cannot be read: ${result.message}`);
  return fail(result.ok ? EDITED : `the link is damaged or cut off: ${result.message}`);
}
