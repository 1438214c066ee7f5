import { Fault } from './checks';

/** JSON, or the bare NaN and Infinity that some writers put in it: as texts, so that their path can be named. */
export function parseJsonText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    try {
      return JSON.parse(
        text.replace(/"[^"\\]*(?:\\.[^"\\]*)*"|-?\b(?:NaN|Infinity)\b/g, (part) =>
          part.startsWith('"') ? part : `"${part}"`,
        ),
      );
    } catch {
      throw new Fault('', `not valid JSON: ${(error as Error).message}`);
    }
  }
}
