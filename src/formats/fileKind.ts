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

const begins = (bytes: Uint8Array, ...first: readonly number[]): boolean => first.every((byte, i) => bytes[i] === byte);

/** Whether a file is HDF5, as Keras's .h5 files are. */
export const isHdf5 = (bytes: Uint8Array): boolean => begins(bytes, 0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a);

/** Whether a file is a Python pickle (protocols 2 to 5), as old checkpoints of PyTorch are. */
export const isPickle = (bytes: Uint8Array): boolean =>
  begins(bytes, 0x80) && (bytes[1] as number) >= 2 && (bytes[1] as number) <= 5;

/** Whether a file is to be read as ONNX: by its name, or since it begins with the version of its format. */
export const looksLikeOnnx = (bytes: Uint8Array, fileName: string): boolean =>
  /\.onnx$/i.test(fileName) || (begins(bytes, 0x08) && bytes.length > 2 && (bytes[1] as number) < 0x20);

/** Whether a JSON text is to be read as a tfjs model's. */
export const isTfjsModel = (text: string): boolean =>
  text.includes('"modelTopology"') || text.includes('"weightsManifest"');
