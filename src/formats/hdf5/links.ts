/** Members of a group by name, however the file keeps them. Soft and external links are left out. */
import { damaged, type FileBytes, NOWHERE } from './bytes';
import { FractalHeap, localName } from './heaps';
import { MESSAGE, type Message } from './objectHeader';
import { leaves, records } from './trees';

const GROUP_TREE = 0;
const SYMBOL_SIZE = 40;
const SOFT = 2;

/** Addresses of the objects that a group's messages lead to. Throws a `Fault`. */
export function linksOf(file: FileBytes, messages: readonly Message[]): Map<string, number> {
  const links = new Map<string, number>();
  for (const { type, offset } of messages) {
    if (type === MESSAGE.symbolTable) addSymbols(file, offset, links);
    else if (type === MESSAGE.link) addLink(file, offset, links);
    else if (type === MESSAGE.linkInfo) addDense(file, offset, links);
  }
  return links;
}

function addSymbols(file: FileBytes, offset: number, links: Map<string, number>): void {
  const [tree, heap] = [file.address(offset), file.uint(offset + 8, 8)];
  for (const { child } of leaves(file, tree, GROUP_TREE, 8)) {
    file.expect(child, 'SNOD');
    const count = file.u16(child + 6);
    for (let i = 0; i < count; i++) {
      const symbol = child + 8 + i * SYMBOL_SIZE;
      if (file.u32(symbol + 16) === SOFT) continue;
      links.set(localName(file, heap, file.uint(symbol, 8)), file.uint(symbol + 8, 8));
    }
  }
}

/** A link message (IV.A.2.g). */
function addLink(file: FileBytes, offset: number, links: Map<string, number>): void {
  if (file.u8(offset) !== 1) throw damaged('a link of an unknown version');
  const flags = file.u8(offset + 1);
  let at = offset + 2;
  const type = flags & 8 ? file.u8(at++) : 0;
  if (flags & 4) at += 8;
  if (flags & 16) at += 1;
  const width = 1 << (flags & 3);
  const length = file.uint(at, width);
  if (type === 0) links.set(file.text(at + width, length), file.uint(at + width + length, 8));
}

/** Links in a heap, found by the tree of their names (IV.A.2.c). */
function addDense(file: FileBytes, offset: number, links: Map<string, number>): void {
  const at = offset + 2 + (file.u8(offset + 1) & 1 ? 8 : 0);
  for (const id of heapIds(file, at, 4)) addLink(file, id, links);
}

/** Places of the objects of a heap whose tree has their ids at `idAt` of each record. `at`: the addresses of heap and tree. */
export function* heapIds(file: FileBytes, at: number, idAt: number): Generator<number> {
  const [heapAddress, tree] = [file.address(at), file.address(at + 8)];
  if (heapAddress === NOWHERE || tree === NOWHERE) return;
  const heap = new FractalHeap(file, heapAddress);
  for (const record of records(file, tree)) yield heap.place(record + idAt);
}
