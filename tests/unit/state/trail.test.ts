/** The trail of steps across facets: an act each, taken back and done again with the point. */
import { describe, expect, it } from 'vitest';
import { codesEqual } from '../../../src/core/network';
import { codeHere, found, foundOf, open, step, unitKeys } from './facetsSupport';

describe('the trail', () => {
  it('follows undo and redo, with the path that it is shown as', async () => {
    const page = await open('moons');
    await found(page);
    const trail = () => page.session().facets?.trail ?? [];
    const history = () => [page.session().history.undo, page.session().history.redo];
    const codes = [codeHere(page)];
    const code = () => codes.findIndex((one) => codesEqual(one, codeHere(page)));
    await step(page, 0);
    codes.push(codeHere(page));
    await page.actions.showTrail();
    const [first] = trail();
    const away = foundOf(page).facets.facets.findIndex(
      ({ units }) => String(unitKeys(units)) !== String(unitKeys(first?.units ?? [])),
    );
    await step(page, away);
    codes.push(codeHere(page));
    const whole = trail();
    const paths = () => [trail().at(-1) === whole.at(-1) ? 2 : 1, page.lens().path?.vertices.length ?? 0, code()];
    expect([whole.length, ...paths()]).toEqual([2, 2, 3, 2]);
    expect(history()).toEqual(['step across a facet', null]);
    page.actions.undo();
    expect([trail().length, ...paths()]).toEqual([1, 1, 2, 1]);
    page.actions.undo();
    expect([trail().length, page.lens().path, code()]).toEqual([1, null, 1]);
    page.actions.undo();
    expect([trail(), code()]).toEqual([[], 0]);
    expect(history()).toEqual([null, 'step across a facet']);
    for (let i = 0; i < 3; i++) page.actions.redo();
    expect([trail(), ...paths()]).toEqual([whole, 2, 3, 2]);
    // The way back is an act, too; what is dragged on the way is no step.
    await page.actions.stepBack();
    await page.api.idle();
    expect([trail().length, ...paths()]).toEqual([1, 1, 2, 1]);
    expect(history()[0]).toBe('step back across a facet');
    page.actions.setPoint([9, 9]);
    expect(trail()).toHaveLength(1);
    page.actions.undo();
    page.actions.undo();
    expect([trail(), ...paths()]).toEqual([whole, 2, 3, 2]);
    // The path that came back grows again.
    await found(page);
    await step(page, 0);
    expect([trail().length >= 1, page.lens().path?.vertices.length]).toEqual([true, trail().length + 1]);
    await page.actions.clearTrail();
    page.actions.undo();
    expect(trail()).toEqual([]);
  });
});
