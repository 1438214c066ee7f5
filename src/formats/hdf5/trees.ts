/** B-trees: of old groups and of chunks (version 1, III.A.1), of new groups and attributes (version 2, III.A.2). */
import { damaged, type FileBytes, NOWHERE } from './bytes';
import { bytesFor } from './heaps';

const NODE_HEADER = 24;

/** Key and child of an entry at the lowest level. */
export interface Leaf {
  /** Where the key before the child begins. */
  readonly key: number;
  readonly child: number;
}

/** Entries at the lowest level of a tree of version 1; `type`: 0 groups, 1 chunks; `keySize`: bytes of a key. */
export function* leaves(file: FileBytes, address: number, type: number, keySize: number): Generator<Leaf> {
  const open = [{ address, level: -1 }];
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.address === NOWHERE) continue;
    file.expect(node.address, 'TREE');
    const level = file.u8(node.address + 5);
    // Levels fall by one at a time, so that no node can lead to itself.
    if (file.u8(node.address + 4) !== type || (node.level >= 0 && level !== node.level))
      throw damaged('a tree has a node of another kind');
    const count = file.u16(node.address + 6);
    for (let i = 0; i < count; i++) {
      const key = node.address + NODE_HEADER + i * (keySize + 8);
      const child = file.address(key + keySize);
      if (level === 0) yield { key, child };
      else open.push({ address: child, level: level - 1 });
    }
  }
}

/** Where the records of a tree of version 2 begin. */
export function* records(file: FileBytes, address: number): Generator<number> {
  file.expect(address, 'BTHD');
  const [nodeSize, recordSize, depth] = [file.u32(address + 6), file.u16(address + 10), file.u16(address + 12)];
  const root = file.address(address + 16);
  if (root === NOWHERE) return;
  if (recordSize === 0 || depth > 16) throw damaged('a tree has no sizes');
  const pointers = pointerSizes(nodeSize, recordSize, depth);
  const open = [{ address: root, count: file.u16(address + 24), level: depth }];
  for (let node = open.pop(); node; node = open.pop()) {
    const { address: at, count, level } = node;
    file.expect(at, level > 0 ? 'BTIN' : 'BTLF');
    for (let i = 0; i < count; i++) yield at + 6 + i * recordSize;
    if (level === 0) continue;
    const { size, countBytes } = pointers[level] as PointerSize;
    for (let i = 0; i <= count; i++) {
      const pointer = at + 6 + count * recordSize + i * size;
      open.push({ address: file.uint(pointer, 8), count: file.uint(pointer + 8, countBytes), level: level - 1 });
    }
  }
}

interface PointerSize {
  /** Bytes of a pointer to a node of the level below. */
  readonly size: number;
  /** Those of them that count the records in it. */
  readonly countBytes: number;
}

/** Nodes have a header of 6 bytes and a check sum of 4; pointers have counts as wide as the largest that fit. */
function pointerSizes(nodeSize: number, recordSize: number, depth: number): PointerSize[] {
  let most = Math.floor((nodeSize - 10) / recordSize);
  let total = most;
  const sizes: PointerSize[] = [{ size: 0, countBytes: 0 }];
  for (let level = 1; level <= depth; level++) {
    const countBytes = bytesFor(most);
    const size = 8 + countBytes + (level > 1 ? bytesFor(total) : 0);
    sizes.push({ size, countBytes });
    most = Math.floor((nodeSize - 10 - size) / (recordSize + size));
    total = (most + 1) * total + most;
  }
  return sizes;
}
