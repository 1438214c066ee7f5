/** Unfolds a section that is folded away, as a press on its heading would; one that is open stays as it is. */
export function unfold(section: Element | null): void {
  section?.querySelector<HTMLElement>(':scope > .section-head .fold-button[aria-expanded="false"]')?.click();
}
