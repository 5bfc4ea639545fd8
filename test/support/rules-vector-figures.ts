import { settleOnRecord } from '#contracts/actions/statements/settle-on-record.ts';
import { divideMoney } from '#contracts/statements/statement-disputes.ts';
import { buildFigures } from '#contracts/statements/statement-figures.ts';
import type {
  StatementDocument,
  StatementEntity,
  StatementFigures,
} from '#contracts/statements/statement-schema.ts';
import { parsePeriod } from '#core/time/periods.ts';
import { openLedgerReader } from '#ledger/sqlite/reading/read-ledger.ts';
import { writeVector } from './rules-vector-ledger.ts';
import type { Expected, Vector } from './rules-vectors.ts';

const FIVE_DAYS_MS = 432_000_000;

export interface SettledVector {
  readonly figures: StatementFigures;
  /** Number of the rows that they rest on. */
  readonly rows: number;
}

/** The figures of a statement of an example, by version 1 or 2 of the rules. */
export function settleVector(vector: Vector, rules: 1 | 2, empty: string): SettledVector {
  const period = parsePeriod(vector.period, vector.zone);
  if (!period) throw new Error(`vector ${vector.id}: expected a period, got ${vector.period}`);
  const asOfMs = vector.asOf ?? period.toMs + FIVE_DAYS_MS;
  const reader = openLedgerReader(writeVector(vector, rules, empty));
  try {
    const question = {
      ...{ contractId: vector.contract.id, period, timeZone: vector.zone },
      ...{ asOfMs, recordedBeforeMs: vector.recordedBefore ?? asOfMs },
    };
    const settled = settleOnRecord(reader, question, {
      readFiled: ({ period: { label } }) => filed(vector, label),
    });
    return { figures: buildFigures(settled), rows: settled.ledgerRows.count };
  } finally {
    reader.close();
  }
}

/** As much of the statement of a period before as repeats are counted by. */
function filed({ before }: Vector, label: string): StatementDocument {
  const lines = before.find(({ period }) => period === label)?.lines ?? [];
  const figures = {
    parts: [
      {
        money: {
          lines: lines.map((line) => {
            const [rule, entity] = line.split(' · ');
            return { rule, ...(entity !== 'fleet' && { entity }) };
          }),
        },
      },
    ],
  };
  return { figures } as unknown as StatementDocument;
}

/** What the figures say of all that an example expects something of, in its words. */
export function figuresLike(expected: Expected, settled: SettledVector, vector: Vector): unknown {
  return Object.fromEntries(
    Object.entries(expected).map(([name, wanted]) => [name, read(name, wanted, settled, vector)]),
  );
}

function read(name: string, wanted: unknown, { figures, rows }: SettledVector, vector: Vector): unknown {
  const { parts } = figures;
  const lines = parts.flatMap(({ money }) => money.lines);
  switch (name) {
    case 'parts':
      return parts.map(({ fromMs }) => fromMs);
    case 'targets':
      return pick(wanted, (target) => parts.at(-1)?.checks.find((check) => check.target === target)?.outcome);
    case 'lines':
      return lines.map((line, index) =>
        pick(Array.isArray(wanted) ? (wanted[index] ?? { rule: '', amount: '' }) : {}, (key) =>
          textOf(line, key),
        ),
      );
    case 'rows':
      return rows;
    case 'total':
      return figures.total;
    case 'fee':
      return parts.at(-1)?.money.fee?.vnd;
    case 'fleet': {
      const { lowest, belowMs } = parts.at(-1)?.fleet ?? {};
      return { good: lowest?.good, counted: lowest?.counted, from: lowest?.fromMs, below: belowMs };
    }
    case 'incidents':
      return pick(wanted, (id) => incidentOf(figures, id, wanted));
    case 'disputed':
      return divideMoney(
        figures,
        vector.objections.map((objection, index) => ({
          ...{ number: index + 1, recordedMs: 0, author: '', by: '', why: '', outages: [] },
          ...objection,
        })),
      ).disputedLines;
    case 'all':
      return sumsLike(
        wanted,
        parts.map(({ aggregate }) => ({ ...aggregate, outages: [], stretches: [], refused: [] })),
      );
    default:
      return sumsLike(
        wanted,
        parts.flatMap(({ entities }) => entities.filter(({ entity }) => entity === name)),
      );
  }
}

const textOf = (value: object, key: string): unknown => {
  const found: unknown = Reflect.get(value, key);
  return typeof found === 'number' ? `${found}` : found;
};

const pick = (wanted: unknown, readOne: (key: string) => unknown): unknown =>
  Object.fromEntries(Object.keys(wanted ?? {}).map((key) => [key, readOne(key)]));

function incidentOf({ incidents }: StatementFigures, id: string, wanted: unknown): unknown {
  const row = incidents?.rows.find(({ incident }) => incident === id);
  if (!row) return undefined;
  const said = {
    response: row.response.outcome,
    responseTook: `${row.response.tookMs / 60_000}m`,
    restoration: row.restoration.outcome,
    restorationTook: `${row.restoration.tookMs / 60_000}m`,
  };
  return pick(Reflect.get(Object(wanted), id), (key) => Reflect.get(said, key));
}

type Summed = Pick<
  StatementEntity,
  | 'sums'
  | 'goodMs'
  | 'countedMs'
  | 'percent'
  | 'lowGoodMs'
  | 'highGoodMs'
  | 'boundsCountedMs'
  | 'coverage'
  | 'outageCount'
  | 'restoredCount'
  | 'restoredMs'
  | 'mttrMs'
  | 'mtbfMs'
  | 'longestOutageMs'
  | 'fee'
  | 'excusedByCause'
  | 'othersByOwner'
  | 'outages'
  | 'stretches'
  | 'refused'
>;

/** Of several parts together: sums, and what cannot be added of the last. */
function sumsLike(wanted: unknown, all: readonly Summed[]): unknown {
  if (all.length === 0) return null;
  return pick(wanted, (name) => figureOf(name, all));
}

function figureOf(name: string, all: readonly Summed[]): unknown {
  const sum = (of: (one: Summed) => number) => all.reduce((total, one) => total + of(one), 0);
  const last = all.at(-1);
  const byName = (pairs: readonly (readonly [string, number])[]) => {
    const sums = new Map<string, number>();
    for (const [key, ms] of pairs) if (ms > 0) sums.set(key, (sums.get(key) ?? 0) + ms);
    return Object.fromEntries(sums);
  };
  switch (name) {
    case 'good':
      return sum(({ goodMs }) => goodMs);
    case 'counted':
      return sum(({ countedMs }) => countedMs);
    case 'low':
      return sum(({ lowGoodMs }) => lowGoodMs);
    case 'high':
      return sum(({ highGoodMs }) => highGoodMs);
    case 'bounds':
      return sum(({ boundsCountedMs }) => boundsCountedMs);
    case 'percent':
      return last?.percent ?? 'none';
    case 'known':
      return sum(({ coverage }) => coverage.knownMs);
    case 'service':
      return sum(({ coverage }) => coverage.inServiceMs);
    case 'outages':
      return sum(({ outageCount }) => outageCount);
    case 'restored':
      return sum(({ restoredCount }) => restoredCount);
    case 'mttr':
      return last?.mttrMs;
    case 'mtbf':
      return last?.mtbfMs;
    case 'longest':
      return Math.max(...all.map(({ longestOutageMs }) => longestOutageMs));
    case 'fee':
      return last?.fee?.vnd;
    case 'causes':
      return byName(all.flatMap(({ excusedByCause }) => Object.entries(excusedByCause)));
    case 'owners':
      return byName(all.flatMap(({ othersByOwner }) => Object.entries(othersByOwner)));
    case 'excuses':
      return byName(
        all.flatMap(({ stretches }) =>
          stretches.map(
            ({ excuse, fromMs, toMs }) => [excuse?.ref ?? '', excuse ? toMs - fromMs : 0] as const,
          ),
        ),
      );
    case 'blame':
      return byName(
        all.flatMap(({ outages }) =>
          outages.flatMap(({ blame }) => blame.map(({ owner, ms }) => [owner, ms] as const)),
        ),
      );
    case 'refused':
      return byName(
        all.flatMap(({ refused }) => refused.map(({ why, fromMs, toMs }) => [why, toMs - fromMs] as const)),
      );
    default:
      return sum(({ sums }) => sums[name] ?? 0);
  }
}
