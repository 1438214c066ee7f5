/** Plain data with each typed array copied (one move of memory; structuredClone writes and reads each) and its buffer listed. */
export function copyArrays(value: unknown, transfer: ArrayBuffer[]): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (ArrayBuffer.isView(value)) {
    const copy = (value as Float64Array).slice();
    transfer.push(copy.buffer as ArrayBuffer);
    return copy;
  }
  if (Array.isArray(value)) return value.map((entry) => copyArrays(entry, transfer));
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, copyArrays(entry, transfer)]));
}
