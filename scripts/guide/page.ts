/** The guide as a page beside the page: static HTML with its style inside, without scripts. */
import { type Heading, renderMarkdown } from './markdown.ts';

export interface GuideParts {
  /** docs/guide.md. */
  readonly markdown: string;
  /** src/app/theme.css, for the colours and sizes that both pages share. */
  readonly theme: string;
  /** Address of the page's text face; null: the system's. */
  readonly font: string | null;
}

const STYLE = `
body { margin: 0; background: var(--paper); color: var(--ink); font: 400 1.0625rem/1.62 var(--sans); }
header { display: flex; align-items: center; gap: 1rem; min-height: var(--header); padding: 0 1.25rem; border-bottom: 1px solid var(--line); background: var(--surface); font-size: var(--size-title); }
header strong { font-weight: 650; }
header a { margin-left: auto; }
main { max-width: 42rem; margin: 0 auto; padding: 1.5rem 1.25rem 5rem; }
h1 { margin: 1.25rem 0 1rem; font-size: 1.75rem; line-height: 1.2; font-weight: 650; letter-spacing: -0.015em; }
h2 { margin: 2.75rem 0 0.75rem; padding-top: 1.5rem; border-top: 1px solid var(--line); font-size: 1.1875rem; line-height: 1.3; font-weight: 650; }
p, main ul, main ol, pre { margin: 0 0 1rem; }
main ul { padding-left: 1.25rem; list-style: disc; }
main ol { padding-left: 1.25rem; list-style: decimal; }
nav ol { columns: 2 14rem; margin: 1.5rem 0 0; padding: 0; list-style: none; font-size: 0.9375rem; }
nav a { display: inline-block; padding: 0.1875rem 0; }
a { color: var(--accent); text-decoration-thickness: 1px; text-underline-offset: 0.2em; }
a:hover { color: var(--accent-strong); text-decoration-thickness: 2px; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 2px; }
code, pre { font-family: var(--mono); font-size: 0.92em; }
pre { padding: 0.75rem 1rem; overflow: auto; background: var(--sunken); border-radius: var(--radius); }
math { font-family: var(--sans); font-size: 1em; }
math mi { font-style: italic; text-transform: none; }
`;

/** The dark colours under the system's wish: a page without scripts cannot know what was chosen on the other. */
function followSystem(theme: string): string {
  const dark = /:root\[data-theme="dark"\] (\{[^}]*\})/.exec(theme);
  const root = /:root (\{[^}]*\})/.exec(theme);
  if (!dark?.[1] || !root?.[1]) throw new Error('src/app/theme.css: no :root or no :root[data-theme="dark"] block');
  return `:root ${root[1]}\n@media (prefers-color-scheme: dark) { :root ${dark[1]} }`;
}

const face = (address: string): string =>
  `@font-face { font-family: "Inter Variable"; font-weight: 100 900; font-display: swap; src: url("${address}") format("woff2-variations"); }`;

const contents = (headings: readonly Heading[]): string =>
  headings
    .filter(({ level }) => level === 2)
    .map(({ id, html }) => `<li><a href="#${id}">${html}</a></li>`)
    .join('\n');

/** The whole page. */
export function guidePage({ markdown, theme, font }: GuideParts): string {
  const { html, headings } = renderMarkdown(markdown);
  const [title] = headings;
  const cut = html.indexOf('<h2');
  const style = `${followSystem(theme)}\n${font ? face(font) : ''}${STYLE}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8" />
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; font-src 'self'; img-src 'self'; base-uri 'self'; form-action 'none'" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<meta name="color-scheme" content="light dark" />
<link rel="icon" type="image/svg+xml" href="./favicon.svg" />
<title>${title?.html ?? 'Guide'} · Polytope lens</title>
<style>${style}</style>
</head>
<body>
<header><strong>Polytope lens</strong><a href="./">Open the page</a></header>
<main>
${html.slice(0, cut)}
<nav aria-label="Chapters"><ol>
${contents(headings)}
</ol></nav>
${html.slice(cut)}
</main>
</body>
</html>
`;
}
