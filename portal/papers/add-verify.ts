import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Express, Request } from 'express';
import { z } from 'zod';
import { minutes } from '../../core/time/units.ts';
import { oneOf, parseParameters } from '../api/parameters.ts';
import { RequestError } from '../api/request-error.ts';
import { searchOf } from '../api/search-of.ts';
import { ActRefused } from '../door/act-refused.ts';
import { need } from '../door/need.ts';
import { LookParameters } from '../web/frame/look.ts';
import { verifyTextsEn } from '../web/messages/verify-texts-en.ts';
import { verifyTextsVi } from '../web/messages/verify-texts-vi.ts';
import { listPath } from '../web/panels/facets.ts';
import type { Tried } from '../web/papers/paper-page.ts';
import { statementPath } from '../web/papers/statements-page.ts';
import { renderVerifiedFilePage } from '../web/papers/verified-file-page.ts';
import { renderRecordPage, renderVerifiedPage, renderVerifyPage } from '../web/papers/verify-page.ts';
import { renderRulesPage } from '../web/rules/rules-page.ts';
import { whichOf } from './add-statements.ts';
import {
  answerForm,
  orNotFound,
  type PapersOptions,
  pageFor,
  readerOf,
  sendPage,
  stillPage,
} from './at-papers.ts';

/** A snapshot of the ledger is held so long: whoever takes longer has it from the operator. */
const EXPORT_MS = minutes(15);

const Digits = z
  .string()
  .transform((text) => text.replaceAll(/[\s:]/g, '').toLowerCase())
  .pipe(z.string().regex(/^[0-9a-f]{64}$/));

/** What an auditor verifies: the record, its checkpoints, files by their hash, and statements. */
export function addVerify(app: Express, options: PapersOptions): void {
  const { papers, visitorOf } = options;
  const see = need('see-contracts', visitorOf);
  const verifyPage = async (request: Request, sha256: string | undefined, tried?: Tried) => {
    const visitor = visitorOf(request);
    const mayExport = visitor.rights.includes('see-audit') && readerOf(visitor).scope === 'city';
    const found = await orNotFound(papers.ask('checkpoints', { sha256 }, readerOf(visitor)));
    // Nothing is put on record by a file that is verified: whoever may see contracts may send one.
    const page = pageFor(request, '/verify', options, tried, 'see-contracts');
    const still = { ...page, context: { ...page.context, isStill: true } };
    return renderVerifyPage(still, { sha256, mayExport }, found);
  };
  app.get('/verify', see, async (request, response) => {
    const { sha256 } = parseParameters(searchOf(request), { ...LookParameters, sha256: Digits.optional() });
    sendPage(response, await verifyPage(request, sha256));
  });

  app.post(
    '/verify/file',
    see,
    answerForm(
      options,
      async (request, response, { form, files }) => {
        const [file] = files;
        if (!file) throw noFile();
        const typed = Digits.safeParse(form.fingerprint?.[0] ?? '');
        const fingerprint = typed.success ? typed.data : undefined;
        const asked = { name: file.name, content: file.content, fingerprint };
        const found = await orNotFound(papers.ask('file-verify', asked, readerOf(visitorOf(request))));
        sendPage(response, renderVerifiedFilePage(stillPage(request, '/verify', options), found));
      },
      async (request, response, tried) => {
        sendPage(response, await verifyPage(request, undefined, tried));
      },
    ),
  );

  app.get('/rules', see, (request, response) => {
    sendPage(response, renderRulesPage(stillPage(request, '/rules', options).context));
  });

  app.get('/verify/record', see, async (request, response) => {
    const { from } = parseParameters(searchOf(request), {
      ...LookParameters,
      from: oneOf(['first-row']).optional(),
    });
    const asked = { isWhole: from === 'first-row' };
    const found = await orNotFound(papers.ask('verify-record', asked, readerOf(visitorOf(request))));
    const path = listPath('/verify/record', { from });
    sendPage(response, renderRecordPage(stillPage(request, path, options), found));
  });

  app.get('/verify/checkpoints/:name', see, async (request, response) => {
    parseParameters(searchOf(request), LookParameters);
    const name = String(request.params.name);
    const [, size] = /^checkpoint-(\d{1,12})\.txt$/.exec(name) ?? [];
    if (size === undefined && name !== 'heads.txt')
      throw new RequestError('PORTAL_NOT_FOUND', 'expected a checkpoint by its size, or heads.txt');
    const asked = { size: size === undefined ? undefined : Number(size) };
    const text = await orNotFound(papers.ask('checkpoint-file', asked, readerOf(visitorOf(request))));
    response.attachment(name).type('text/plain').send(text);
  });

  let isTaken = false;
  app.get('/verify/ledger.jsonl.gz', see, need('see-audit', visitorOf), async (request, response) => {
    parseParameters(searchOf(request), LookParameters);
    // Of one contract there is no export: it is for whoever watches over all.
    if (readerOf(visitorOf(request)).scope !== 'city')
      throw new RequestError('PORTAL_FORBIDDEN', 'the export of the ledger is for whoever watches over all');
    if (isTaken)
      throw new RequestError(
        'PORTAL_BUSY',
        'somebody takes the export of the ledger: try again in some minutes',
      );
    isTaken = true;
    const leaving = new AbortController();
    response.once('close', () => leaving.abort());
    const signal = AbortSignal.any([leaving.signal, AbortSignal.timeout(EXPORT_MS)]);
    try {
      const lines = papers.exportRecord(signal)[Symbol.asyncIterator]();
      // What cannot be read at all is told on a page.
      const first = await lines.next();
      response.attachment('ledger.jsonl.gz').type('application/gzip');
      await pipeline(Readable.from(goOn(first, lines)), createGzip(), response);
    } catch (error) {
      // Cut short: what the browser has is no whole gzip, which every tool says.
      if (!response.headersSent && !response.destroyed) throw error;
      response.destroy();
    } finally {
      isTaken = false;
    }
  });

  app.get('/statements/:contract/:period/verify', see, async (request, response) => {
    const { hash, fingerprint } = parseParameters(searchOf(request), {
      ...LookParameters,
      hash: z
        .string()
        .regex(/^[0-9a-f]{4,64}$/)
        .optional(),
      fingerprint: Digits.optional(),
    });
    const which = whichOf(request.params);
    const asked = { ...which, hash, fingerprint };
    const found = await orNotFound(papers.ask('statement-verify', asked, readerOf(visitorOf(request))));
    const path = `${statementPath(which.contract, which.period)}/verify`;
    sendPage(response, renderVerifiedPage(stillPage(request, path, options), which, found));
  });
}

const noFile = () => new ActRefused('INPUT_INVALID', { en: verifyTextsEn.noFile, vi: verifyTextsVi.noFile });

async function* goOn(first: IteratorResult<string>, rest: AsyncIterator<string>): AsyncGenerator<string> {
  try {
    for (let next = first; next.done !== true; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}
