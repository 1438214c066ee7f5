import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type NamedTensor, writeSafetensors } from '../../src/formats/safetensors';
import { onnxWithData } from '../support/onnxFiles';
import { smallTfjs } from '../support/smallCnnFiles';
import { violations } from './axe';
import { acceptModel, messages, modelDialog } from './exporting';
import { openLens, sharedLens, stateOf, visibleText } from './lens';

const JSON_NETWORK = '{"name":"fetched","layers":[{"W":[[1,0],[0,1]],"b":[0.1,0.2]},{"W":[[1,1]],"b":[0]}]}';
const tensor = (name: string, shape: number[], values: number[]): NamedTensor => ({
  name,
  type: 'F32',
  shape,
  data: Float32Array.from(values),
});
const POINTS = 'a,b,c\n0,1,x\n1,0,y\n0.5,0.25,x\n';
const SAFETENSORS = Buffer.from(
  writeSafetensors(
    [tensor('0.weight', [1, 2], [1, 2]), tensor('0.bias', [1], [3])],
    new Map([['activations', '["identity"]']]),
  ),
);
const { model: TFJS, shard: SHARD } = smallTfjs();
const ONNX = onnxWithData();
/** What a server of another origin answers, by path. */
const answers: Readonly<Record<string, (response: ServerResponse) => void>> = {
  '/net.json': (response) => response.end(JSON_NETWORK),
  '/one.safetensors': (response) => response.end(SAFETENSORS),
  '/points': (response) => response.writeHead(200, { 'Content-Type': 'text/csv; charset=utf-8' }).end(POINTS),
  '/tfjs/model.json': (response) => response.end(Buffer.from(TFJS.bytes)),
  '/tfjs/small.bin': (response) => response.end(Buffer.from(SHARD.bytes)),
  '/lonely/model.json': (response) => response.end(Buffer.from(TFJS.bytes)),
  '/shut/model.json': (response) => response.end(Buffer.from(TFJS.bytes)),
  '/shut/small.bin': (response) => {
    response.removeHeader('Access-Control-Allow-Origin');
    response.end(Buffer.from(SHARD.bytes));
  },
  '/onnx/net.onnx': (response) => response.end(Buffer.from(ONNX.model)),
  '/onnx/net.onnx.data': (response) => response.end(Buffer.from(ONNX.data)),
  '/broken.json': (response) => response.end('{"layers":[{"W":[[1]]}]}'),
  '/missing.json': (response) => response.writeHead(404).end('no'),
  '/page': (response) => response.writeHead(200, { 'Content-Type': 'text/html' }).end('<p>a page</p>'),
  '/pointer.json': (response) => response.end('version https://git-lfs.github.com/spec/v1\noid sha256:0\n'),
  '/stated.json': (response) => response.writeHead(200, { 'Content-Length': 1e9 }).write('{'),
  '/endless.json': (response) => {
    const more = (): void => {
      while (!response.destroyed) if (!response.write(' '.repeat(4e6))) return void response.once('drain', more);
    };
    more();
  },
  '/slow.json': (response) => response.writeHead(200, { 'Content-Length': 4e6 }).write(' '.repeat(1e6)),
};

let server: Server;
let origin = '';
let requests: IncomingMessage[] = [];
let closed: string[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    requests.push(request);
    response.once('close', () => closed.push(request.url ?? ''));
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    if (!searchParams.has('closed')) response.setHeader('Access-Control-Allow-Origin', '*');
    (answers[pathname] ?? ((other) => other.writeHead(404).end()))(response);
  }).listen(0, 'localhost');
  await once(server, 'listening');
  origin = `http://localhost:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  requests = [];
  closed = [];
});

const menu = (page: Page) => page.getByRole('dialog', { name: 'Import' });

async function type(page: Page, address: string): Promise<void> {
  if (!(await menu(page).isVisible())) await page.getByRole('button', { name: 'Import' }).click();
  await menu(page).getByRole('textbox', { name: 'From a URL' }).fill(address);
}

async function ask(page: Page, address: string): Promise<void> {
  await type(page, address);
  await page.keyboard.press('Enter');
}
const nameOf = async (page: Page) => (await stateOf(page)).network?.name;

describe('a file from an address', () => {
  it('opens like a file of this device; no cookie and no address of this page goes out', async () => {
    const { page, context } = await openLens({ hash: 'v=1&scene=moons' });
    await context.addCookies([{ name: 'secret', value: '1', url: origin }]);
    await type(page, `${origin}/net.json`);
    await page.getByText(`${new URL(origin).host} is asked when you press Open`).waitFor();
    await page.waitForTimeout(500);
    expect(requests).toHaveLength(0);
    await menu(page).getByRole('button', { name: 'Open', exact: true }).click();
    await acceptModel(page);
    await expect.poll(() => nameOf(page)).toBe('fetched');
    expect(await menu(page).isVisible()).toBe(false);
    expect(requests.map(({ method, url }) => `${method} ${url}`)).toEqual(['GET /net.json']);
    expect(requests[0]?.headers.cookie).toBeUndefined();
    expect(requests[0]?.headers.referer).toBeUndefined();
    await ask(page, `${origin}/one.safetensors`);
    await acceptModel(page);
    await expect.poll(() => nameOf(page)).toBe('one');
    await ask(page, `${origin}/points?format=csv`);
    await expect.poll(async () => (await stateOf(page)).dataSpec).toMatchObject({ kind: 'points', name: 'points' });
  });

  it.each([
    ['https://huggingface.co/a/b/blob/main/hub.json', 'https://huggingface.co/a/b/resolve/main/hub.json'],
    ['github.com/a/b/blob/main/dir/repo.json', 'https://raw.githubusercontent.com/a/b/main/dir/repo.json'],
  ])('of a page of a hub, %s, is asked where it lies, and the person sees where', async (typed, raw) => {
    const asked: string[] = [];
    const { page } = await openLens({ hash: 'v=1&scene=moons' });
    await page.route(/^https:/, (route) => {
      asked.push(route.request().url());
      return route.fulfill({ body: JSON_NETWORK, headers: { 'access-control-allow-origin': '*' } });
    });
    await type(page, typed);
    expect(await visibleText(menu(page))).toContain(raw);
    await page.keyboard.press('Enter');
    await acceptModel(page);
    await expect.poll(() => nameOf(page)).toBe('fetched');
    expect(asked).toEqual([raw]);
  });

  it('shows how far it is, and is given up by Cancel and by closing the menu', async () => {
    const { page } = await openLens({ hash: 'v=1&scene=moons' });
    const before = await stateOf(page);
    const field = menu(page).getByRole('textbox', { name: 'From a URL' });
    await ask(page, `${origin}/slow.json`);
    await menu(page).getByText('1.0 of 4.0 MB').waitFor();
    expect(await menu(page).getByRole('progressbar').getAttribute('value')).toBe('1000000');
    await menu(page).getByRole('button', { name: 'Cancel' }).click();
    await expect.poll(() => closed).toEqual(['/slow.json']);
    expect(await menu(page).getByRole('alert').count()).toBe(0);
    expect(await field.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.press('Enter');
    await menu(page).getByText('1.0 of 4.0 MB').waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => closed).toEqual(['/slow.json', '/slow.json']);
    expect(await menu(page).isVisible()).toBe(false);
    expect(await stateOf(page)).toEqual(before);
    expect(await visibleText(messages(page))).toBe('');
  });
});

describe('a model whose weights lie beside it', () => {
  it.each([
    ['/tfjs/model.json', ['/tfjs/model.json', '/tfjs/small.bin'], 'conv1'],
    ['/onnx/net.onnx', ['/onnx/net.onnx', '/onnx/net.onnx.data'], 'fc'],
  ])('%s of another origin: asked when the person asks, with what it names', async (path, asked, node) => {
    const { page } = await openLens({ hash: 'v=1&scene=moons' });
    await type(page, origin + path);
    await page.waitForTimeout(300);
    expect(requests).toHaveLength(0);
    await page.keyboard.press('Enter');
    await modelDialog(page).getByRole('rowheader', { name: node, exact: true }).waitFor();
    expect(requests.map(({ url }) => url)).toEqual(asked);
    await acceptModel(page);
    expect(await nameOf(page)).toBeTruthy();
  });

  it('of the page’s own origin', async () => {
    const { page } = await openLens({ hash: 'v=1&scene=moons' });
    const own = new URL('models/upscaler/model.json', page.url()).href;
    await ask(page, own);
    await modelDialog(page).getByRole('table').waitFor();
    expect(await visibleText(modelDialog(page))).toMatch(/conv/i);
    expect(requests).toHaveLength(0);
  });

  it.each([
    ['/lonely/model.json', /small\.bin: The server answers HTTP 404/],
    ['/shut/model.json', /small\.bin: Blocked by CORS/],
  ])('%s: the part that is missing or may not be read is named', async (path, says) => {
    const { page } = await openLens({ expectErrors: [/request: |console: (Failed to load|Access to fetch)/] });
    const before = await stateOf(page);
    await ask(page, origin + path);
    await expect.poll(() => visibleText(menu(page).getByRole('alert'))).toMatch(says);
    expect(await stateOf(page)).toEqual(before);
  });
});

describe('what cannot be had is said in words and changes nothing', () => {
  const open = sharedLens({ expectErrors: [/request: |console: (Failed to load|Access to fetch)/] });

  async function unasked(): Promise<Page> {
    const { page } = await open();
    await page.keyboard.press('Escape');
    await menu(page).waitFor({ state: 'hidden' });
    return page;
  }

  it.each([
    ['/missing.json', 'HTTP 404: there is no such file'],
    ['/page', 'the address of a web page, not of a file'],
    ['/pointer.json', 'Only a pointer of Git LFS lies there'],
    [
      '/net.json?closed',
      'Blocked by CORS: the server does not allow other pages to read it. Download it and drop it here.',
    ],
    ['/stated.json', 'The file has 1000 MB, more than the 67 MB that fit'],
    ['/endless.json', 'The file has more than 67 MB, which do not fit'],
  ])('%s', async (path, says) => {
    const page = await unasked();
    const before = await stateOf(page);
    await ask(page, origin + path);
    const alert = menu(page).getByRole('alert');
    await expect.poll(() => visibleText(alert), { timeout: 20_000 }).toContain(says);
    expect(await stateOf(page)).toEqual(before);
    // What is not wanted to its end is not read to its end.
    if (/stated|endless/.test(path)) await expect.poll(() => closed).toEqual([path]);
  });

  it('nobody there, addresses of other kinds, and a network that is broken', async () => {
    const page = await unasked();
    const before = await stateOf(page);
    const alert = menu(page).getByRole('alert');
    await ask(page, 'http://localhost:1/net.json');
    await expect.poll(() => visibleText(alert)).toMatch(/localhost:1 cannot be reached/);
    for (const address of ['http://example.org/a.json', 'javascript:alert(1)', 'file:///etc/hosts', 'data:,1', 'a b']) {
      await ask(page, address);
      await expect.poll(() => visibleText(alert)).toMatch(/is not asked|is no address/);
    }
    expect(requests).toHaveLength(0);
    await ask(page, `${origin}/broken.json`);
    await expect.poll(() => visibleText(messages(page))).toContain('broken.json: layers[0].b: missing');
    expect(await stateOf(page)).toEqual(before);
  });
});

it.each([
  [1440, false],
  [390, true],
])('axe finds nothing in the open menu, %i wide, dark: %s', async (width, dark) => {
  const { page } = await openLens({ width, dark });
  await ask(page, 'http://example.org/');
  await expect.poll(() => visibleText(menu(page).getByRole('alert'))).toMatch(/not asked/);
  expect(await violations(page)).toEqual([]);
});
