/** Hands a text to the person as a file. */
export function downloadText(fileName: string, text: string, type = 'application/json'): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  // The download has begun by the next task; the address may go then.
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}
