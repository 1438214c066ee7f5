export { SliceView } from './SliceView';
export { type Check, checksOf, failures, summaryLine } from './verdict';
