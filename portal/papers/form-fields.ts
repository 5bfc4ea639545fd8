import type { Request } from 'express';
import { parseLocalInput } from '../../core/time/local-input.ts';
import { RequestError } from '../api/request-error.ts';
import type { Upload } from '../door/read-upload.ts';
import type { PapersOptions } from './at-papers.ts';

/** One line: whoever breaks it means no more than a space. */
export const textOf = (form: Upload['form'], name: string): string =>
  (form[name]?.[0] ?? '')
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join(' ');

/** As it was typed: what broke lines does so still. */
export const typedIn = (form: Upload['form'], name: string): string =>
  (form[name]?.[0] ?? '').replaceAll('\r\n', '\n').normalize('NFC').trim();

/** Instants as a form has them, by the clock of the city. */
export function timeReader(request: Request, form: Upload['form'], options: PapersOptions) {
  const { timeZone } = options.deskOf(request).sources.view().shown.settings.city;
  return (name: string): number | undefined => {
    const text = form[name]?.[0] ?? '';
    if (text === '') return undefined;
    const atMs = parseLocalInput(text, timeZone);
    if (atMs === undefined) throw new RequestError('PORTAL_PARAMETER', `${name}: expected a date and a time`);
    return atMs;
  };
}

/** Devices and links that were chosen. */
export function chosenOf(form: Upload['form']) {
  const idsOf = (kind: string) =>
    (form.entity ?? [])
      .filter((entity) => entity.startsWith(`${kind}:`))
      .map((entity) => entity.slice(kind.length + 1));
  return { device: idsOf('device'), link: idsOf('link') };
}
