/** Architectures for files that hold weights alone: a guess, and the graph of what a person made of it. */
export { graphOfArchitecture } from './build';
export type { Fit } from './fit';
export { type ArchitectureGuess, type GuessOptions, guessArchitecture } from './guess';
export type { Tensors } from './parameters';
export { inTorchOrder, type TorchTensors } from './torchOrder';
export type * from './types';
