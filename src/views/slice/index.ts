export type { PainterKind } from './painter';
export { wantedPainter } from './painterChoice';
export { SliceView } from './SliceView';
export { type Check, checksOf, failures, summaryLine } from './verdict';
