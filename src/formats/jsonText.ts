import { Fault } from './checks';

/** JSON, or the bare NaN and Infinity that some writers put in it: as texts, so that their path can be named. */
export function parseJsonText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    try {
      // A text that is never closed is matched to the end, too: trying again from each quote in it would take for ever.
      return JSON.parse(
        text.replace(/"[^"\\]*(?:\\[\s\S][^"\\]*)*(?:"|\\?$)|-?\b(?:NaN|Infinity)\b/g, (part) =>
          part.startsWith('"') ? part : `"${part}"`,
        ),
      );
    } catch {
      throw new Fault('', `not valid JSON: ${(error as Error).message}`);
    }
  }
}
