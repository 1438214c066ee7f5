/**
 * Keys of the outermost object of a JSON text, in their order in the text, with those that come twice: JSON.parse keeps
 * the last of them and moves keys like "0" to the front. The text must be valid JSON. Cost: linear.
 */
export function topLevelKeys(text: string): string[] {
  const keys: string[] = [];
  const parts = /"[^"\\]*(?:\\.[^"\\]*)*"(\s*:)?|[{}[\]]/g;
  let depth = 0;
  for (let part = parts.exec(text); part; part = parts.exec(text)) {
    const [found, colon] = part;
    if (found === '{' || found === '[') depth++;
    else if (found === '}' || found === ']') depth--;
    else if (depth === 1 && colon !== undefined) keys.push(JSON.parse(found.slice(0, -colon.length)) as string);
  }
  return keys;
}
