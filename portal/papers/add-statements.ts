import type { Express } from 'express';
import { z } from 'zod';
import { FILE_FORMATS } from '../../contracts/statements/handed-out.ts';
import { oneOf, parseParameters } from '../api/parameters.ts';
import { RequestError } from '../api/request-error.ts';
import { searchOf } from '../api/search-of.ts';
import { need } from '../door/need.ts';
import { LookParameters } from '../web/frame/look.ts';
import { renderExplainPage } from '../web/papers/explain-page.ts';
import { renderStatementPage } from '../web/papers/statement-page.ts';
import { explainPath, renderStatementsPage, statementPath } from '../web/papers/statements-page.ts';
import { orNotFound, type PapersOptions, pageFor, readerOf, sendPage, stillPage } from './at-papers.ts';
import { STATEMENT_STATES } from './questions/list-statements.ts';

const FILE = new RegExp(`^([0-9a-f]{64})\\.(${FILE_FORMATS.join('|')})$`);

const TYPES = {
  json: 'application/octet-stream',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

/** Statements: all that somebody may read, one as it was sealed, its files, and why a figure is what it is. */
export function addStatements(app: Express, options: PapersOptions): void {
  const { papers, visitorOf } = options;
  const see = need('see-contracts', visitorOf);

  app.get('/statements', see, async (request, response) => {
    const { state, contract } = parseParameters(searchOf(request), {
      ...LookParameters,
      state: oneOf(STATEMENT_STATES).optional(),
      contract: z.string().max(200).optional(),
    });
    const asked = { state, contract };
    const found = await orNotFound(papers.ask('statements', asked, readerOf(visitorOf(request))));
    sendPage(response, renderStatementsPage(pageFor(request, '/statements', options), asked, found));
  });

  app.get('/statements/:contract/:period', see, async (request, response) => {
    const { hash } = parseParameters(searchOf(request), {
      ...LookParameters,
      hash: z
        .string()
        .regex(/^[0-9a-f]{4,64}$/)
        .optional(),
      done: oneOf(['yes']).optional(),
    });
    const asked = { ...whichOf(request.params), hash };
    const read = await orNotFound(papers.ask('statement', asked, readerOf(visitorOf(request))));
    const own = statementPath(asked.contract, asked.period);
    const path = hash === undefined ? own : `${own}?${new URLSearchParams({ hash })}`;
    // What is sealed stays as it is, and its file is large: no page that is left open has it read again.
    sendPage(response, renderStatementPage(stillPage(request, path, options), read));
  });

  app.get('/statements/:contract/:period/explain/:entity', see, async (request, response) => {
    parseParameters(searchOf(request), LookParameters);
    const asked = { ...whichOf(request.params), entity: String(request.params.entity) };
    const read = await orNotFound(papers.ask('explain', asked, readerOf(visitorOf(request))));
    // A whole contract is settled for it: nobody waits for that twice.
    const page = stillPage(request, explainPath(asked.contract, asked.period, asked.entity), options);
    sendPage(response, renderExplainPage(page, asked, read));
  });

  app.get('/statements/:contract/:period/files/:name', see, async (request, response) => {
    parseParameters(searchOf(request), LookParameters);
    const [, sha256 = '', ending] = FILE.exec(String(request.params.name)) ?? [];
    const format = FILE_FORMATS.find((one) => one === ending);
    if (!format) throw new RequestError('PORTAL_NOT_FOUND', 'expected the hash of a statement and a format');
    const who = readerOf(visitorOf(request));
    const language = options.languageOf(request);
    const asked = { ...whichOf(request.params), sha256, format, language };
    const made = await orNotFound(papers.ask('statement-file', asked, who));
    const { id, of, file, content } = made;
    // Nobody has it before it is on record; the sealed file is since it was sealed.
    if (format !== 'json')
      await papers.perform(
        { name: 'statement-hand-out', input: { id, of, files: [file] } },
        { party: who.party, author: who.account },
      );
    response.attachment(file.name).type(TYPES[format]).send(Buffer.from(content));
  });
}

export const whichOf = (params: Readonly<Record<string, unknown>>) => ({
  contract: String(params.contract),
  period: String(params.period),
});
