/** 32-bit hash of `count` words from `start` (FNV-1a by word, finished as in MurmurHash3, so that one bit moves all). */
export function codeHash(words: ArrayLike<number>, start = 0, count = words.length): number {
  let hash = 0x811c9dc5;
  for (let i = start; i < start + count; i++) hash = Math.imul(hash ^ (words[i] as number), 0x01000193) ^ (hash >>> 15);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

const made = new WeakMap<Uint32Array, Uint32Array>();

/** The hashes of codes that lie one behind the other, `words` each. Codes of large networks are long: they are gone through once. */
export function codeHashes(codes: Uint32Array, words: number): Uint32Array {
  let hashes = made.get(codes);
  if (!hashes) {
    hashes = new Uint32Array(words > 0 ? codes.length / words : 0);
    for (let i = 0; i < hashes.length; i++) hashes[i] = codeHash(codes, i * words, words);
    made.set(codes, hashes);
  }
  return hashes;
}

/** Remembers hashes that were made elsewhere. */
export function keepHashes(codes: Uint32Array, hashes: Uint32Array): void {
  made.set(codes, hashes);
}
