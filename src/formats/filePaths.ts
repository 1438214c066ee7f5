/** Paths in a network's file to those beside it. */

/** A file by its path, or by its bare name where one file alone has it. */
export function fileAt(files: ReadonlyMap<string, Uint8Array>, path: string): Uint8Array | undefined {
  const own = files.get(path);
  if (own) return own;
  const bare = (name: string): string => name.split(/[/\\]/).at(-1) ?? name;
  const same = [...files].filter(([name]) => bare(name) === bare(path));
  return same.length === 1 ? same[0]?.[1] : undefined;
}

/** Whether a path leads to the file's own folder or into it, and nowhere else. */
export const isBeside = (path: string): boolean =>
  path !== '' && !/^([\\/]|[a-z][\w+.-]*:)/i.test(path) && !path.split(/[\\/]/).includes('..') && !path.includes('\0');
