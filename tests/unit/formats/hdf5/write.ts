import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import h5wasm, { type Group, File as H5File } from 'h5wasm/node';

/** A file that the HDF5 library itself writes; `fill` gets its root. */
export async function written(fill: (root: Group) => void): Promise<Uint8Array> {
  await h5wasm.ready;
  // The library writes to the disk itself.
  const folder = mkdtempSync(join(tmpdir(), 'hdf5-'));
  const file = new H5File(join(folder, 'written.h5'), 'w');
  fill(file);
  file.close();
  const bytes = new Uint8Array(readFileSync(join(folder, 'written.h5')));
  rmSync(folder, { recursive: true });
  return bytes;
}
