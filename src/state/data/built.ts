/** Data sets that have been made, so that a state can be put in force at once, as undo does it. */
import type { DataSpec } from '../dataTypes';
import type { DataSet } from '../types';

const built = new WeakMap<DataSpec, DataSet>();

/** The data of a state: its own, or the scene's; null where there are none, undefined where they have not been made. */
export const givenData = (
  spec: DataSpec | null,
  scene: { readonly data: DataSet | null },
): DataSet | null | undefined => (spec ? built.get(spec) : scene.data);

/** Makes the data of a checked spec, once. Resolves to why there are none, or to null. */
export async function ensureData(spec: DataSpec | null): Promise<string | null> {
  if (!spec || built.has(spec)) return null;
  const { buildData } = await import('./build');
  const made = buildData(spec);
  if (!made.ok) return made.message;
  built.set(spec, made.data);
  return null;
}
