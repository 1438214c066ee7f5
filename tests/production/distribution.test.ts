import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, inject, it } from 'vitest';

const files = readdirSync('dist', { recursive: true, encoding: 'utf8' });

it('names every file relative to the page, so that it runs under any sub-path', async () => {
  const html = readFileSync('dist/index.html', 'utf8');
  const links = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, link = '']) => link);
  expect(links.length).toBeGreaterThan(1);
  for (const link of links) {
    expect(link).toMatch(/^\.\//);
    expect(existsSync(join('dist', link)), link).toBe(true);
  }
  expect((await fetch(inject('pageUrl'))).status).toBe(200);
  expect((await fetch(new URL('/', inject('pageUrl')))).status).toBe(404);
});

it('carries a policy without unsafe-eval, in the page and as a header, and no inline script', async () => {
  const html = readFileSync('dist/index.html', 'utf8');
  const meta = /http-equiv="Content-Security-Policy"\s+content="([^"]+)"/.exec(html)?.[1] ?? '';
  const header = (await fetch(inject('pageUrl'))).headers.get('content-security-policy') ?? '';
  for (const policy of [meta, header]) {
    expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval'");
    expect(policy).not.toContain("'unsafe-eval'");
    expect(policy).toContain("connect-src 'self' https: http://localhost:*;");
  }
  expect(header).toBe(meta);
  for (const [, attributes = '', body = ''] of html.matchAll(/<script([^>]*)>([^<]*)<\/script>/g)) {
    expect(attributes).toContain('src="');
    expect(body).toBe('');
  }
});

it('asks nothing of other hosts', () => {
  const styles = files.filter((file) => /\.(css|html)$/.test(file));
  for (const file of styles)
    expect(readFileSync(join('dist', file), 'utf8')).not.toMatch(/url\(\s*['"]?(https?:)?\/\//);
});

it('serves only its own folder', async () => {
  for (const path of ['../package.json', '%2e%2e/package.json', '..%2fpackage.json', 'assets/../../package.json', '%'])
    expect((await fetch(inject('pageUrl') + path)).status, path).toBe(404);
});
