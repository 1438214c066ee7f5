import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressOf } from '../../../src/app/import/address';
import { holds } from '../../support/holds';

const asked = (text: string) => {
  const address = addressOf(text);
  if (!address.ok) throw new Error(address.message);
  return [address.url, address.fileName, address.turned];
};

describe('addresses', () => {
  it.each([
    ['https://example.org/a/net.json', 'https://example.org/a/net.json', 'net.json', false],
    ['  example.org/a%20b.csv#part ', 'https://example.org/a%20b.csv', 'a b.csv', false],
    ['https://example.org', 'https://example.org/', 'file', false],
    ['http://localhost:8000/n.safetensors', 'http://localhost:8000/n.safetensors', 'n.safetensors', false],
    [
      'https://huggingface.co/someone/net/blob/main/dir/model.safetensors?download=true',
      'https://huggingface.co/someone/net/resolve/main/dir/model.safetensors?download=true',
      'model.safetensors',
      true,
    ],
    [
      'huggingface.co/datasets/someone/points/blob/main/points.csv',
      'https://huggingface.co/datasets/someone/points/resolve/main/points.csv',
      'points.csv',
      true,
    ],
    [
      'https://github.com/someone/blob/blob/v1.0/blob/net.json',
      'https://raw.githubusercontent.com/someone/blob/v1.0/blob/net.json',
      'net.json',
      true,
    ],
    [
      'https://github.com/someone/nets/raw/main/net.json',
      'https://raw.githubusercontent.com/someone/nets/main/net.json',
      'net.json',
      true,
    ],
    // Neither is a page of these hubs.
    ['https://example.org/github.com/a/b/blob/c', 'https://example.org/github.com/a/b/blob/c', 'c', false],
    ['https://github.com.example.org/a/b/blob/c/d', 'https://github.com.example.org/a/b/blob/c/d', 'd', false],
  ])('%s', (text, url, fileName, turned) => {
    expect(asked(text)).toEqual([url, fileName, turned]);
  });

  it.each([
    ['', /Type an address/],
    ['net.json or so', /“net.json or so” is no address/],
    ['https://', /is no address/],
    ['http://example.org/a.json', /http: is not asked; https: is, and http:\/\/localhost/],
    ['http://localhost.example.org/a.json', /http: is not asked/],
    ['https://name:secret@example.org/a', /user name or password/],
    ['javascript:alert(1)', /javascript: is not asked/],
    ['data:text/plain,1', /data: is not asked/],
    ['file:///etc/hosts', /file: is not asked/],
  ])('%s is refused', (text, says) => {
    const address = addressOf(text);
    expect(address.ok ? address.url : address.message).toMatch(says);
  });

  it('whatever is typed, only https: and localhost are ever asked, and nothing throws', () => {
    const pieces = fc.constantFrom(
      'https:',
      'http:',
      '//',
      '/',
      'localhost',
      'a.b',
      ':80',
      '@',
      '#',
      '?',
      '%',
      'ftp:',
      '\\',
    );
    const texts = fc.oneof(
      fc.string(),
      fc.array(pieces, { maxLength: 8 }).map((list) => list.join('')),
    );
    let good = 0;
    holds(
      fc.property(texts, (text) => {
        const address = addressOf(text);
        if (!address.ok) return;
        good++;
        const { protocol, hostname, username, hash } = new URL(address.url);
        expect(protocol === 'https:' || (protocol === 'http:' && hostname === 'localhost')).toBe(true);
        expect([username, hash]).toEqual(['', '']);
        expect(address.fileName).not.toBe('');
      }),
      31,
      3000,
    );
    expect(good).toBeGreaterThan(50);
  });
});
