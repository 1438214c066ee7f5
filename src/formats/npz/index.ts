/** NumPy's archives of arrays. Loads the packer: import it where it is needed. */
export { type NpzResult, readNpz, writeNpz } from './npz';
