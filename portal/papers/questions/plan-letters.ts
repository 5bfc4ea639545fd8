import type { MailSettings } from '../../../core/domain/alert-settings.ts';
import type { Contact } from '../../../core/domain/inventory.ts';
import { renderDocx } from '../../../documents/docx/render-docx.ts';
import { loadFontFiles } from '../../../documents/fonts/font-files.ts';
import type { Letter } from '../../../documents/model/document.ts';
import { renderPdf } from '../../../documents/pdf/render-pdf.ts';
import { parseBody } from '../../../ledger/decisions/decision-bodies.ts';
import { type Attachment, readAttachment } from '../../../ledger/files/attachments.ts';
import {
  addressesOf,
  type ChosenLetters,
  expectWhole,
  gapsOf,
  type LetterGap,
  type LetterSending,
  type LettersAct,
  type PostedLetters,
  type PostInput,
  planLetters,
  postLetters,
} from '../../../plan/actions/post-letters.ts';
import { letterName } from '../../../plan/reminders/letters.ts';
import { missingItems } from '../../../plan/reminders/missing-items.ts';
import { type UrgedUnit, urgedUnits } from '../../../plan/reminders/urged-units.ts';
import { LetterSent } from '../../../plan/state/plan-step.ts';
import { noSuch } from '../may-read.ts';
import type { PaperContext } from '../paper-context.ts';
import { yearOf } from './plan-forms.ts';
import { type AgencyNames, namesOf } from './plan-overview.ts';

/** What letters go by, as the settings in force have it. */
export interface LetterPlace {
  readonly contacts: ReadonlyMap<string, Contact>;
  readonly mail?: MailSettings | undefined;
}

/** Whom a mail goes to. */
export interface LetterAddress {
  readonly name: string;
  readonly address: string;
}

/** A unit that a letter is for, and what it owes. */
export interface LetterUnit {
  readonly agency: string;
  readonly from: string;
  readonly state: UrgedUnit['state'];
  /** Below 0 it is late. */
  readonly daysLeft: number;
  readonly missing: readonly string[];
  /** Whom a mail goes to; none: it has no address. */
  readonly contacts: readonly LetterAddress[];
  /** Whether it has a letter about the same on record. */
  readonly isWritten: boolean;
  /** Whether it is DOST that urges it. */
  readonly isOwn: boolean;
}

/** A letter that went out, as it is on record. */
export interface LetterOnRecord {
  readonly seq: number;
  readonly recordedMs: number;
  readonly author: string;
  readonly agency: string;
  readonly number?: string | undefined;
  readonly date?: string | undefined;
  readonly contacts?: readonly string[] | undefined;
  readonly answer?: string | undefined;
  readonly files: readonly Attachment[];
}

export interface LettersFound {
  readonly years: readonly number[];
  readonly year: number;
  readonly unitsDeadlineDate: string;
  readonly asOfDate: string;
  readonly units: readonly LetterUnit[];
  /** The newest first. */
  readonly sent: readonly LetterOnRecord[];
  readonly hasMail: boolean;
  /** Who signs, as plan.yaml has it. */
  readonly signer: { readonly post?: string | undefined; readonly name?: string | undefined };
  readonly agencies: AgencyNames;
  /** By id: what is on record names no one else. */
  readonly contactNames: Readonly<Record<string, string>>;
}

/** Who is to get a letter of a year, and which went out. @throws PAPER_UNKNOWN, also for an agency: letters are DOST's */
export async function readLettersFor(
  context: PaperContext,
  { year: wanted, ...place }: LetterPlace & { readonly year?: number | undefined },
): Promise<LettersFound> {
  const act = await actFor(context, place);
  const { plan } = act;
  const { definition, state, agencies } = plan;
  const year = yearOf(plan, wanted);
  const { unitsDeadlineDate } = definition.report.years.find((one) => one.year === year) ?? {};
  const written = new Set(state.letters.map(({ id }) => `letter:${id}`));
  return {
    years: definition.report.years.map((one) => one.year),
    ...{ year, unitsDeadlineDate: unitsDeadlineDate ?? '', asOfDate: state.asOfDate },
    units: urgedUnits(state, agencies)
      .filter((unit) => unit.year.year === year)
      .map((unit) => {
        return {
          agency: unit.agency.id,
          from: unit.rule.from,
          ...{ state: unit.state, daysLeft: unit.daysLeft },
          missing: missingItems(state, unit, agencies).map(({ text }) => text),
          contacts: writtenTo(act, unit),
          isWritten: written.has(unit.id),
          isOwn: unit.rule.from === definition.report.agency,
        };
      }),
    sent: lettersOnRecord(act).filter(({ deadline }) => deadline === unitsDeadlineDate),
    hasMail: place.mail !== undefined,
    signer: { post: definition.report.signer.post, name: definition.report.signer.name },
    agencies: namesOf(agencies),
    contactNames: Object.fromEntries([...act.contacts].map(([id, { name }]) => [id, name])),
  };
}

function writtenTo(act: LettersAct, unit: UrgedUnit): readonly LetterAddress[] {
  const { own, copies } = addressesOf(act, unit);
  if (own.length === 0) return [];
  return [...own, ...copies].map(({ contact, address }) => ({
    name: act.contacts.get(contact)?.name ?? contact,
    address,
  }));
}

const lettersOnRecord = ({ plan }: LettersAct) =>
  plan.steps
    .filter(({ id, action }) => id.startsWith('letter:') && action === 'sent')
    .map((row) => {
      const { deadline, agency, number, date, contacts, answer, files } = parseBody(row, LetterSent);
      const { seq, recordedMs, author } = row;
      return { seq, recordedMs, author, deadline, agency, number, date, contacts, answer, files };
    })
    .reverse();

/** A file of a letter that went out. @throws PAPER_UNKNOWN, LEDGER_ATTACHMENT */
export async function readLetterFile(
  context: PaperContext,
  { seq, sha256 }: { readonly seq: number; readonly sha256: string },
): Promise<{ readonly name: string; readonly content: Uint8Array }> {
  const act = await actFor(context, { contacts: new Map() });
  const letter = lettersOnRecord(act).find((one) => one.seq === seq);
  const found = letter?.files.find((file) => file.sha256 === sha256);
  if (!found) throw noSuch('file', 'tệp', sha256);
  return { name: found.name, content: readAttachment(context.store.path, sha256) };
}

/** A letter as it will be, and to whom it goes. */
export interface LetterPreview {
  readonly letter: Letter;
  readonly number?: number | undefined;
  readonly units: readonly Pick<LetterUnit, 'agency' | 'contacts'>[];
  /** What is blank yet, without which it does not go by mail. */
  readonly gaps: readonly LetterGap[];
}

/** Where they are about to be sent also what a letter must have then. @throws PAPER_UNKNOWN, INPUT_INVALID */
export async function previewLettersFor(
  context: PaperContext,
  {
    place,
    sending,
    ...chosen
  }: ChosenLetters & { readonly place: LetterPlace; readonly sending?: LetterSending | undefined },
): Promise<readonly LetterPreview[]> {
  const act = await actFor(context, place);
  const planned = planLetters(act, chosen);
  if (sending) expectWhole({ ...chosen, ...sending }, planned);
  return planned.map(({ letter, number, units }) => ({
    ...{ letter, number, gaps: gapsOf(chosen, [{ letter }]) },
    units: units.map((unit) => ({ agency: unit.agency.id, contacts: writtenTo(act, unit) })),
  }));
}

export const LETTER_FILES = ['docx', 'pdf'] as const;
export type LetterFile = (typeof LETTER_FILES)[number];

/** One letter as a file, to be finished and signed. @throws PAPER_UNKNOWN, INPUT_INVALID */
export async function makeLetterFile(
  context: PaperContext,
  { format, ...chosen }: ChosenLetters & { readonly format: LetterFile },
): Promise<{ readonly name: string; readonly content: Uint8Array }> {
  const act = await actFor(context, { contacts: new Map() });
  const [first] = planLetters(act, chosen);
  if (!first) throw noSuch('letter', 'công văn', chosen.units.join(', '));
  const render = format === 'docx' ? renderDocx : renderPdf;
  const content = await render(first.letter, await loadFontFiles());
  return { name: `${letterName(first.units, { together: chosen.together === true })}.${format}`, content };
}

/** Sends letters, and puts on record what went out. @throws PAPER_UNKNOWN, INPUT_INVALID */
export async function sendLettersFor(
  context: PaperContext,
  {
    place,
    signed,
    ...input
  }: Omit<PostInput, 'signed'> & {
    readonly place: LetterPlace;
    readonly signed?: { readonly name: string; readonly content: Uint8Array } | undefined;
  },
): Promise<PostedLetters> {
  const act = await actFor(context, place);
  const { signal } = new AbortController();
  return await postLetters(
    {
      ...act,
      author: context.who.account,
      openMail: async () => await context.openMail(place.mail),
      signal,
    },
    { ...input, ...(signed && { signed: { ...signed, content: Buffer.from(signed.content) } }) },
  );
}

async function actFor(
  { openPlan, who, nowMs }: PaperContext,
  { contacts }: LetterPlace,
): Promise<LettersAct> {
  if (who.scope !== 'city') throw noSuch('page', 'trang', 'letters');
  return { plan: await openPlan(), contacts, nowMs: () => nowMs };
}
