/** Text and numbers of a name, in turns. */
const parts = (name: string): readonly string[] => name.match(/\d+|\D+/g) ?? [];

const isNumber = (part: string): boolean => /^\d/.test(part);

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Whole numbers of any length as texts: the longer one is larger once leading zeros are gone. */
function byNumber(a: string, b: string): number {
  const [x, y] = [a.replace(/^0+/, ''), b.replace(/^0+/, '')];
  return x.length - y.length || byText(x, y);
}

/**
 * Compares names as people count: numbers in them by size (`fc2` before `fc10`), the rest by code units. Only equal texts
 * compare as equal. For `sort`.
 */
export function naturalOrder(a: string, b: string): number {
  const [left, right] = [parts(a), parts(b)];
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const [x, y] = [left[i] as string, right[i] as string];
    const order = isNumber(x) && isNumber(y) ? byNumber(x, y) : byText(x, y);
    if (order !== 0) return order;
  }
  return left.length - right.length || byText(a, b);
}
