/** The keys of version 1: how each part of the state is written and read. Stored links hang on these: only add. */
import { ATTACK_FIELDS } from './attackFields';
import { CLAMP_FIELDS } from './clampFields';
import { COLOUR_FIELDS } from './colourFields';
import { DATA_FIELDS } from './dataFields';
import { DENSITY_FIELDS } from './densityFields';
import { EXPERIMENT_FIELDS } from './experimentFields';
import type { Field } from './field';
import { LAYOUT_FIELDS } from './layoutFields';
import { NETWORK_FIELDS } from './networkFields';
import { PATH_FIELDS } from './pathFields';
import { PIN_FIELDS } from './pinFields';
import { SECOND_FIELDS } from './secondFields';
import { SEEDED_FIELDS } from './seededFields';
import { SLICE_FIELDS } from './sliceFields';
import { SOFT_FIELDS } from './softFields';
import { TRAINING_FIELDS, WEIGHT_FIELDS } from './trainingFields';
import { POINT_FIELDS, VIEW_FIELDS } from './viewFields';

/** In the order in which they are written and read: later ones may build on earlier ones. */
export const FIELDS: ReadonlyMap<string, Field> = new Map([
  ...NETWORK_FIELDS,
  ...SEEDED_FIELDS,
  ...DATA_FIELDS,
  ...POINT_FIELDS,
  ...SECOND_FIELDS,
  ...PIN_FIELDS,
  ...SLICE_FIELDS,
  ...PATH_FIELDS,
  ...ATTACK_FIELDS,
  ...EXPERIMENT_FIELDS,
  ...VIEW_FIELDS,
  ...COLOUR_FIELDS,
  ...DENSITY_FIELDS,
  ...SOFT_FIELDS,
  ...TRAINING_FIELDS,
  ...WEIGHT_FIELDS,
  ...CLAMP_FIELDS,
  ...LAYOUT_FIELDS,
]);
