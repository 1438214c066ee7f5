import { describe, expect, it } from 'vitest';
import { LatePart } from '../../../src/views/slice/latePart';

/** A part that says what is done with it, and whose code comes when it is told to. */
function late() {
  const said: string[] = [];
  let come: (problem?: string) => void = () => undefined;
  const load = () =>
    new Promise<() => { draw(): void; destroy(): void }>((resolve, reject) => {
      said.push('loading');
      come = (problem) => {
        const make = () => ({ draw: () => void said.push('drawn'), destroy: () => void said.push('destroyed') });
        if (problem) reject(new Error(problem));
        else resolve(make);
      };
    });
  const notify = (_: string, text: string): void => void said.push(text);
  const part = new LatePart('The path', load, () => void said.push('ready'));
  const arrives = async (problem?: string): Promise<void> => {
    come(problem);
    await new Promise((resolve) => setTimeout(resolve, 0));
  };
  return { part, said, arrives, get: (needed: boolean) => part.get(needed, { notify }) };
}

describe('a part whose code comes late', () => {
  it('is loaded once, when it is first needed, and then is there, needed or not', async () => {
    const { said, get, arrives } = late();
    expect(get(false)).toBeNull();
    expect(said).toEqual([]);
    expect([get(true), get(true)]).toEqual([null, null]);
    await arrives();
    get(true)?.draw();
    get(false)?.draw();
    expect(said).toEqual(['loading', 'ready', 'drawn', 'drawn']);
  });

  it('that cannot be loaded is told once', async () => {
    const { said, get, arrives } = late();
    get(true);
    await arrives('offline');
    expect(get(true)).toBeNull();
    expect(said).toEqual(['loading', 'The path could not be loaded: Error: offline']);
  });

  it('is not made any more after the end, and ends with it', async () => {
    const [early, after] = [late(), late()];
    early.get(true);
    early.part.destroy();
    await early.arrives();
    expect(early.said).toEqual(['loading']);
    after.get(true);
    await after.arrives();
    after.part.destroy();
    expect(after.said).toEqual(['loading', 'ready', 'destroyed']);
  });
});
