/** Graphs as plain JSON (docs/graph-format.md). */
export { graphOfJson, readGraphJson } from './read';
export { graphText, writeGraphJson } from './write';
