/** Calls `make` again only when one of the keys is not the same as before. */
export function remember<T>(): (keys: readonly unknown[], make: () => T) => T {
  let last: { keys: readonly unknown[]; value: T } | null = null;
  return (keys, make) => {
    if (!last || keys.some((key, i) => key !== last?.keys[i])) last = { keys, value: make() };
    return last.value;
  };
}
