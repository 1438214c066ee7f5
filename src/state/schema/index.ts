export { parseLensState, type StateResult } from './parse';
