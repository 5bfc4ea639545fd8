import type { WorkOutcome } from '../../../contracts/settle/judge-work.ts';
import type { Inventory } from '../../../core/domain/inventory.ts';
import type { Language } from '../../../core/language/language.ts';
import type { Duty } from '../../papers/calendar/gather-dates.ts';
import type { Dated } from '../../papers/questions/list-dates.ts';
import { clip } from '../frame/page-context.ts';
import { calendarTexts } from '../messages/calendar-texts.ts';
import { workTexts } from '../messages/work-texts.ts';

/** What a date is called, on the page and in calendar programs. */
export function titleOf({ kind, subject, contract, text, outcomes }: Dated, language: Language): string {
  // What planned work is about may be long: it stands below it.
  const more = contract ?? (kind === 'work' ? undefined : text);
  return `${calendarTexts(language).titles[kind](clip(subject), more === undefined ? '' : ` · ${clip(more)}`)}${verdictsOf(outcomes ?? [], language)}`;
}

/** ` (announced late, not excused)`: what contracts make of planned work. */
export function verdictsOf(outcomes: readonly WorkOutcome['outcome'][], language: Language): string {
  const { verdicts } = workTexts(language);
  const told = [...new Set(outcomes)].map((outcome) => verdicts[outcome]).join('; ');
  return told && ` (${told})`;
}

export const dutyTitle = (
  { roster, contact }: Duty,
  { contacts }: Pick<Inventory, 'contacts'>,
  language: Language,
): string => calendarTexts(language).onDuty(clip(roster), clip(contacts.get(contact)?.name ?? contact));
