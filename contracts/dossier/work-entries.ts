import type { ContractTerms } from '../../core/domain/contract-terms.ts';
import type { Entity } from '../../core/domain/state.ts';
import type { Unmeasured } from '../../ledger/decisions/unmeasured.ts';
import type { AnnouncedWork } from '../../ledger/decisions/works.ts';
import { actOf } from './claim-entries.ts';
import type { DossierUnmeasured, DossierWork } from './dossier-schema.ts';
import { timeLimit } from './time-limit.ts';

export interface WorkContext {
  readonly isCovered: (entity: Entity) => boolean;
  readonly holds: boolean;
  /** Terms of planned work when it began; absent where the contract has none. */
  readonly plannedWork: ContractTerms['plannedWork'];
  readonly readMs: number;
}

/** Planned work with who announced it and when, and whether the notice of the contract was kept. */
export function workEntry(work: AnnouncedWork, context: WorkContext): DossierWork {
  const { id, interval, entities, announcedMs, reason, files, cancelled } = work;
  const { isCovered, holds, plannedWork, readMs } = context;
  return {
    ref: `maintenance:${id}`,
    ...interval,
    entities: entities.filter(isCovered),
    holds,
    announced: { ...actOf(work), announcedMs, reason, files: [...files] },
    ...(cancelled && { cancelled: { ...actOf(cancelled), reason: cancelled.reason } }),
    limits:
      plannedWork && holds
        ? [
            timeLimit('announced', {
              dueMs: interval.fromMs - plannedWork.noticeMs,
              doneMs: announcedMs,
              readMs,
            }),
          ]
        : [],
  };
}

/** A rung that is not measured for a fault of ours, with who decided that. */
export function unmeasuredEntry(one: Unmeasured): DossierUnmeasured {
  const { id, entity, indicator, cause, fromMs, reason, files, ended } = one;
  return {
    ref: `unmeasured:${id}`,
    entity,
    indicator,
    cause,
    fromMs,
    decided: { ...actOf(one), reason, files: [...files] },
    ...(ended && { ended: { ...actOf(ended), reason: ended.reason } }),
  };
}
