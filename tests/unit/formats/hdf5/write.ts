import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import h5wasm, { FS, type Group, File as H5File } from 'h5wasm/node';

/** A file that the HDF5 library itself writes; `fill` gets its root. */
export async function written(fill: (root: Group) => void): Promise<Uint8Array> {
  await h5wasm.ready;
  // The library writes to the disk; two files of tests may write at once.
  const path = join(tmpdir(), `polytope-lens-${process.pid}-${process.env.VITEST_POOL_ID}.h5`);
  const file = new H5File(path, 'w');
  try {
    fill(file);
    file.close();
    return new Uint8Array((FS as { readFile(name: string): Uint8Array }).readFile(path));
  } finally {
    rmSync(path, { force: true });
  }
}
