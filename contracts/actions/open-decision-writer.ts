import type { Decisions } from '../../ledger/record/decisions.ts';
import type { LedgerReader } from '../../ledger/record/ledger-reader.ts';
import type { RecordStore } from '../../ledger/record/record-store.ts';
import { StatementError } from '../statements/statement-error.ts';

interface WrittenRecord {
  readonly store: Pick<RecordStore, 'openDecisions'>;
  readonly reader: Pick<LedgerReader, 'lastRecordedMs'>;
}

/** For rows of statements and reports. @throws STATEMENT_REFUSED where the clock was set back: it would give and take time to object. */
export function openDecisionWriter({ store, reader }: WrittenRecord, author: string): Decisions & Disposable {
  const [lastMs, nowMs] = [reader.lastRecordedMs(), Date.now()];
  if (lastMs !== undefined && nowMs < lastMs)
    throw new StatementError(
      'STATEMENT_REFUSED',
      {
        en: `expected a clock that goes on, got ${new Date(nowMs).toISOString()}, and the ledger has a row that was recorded at ${new Date(lastMs).toISOString()}: was the clock set back? Where it is right now and was ahead then, have it confirmed`,
        vi: `đồng hồ phải chạy tới, hiện là ${new Date(nowMs).toISOString()}, mà sổ ghi có dòng ghi lúc ${new Date(lastMs).toISOString()}: đồng hồ có bị chỉnh lùi không? Nếu nay đúng và lúc đó chạy nhanh thì cần xác nhận đồng hồ`,
      },
      { command: 'camwatch clock confirm' },
    );
  return store.openDecisions({ author, nowMs: Date.now });
}
