/** Points in and out: tables from text, data sets from tables. */
export { type ParsePointsOptions, parsePoints } from './parse';
export { type Scaling, scalingOf } from './scaling';
export { suggestedChoice } from './suggestion';
export {
  type CategoryColumn,
  MAX_POINT_CELLS,
  MAX_POINT_COLUMNS,
  MAX_POINT_ROWS,
  MAX_POINTS_TEXT,
  type NumberColumn,
  type PointColumn,
  type PointsResult,
  type PointTable,
} from './table';
export { MAX_CLASSES, suggestTask } from './targets';
export { type DataChoice, type DataResult, tableToData } from './toData';
export { dataToTable, writePointsCsv, writePointsJson } from './write';
