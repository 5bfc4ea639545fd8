import type { CityRecord } from '../../ledger/history/city-record.ts';
import type { Decisions } from '../../ledger/record/decisions.ts';
import { openDecisions } from '../../ledger/sqlite/writing/open-decisions.ts';
import { StatementError } from '../statements/statement-error.ts';

/** For rows of statements and reports. @throws STATEMENT_REFUSED where the clock was set back: it would give and take time to object. */
export function openDecisionWriter(
  { path, reader }: Pick<CityRecord, 'path' | 'reader'>,
  author: string,
): Decisions {
  const [lastMs, nowMs] = [reader.lastRecordedMs(), Date.now()];
  if (lastMs !== undefined && nowMs < lastMs)
    throw new StatementError('STATEMENT_REFUSED', {
      en: `expected a clock that goes on, got ${new Date(nowMs).toISOString()}, and the ledger has a row that was recorded at ${new Date(lastMs).toISOString()}: was the clock set back? Where it is right now and was ahead then, say so: camwatch clock confirm`,
      vi: `đồng hồ phải chạy tới, hiện là ${new Date(nowMs).toISOString()}, mà sổ ghi có dòng ghi lúc ${new Date(lastMs).toISOString()}: đồng hồ có bị chỉnh lùi không? Nếu nay đúng và lúc đó chạy nhanh thì xác nhận: camwatch clock confirm`,
    });
  return openDecisions(path, { author, nowMs: Date.now });
}
