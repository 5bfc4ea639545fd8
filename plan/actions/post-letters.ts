import { z } from 'zod';
import type { Contact } from '../../core/domain/inventory.ts';
import { Whole, Words, Year } from '../../core/input/fields.ts';
import { InputError } from '../../core/input/input-error.ts';
import { parseInput } from '../../core/input/parse-input.ts';
import type { Letter } from '../../documents/model/document.ts';
import { isWholeSymbol } from '../../documents/model/document-symbol.ts';
import { day } from '../definition/plan-values.ts';
import { buildLetter, letterGroups } from '../reminders/letters.ts';
import { type LetterPost, type PostedUnit, postLetter } from '../reminders/post-letter.ts';
import type { RemindedCity } from '../reminders/remind.ts';
import { type ReminderAddresses, reminderAddresses } from '../reminders/remind-addresses.ts';
import { type UrgedUnit, urgedUnits } from '../reminders/urged-units.ts';
import type { OpenPlan } from './open-plan.ts';
import type { Mail } from './remind-units.ts';

/** Letters to units of a year, with what a person fills in. */
export const ChosenLetters = z.object({
  year: Year,
  units: z.array(z.string()).min(1).max(1_000),
  together: z.boolean().default(false).describe('one letter to all of them, in place of one each'),
  number: Whole.optional().describe('of the first letter; the next ones count on'),
  symbol: Words.optional().describe('what follows the slash of the number'),
  date: day.optional().describe('day of the letters'),
  until: day.optional().describe('the new last day'),
  contact: Words.optional().describe('who helps, with a telephone number'),
  post: Words.optional().describe('post of whoever signs'),
  signer: Words.optional().describe('name of whoever signs'),
});
export type ChosenLetters = z.input<typeof ChosenLetters>;

/** `hand`: it goes by another way than mail, and is put on record. */
export const LETTER_WAYS = ['mail', 'hand'] as const;
export type LetterWay = (typeof LETTER_WAYS)[number];

export interface LettersAct {
  readonly plan: OpenPlan;
  /** Who has which address. */
  readonly contacts: ReadonlyMap<string, Contact>;
  readonly nowMs: () => number;
}

/** A letter before it is sent. */
export interface PlannedLetter {
  readonly units: readonly UrgedUnit[];
  readonly letter: Letter;
  readonly number?: number | undefined;
}

/** The letters as they will be. Units that need none any more are in none. @throws INPUT_INVALID */
export function planLetters(act: LettersAct, input: ChosenLetters): readonly PlannedLetter[] {
  const { year, units, together, number: first, ...filled } = parseInput(ChosenLetters, input);
  const city = cityOf(act);
  const { state, agencies } = act.plan;
  const wanted = urgedUnits(state, agencies).filter(
    (unit) => unit.year.year === year && units.includes(unit.agency.id),
  );
  return letterGroups(wanted, { together }).map((group, index) => {
    const number = first === undefined ? undefined : first + index;
    const choice = { atMs: act.nowMs(), together, filled: { ...filled, number } };
    return { units: group, letter: buildLetter(city, state, group, choice), number };
  });
}

export const addressesOf = ({ plan, contacts }: LettersAct, { agency, rule }: UrgedUnit): ReminderAddresses =>
  reminderAddresses(agency.id, plan.definition.reminders, rule, contacts);

export interface PostAct extends LettersAct {
  /** The account that puts it on record. */
  readonly author: string;
  readonly openMail: () => Promise<Mail>;
  readonly signal: AbortSignal;
}

export interface PostInput extends ChosenLetters {
  readonly way: LetterWay;
  /** In place of what camwatch writes. */
  readonly signed?: LetterPost['signed'];
}

export interface PostedLetters {
  readonly posted: readonly PostedUnit[];
  /** Of the mail server: nothing else would get through either. */
  readonly isServerGone: boolean;
}

/**
 * Sends letters and puts each on record once a server has taken it. A letter that was sent the same day already is not sent
 * again, and what could not be sent is not on record: it can be sent any time later. @throws INPUT_INVALID
 */
export async function postLetters(
  act: PostAct,
  { way, signed, ...input }: PostInput,
): Promise<PostedLetters> {
  const planned = planLetters(act, input);
  expectWhole({ ...input, way, isSigned: signed !== undefined }, planned);
  const city = cityOf(act);
  const posted: PostedUnit[] = notUrged(input, planned);
  const mail = way === 'mail' ? await act.openMail() : undefined;
  try {
    const { author, nowMs, signal } = act;
    for (const [index, letter] of planned.entries()) {
      const post: LetterPost = {
        ...{ author, nowMs, signal, together: input.together === true, date: input.date },
        ...(mail && { mail }),
        ...(signed && { signed }),
      };
      const { outcomes, isServerGone } = await postLetter(city, letter, post);
      posted.push(...outcomes);
      if (!isServerGone) continue;
      const left = planned.slice(index + 1).flatMap(({ units }) => units);
      posted.push(...left.map(({ agency }) => leftOver(agency.id)));
      return { posted, isServerGone };
    }
    return { posted, isServerGone: false };
  } finally {
    await mail?.close();
  }
}

const leftOver = (agency: string): PostedUnit => ({ agency, outcome: 'left', contacts: [], notes: [] });

const notUrged = ({ units }: ChosenLetters, planned: readonly PlannedLetter[]): PostedUnit[] => {
  const urged = new Set(planned.flatMap((letter) => letter.units.map(({ agency }) => agency.id)));
  return units
    .filter((id) => !urged.has(id))
    .map((agency) => ({ agency, outcome: 'not-urged', contacts: [], notes: [] }));
};

/** How letters are to go out. */
export interface LetterSending {
  readonly way: LetterWay;
  /** A signed paper goes in place of what camwatch writes. */
  readonly isSigned: boolean;
}

/** What a letter by mail must have, by the names of {@link ChosenLetters}. */
export type LetterGap = 'number' | 'until' | 'contact' | 'post' | 'signer';

/** What is blank in letters yet. */
export function gapsOf(
  { until, contact }: Pick<ChosenLetters, 'until' | 'contact'>,
  letters: readonly Pick<PlannedLetter, 'letter'>[],
): readonly LetterGap[] {
  const isBlank = {
    number: letters.some(
      ({ letter: { letterhead } }) => letterhead.number === undefined || !isWholeSymbol(letterhead.symbol),
    ),
    until: until === undefined,
    contact: contact === undefined,
    post: letters.some(({ letter }) => letter.closing.signature.post === undefined),
    signer: letters.some(({ letter }) => letter.closing.signature.name === undefined),
  };
  return GAPS.filter((gap) => isBlank[gap]);
}

const GAPS = ['number', 'until', 'contact', 'post', 'signer'] as const satisfies readonly LetterGap[];

/** Nobody gets a letter with blanks, and a signed paper is one letter. @throws INPUT_INVALID */
export function expectWhole(
  { way, isSigned, ...filled }: LetterSending & Pick<ChosenLetters, 'until' | 'contact'>,
  letters: readonly PlannedLetter[],
): void {
  const count = letters.length;
  if (isSigned && count > 1)
    throw new InputError([
      {
        member: 'signed',
        en: `expected one letter where a signed paper is sent, got ${count}`,
        vi: `bản đã ký dùng cho một công văn, đang chọn ${count} công văn`,
      },
    ]);
  if (way === 'hand' || isSigned) return;
  const gaps = gapsOf(filled, letters);
  if (gaps.length > 0)
    throw new InputError(
      gaps.map((member) => ({ member, ...(member === 'number' ? NUMBER_NEEDED : FIELD_NEEDED) })),
    );
}

const NUMBER_NEEDED = {
  en: 'expected number and symbol, such as 12/SKHCN-CĐS, before a letter is sent by mail',
  vi: 'cần cả số và ký hiệu, ví dụ 12/SKHCN-CĐS, trước khi gửi công văn qua thư điện tử',
};

const FIELD_NEEDED = {
  en: 'expected it before a letter is sent by mail',
  vi: 'cần điền trước khi gửi công văn qua thư điện tử',
};

const cityOf = ({ plan, contacts }: LettersAct): RemindedCity => ({
  plan: plan.definition,
  inventory: { agencies: plan.agencies, contacts },
  zone: plan.cityZone,
  ...{ store: plan.store, reader: plan.reader },
});
