/** What a network's file may ask for; checked by name before anything is allocated. */

/** Characters. */
export const MAX_TEXT = 64 * 1024 * 1024;
export const MAX_LAYERS = 64;
export const MAX_INPUTS = 65_536;
export const MAX_PARAMETERS = 10_000_000;
/** Bytes of a safetensors file: every parameter as float64, and the header. */
export const MAX_TENSOR_FILE = 8 * MAX_PARAMETERS + 1024 * 1024 + 8;
/** Bytes of a file of data, and of what is unpacked of it: the 60,000 digits of MNIST as bytes are 47 MB. */
export const MAX_DATA_FILE = 256 * 1024 * 1024;
/** Nodes of a graph. */
export const MAX_NODES = 4096;
/** Numbers that the nodes of a graph hold together. */
export const MAX_GRAPH_PARAMETERS = 32 * 1024 * 1024;
/** Bytes of an ONNX file: thirty million weights as float32, twice over. */
export const MAX_ONNX_FILE = 256 * 1024 * 1024;
/** Bytes of a tensor file of a graph, and of what an archive holds when it is unpacked. */
export const MAX_GRAPH_FILE = 8 * MAX_GRAPH_PARAMETERS + 1024 * 1024 + 8;
