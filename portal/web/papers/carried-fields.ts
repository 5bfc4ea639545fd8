import { type Html, html } from '../frame/html.ts';
import type { PaperPage } from './paper-page.ts';

const renderHidden = (name: string, value: string): Html =>
  html`<input type="hidden" name="${name}" value="${value}">`;

/** What a form about something carries: whose it is, and the last row of what it is about as it was seen. */
export const renderCarried = (
  { token }: Pick<PaperPage, 'token'>,
  { afterSeq }: { readonly afterSeq: number },
): Html => html`${renderHidden('token', token ?? '')}${renderHidden('after', String(afterSeq))}`;

/** What was typed, on a page where it is only confirmed; but for what the form of that page carries itself. */
export const renderTyped = ({ tried }: Pick<PaperPage, 'tried'>, own: readonly string[]): readonly Html[] =>
  Object.entries(tried?.form ?? {})
    .filter(([name]) => !own.includes(name))
    .flatMap(([name, values]) => values.map((value) => renderHidden(name, value)));
