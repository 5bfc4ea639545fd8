import { expect, test } from 'vitest';
import { readRequest } from '#contracts/actions/statements/settle-on-record.ts';
import type { AcceptedClaim, ContractSettlement } from '#contracts/settle/contract-settlement.ts';
import { settleContract, settleFigures } from '#contracts/settle/settle-contract.ts';
import { SettlementError } from '#contracts/settle/settlement-error.ts';
import { EXCUSE_CAUSES } from '#core/domain/contract-terms.ts';
import { parsePeriod } from '#core/time/periods.ts';
import { hours } from '#core/time/units.ts';
import { readHistory } from '#ledger/history/history.ts';
import { createDraw, type Draw } from '#test/support/settlers/draw.ts';
import { drawLedger } from '#test/support/settlers/random-ledger.ts';
import { writeLedger } from '#test/support/settlers/settle-both.ts';
import { openTempReader, tempLedgerPath } from '#test/support/temp-ledger.ts';

const AT_ONCE = 10;
const timeZone = 'Asia/Ho_Chi_Minh';
const AS_OF_MS = Date.parse('2027-06-01T00:00Z');

test.each([1, 11, 21, 31])(
  'figures with more claims are those of settling with all of them, ledgers from %i on',
  (first) => {
    let changed = 0;
    for (let seed = first; seed < first + AT_ONCE; seed++) {
      const found = questionOf(seed);
      if (!found) continue;
      const { reader, history, request, before } = found;
      const mores = drawClaims(createDraw(seed), before).map((one) => [one]);

      const figures = settleFigures(reader, history, request, mores);

      const lists = [request.claims, ...mores.map((more) => [...request.claims, ...more])];
      const alone = lists.map((accepted) =>
        settleContract(reader, history, { ...request, claims: accepted }),
      );
      expect(figures).toEqual(
        alone.map(({ contractId, period, asOfMs, isProvisional, parts }) => ({
          ...{ contractId, period, asOfMs, isProvisional, parts },
        })),
      );
      if (figures.some((one) => moneyOf(one) !== moneyOf(before))) changed++;
    }
    expect(changed).toBeGreaterThan(0);
  },
);

const moneyOf = ({ parts }: Pick<ContractSettlement, 'parts'>): bigint =>
  parts.reduce((sum, { figures }) => sum + figures.money.total, 0n);

function questionOf(seed: number) {
  const { period, rows } = drawLedger(seed, seed % 2 === 0 ? 2 : 1, 2);
  const path = tempLedgerPath();
  writeLedger(path, rows);
  const reader = openTempReader(path);
  const found = parsePeriod(period, timeZone);
  if (!found) throw new Error(`expected a period, got ${period}`);
  const recordedBeforeMs = AS_OF_MS;
  const history = readHistory(reader, { recordedBeforeMs, contractId: 'c' });
  const question = { contractId: 'c', period: found, asOfMs: AS_OF_MS, recordedBeforeMs, timeZone };
  const request = readRequest(reader, history, question);
  try {
    return { reader, history, request, before: settleContract(reader, history, request) };
  } catch (error) {
    // A contract that is never in force in the period has no figures.
    if (error instanceof SettlementError) return undefined;
    throw error;
  }
}

/** Each for some of what was down, around an outage. */
function drawClaims(draw: Draw, { parts, period }: ContractSettlement): readonly AcceptedClaim[] {
  const settled = parts.flatMap(({ entities }) => entities);
  const outages = settled.flatMap((one) => one.outages);
  return Array.from({ length: 3 }, (_, place) => {
    const { fromMs, toMs } = outages.length > 0 ? draw.pick(outages) : period;
    const named = draw.some(
      settled.map(({ entity }) => entity),
      0.3,
    );
    return {
      id: `${1_000 + place}`,
      cause: draw.pick(EXCUSE_CAUSES.filter((cause) => cause !== 'planned-work')),
      set: [{ fromMs: fromMs - hours(1), toMs: Math.max(fromMs + 1, toMs - draw.pick([0, 60_000])) }],
      entities: named.length === 0 ? 'all' : new Set(named),
      decidedMs: AS_OF_MS,
      seqs: [],
    };
  });
}
