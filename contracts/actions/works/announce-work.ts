import { z } from 'zod';
import { Instant, Words } from '../../../core/input/fields.ts';
import { parseInput } from '../../../core/input/parse-input.ts';
import { plannedFiles } from '../../../ledger/decisions/attach-files.ts';
import type { Party } from '../../../ledger/decisions/party.ts';
import { type AddedWork, checkAddedWork, foldMaintenance } from '../../../ledger/decisions/works.ts';
import { contractsOf, partiesOf } from '../../../ledger/history/known-parties.ts';
import { renderSelector, selectEntities } from '../../../ledger/history/select-entities.ts';
import { termsAt } from '../../terms-at.ts';
import { type ActContext, actingParty, nowOf, rulesAt } from '../act-context.ts';
import { recordAct } from '../record-act.ts';
import { SelectionInput, selectorOf } from '../selection-input.ts';

/** Planned work: a window, and what is worked on. */
export const AnnounceWork = z.object({
  ...SelectionInput,
  fromMs: Instant.describe('when it begins'),
  toMs: Instant.describe('when it ends'),
  reason: Words.describe('what is done'),
  announcedMs: Instant.optional().describe(
    'when the parties were told (default: now); earlier needs the paper (--attach)',
  ),
  dryRun: z
    .boolean()
    .default(false)
    .describe('check everything, say what it would excuse, and write nothing'),
});

type Work = AddedWork & { readonly by: Party };

/** What one contract makes of the announcement. */
export interface NoticeOutcome {
  readonly contract: string;
  readonly outcome: 'in-time' | 'late' | 'not-agreed';
  readonly noticeMs: number;
  readonly agreedMs: number;
}

export interface AnnouncedResult {
  /** Its number; nothing was recorded without one. */
  readonly id?: string;
  readonly work: Work;
  /** By contract: what it would excuse. */
  readonly outcomes: readonly NoticeOutcome[];
}

/** Announces planned work. @throws INPUT_INVALID, PARTY_UNKNOWN, SELECTION_UNKNOWN, MAINTENANCE_REFUSED */
export function announceWork(context: ActContext, input: z.input<typeof AnnounceWork>): AnnouncedResult {
  const { fromMs, toMs, reason, dryRun, ...wish } = parseInput(AnnounceWork, input);
  const nowMs = nowOf(context);
  const selector = selectorOf(wish);
  const by = actingParty(context);
  const work: Work = {
    ...{ fromMs, toMs },
    entities: [...selectEntities(context.record.history, selector, { fromMs, toMs })],
    selector: renderSelector(selector),
    announcedMs: wish.announcedMs ?? nowMs,
    ...{ by, reason },
    files: plannedFiles(context.files ?? []),
  };
  const outcomes = judgeNotice(context, work);
  const row = recordAct(context, {
    ...{ table: 'maintenance', action: 'add', body: work, dryRun },
    check: (rows) => checkAddedWork(foldMaintenance(rows), work, rulesAt(context, nowMs)),
  });
  return { ...(row && { id: row.id }), work, outcomes };
}

/** The contracts that the announcement is about: of a contractor its own, of an agency or DOST all. */
function judgeNotice(
  { record: { history, cityTimeZone } }: ActContext,
  work: Work,
): readonly NoticeOutcome[] {
  const contracts = new Set(work.entities.flatMap((entity) => [...contractsOf(history, entity, work)]));
  const own = [...contracts].filter(
    (contract) =>
      !work.by.startsWith('contractor:') || partiesOf(history, contract, work.fromMs).contractor === work.by,
  );
  return own.sort().map((contract) => {
    const at = { atMs: work.fromMs, timeZone: cityTimeZone };
    const { excused, plannedWork } = termsAt(history, contract, at);
    const noticeMs = work.fromMs - work.announcedMs;
    const agreedMs = plannedWork?.noticeMs ?? 0;
    if (!excused.has('planned-work')) return { contract, outcome: 'not-agreed', noticeMs, agreedMs };
    return { contract, outcome: noticeMs >= agreedMs ? 'in-time' : 'late', noticeMs, agreedMs };
  });
}
