import type { Express } from 'express';
import { z } from 'zod';
import { oneOf, parseParameters } from '../api/parameters.ts';
import { RequestError } from '../api/request-error.ts';
import { searchOf } from '../api/search-of.ts';
import { need } from '../door/need.ts';
import { LookParameters } from '../web/frame/look.ts';
import { listPath } from '../web/panels/facets.ts';
import { statementPath } from '../web/papers/statements-page.ts';
import { renderRecordPage, renderVerifiedPage, renderVerifyPage } from '../web/papers/verify-page.ts';
import { whichOf } from './add-statements.ts';
import { orNotFound, type PapersOptions, pageFor, readerOf, sendPage } from './at-papers.ts';

const Digits = z
  .string()
  .transform((text) => text.replaceAll(/[\s:]/g, '').toLowerCase())
  .pipe(z.string().regex(/^[0-9a-f]{64}$/));

/** What an auditor verifies: the record, its checkpoints, files by their hash, and statements. */
export function addVerify(app: Express, options: PapersOptions): void {
  const { papers, visitorOf } = options;
  const see = need('see-contracts', visitorOf);
  /** What was verified is not verified again by a page that is left open. */
  const still = (...args: Parameters<typeof pageFor>) => {
    const page = pageFor(...args);
    return { ...page, context: { ...page.context, isStill: true } };
  };

  app.get('/verify', see, async (request, response) => {
    const { sha256 } = parseParameters(searchOf(request), { ...LookParameters, sha256: Digits.optional() });
    const found = await orNotFound(papers.ask('checkpoints', { sha256 }, readerOf(visitorOf(request))));
    sendPage(response, renderVerifyPage(still(request, '/verify', options), sha256, found));
  });

  app.get('/verify/record', see, async (request, response) => {
    const { from } = parseParameters(searchOf(request), {
      ...LookParameters,
      from: oneOf(['first-row']).optional(),
    });
    const asked = { isWhole: from === 'first-row' };
    const found = await orNotFound(papers.ask('verify-record', asked, readerOf(visitorOf(request))));
    const path = listPath('/verify/record', { from });
    sendPage(response, renderRecordPage(still(request, path, options), found));
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
    sendPage(response, renderVerifiedPage(still(request, path, options), which, found));
  });
}
