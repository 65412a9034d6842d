/** A text as HTML and XML have it, in quotes too. */
export function escapeText(text: string): string {
  return text.replace(/[&<>"]/g, (found) => `&#${found.charCodeAt(0)};`);
}
