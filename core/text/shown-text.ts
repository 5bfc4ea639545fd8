import { escapeHtml } from './escape-html.ts';
import { UNSEEN } from './unseen-text.ts';

/** What a server or the inventory calls something, on one line: it must not read as a line of ours, or otherwise than it is. */
export const onOneLine = (text: string): string => text.replace(UNSEEN, ' ');

/** Hides each of `texts`, also as it stands in a query, an address, a form, a page or in quotes. */
export function hideTexts(texts: readonly string[]): (text: string) => string {
  const forms = texts.flatMap(formsOf);
  const longestFirst = forms.filter((form) => form !== '').toSorted((a, b) => b.length - a.length);
  return (text) => longestFirst.reduce((shown, form) => shown.replaceAll(form, '[redacted]'), text);
}

function formsOf(text: string): readonly string[] {
  const inQuery = text.replaceAll(/[\\']/g, '\\$&');
  return [...new Set([text, inQuery, escapeHtml(text)])].flatMap((said) => {
    const inForm = new URLSearchParams([['', said]]).toString().slice(1);
    const inAddress = [encodeURIComponent(said.toWellFormed()), inForm, inForm.replaceAll('+', '%20')];
    const inQuotes = JSON.stringify(said).slice(1, -1);
    return [
      said,
      ...inAddress,
      ...inAddress.map((form) => form.replaceAll(/%[0-9A-F]{2}/g, (code) => code.toLowerCase())),
      inQuotes,
      inQuotes.replaceAll(/[&<>]/g, (character) => GO_ESCAPES[character] ?? character),
    ];
  });
}

/** Go writes JSON so that it may stand in HTML. */
const GO_ESCAPES: Readonly<Record<string, string>> = { '&': '\\u0026', '<': '\\u003c', '>': '\\u003e' };
