/** Graphs as safetensors and npz: tensors, and JSON that names them. */
export { GRAPH_KEY } from '../weightFile';
export { graphOfTensors } from './read';
export { writeGraphNpz, writeGraphSafetensors } from './write';
