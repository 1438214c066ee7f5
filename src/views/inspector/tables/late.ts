/** The inspector's tables, loaded when the first one is opened. */
import { lazy } from 'react';

export const UnitTable = lazy(async () => ({ default: (await import('./tables')).UnitTable }));
export const MapEntries = lazy(async () => ({ default: (await import('./tables')).MapEntries }));
export const SingularValues = lazy(async () => ({ default: (await import('./tables')).SingularValues }));
