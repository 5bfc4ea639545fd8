import type { Entity } from '../../core/domain/state.ts';
import { type AnnouncedWork, foldMaintenance } from '../../ledger/decisions/works.ts';
import type { DayWriter } from '../../ledger/record/days.ts';
import type { LedgerReader } from '../../ledger/record/ledger-reader.ts';

/** Planned work as charts mark it. */
export interface MarkedWork {
  readonly id: string;
  readonly fromMs: number;
  readonly toMs: number;
  /** When it was called off; before `fromMs` nothing of it takes place. */
  readonly cancelledMs?: number;
  readonly entities: readonly Entity[];
  /** What is done, in the words of who announced it. */
  readonly reason: string;
}

export interface AnnouncedWorkUpdater {
  /** What was handed out is written now. */
  readonly confirm: () => void;
  /** What was handed out was not written. */
  readonly withdraw: () => void;
  /** @throws DECISION_UNREADABLE */
  readonly update: () => readonly MarkedWork[];
}

/**
 * Tells the planned work that was announced or cancelled since the last time, also by other processes and while nothing
 * ran. What it handed out counts as written when that is confirmed: until then a crash repeats it.
 */
export function createAnnouncedWorkUpdater({
  reader,
  writer,
}: {
  readonly reader: LedgerReader;
  readonly writer: Pick<DayWriter, 'remember'>;
}): AnnouncedWorkUpdater {
  const rememberedSeq = () => Number(reader.remembered('maintenance-written') ?? 0);
  let knownSeq = rememberedSeq();
  let handedOutSeq = knownSeq;
  return {
    confirm: () => {
      if (handedOutSeq > knownSeq) writer.remember('maintenance-written', String(handedOutSeq));
      knownSeq = handedOutSeq;
    },
    withdraw: () => {
      knownSeq = rememberedSeq();
      handedOutSeq = knownSeq;
    },
    update: () => {
      const works = [...foldMaintenance(reader.decisions('maintenance')).values()];
      const news = works.filter((work) => lastSeq(work) > knownSeq);
      handedOutSeq = news.reduce((seq, work) => Math.max(seq, lastSeq(work)), knownSeq);
      return news.map(({ id, interval, cancelled, entities, reason }) => ({
        id,
        ...interval,
        ...(cancelled && { cancelledMs: cancelled.recordedMs }),
        entities,
        reason,
      }));
    },
  };
}

const lastSeq = ({ seq, cancelled }: AnnouncedWork): number => cancelled?.seq ?? seq;
