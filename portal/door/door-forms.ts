import express, { type Request, type Response } from 'express';
import type { Language } from '../../core/language/language.ts';
import { searchOf } from '../api/search-of.ts';
import { type Html, renderHtml } from '../web/frame/html.ts';
import { ownPath } from './need.ts';

/** A password of 256 characters of four bytes, each written as `%XX`. */
export const readForm = express.urlencoded({ extended: false, limit: '8kb', parameterLimit: 10 });
/** What a passkey answered: some 2 kB, of keys that are long. */
export const readAnswer = express.urlencoded({ extended: false, limit: '24kb', parameterLimit: 10 });

const SeenFields = [
  ...(['account', 'password', 'repeated', 'code', 'key', 'next', 'token', 'session'] as const),
  ...(['secret', 'answer', 'name', 'passkey', 'with', 'subject', 'address'] as const),
] as const;
export type Form = Readonly<Record<(typeof SeenFields)[number], string>>;

/** What was sent of the fields that forms at the door have; what was not is empty. */
export function formOf({ body }: Request): Form {
  const sent: Readonly<Record<string, unknown>> = body ?? {};
  const field = (name: string) => (typeof sent[name] === 'string' ? sent[name] : '');
  return Object.fromEntries(SeenFields.map((name) => [name, field(name)])) as Form;
}

/** What a page at the door is drawn from, whatever it is. */
export function pageOf(request: Request, languageOf: (request: Request) => Language, path: string) {
  const language = languageOf(request);
  const search = new URLSearchParams({ lang: language === 'vi' ? 'en' : 'vi' });
  const next = searchOf(request).get('next');
  if (next !== null) search.set('next', ownPath(next));
  return { language, otherPath: `${path}?${search}` };
}

export function sendPage(response: Response, page: Html): void {
  response.type('html').send(renderHtml(page));
}
