import { type Period, previousPeriod } from '../../../core/time/periods.ts';
import type { InventoryHistory } from '../../../ledger/history/history.ts';
import type { LedgerReader } from '../../../ledger/record/ledger-reader.ts';
import { lineKey, linesOf } from '../../statements/statement-disputes.ts';
import { type Filed, readLife, statementId } from '../../statements/statement-register.ts';
import type { StatementDocument } from '../../statements/statement-schema.ts';

export interface RepeatsQuestion {
  readonly contractId: string;
  readonly period: Period;
  readonly recordedBeforeMs?: number;
  /** In which the periods before are looked for. */
  readonly timeZone: string;
}

/** Breaches in a row, directly before a period, as its issued statements have them. */
export interface RepeatedBreaches {
  /** Periods in a row in which the rule had lines for the entity, or for the fleet. */
  readonly count: (rule: string, entity: string | undefined) => number;
  /** The period before them, of which no statement is issued: what was in it is not known. */
  readonly unknownPeriod: string;
}

/** `undefined` where no term of the contract asks how often something was missed. */
export function repeatedBreaches(
  reader: LedgerReader,
  history: InventoryHistory,
  question: RepeatsQuestion,
  readFiled: (filed: Filed) => StatementDocument,
): RepeatedBreaches | undefined {
  const { contractId, period, timeZone, recordedBeforeMs } = question;
  if (!asksForRepeats(history, contractId)) return undefined;
  const known = recordedBeforeMs === undefined ? {} : { recordedBeforeMs };
  const rows = [...reader.decisions('statement', known)];
  const breached: ReadonlySet<string>[] = [];
  let earlier = previousPeriod(period, timeZone);
  for (;;) {
    const { latest } = readLife(rows, statementId(contractId, earlier.label));
    if (!latest || latest.action === 'drafted') break;
    const lines = linesOf(readFiled(latest).figures);
    breached.push(new Set(lines.map(({ ref: _, ...line }) => lineKey(line))));
    earlier = previousPeriod(earlier, timeZone);
  }
  return {
    count: (rule, entity) => {
      const key = [rule, entity ?? 'fleet'].join(' · ');
      const end = breached.findIndex((keys) => !keys.has(key));
      return end < 0 ? breached.length : end;
    },
    unknownPeriod: earlier.label,
  };
}

const asksForRepeats = ({ contracts }: InventoryHistory, contractId: string): boolean =>
  contracts.get(contractId)?.some(({ value }) => JSON.stringify(value.terms).includes('"repeat"')) ?? false;
