import { mayDo } from '../../../accounts/roles.ts';
import { type Turn, turnsWithin } from '../../../alerts/notifications/routing/duty.ts';
import type { Interval } from '../../../core/time/intervals.ts';
import type { Shown } from '../../city/city-view.ts';
import type { PaperReader } from '../paper-context.ts';
import type { PaperDesk } from '../paper-desk.ts';
import type { Dated } from '../questions/list-dates.ts';

/** A turn of a roster. */
export interface Duty extends Turn {
  readonly roster: string;
}

/** All dates that somebody may know of; of the plan where their role has to do with it. */
export async function gatherDates(
  papers: Pick<PaperDesk, 'ask'>,
  who: PaperReader,
): Promise<readonly Dated[]> {
  const [{ dates }, ofPlan] = await Promise.all([
    papers.ask('dates', {}, who),
    mayDo(who.role, 'see-plan') ? papers.ask('plan-dates', {}, who) : [],
  ]);
  return [...dates, ...ofPlan];
}

/** Who is on duty when: for those who watch the city. Rosters have the names of persons. */
export function gatherDuties(
  { settings: { alerts, city } }: Pick<Shown, 'settings'>,
  { scope }: Pick<PaperReader, 'scope'>,
  within: Interval,
): readonly Duty[] {
  if (scope !== 'city') return [];
  return [...(alerts?.rosters?.values() ?? [])]
    .flatMap((roster) =>
      turnsWithin(roster, within, city.timeZone).map((turn) => ({ ...turn, roster: roster.id })),
    )
    .sort((a, b) => a.fromMs - b.fromMs);
}
