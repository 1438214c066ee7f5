/** ONNX in and out. Loaded when a file asks for it: it brings a protobuf package with it. */
export { externalPaths } from './external';
export { readOnnx } from './read';
export { writeOnnx } from './write';
