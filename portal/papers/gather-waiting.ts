import { Temporal } from 'temporal-polyfill';
import { mayDo } from '../../accounts/roles.ts';
import { days } from '../../core/time/units.ts';
import type { PaperReader } from './paper-context.ts';
import type { PaperDesk } from './paper-desk.ts';
import type { Dated } from './questions/list-dates.ts';
import type { PlanWaiting } from './questions/plan-waiting.ts';

/** Something that waits for somebody; `dueMs` is when it is over. */
export interface WaitingMatter {
  readonly dated: Dated;
  readonly dueMs: number;
}

/** What waits for whoever asks, what is overdue first. */
export interface Waiting {
  readonly matters: readonly WaitingMatter[];
  /** Drafts that were agreed to, or that nobody can object to any more: DOST issues them. */
  readonly toIssue: number;
  readonly plan?: PlanWaiting | undefined;
  readonly nowMs: number;
}

/** Before that nobody need be told. */
const AHEAD_MS = days(60);

/** Whoever only looks has nothing waiting for them. */
export const hasWaiting = ({ role }: Pick<PaperReader, 'role'>): boolean =>
  mayDo(role, 'act-on-contracts') || mayDo(role, 'act-on-plan');

export async function gatherWaiting(
  papers: Pick<PaperDesk, 'ask'>,
  who: PaperReader,
  timeZone: string,
): Promise<Waiting> {
  const [{ dates, nowMs }, { statements }, plan] = await Promise.all([
    papers.ask('dates', {}, who),
    papers.ask('statements', { state: 'draft' }, who),
    mayDo(who.role, 'act-on-plan') ? papers.ask('plan-waiting', {}, who) : undefined,
  ]);
  const endOf = ({ when }: Dated): number =>
    'toMs' in when
      ? when.toMs
      : Temporal.PlainDate.from(when.date).add({ days: 1 }).toZonedDateTime(timeZone).epochMilliseconds;
  const mine = dates.filter(
    (dated) =>
      !dated.isOff &&
      dated.kind !== 'work' &&
      dated.whose.includes(who.party) &&
      // Nobody can object any more.
      (dated.kind !== 'statement' || endOf(dated) > nowMs),
  );
  const matters = [...mine, ...(plan?.dates ?? [])].map((dated) => ({ dated, dueMs: endOf(dated) }));
  return {
    matters: matters.filter(({ dueMs }) => dueMs < nowMs + AHEAD_MS).sort((a, b) => a.dueMs - b.dueMs),
    toIssue:
      who.party === 'dost'
        ? statements.filter(
            ({ latest, agreedMs }) => latest && (agreedMs !== undefined || latest.objectionEndsMs <= nowMs),
          ).length
        : 0,
    ...{ plan, nowMs },
  };
}
