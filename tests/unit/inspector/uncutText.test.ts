import { expect, it } from 'vitest';
import { emptySession } from '../../../src/state/defaults';
import { uncutText } from '../../../src/views/inspector/uncutText';

it('says of a cut that was given up or refused that nothing was cut, and not that it goes on', () => {
  const ready = { ...emptySession(), phase: 'ready', fault: null } as const;
  expect(uncutText({ ...ready, phase: 'loading', progress: null })).toBe('Cutting …');
  expect(uncutText({ ...ready, progress: 0.25 })).toBe('Cutting …');
  expect(uncutText({ ...ready, progress: null })).toBe('Nothing was cut.');
  expect(uncutText({ ...ready, progress: null, fault: 'too many' })).toBe('Nothing was cut.');
});
