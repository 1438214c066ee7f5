/**
 * HDF5 files, as far as networks need them: groups, attributes that are texts, datasets of numbers. Both the old form, which
 * h5py writes, and the newer one. Source: "HDF5 File Format Specification", version 3.0. Whatever a file says, reading
 * ends: every read of structure and every byte of values is counted.
 */
import { Fault } from '../checks';
import { MAX_GRAPH_FILE } from '../limits';
import type { Tensor } from '../tensors';
import { textsOf } from './attributes';
import { damaged, FileBytes } from './bytes';
import { tensorOf } from './dataset';
import { linksOf } from './links';
import { MESSAGE, type Message, messagesAt } from './objectHeader';

/** An object of a file: a group, which has members, or a dataset. Its methods throw a `Fault` where the file is damaged. */
export class Hdf5Object {
  private links: Map<string, number> | null = null;

  constructor(
    private readonly file: FileBytes,
    private readonly messages: readonly Message[],
    /** From the root on, without a slash at its beginning. */
    readonly path: string,
  ) {}

  get isDataset(): boolean {
    return this.messages.some(({ type }) => type === MESSAGE.dataspace);
  }

  /** Names of the members, in the file's order. */
  names(): string[] {
    return [...this.members().keys()];
  }

  /** The object at a path from here (`a/b`), null where there is none. */
  get(path: string): Hdf5Object | null {
    const [first = '', ...rest] = path.split('/').filter((part) => part !== '');
    if (first === '') return this;
    const address = this.members().get(first);
    if (address === undefined) return null;
    const child = new Hdf5Object(
      this.file,
      messagesAt(this.file, address),
      this.path ? `${this.path}/${first}` : first,
    );
    return child.get(rest.join('/'));
  }

  /** Texts of an attribute; null where there is none of this name, or it holds no texts. */
  texts(name: string): string[] | null {
    return textsOf(this.file, this.messages, name);
  }

  /** Values of a dataset. */
  tensor(): Tensor {
    if (!this.isDataset) throw new Fault(JSON.stringify(this.path), 'is a group, not values');
    return tensorOf(this.file, this.messages, JSON.stringify(this.path));
  }

  private members(): Map<string, number> {
    if (!this.links) this.links = this.isDataset ? new Map() : linksOf(this.file, this.messages);
    return this.links;
  }
}

/** Opens a file: its root. `maxBytes`: what all values that are read may have together. Throws a `Fault`. */
export function openHdf5(bytes: Uint8Array, maxBytes = 2 * MAX_GRAPH_FILE): Hdf5Object {
  const file = new FileBytes(bytes, maxBytes);
  const version = file.u8(8);
  if (version > 3) throw damaged(`version ${version} of the format is not known`);
  const old = version < 2;
  if (file.u8(old ? 13 : 9) !== 8 || file.u8(old ? 14 : 10) !== 8)
    throw new Fault('', 'an HDF5 file with addresses of another width than 64 bits');
  const base = old ? 24 + 4 * version : 12;
  if (file.uint(base, 8) !== 0) throw new Fault('', 'an HDF5 file with something in front of it');
  const end = file.uint(base + 16, 8);
  if (end > bytes.length)
    throw new Fault('', `the file is cut off: it has ${bytes.length} bytes, its beginning says ${end}`);
  const root = file.uint(old ? base + 40 : 36, 8);
  return new Hdf5Object(file, messagesAt(file, root), '');
}
