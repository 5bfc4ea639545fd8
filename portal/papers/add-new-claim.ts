import type { Express, Request, Response } from 'express';
import { z } from 'zod';
import type { FileClaim } from '../../contracts/actions/claims/file-claim.ts';
import { contractorParty } from '../../ledger/decisions/party.ts';
import { parseParameters } from '../api/parameters.ts';
import { searchOf } from '../api/search-of.ts';
import { ActRefused } from '../door/act-refused.ts';
import { need } from '../door/need.ts';
import type { Upload } from '../door/read-upload.ts';
import { LookParameters } from '../web/frame/look.ts';
import { doubtsOf } from '../web/papers/claim-doubts.ts';
import { renderChooseContractPage, renderNewClaimPage } from '../web/papers/new-claim-page.ts';
import { claimTexts, type Tried } from '../web/papers/paper-page.ts';
import {
  answerForm,
  type FormWork,
  orNotFound,
  type PapersOptions,
  pageFor,
  readerOf,
  sendPage,
  showDone,
} from './at-papers.ts';
import { chosenOf, textOf, timeReader } from './form-fields.ts';

/** A claim is filed from what was down: which outages, which part, why, and what bears it out. */
export function addNewClaim(app: Express, options: PapersOptions): void {
  const { papers, visitorOf } = options;
  const mayAct = need('act-on-contracts', visitorOf);
  app.get('/claims/new', mayAct, async (request, response) => {
    await sendNew(request, response, options);
  });
  const file: FormWork = async (request, response, { form, files }) => {
    const { party, account } = readerOf(visitorOf(request));
    const filing = filingOf(request, form, options);
    const chosen = form.alongside === undefined ? filing : await withAlongside(filing, request, options);
    const input = await asMeant(chosen, request, { form, options });
    const { id = '' } = await papers.perform(
      { name: 'claim-file', input, files },
      { party, author: account },
    );
    showDone(request, response, `/claims/${id}`, options);
  };
  app.post(
    '/claims/new',
    mayAct,
    answerForm(options, file, (request, response, tried) => sendNew(request, response, options, tried)),
  );
}

/** The form of a new claim; without a contract, the choice of one. */
async function sendNew(
  request: Request,
  response: Response,
  options: PapersOptions,
  tried?: Tried,
): Promise<void> {
  const { papers, visitorOf } = options;
  const given = parseParameters(searchOf(request), {
    ...LookParameters,
    contract: z.string().max(200).optional(),
    device: z.string().max(200).optional(),
    link: z.string().max(200).optional(),
    period: z.string().max(20).optional(),
  });
  const who = readerOf(visitorOf(request));
  const contract = given.contract ?? tried?.form.contract?.[0];
  const page = pageFor(request, '/claims/new', options, tried);
  if (contract === undefined) {
    const { contracts } = await orNotFound(papers.ask('contracts', {}, who));
    sendPage(response, renderChooseContractPage(page, contracts));
    return;
  }
  const [device, link] = [given.device ?? triedId(tried, 'device'), given.link ?? triedId(tried, 'link')];
  const found = await orNotFound(papers.ask('to-claim', { contract, device, link }, who));
  const { contractors } = options.deskOf(request).sources.view().shown.inventory;
  const carriers = [...contractors.values()]
    .filter(({ kind }) => kind === 'carrier')
    .map(({ id }) => contractorParty(id));
  sendPage(
    response,
    renderNewClaimPage(
      page,
      found,
      carriers.filter((party) => party !== who.party),
    ),
  );
}

const triedId = (tried: Tried | undefined, kind: string): string | undefined =>
  tried?.form.entity?.find((entity) => entity.startsWith(`${kind}:`))?.slice(kind.length + 1);

/** With all else under the contract that was down at the same time, in the time that is claimed. */
async function withAlongside(
  filing: Filing,
  request: Request,
  { papers, visitorOf }: PapersOptions,
): Promise<Filing> {
  const { contract, device = [], link = [], fromMs, toMs } = filing;
  const asked = { contract: contract ?? '', device: device[0], link: device[0] ? undefined : link[0] };
  const { alongside, nowMs } = await orNotFound(papers.ask('to-claim', asked, readerOf(visitorOf(request))));
  const down = alongside.filter((one) => one.fromMs < toMs && (one.toMs ?? nowMs) > fromMs);
  const more = chosenOf({ entity: down.map(({ entity }) => entity) });
  return {
    ...filing,
    device: [...new Set([...device, ...more.device])],
    link: [...new Set([...link, ...more.link])],
  };
}

/**
 * With the whole outage of each, where that is what is meant; what brings nothing, or leaves a part of some of several devices
 * out, is sent only by somebody who was told. @throws ActRefused
 */
async function asMeant(
  filing: Filing,
  request: Request,
  { form, options }: { readonly form: Upload['form']; readonly options: PapersOptions },
): Promise<Filing> {
  const { contract } = filing;
  if (contract === undefined || (form.sure !== undefined && form.whole === undefined)) return filing;
  const who = readerOf(options.visitorOf(request));
  const preview = (input: Filing) =>
    orNotFound(options.papers.ask('claim-preview', { ...input, contract }, who));
  const found = await preview(filing);
  const meant = form.whole === undefined ? filing : { ...filing, ...found.whole };
  const { judged, upsAutonomyMs } = form.whole === undefined ? found : await preview(meant);
  if (form.sure !== undefined) return meant;
  const said = doubtsOf({ judged, upsAutonomyMs, cause: meant.cause });
  if (said) throw new ActRefused('CLAIM_REFUSED', said, [{ member: 'sure', ...said }]);
  return meant;
}

type Filing = z.input<typeof FileClaim> & Record<'fromMs' | 'toMs', number>;

/** A claim as the form has it, by the clock of the city. @throws ActRefused, PORTAL_PARAMETER */
function filingOf(request: Request, form: Upload['form'], options: PapersOptions): Filing {
  const time = timeReader(request, form, options);
  const { device, link } = chosenOf(form);
  if (device.length + link.length === 0)
    throw new ActRefused('INPUT_INVALID', {
      en: claimTexts('en').noneChosen,
      vi: claimTexts('vi').noneChosen,
    });
  return {
    ...{ contract: form.contract?.[0], device, link, evidence: textOf(form, 'evidence') },
    cause: form.cause?.[0] as z.input<typeof FileClaim>['cause'],
    ...{ fromMs: time('fromMs') ?? Number.NaN, toMs: time('toMs') ?? Number.NaN },
    ...{ cutFromMs: time('cutFromMs'), cutToMs: time('cutToMs') },
    against: (form.against ?? []).filter((party) => party !== ''),
  };
}
