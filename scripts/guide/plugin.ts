import { readFile } from 'node:fs/promises';
import type { Plugin } from 'vite';
import { guidePage } from './page.ts';
import { termsChapter } from './terms.ts';

const textOf = (path: string): Promise<string> => readFile(new URL(`../../${path}`, import.meta.url), 'utf8');

const page = async (font: string | null): Promise<string> => {
  const markdown = `${await textOf('docs/guide.md')}\n${termsChapter()}\n`;
  return guidePage({ markdown, theme: await textOf('src/app/theme.css'), font });
};

/** Ships docs/guide.md, with the page's terms as its last chapter, as guide.html beside the page. */
export function guidePlugin(): Plugin {
  return {
    name: 'guide',
    async generateBundle(_, bundle) {
      const font = Object.keys(bundle).find((file) => /inter-latin-wght-normal[^/]*\.woff2$/.test(file));
      this.emitFile({ type: 'asset', fileName: 'guide.html', source: await page(font ? `./${font}` : null) });
    },
    configureServer(server) {
      server.middlewares.use('/guide.html', async (_, response) => {
        response.setHeader('Content-Type', 'text/html; charset=utf-8');
        response.end(await page(null));
      });
    },
  };
}
