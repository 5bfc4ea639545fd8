import { z } from 'zod';
import { Instant, Words } from '../../../core/input/fields.ts';
import { parseInput } from '../../../core/input/parse-input.ts';
import { plannedFiles } from '../../../ledger/decisions/attach-files.ts';
import type { Party } from '../../../ledger/decisions/party.ts';
import { type AddedWork, checkAddedWork, foldMaintenance } from '../../../ledger/decisions/works.ts';
import { renderSelector, selectEntities } from '../../../ledger/history/select-entities.ts';
import { judgeWork, type WorkOutcome } from '../../settle/judge-work.ts';
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

export interface AnnouncedResult {
  /** Its number; nothing was recorded without one. */
  readonly id?: string;
  readonly work: Work;
  /** By contract: what it would excuse. */
  readonly outcomes: readonly WorkOutcome[];
}

/** What is announced now comes after all that stands: of work that begins together the lower number goes first. */
const TO_COME = String(Number.MAX_SAFE_INTEGER);

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
  const { record } = context;
  const outcomes = judgeWork(
    record.history,
    foldMaintenance(record.reader.decisions('maintenance')).values(),
    { ...work, id: TO_COME, interval: { fromMs, toMs } },
    record.cityTimeZone,
  );
  const row = recordAct(context, {
    ...{ table: 'maintenance', action: 'add', body: work, dryRun },
    check: (rows) => checkAddedWork(foldMaintenance(rows), work, rulesAt(context, nowMs)),
  });
  return { ...(row && { id: row.id }), work, outcomes };
}
