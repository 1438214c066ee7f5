/** What a person types as an address, as the address that is asked. */

export type Address =
  | {
      readonly ok: true;
      /** With scheme, without fragment. */
      readonly url: string;
      /** The last part of its path, as the name of the file; `file` where there is none. */
      readonly fileName: string;
      /** Whether a page link was turned to the address of what the page shows. */
      readonly turned: boolean;
    }
  | { readonly ok: false; readonly message: string };

const fail = (message: string): Address => ({ ok: false, message });

/**
 * A page of a model hub or a repository as the address of the file itself: `huggingface.co/…/blob/…` is `…/resolve/…` there,
 * `github.com/owner/name/blob/…` is at raw.githubusercontent.com. Any other address stays.
 */
function rawAddress(url: URL): URL {
  const raw = new URL(url);
  if (/^(www\.)?(huggingface\.co|hf\.co)$/.test(url.hostname)) {
    raw.pathname = url.pathname.replace(/^(\/(?:(?:datasets|spaces)\/)?[^/]+\/[^/]+)\/blob\//, '$1/resolve/');
  } else if (/^(www\.)?github\.com$/.test(url.hostname)) {
    const [, repository, path] = /^\/([^/]+\/[^/]+)\/(?:blob|raw)\/(.+)$/.exec(url.pathname) ?? [];
    if (repository && path) {
      raw.hostname = 'raw.githubusercontent.com';
      raw.pathname = `/${repository}/${path}`;
    }
  }
  return raw;
}

function lastPart({ pathname }: URL): string {
  const part = pathname.split('/').at(-1) ?? '';
  try {
    return decodeURIComponent(part) || 'file';
  } catch {
    return part;
  }
}

/**
 * Reads an address: https:, or http: of localhost; without a scheme https: is taken. Anything else is refused with words that
 * say why. Nothing is asked here.
 */
export function addressOf(text: string): Address {
  const typed = text.trim();
  if (typed === '') return fail('Type an address, for instance https://example.org/network.safetensors');
  const whole = /^[\w-]+(\.[\w-]+)+(\/|$)/.test(typed) ? `https://${typed}` : typed;
  if (!URL.canParse(whole)) return fail(`“${typed.slice(0, 80)}” is no address; one begins with https://`);
  const url = new URL(whole);
  const local = url.protocol === 'http:' && url.hostname === 'localhost';
  if (url.protocol !== 'https:' && !local) return fail(`${url.protocol} is not asked; https: is, and http://localhost`);
  if (url.username !== '' || url.password !== '') return fail('An address with a user name or password is not asked');
  url.hash = '';
  const raw = rawAddress(url);
  return { ok: true, url: raw.href, fileName: lastPart(raw), turned: raw.href !== url.href };
}
