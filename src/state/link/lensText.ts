/** A lens file as it is written, and how one is told from other JSON. */
import type { LensState } from '../types';

export const LENS_FILE_EXTENSION = '.lens.json';

/** What the names of files about a state begin with. */
export const lensBaseName = (state: LensState): string =>
  (state.network?.name || state.scene).replace(/[^\w-]+/g, '-').slice(0, 60) || 'lens';

export const lensFileName = (state: LensState): string => `${lensBaseName(state)}${LENS_FILE_EXTENSION}`;

/** JSON with every number exact. */
export const lensFileText = (state: LensState): string => `${JSON.stringify(state)}\n`;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether a parsed JSON value means to be a lens file (and not a network). */
export const isLensFile = (value: unknown): boolean => isRecord(value) && 'scene' in value && 'version' in value;
