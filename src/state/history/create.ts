/** The history with what it restores by: loaded after the first picture. */
import { restoreParts } from '../actions/restore';
import type { Context } from '../context';
import type { ModelFlow } from '../flows/modelFlow';
import { History } from './history';

export const createHistory = (context: Context, model: ModelFlow): History =>
  new History(context, (parts, restoring) => restoreParts(context, model, parts, restoring));
