/** Entries of a list that make one part of the text. */
const ENTRIES = 256;

const isList = (value: unknown): value is Iterable<unknown> =>
  typeof value === 'object' && value !== null && Symbol.iterator in value;

/** An object as a line of JSON, in parts: lists are read as they are written, so that neither they nor the text are held as a whole. */
export function* jsonText(object: object): Generator<string> {
  let before = '{';
  for (const [name, value] of Object.entries(object)) {
    if (value === undefined) continue;
    yield `${before}${JSON.stringify(name)}:`;
    before = ',';
    if (isList(value)) yield* listText(value);
    else yield JSON.stringify(value);
  }
  yield before === '{' ? '{}\n' : '}\n';
}

function* listText(list: Iterable<unknown>): Generator<string> {
  let entries: string[] = [];
  let before = '[';
  for (const entry of list) {
    entries.push(JSON.stringify(entry));
    if (entries.length < ENTRIES) continue;
    yield `${before}${entries.join()}`;
    before = ',';
    entries = [];
  }
  if (entries.length > 0) yield `${before}${entries.join()}]`;
  else yield before === '[' ? '[]' : ']';
}
