import type { MailedFile, Notifier } from '../../core/domain/notifier.ts';
import { dateText } from '../../core/language/date-text.ts';
import { escapeHtml } from '../../core/text/escape-html.ts';
import { toJson } from '../../core/text/to-json.ts';
import { renderDocx } from '../../documents/docx/render-docx.ts';
import { loadFontFiles } from '../../documents/fonts/font-files.ts';
import type { Letter } from '../../documents/model/document.ts';
import { renderPdf } from '../../documents/pdf/render-pdf.ts';
import { type Attachment, storeAttachment } from '../../ledger/files/attachments.ts';
import { letterName, sentTo } from './letters.ts';
import type { RemindedCity } from './remind.ts';
import { reminderAddresses } from './remind-addresses.ts';
import type { UrgedUnit } from './urged-units.ts';

/** What became of the letter to one unit. `before`: one went the same day; `left`: the server took none before it. */
export interface PostedUnit {
  readonly agency: string;
  readonly outcome: 'sent' | 'recorded' | 'before' | 'no-address' | 'failed' | 'left' | 'not-urged';
  /** That it went to, by their ids. */
  readonly contacts: readonly string[];
  /** What leads nowhere, and what a server answered. */
  readonly notes: readonly string[];
  /** Row of the ledger. */
  readonly row?: number;
}

export interface LetterPost {
  readonly author: string;
  readonly nowMs: () => number;
  readonly signal: AbortSignal;
  readonly together: boolean;
  /** Day of the letter. */
  readonly date?: string | undefined;
  /** Absent: it goes by another way, and is only put on record. */
  readonly mail?: { readonly notifier: Pick<Notifier, 'deliver'> | undefined };
  /** A signed paper in place of what camwatch writes. */
  readonly signed?: { readonly name: string; readonly content: Buffer };
}

interface Posted {
  readonly outcomes: readonly PostedUnit[];
  readonly isServerGone: boolean;
}

interface OneLetter {
  readonly units: readonly UrgedUnit[];
  readonly letter: Letter;
}

/** One letter to each of its units, in a mail of its own: nobody learns the addresses of others. */
export async function postLetter(
  city: RemindedCity,
  { units, letter }: OneLetter,
  post: LetterPost,
): Promise<Posted> {
  const outcomes: PostedUnit[] = [];
  const files = await filesOf(units, letter, post);
  const attachments = files.map(({ name, bytes }) =>
    storeAttachment(city.store.path, { name, content: Buffer.from(bytes) }),
  );
  for (const [index, unit] of units.entries()) {
    post.signal.throwIfAborted();
    const { isServerGone, ...posted } = await postOne(city, unit, { ...post, letter, files, attachments });
    outcomes.push(posted);
    if (!isServerGone) continue;
    const left = units
      .slice(index + 1)
      .map(({ agency }) => ({ agency: agency.id, outcome: 'left' as const }));
    return {
      outcomes: [...outcomes, ...left.map((one) => ({ ...one, contacts: [], notes: [] }))],
      isServerGone,
    };
  }
  return { outcomes, isServerGone: false };
}

/** What goes out; by hand also what can be edited. */
async function filesOf(
  units: readonly UrgedUnit[],
  letter: Letter,
  { signed, mail, together }: LetterPost,
): Promise<readonly MailedFile[]> {
  if (signed) return [{ name: signed.name, contentType: PDF, bytes: signed.content }];
  const fonts = await loadFontFiles();
  const name = letterName(units, { together });
  const pdf = { name: `${name}.pdf`, contentType: PDF, bytes: await renderPdf(letter, fonts) };
  if (mail) return [pdf];
  return [{ name: `${name}.docx`, contentType: DOCX, bytes: await renderDocx(letter, fonts) }, pdf];
}

const PDF = 'application/pdf';
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

interface OnePost extends LetterPost {
  readonly letter: Letter;
  readonly files: readonly MailedFile[];
  readonly attachments: readonly Attachment[];
}

async function postOne(
  city: RemindedCity,
  unit: UrgedUnit,
  post: OnePost,
): Promise<PostedUnit & { readonly isServerGone?: boolean }> {
  const told = { agency: unit.agency.id, contacts: [], notes: [] };
  const { mail } = post;
  if (wentToday(city, unit, post)) return { ...told, outcome: 'before' };
  if (!mail) return { ...told, outcome: 'recorded', row: record(city, unit, post) };
  const {
    own,
    copies,
    missing: notes,
  } = reminderAddresses(unit.agency.id, city.plan.reminders, unit.rule, city.inventory.contacts);
  if (own.length === 0) return { ...told, outcome: 'no-address', notes };
  if (!mail.notifier) return { ...told, outcome: 'failed', notes: [NO_SERVER], isServerGone: true };
  const all = [...own, ...copies];
  const delivery = await mail.notifier.deliver(
    { ...mailOf(city, unit, post), to: all.map(({ address }) => address), urgency: 'normal' },
    post.signal,
  );
  if (!delivery.ok) {
    const isServerGone = delivery.about === 'server';
    return { ...told, outcome: 'failed', notes: [...notes, delivery.detail], isServerGone };
  }
  const unreached = new Map(delivery.unreached?.map(({ address, detail }) => [address, detail]));
  const lost = [...unreached.values()];
  // A copy that arrived tells the unit nothing.
  if (own.every(({ address }) => unreached.has(address))) return { ...told, outcome: 'failed', notes: lost };
  const contacts = all.filter(({ address }) => !unreached.has(address)).map(({ contact }) => contact);
  const row = record(city, unit, post, { contacts, answer: delivery.detail });
  const answers = delivery.detail === undefined || lost.length > 0 ? lost : [delivery.detail];
  return { ...told, outcome: 'sent', contacts, notes: [...notes, ...answers], row };
}

const NO_SERVER = 'expected a mail server (alerts.mail of camwatch.yaml), got none';

/** By the same way: a letter that was written in the morning may be mailed in the afternoon. */
function wentToday(
  { zone, reader }: RemindedCity,
  { id }: UrgedUnit,
  { mail, nowMs }: Pick<LetterPost, 'mail' | 'nowMs'>,
): boolean {
  const { date } = zone.dayAt(nowMs());
  const isMailed = ({ body }: { readonly body: unknown }) =>
    typeof body === 'object' && body !== null && 'contacts' in body;
  return [...reader.decisions('plan_step', { id })].some(
    (row) => zone.dayAt(row.recordedMs).date === date && isMailed(row) === (mail !== undefined),
  );
}

function record(
  { store }: RemindedCity,
  unit: UrgedUnit,
  { letter, date, attachments, author, nowMs }: OnePost,
  mailed?: { readonly contacts: readonly string[]; readonly answer: string | undefined },
): number {
  const number = numberOf(letter);
  const body = {
    ...sentTo(unit, [...attachments]),
    ...(number !== undefined && { number }),
    ...(date !== undefined && { date }),
    ...(mailed && {
      contacts: mailed.contacts,
      ...(mailed.answer !== undefined && { answer: mailed.answer }),
    }),
  };
  using pen = store.openDecisions({ author, nowMs });
  return pen.append('plan_step', { id: unit.id, action: 'sent', body: toJson(body) }, undefined, {
    id: unit.id,
  }).seq;
}

/** `12/SKHCN-CĐS`, where the clerk has given a number. */
function numberOf({ letterhead: { number, symbol } }: Letter): string | undefined {
  return number === undefined ? undefined : [number, symbol].filter((part) => part !== undefined).join('/');
}

/** The same letter of a day has the same id, however often it is sent: a mailbox shows it once. */
function mailOf(
  { zone, inventory }: RemindedCity,
  { id, agency, rule, year }: UrgedUnit,
  { letter, date, files, nowMs }: OnePost,
) {
  const from = inventory.agencies.get(rule.from)?.name ?? rule.from;
  const number = numberOf(letter);
  const named = `công văn${number === undefined ? '' : ` số ${number}`}${date === undefined ? '' : ` ngày ${dateText(date)}`}`;
  const paragraphs = [
    `Kính gửi: ${agency.name}`,
    `${from} gửi ${named} V/v ${letter.subject}. Toàn văn ở tệp kèm theo.`,
    'Nếu đơn vị đã gửi báo cáo, đề nghị bỏ qua thư này và báo lại để kiểm tra.',
    `${rule.office === undefined ? from : `${rule.office}, ${from}`}\n(Thư gửi từ camwatch; đề nghị không trả lời vào địa chỉ này nếu không có người nhận.)`,
  ];
  return {
    messageId: `${id.replaceAll(':', '.')}.${zone.dayAt(nowMs()).date}@camwatch`,
    content: {
      subject: `[Công văn] V/v ${letter.subject} – ${agency.name}`,
      text: `${paragraphs.join('\n\n')}\n`,
      html: paragraphs.map((text) => `<p>${escapeHtml(text).replaceAll('\n', '<br>')}</p>`).join('\n'),
      pictures: [],
      files,
      facts: { type: 'plan-letter', agency: agency.id, year: year.year, deadline: year.unitsDeadlineDate },
    },
  };
}
