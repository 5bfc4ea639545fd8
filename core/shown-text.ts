import { UNSEEN } from './unseen-text.ts';

/** What a server or the inventory calls something, on one line: it must not read as a line of ours, or otherwise than it is. */
export const onOneLine = (text: string): string => text.replace(UNSEEN, ' ');

/** Hides each of `texts`, also as it stands in an address or in quotes. */
export function hideTexts(texts: readonly string[]): (text: string) => string {
  const forms = texts.flatMap((text) => [
    text,
    encodeURIComponent(text.toWellFormed()),
    JSON.stringify(text).slice(1, -1),
  ]);
  const longestFirst = forms.filter((form) => form !== '').toSorted((a, b) => b.length - a.length);
  return (text) => longestFirst.reduce((shown, form) => shown.replaceAll(form, '[redacted]'), text);
}
