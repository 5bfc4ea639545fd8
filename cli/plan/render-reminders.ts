import { dateInWords } from '../../plan/reminders/missing-items.ts';
import type { ReminderOutcome } from '../../plan/reminders/remind.ts';
import type { LetterOutcome } from '../../plan/reminders/remind-letters.ts';
import type { Terminal } from '../shell/terminal.ts';
import type { RemindTexts } from './remind-texts-en.ts';

export const reminderToJson = ({ reminder, ...rest }: ReminderOutcome) => ({
  id: reminder.id,
  agency: reminder.agency.id,
  year: reminder.year.year,
  deadline: reminder.year.unitsDeadlineDate,
  daysBefore: reminder.daysBefore,
  daysLeft: reminder.daysLeft,
  from: reminder.rule.from,
  ...rest,
});

export const letterToJson = ({ late, ...rest }: LetterOutcome) => ({
  id: late.id,
  agency: late.agency.id,
  year: late.year.year,
  deadline: late.year.unitsDeadlineDate,
  daysLate: -late.daysLeft,
  from: late.rule.from,
  ...rest,
});

const STYLES = { sent: 'green', planned: 'reset', 'no-address': 'yellow', failed: 'red' } as const;

export function renderReminders(
  outcomes: readonly ReminderOutcome[],
  texts: RemindTexts,
  {
    asOf,
    isDryRun,
    terminal,
  }: { readonly asOf: string; readonly isDryRun: boolean; readonly terminal: Terminal },
): string {
  if (outcomes.length === 0) return texts.nothingDue(asOf);
  const lines = outcomes.map(({ reminder, outcome, contacts, notes }) => {
    const { agency, year, daysBefore, daysLeft } = reminder;
    const what = texts.due({
      agency: `${agency.name} (${agency.id})`,
      year: String(year.year),
      deadline: dateInWords(year.unitsDeadlineDate),
      daysBefore: String(daysBefore),
      daysLeft: String(daysLeft),
    });
    const told = [contacts.join(', '), ...notes].filter((part) => part !== '').join('; ');
    return `${terminal.style(STYLES[outcome], texts.outcomes[outcome])}  ${what}${told === '' ? '' : `\n    ${told}`}`;
  });
  const count = (outcome: ReminderOutcome['outcome']) =>
    String(outcomes.filter((each) => each.outcome === outcome).length);
  const values = { sent: count('sent'), noAddress: count('no-address'), failed: count('failed') };
  return [
    ...lines,
    isDryRun ? texts.nothingSent : texts.counts(values),
    ...(values.noAddress === '0' ? [] : [texts.byLetter]),
  ].join('\n');
}

export function renderLetters(outcomes: readonly LetterOutcome[], texts: RemindTexts, asOf: string): string {
  if (outcomes.length === 0) return texts.nobodyLate(asOf);
  const lines = outcomes.map(({ late, outcome, files }) => {
    const { agency, year, daysLeft } = late;
    const what = texts.late({
      agency: `${agency.name} (${agency.id})`,
      year: String(year.year),
      deadline: dateInWords(year.unitsDeadlineDate),
      daysLate: String(-daysLeft),
    });
    return [`${texts.letters[outcome]}  ${what}`, ...files.map((file) => `    ${file}`)].join('\n');
  });
  const count = (outcome: LetterOutcome['outcome']) =>
    String(outcomes.filter((each) => each.outcome === outcome).length);
  const isPlanned = outcomes.some(({ outcome }) => outcome === 'planned');
  return [
    ...lines,
    isPlanned ? texts.nothingSent : texts.letterCounts(count('written'), count('before')),
  ].join('\n');
}
