/** What a file is, by its name and its first bytes. */

/**
 * Whether a file is to be read as safetensors: by its name, or since it begins with the length of a header, whose upper
 * bytes are 0 (no text has them), and an opening brace.
 */
export const looksLikeSafetensors = (bytes: Uint8Array, fileName: string): boolean =>
  /\.safetensors$/i.test(fileName) ||
  (bytes[8] === 0x7b && bytes.length > 8 && bytes.subarray(4, 8).every((byte) => byte === 0));

/** Whether a file is a zip archive, as PyTorch's checkpoints are. */
export const isZip = (bytes: Uint8Array): boolean => [0x50, 0x4b, 3, 4].every((byte, i) => bytes[i] === byte);
