import type { Letter } from '../../documents/model/document.ts';
import type { PlanState } from '../state/plan-state.ts';
import type { LetterSent } from '../state/plan-step.ts';
import { buildJointLetter } from './build-joint-letter.ts';
import { buildUrgingLetter } from './build-urging-letter.ts';
import type { LetterFill } from './letter-frame.ts';
import { missingItems } from './missing-items.ts';
import type { RemindedCity } from './remind.ts';
import type { UrgedUnit } from './urged-units.ts';

export interface LetterChoice {
  /** The day it is written for. */
  readonly atMs: number;
  /** One letter to all of them, in place of one each. */
  readonly together: boolean;
  readonly filled?: LetterFill | undefined;
}

/** Units that get one letter: each alone, or together those of one sender and one year. */
export const letterGroups = (
  units: readonly UrgedUnit[],
  { together }: Pick<LetterChoice, 'together'>,
): readonly (readonly UrgedUnit[])[] =>
  together
    ? [...Map.groupBy(units, ({ rule, year }) => `${rule.from}:${year.year}`).values()]
    : units.map((unit) => [unit]);

const FILE_NAMES = { 'not-sent': 'don-doc', 'with-errors': 'sua-bieu-mau', blank: 'bo-sung' } as const;

/** Of its files, without an ending. */
export function letterName(
  [first]: readonly UrgedUnit[],
  { together }: Pick<LetterChoice, 'together'>,
): string {
  if (!first) throw new Error('a letter to nobody was to be written');
  const { agency, rule, year, state } = first;
  if (together) return `don-doc-chung-${rule.from}-${year.unitsDeadlineDate}`;
  return `${FILE_NAMES[state]}-${agency.id}-${year.unitsDeadlineDate}`;
}

/** The letter to units that get one, as it is on record what they owe. */
export function buildLetter(
  { plan: definition, inventory, zone }: Pick<RemindedCity, 'plan' | 'inventory' | 'zone'>,
  state: PlanState,
  units: readonly UrgedUnit[],
  { atMs, together, filled }: LetterChoice,
): Letter {
  const [unit] = units;
  if (!unit) throw new Error('a letter to nobody was to be written');
  const { year, rule, agency } = unit;
  const sender = { id: rule.from, name: inventory.agencies.get(rule.from)?.name ?? rule.from };
  const facts = { definition, year, sender, asOfDate: state.asOfDate, asOfMs: atMs, filled };
  const owedBy = (one: UrgedUnit) => ({
    unit: one,
    missing: missingItems(state, one, inventory.agencies),
    receivedDate: one.form && zone.dayAt(one.form.receivedMs).date,
  });
  if (together) return buildJointLetter({ ...facts, units: units.map(owedBy) });
  const remindedDates = state.reminders
    .filter((reminder) => reminder.agency === agency.id && reminder.deadlineDate === year.unitsDeadlineDate)
    .map(({ recorded }) => zone.dayAt(recorded.recordedMs).date)
    .sort();
  return buildUrgingLetter({ ...facts, ...owedBy(unit), remindedDates });
}

/** That a letter went to a unit, for the record. */
export const sentTo = ({ agency, year, rule, state }: UrgedUnit, files: LetterSent['files']): LetterSent => ({
  agency: agency.id,
  deadline: year.unitsDeadlineDate,
  from: rule.from,
  ...(state !== 'not-sent' && { about: state }),
  files,
});
