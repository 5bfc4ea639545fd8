import type { Inventory } from '../../../core/domain/inventory.ts';
import type { Entity } from '../../../core/domain/state.ts';
import { parseEntity } from '../../../core/domain/state.ts';
import { inLanguage } from '../../../core/language/in-language.ts';
import type { Language } from '../../../core/language/language.ts';
import { nameIn } from '../../../core/language/name-in.ts';
import type { Party } from '../../../ledger/decisions/party.ts';
import type { Attachment } from '../../../ledger/files/attachments.ts';
import { PARTY } from '../../../reports/statement/naming.ts';
import { createDocumentWords } from '../../../reports/statement/words/document-words.ts';
import { createWords, type Words } from '../../../reports/statement/words/words.ts';
import { type Html, html } from '../frame/html.ts';
import { clip, linkTo, type PageContext } from '../frame/page-context.ts';
import type { ClaimTexts } from '../messages/claim-texts.ts';
import { claimTextsEn as en } from '../messages/claim-texts-en.ts';
import { claimTextsVi as vi } from '../messages/claim-texts-vi.ts';
import type { ContractTexts } from '../messages/contract-texts.ts';
import { contractTextsEn } from '../messages/contract-texts-en.ts';
import { contractTextsVi } from '../messages/contract-texts-vi.ts';
import type { StatementTexts } from '../messages/statement-texts.ts';
import { statementTextsEn } from '../messages/statement-texts-en.ts';
import { statementTextsVi } from '../messages/statement-texts-vi.ts';
import type { VerifyTexts } from '../messages/verify-texts.ts';
import { verifyTextsEn } from '../messages/verify-texts-en.ts';
import { verifyTextsVi } from '../messages/verify-texts-vi.ts';

export const verifyTexts: (language: Language) => VerifyTexts = inLanguage({
  en: verifyTextsEn,
  vi: verifyTextsVi,
});
export const statementTexts: (language: Language) => StatementTexts = inLanguage({
  en: statementTextsEn,
  vi: statementTextsVi,
});
export const contractTexts: (language: Language) => ContractTexts = inLanguage({
  en: contractTextsEn,
  vi: contractTextsVi,
});
export const claimTexts: (language: Language) => ClaimTexts = inLanguage({ en, vi });

/** What every page about contracts is drawn from. */
export interface PaperPage {
  readonly context: PageContext;
  readonly party: Party;
  /** Of whoever may put something on record: what each form carries. */
  readonly token: string | undefined;
  /** What was refused last, and what was sent. */
  readonly tried?: Tried | undefined;
  readonly isDone?: boolean;
}

export interface Tried {
  /** Absent where what was typed only goes along. */
  readonly told: string | undefined;
  /** Names of fields with what is wrong with each. */
  readonly problems: ReadonlyMap<string, string>;
  readonly form: Readonly<Record<string, readonly string[]>>;
}

/** What was sent in a field, so that nothing that was typed is lost. */
export const sent = ({ tried }: Pick<PaperPage, 'tried'>, name: string, usual = ''): string =>
  tried?.form[name]?.[0] ?? usual;

/** What went wrong, above a form. */
export const renderTold = ({ context, tried, isDone }: PaperPage): Html | false =>
  tried?.told !== undefined
    ? html`<p role="alert" class="told problem">${forReaders(context, tried.told)}</p>`
    : isDone === true &&
      html`<p role="status" class="told">${claimTexts(context.messages.language).done}</p>`;

const INSTANT = /\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g;

/** A sentence of the rules, which names parties by their ids and instants in UTC, as pages name both. */
const forReaders = (context: PageContext, told: string): string =>
  told
    .replaceAll(PARTY, (party) => partyName(context, party as Party))
    .replaceAll(INSTANT, (instant) => context.formats.fullTime(Date.parse(instant)));

/** What is wrong with one field, beside it. */
export const renderProblem = ({ context, tried }: PaperPage, name: string): Html | false => {
  const problem = tried?.problems.get(name);
  return (
    problem !== undefined &&
    html`<span class="field-problem" id="${name}-problem">${forReaders(context, problem)}</span>`
  );
};

/** Where papers are chosen that go with an entry. */
export const renderFilesField = (page: PaperPage, name: string): Html =>
  html`<label>${name}<input type="file" name="file" multiple data-most-bytes="20000000" data-too-large="${claimTexts(page.context.messages.language).tooLarge}">${renderProblem(page, 'file')}</label>`;

/** The name of a party as it is called now. */
export function partyName(context: PageContext, party: Party): string {
  return nameParty(party, context.view.shown.inventory, context.messages.language);
}

export function nameParty(
  party: Party,
  { agencies, contractors }: Pick<Inventory, 'agencies' | 'contractors'>,
  language: Language,
): string {
  if (party === 'dost') return claimTexts(language).dost;
  const id = party.slice(party.indexOf(':') + 1);
  const named = party.startsWith('agency:') ? agencies.get(id) : contractors.get(id);
  return clip(named ? nameIn(language, named) : id);
}

/** The name of a contract, and its id. */
export function contractName({ view }: Pick<PageContext, 'view'>, id: string): string {
  const name = view.shown.inventory.contracts.get(id)?.name;
  return name === undefined ? id : `${clip(name)} (${id})`;
}

/** A device or link by its name and id, as the link to its page where it is watched now. */
export function entityLink(context: PageContext, entity: Entity): Html {
  const parsed = parseEntity(entity);
  const { fleet } = context.view;
  const id = parsed?.id ?? entity;
  const named = html`<bdi>${clip(id)}</bdi>`;
  const known =
    parsed?.kind === 'link' ? fleet.linkById.get(id)?.link : parsed && fleet.deviceById.get(id)?.device;
  if (!known) return named;
  const path = linkTo(context, `/${parsed?.kind ?? 'device'}s/${encodeURIComponent(id)}`);
  // Papers have the id.
  const isNamed = known.name !== id;
  return html`<a href="${path}"><bdi>${clip(known.name)}</bdi></a>${isNamed && html` <span class="small">${named}</span>`}`;
}

export function entityLinks(context: PageContext, entities: readonly Entity[], most: number): Html {
  const { messages, formats } = context;
  const rest = entities.length - most;
  const links = entities
    .slice(0, most)
    .map((entity, index) => html`${index > 0 && ', '}${entityLink(context, entity)}`);
  return html`${links}${rest > 0 && html` ${messages.andMore(formats.count(rest))}`}`;
}

/** Files of an act, each under the address of what it belongs to. */
export function renderFiles(
  context: PageContext,
  files: readonly Attachment[],
  path: string,
): Html | undefined {
  if (files.length === 0) return undefined;
  const { formats } = context;
  return html`<ul class="files">${files.map(
    ({ name, sha256, sizeBytes }) =>
      html`<li><a href="${`${path}/files/${sha256}`}" download><bdi>${clip(name)}</bdi></a> <span class="small">${formats.count(Math.ceil(sizeBytes / 1_024))} kB · SHA-256 <code>${sha256.slice(0, 16)}…</code></span></li>`,
  )}</ul>`;
}

const PLAIN = (_style: unknown, text: string) => text;

/** Figures to the last digit, in the words of statements; in the zone of the city, unless a contract has its own. */
export function paperWords({ messages, formats, view }: PageContext, timeZone?: string): Words {
  const zone = timeZone ?? view.shown.settings.city.timeZone;
  const words = createWords(messages.language, zone, PLAIN);
  const { ruleName } = createDocumentWords(zone, messages.language);
  // What is not shown is in the file: no page has options of a command.
  return {
    ...words,
    ruleName,
    texts: { ...words.texts, more: (count) => messages.andMore(formats.count(count)) },
  };
}
