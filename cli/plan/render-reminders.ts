import { dateText } from '../../core/language/date-text.ts';
import type { ReminderOutcome } from '../../plan/reminders/remind.ts';
import type { LetterOutcome } from '../../plan/reminders/remind-letters.ts';
import type { Terminal } from '../shell/terminal.ts';
import type { RemindTexts } from './remind-texts-en.ts';

export const reminderToJson = ({ reminder, ...rest }: ReminderOutcome) => ({
  id: reminder.id,
  agency: reminder.agency.id,
  state: reminder.state,
  year: reminder.year.year,
  deadline: reminder.year.unitsDeadlineDate,
  daysBefore: reminder.daysBefore,
  daysLeft: reminder.daysLeft,
  from: reminder.rule.from,
  ...rest,
});

export const letterToJson = ({ unit, ...rest }: LetterOutcome) => ({
  id: unit.id,
  agency: unit.agency.id,
  state: unit.state,
  year: unit.year.year,
  deadline: unit.year.unitsDeadlineDate,
  daysLate: -unit.daysLeft,
  from: unit.rule.from,
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
    const values = {
      agency: `${agency.name} (${agency.id})`,
      year: String(year.year),
      deadline: dateText(year.unitsDeadlineDate),
    };
    const what =
      daysBefore === undefined
        ? texts.toMend({ ...values, standing: texts.standings[reminder.state] })
        : texts.due({ ...values, daysBefore: String(daysBefore), daysLeft: String(daysLeft) });
    const told = [contacts.join(', '), ...notes].filter((part) => part !== '').join('; ');
    return `${terminal.style(STYLES[outcome], texts.outcomes[outcome])}  ${what}${told === '' ? '' : `\n    ${told}`}`;
  });
  const count = (outcome: ReminderOutcome['outcome']) =>
    String(outcomes.filter((each) => each.outcome === outcome).length);
  const counts = { sent: count('sent'), noAddress: count('no-address'), failed: count('failed') };
  return [
    ...lines,
    isDryRun ? texts.nothingSent : texts.counts(counts),
    ...(counts.noAddress === '0' ? [] : [texts.byLetter]),
  ].join('\n');
}

export function renderLetters(outcomes: readonly LetterOutcome[], texts: RemindTexts, asOf: string): string {
  if (outcomes.length === 0) return texts.nobodyLate(asOf);
  const lines = outcomes.map(({ unit, outcome, files }, index) => {
    const { agency, year, daysLeft, state } = unit;
    const values = {
      agency: `${agency.name} (${agency.id})`,
      year: String(year.year),
      deadline: dateText(year.unitsDeadlineDate),
    };
    const what =
      state === 'not-sent'
        ? texts.late({ ...values, daysLate: String(-daysLeft) })
        : texts.toMend({ ...values, standing: texts.standings[state] });
    // One letter to several stands below the last of them.
    const told = outcomes[index + 1]?.files === files ? [] : files;
    return [`${texts.letters[outcome]}  ${what}`, ...told.map((file) => `    ${file}`)].join('\n');
  });
  const count = (outcome: LetterOutcome['outcome']) =>
    String(outcomes.filter((each) => each.outcome === outcome).length);
  const letters = new Set(outcomes.flatMap(({ outcome, files }) => (outcome === 'written' ? [files] : [])));
  const isPlanned = outcomes.some(({ outcome }) => outcome === 'planned');
  const counts = { letters: String(letters.size), units: count('written'), before: count('before') };
  return [...lines, isPlanned ? texts.nothingSent : texts.letterCounts(counts)].join('\n');
}
