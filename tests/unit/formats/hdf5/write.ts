import h5wasm, { FS, type Group, File as H5File } from 'h5wasm/node';

/** A file that the HDF5 library itself writes; `fill` gets its root. */
export async function written(fill: (root: Group) => void): Promise<Uint8Array> {
  await h5wasm.ready;
  const file = new H5File('test.h5', 'w');
  fill(file);
  file.close();
  const bytes = (FS as { readFile(name: string): Uint8Array }).readFile('test.h5');
  return new Uint8Array(bytes);
}
