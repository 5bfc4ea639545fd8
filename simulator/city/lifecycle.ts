import type { LifecycleStep } from '../../core/domain/inventory.ts';
import type { Calendar } from './calendar.ts';
import type { Random } from './random.ts';
import type { Recipe } from './recipe.ts';

/** One building project: all that stands behind a line was asked for, built and accepted together. */
export interface Project {
  readonly isNew: boolean;
  readonly installedMs: number;
  readonly lifecycle: readonly LifecycleStep[];
}

/** A project of a day drawn from the recipe's years, before or after the plan. Document numbers say that they are samples. */
export function drawProject(
  newRatio: number,
  random: Random,
  calendar: Calendar,
  { built }: Recipe,
): Project {
  const isNew = random.chance(newRatio);
  const [first, last] = isNew ? built.new : built.old;
  return planProject(first, random.integer(0, calendar.daysBetween(first, last)), isNew, random, calendar);
}

/** A project whose installation was so many days after `date`. */
export function planProject(
  date: string,
  plusDays: number,
  isNew: boolean,
  random: Random,
  calendar: Calendar,
): Project {
  const approvedDays = random.integer(60, 150);
  const requestedDays = approvedDays + random.integer(30, 120);
  const acceptedDays = random.integer(7, 30);
  const number = random.integer(1, 990);
  const atMs = (days: number) => calendar.midnightMs(date, plusDays + days);
  const lifecycle: readonly LifecycleStep[] = [
    { stage: 'requested', atMs: atMs(-requestedDays) },
    { stage: 'approved', atMs: atMs(-approvedDays), document: `mẫu ${number}/QĐ-UBND` },
    { stage: 'installed', atMs: atMs(0) },
    { stage: 'accepted', atMs: atMs(acceptedDays), document: `mẫu ${number}/BB-NT` },
    { stage: 'in-service', atMs: atMs(acceptedDays + 1) },
  ];
  return { isNew, installedMs: atMs(0), lifecycle };
}

/** What may happen to a single device of a project: `planned` has not been built yet, `back` is over its pause. */
export const FATES = ['planned', 'paused', 'back', 'retired'] as const;
export type Fate = (typeof FATES)[number];

export function applyFate(
  lifecycle: readonly LifecycleStep[],
  fate: Fate,
  random: Random,
  calendar: Calendar,
  { fates }: Recipe,
): readonly LifecycleStep[] {
  const draw = (date: string) => calendar.midnightMs(date, random.integer(0, 60));
  const number = random.integer(1, 990);
  const paused = { stage: 'paused', atMs: draw(fates.paused), document: `mẫu ${number}/TB` } as const;
  switch (fate) {
    case 'planned':
      return [
        { stage: 'requested', atMs: draw(fates.planned) },
        { stage: 'approved', atMs: draw(fates.approved), document: `mẫu ${number}/QĐ-UBND` },
      ];
    case 'paused':
      return [...lifecycle, paused];
    case 'back':
      return [...lifecycle, paused, { stage: 'resumed', atMs: draw(fates.resumed) }];
    case 'retired':
      return [...lifecycle, { stage: 'retired', atMs: draw(fates.retired), document: `mẫu ${number}/BB-TL` }];
  }
}
