/** A page inside another page, as the text that makes it so. */

const NAMES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const escaped = (text: string): string => text.replace(/[&<>"]/g, (character) => NAMES[character] ?? '');

/** HTML of an inline frame that shows `url`; `title` is what screen readers call it. */
export const embedCode = (url: string, title: string, height: number): string =>
  `<iframe src="${escaped(url)}" title="${escaped(title)}" width="100%" height="${height}" style="border:0" loading="lazy" allow="clipboard-write"></iframe>`;
