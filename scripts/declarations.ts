/**
 * Completes the relative imports of lib/types: the sources leave extensions out, but Node's resolution of types
 * (`moduleResolution: nodenext`) wants `./file.js` or `./folder/index.js`.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const root = 'lib/types';

function complete(from: string, specifier: string): string {
  const target = join(dirname(from), specifier);
  if (existsSync(`${target}.d.ts`)) return `${specifier}.js`;
  if (existsSync(join(target, 'index.d.ts'))) return `${specifier}/index.js`;
  throw new Error(`${from}: cannot find '${specifier}'`);
}

for (const name of readdirSync(root, { recursive: true, encoding: 'utf8' })) {
  if (!name.endsWith('.d.ts')) continue;
  const file = join(root, name);
  const text = readFileSync(file, 'utf8');
  const imports = /(\bfrom\s*|\bimport\s*\(\s*|\bimport\s+)(['"])(\.\.?\/[^'"]+)\2/g;
  const whole = text.replace(imports, (_, before: string, quote: string, specifier: string) => {
    const path = specifier.endsWith('.js') ? specifier : complete(file, specifier);
    return `${before}${quote}${path}${quote}`;
  });
  if (whole !== text) writeFileSync(file, whole);
}
