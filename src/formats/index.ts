/** Networks in and out: `import … from 'polytope-lens/formats'`. */
export { type FormatError, formatErrorText } from './checks';
export { parseNetworkJson } from './networkJson';
export type { NetworkResult, ParsedNetwork } from './parsedNetwork';
export { writeNetworkJson } from './writeNetworkJson';
