/** A static file server for dist/: what `npm start` serves and what the browser tests run against. */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, resolve, sep } from 'node:path';

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.txt': 'text/plain; charset=utf-8',
};

/** The policy that the page carries in its meta element, as a header, too: no unsafe-eval, no code or style from elsewhere. */
export const contentSecurityPolicy = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self' blob:",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  // What a person asks for by its address; the page itself asks for nothing elsewhere.
  "connect-src 'self' https: http://localhost:*",
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'none'",
].join('; ');

export interface ServeOptions {
  /** Folder to serve. */
  readonly root: string;
  /** Path under which it appears, with both slashes: `/` or `/some/path/`. Elsewhere: 404. */
  readonly base?: string;
  /** Port to try first; the next nine and then any free one follow when it is taken. 0: any free one. */
  readonly port?: number;
}

export interface RunningServer {
  /** Address of the page, the base included. */
  readonly url: string;
  close(): Promise<void>;
}

/** The file that a request names, or null when the path leaves the folder, is malformed or does not exist. */
async function fileOf(root: string, base: string, url: string): Promise<string | null> {
  try {
    const path = decodeURIComponent(new URL(url, 'http://localhost').pathname);
    if (!path.startsWith(base)) return null;
    const file = resolve(root, `.${sep}${path.slice(base.length)}`);
    if (file !== root && !file.startsWith(root + sep)) return null;
    const target = (await stat(file)).isDirectory() ? join(file, 'index.html') : file;
    return (await stat(target)).isFile() ? target : null;
  } catch {
    return null;
  }
}

async function answer(root: string, base: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { Allow: 'GET, HEAD' }).end();
    return;
  }
  const file = await fileOf(root, base, request.url ?? '/');
  if (!file) {
    response.writeHead(404, { 'Content-Type': 'text/plain' }).end('Not found\n');
    return;
  }
  response.writeHead(200, {
    'Content-Type': types[extname(file)] ?? 'application/octet-stream',
    'Content-Length': (await stat(file)).size,
    'Content-Security-Policy': contentSecurityPolicy,
    'X-Content-Type-Options': 'nosniff',
    // Names of built files change with their content; index.html must be asked for again.
    'Cache-Control': file.includes(`${sep}assets${sep}`) ? 'public, max-age=31536000, immutable' : 'no-cache',
  });
  if (request.method === 'HEAD') response.end();
  else
    createReadStream(file)
      .on('error', () => response.destroy())
      .pipe(response);
}

function listen(server: Server, port: number): Promise<boolean> {
  return new Promise((done, fail) => {
    const taken = (error: NodeJS.ErrnoException) => (error.code === 'EADDRINUSE' ? done(false) : fail(error));
    server.once('error', taken);
    server.listen(port, 'localhost', () => {
      server.off('error', taken);
      done(true);
    });
  });
}

/** Serves a folder on localhost. */
export async function serve({ root, base = '/', port = 0 }: ServeOptions): Promise<RunningServer> {
  const folder = resolve(root);
  const server = createServer((request, response) => {
    answer(folder, base, request, response).catch(() => response.destroy());
  });
  const ports = port === 0 ? [0] : [...Array.from({ length: 10 }, (_, i) => port + i), 0];
  for (const candidate of ports) if (await listen(server, candidate)) break;
  const address = server.address() as AddressInfo;
  return {
    url: `http://localhost:${address.port}${base}`,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
