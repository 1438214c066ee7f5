import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

const BLOCK = 512;

/** Text up to the first zero. */
function textAt(bytes: Buffer, from: number, length: number): string {
  const text = bytes.toString('utf8', from, from + length);
  const end = text.indexOf('\0');
  return end < 0 ? text : text.slice(0, end);
}

/** Plain files of a gzipped tar archive (ustar) by path. Longer paths of other dialects are left out. */
export function untar(archive: Uint8Array): Map<string, Uint8Array> {
  const bytes = gunzipSync(archive);
  const files = new Map<string, Uint8Array>();
  for (let at = 0; at + BLOCK <= bytes.length && bytes[at] !== 0; ) {
    const size = Number.parseInt(textAt(bytes, at + 124, 12), 8);
    if (!(size >= 0)) throw new Error(`no size at byte ${at} of the archive`);
    const [name, kind, prefix] = [textAt(bytes, at, 100), textAt(bytes, at + 156, 1), textAt(bytes, at + 345, 155)];
    if (kind === '0' || kind === '')
      files.set(prefix ? `${prefix}/${name}` : name, bytes.subarray(at + BLOCK, at + BLOCK + size));
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
  return files;
}

/** Files of a package of the npm registry by their paths in it; fetched into `cache` once, without what it depends on. */
export function packageFiles(name: string, version: string, cache: string): Map<string, Uint8Array> {
  const path = join(cache, `${name.replace('@', '').replace('/', '-')}-${version}.tgz`);
  if (!existsSync(path)) {
    mkdirSync(cache, { recursive: true });
    console.log(`fetching ${name}@${version} into ${cache}`);
    const args = ['pack', `${name}@${version}`, '--pack-destination', cache];
    execFileSync('npm', args, { stdio: ['ignore', 'ignore', 'inherit'], shell: process.platform === 'win32' });
  }
  const files = [...untar(readFileSync(path))];
  return new Map(files.map(([file, content]) => [file.replace(/^package\//, ''), content]));
}
