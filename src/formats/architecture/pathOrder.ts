import { naturalOrder } from '../naturalOrder';

const FIRST = /^(stem|conv|bn|norm|features?|encoder|backbone|body|input|embed)/i;
const LAST = /^(classifier|heads?|fcs?|linear|lin|dense|out|output|logits|readout|proj|final)/i;

const rankOf = (part: string): number => (FIRST.test(part) ? 0 : LAST.test(part) ? 2 : 1);

/** Compares paths part by part: what stands at the beginning of networks first, what stands at their ends last. */
export function byPath(a: string, b: string): number {
  const [left, right] = [a.split('.'), b.split('.')];
  const at = left.findIndex((part, i) => part !== right[i]);
  if (at < 0) return left.length - right.length;
  const [x, y] = [left[at] as string, right[at] ?? ''];
  return rankOf(x) - rankOf(y) || naturalOrder(x, y);
}
