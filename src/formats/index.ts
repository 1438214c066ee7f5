/** Networks in and out: `import … from 'polytope-lens/formats'`. */
export { type FormatError, formatErrorText } from './checks';
export { type NetworkResult, type ParsedNetwork, parseNetworkJson } from './networkJson';
export { writeNetworkJson } from './writeNetworkJson';
