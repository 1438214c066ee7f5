/** Graphs as safetensors and npz: tensors, and JSON that names them. */
export { graphOfTensors } from './read';
export { GRAPH_KEY, writeGraphNpz, writeGraphSafetensors } from './write';
