import type { Express, Request } from 'express';
import { z } from 'zod';
import { createFormats } from '../../core/language/formats.ts';
import { LANGUAGES, type Language } from '../../core/language/language.ts';
import type { AuditReads, AuditRow } from '../../ledger/record/audit.ts';
import { cursorParameter, renderCursor } from '../api/cursor.ts';
import type { Table } from '../api/list.ts';
import { oneOf, parseParameters } from '../api/parameters.ts';
import { searchOf } from '../api/search-of.ts';
import type { SendList } from '../api/send-list.ts';
import { renderAuditPage } from '../web/audit-page.ts';
import { renderHtml } from '../web/frame/html.ts';
import { need } from './need.ts';
import type { Visitor } from './visitor.ts';

export interface AuditOptions {
  readonly audits: AuditReads['audits'];
  readonly visitorOf: (request: Request) => Visitor;
  readonly languageOf: (request: Request) => Language;
  readonly timeZone: () => string;
  readonly sendList: SendList;
}

const AUDIT_PATH = '/audit';
const ROWS_ON_PAGE = 100;
/** Of a file: some hundred bytes each. */
const MOST_ROWS = 100_000;

/** What an empty field of a form leaves out. */
const word = z
  .string()
  .max(100)
  .transform((text) => (text.trim() === '' ? undefined : text.trim()))
  .optional();

/** The audit trail as a page, and as a file. */
export function addAudit(app: Express, options: AuditOptions): void {
  const { visitorOf, languageOf, timeZone, sendList } = options;
  app.get(AUDIT_PATH, need('see-audit', visitorOf), async (request, response) => {
    const { author, action, cursor, format } = parseParameters(searchOf(request), {
      lang: oneOf(LANGUAGES).optional(),
      author: word,
      action: word,
      cursor: cursorParameter(z.tuple([z.int().min(0)])),
      format: oneOf(['page', 'csv', 'xlsx']).default('page'),
    });
    const { secret } = visitorOf(request).sight;
    const audits: AuditReads['audits'] = (query) =>
      options.audits(query).map((row) => (secret ? row : withoutNames(row)));
    if (format !== 'page') {
      const table = tableOf(audits({ author, action, limit: MOST_ROWS }), timeZone());
      await sendList(response, 'audit', { format, table });
      return;
    }
    const rows = audits({ author, action, beforeSeq: cursor?.[0], limit: ROWS_ON_PAGE + 1 });
    const shown = rows.slice(0, ROWS_ON_PAGE);
    const last = rows.length > shown.length ? shown.at(-1) : undefined;
    const language = languageOf(request);
    const pathWith = (more: Readonly<Record<string, string>>) => {
      const search = new URLSearchParams({ lang: language });
      for (const [name, value] of Object.entries({ author, action, ...more }))
        if (value !== undefined) search.set(name, value);
      return `${AUDIT_PATH}?${search}`;
    };
    const page = renderAuditPage({
      ...{ language, timeZone: timeZone(), rows: shown, chosen: { author, action } },
      otherPath: pathWith({ lang: language === 'vi' ? 'en' : 'vi' }),
      olderPath: last && pathWith({ cursor: renderCursor([last.seq]) }),
      filePath: pathWith({ format: 'csv' }),
    });
    response.type('html').send(renderHtml(page));
  });
}

/** Fields that name devices, be they at secret sites. */
const NAMING: Readonly<Record<string, string>> = {
  'days-taken-out': 'first',
  'check-now': 'device',
};

function withoutNames({ body, ...row }: AuditRow): AuditRow {
  const { [NAMING[row.action] ?? '']: _, ...rest } = body ?? {};
  return { ...row, ...(body && { body: rest }) };
}

function tableOf(rows: readonly AuditRow[], timeZone: string): Table {
  const { fullTime } = createFormats('en', timeZone);
  return {
    head: ['seq', 'recorded_ms', 'recorded', 'author', 'action', 'body', 'hash'],
    size: rows.length,
    rowsOf: (from, to) =>
      rows
        .slice(from, to)
        .map(({ seq, recordedMs, author, action, body, hash }) => [
          ...[String(seq), String(recordedMs), fullTime(recordedMs), author, action],
          ...[JSON.stringify(body ?? {}), hash],
        ]),
  };
}
