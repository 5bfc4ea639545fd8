import { expect, test, vi } from 'vitest';
import type { MeasuredWorld } from '#availability/timelines/measured-world.ts';
import { settleOnRecord } from '#contracts/actions/statements/settle-on-record.ts';
import { type Assumption, createVariedPart, type PartToVary } from '#contracts/hangs-on/vary-part.ts';
import type { AcceptedClaim } from '#contracts/settle/contract-settlement.ts';
import type { CoveredEntity } from '#contracts/settle/covered-entities.ts';
import { recordingFacts } from '#contracts/settle/recording-facts.ts';
import { measurementsOf, settlePart } from '#contracts/settle/settle-part.ts';
import { SettlementError } from '#contracts/settle/settlement-error.ts';
import { contractFigures, type Money } from '#contracts/sla/contract-figures.ts';
import { EXCUSE_CAUSES } from '#core/domain/contract-terms.ts';
import { parsePeriod, splitByCalendar } from '#core/time/periods.ts';
import { hours } from '#core/time/units.ts';
import { createDraw, type Draw } from '#test/support/settlers/draw.ts';
import { drawLedger } from '#test/support/settlers/random-ledger.ts';
import { writeLedger } from '#test/support/settlers/settle-both.ts';
import { openTempReader, tempLedgerPath } from '#test/support/temp-ledger.ts';

const seen = vi.hoisted(() => ({ parts: [] as unknown[] }));
vi.mock(import('#contracts/hangs-on/vary-part.ts'), async (importOriginal) => {
  const original = await importOriginal();
  return {
    ...original,
    createVariedPart: (part) => {
      seen.parts.push(part);
      return original.createVariedPart(part);
    },
  };
});

const LEDGERS = 40;
const AT_ONCE = 10;
const portions = Array.from({ length: LEDGERS / AT_ONCE }, (_, place) => place * AT_ONCE + 1);

test.each(portions)('what money hangs on is as if all were settled again, ledgers from %i on', (first) => {
  let changed = 0;
  for (let seed = first; seed < first + AT_ONCE; seed++) {
    const draw = createDraw(seed);
    for (const [place, part] of partsOf(seed).entries()) {
      const assumptions: readonly Assumption[] = [
        { unknown: 'up' },
        { unknown: 'down' },
        ...drawClaims(draw, part).map((claim) => ({ claims: [claim] })),
        { claims: drawClaims(draw, part) },
      ];
      const vary = createVariedPart(part);
      for (const assumption of assumptions) {
        const money = vary(assumption);
        if (money.total !== part.figures.money.total) changed++;

        expect({ seed, place, assumption, money }).toEqual({
          ...{ seed, place, assumption },
          money: settleWhole(part, assumption),
        });
      }
    }
  }
  expect(changed).toBeGreaterThan(0);
});

/** The parts of a random month, by both versions of the rules. */
function partsOf(seed: number): readonly PartToVary[] {
  const { period, rows } = drawLedger(seed, seed % 2 === 0 ? 2 : 1, 2);
  const path = tempLedgerPath();
  writeLedger(path, rows);
  const timeZone = 'Asia/Ho_Chi_Minh';
  const [asOfMs, found] = [Date.parse('2027-06-01T00:00Z'), parsePeriod(period, timeZone)];
  if (!found) throw new Error(`expected a period, got ${period}`);
  seen.parts.length = 0;
  try {
    const question = { contractId: 'c', period: found, asOfMs, recordedBeforeMs: asOfMs, timeZone };
    settleOnRecord(
      openTempReader(path),
      { ...question, hangsOn: 'worked-out' },
      {
        readFiled: () => {
          throw new Error('expected no statement on record');
        },
      },
    );
  } catch (error) {
    // A contract that is never in force in the period hangs on nothing.
    if (!(error instanceof SettlementError)) throw error;
  }
  return [...seen.parts] as PartToVary[];
}

/** For some of what the contract covers or hangs on, around outages. */
function drawClaims(draw: Draw, { context, settled }: PartToVary): readonly AcceptedClaim[] {
  const outages = settled.flatMap(({ outages }) => outages);
  const entities = [...context.covered.map(({ entity }) => entity), ...context.world.members];
  return Array.from({ length: 3 }, (_, place) => {
    const outage = outages.length > 0 && draw.chance(0.9) ? draw.pick(outages) : context.part;
    const fromMs = outage.fromMs + draw.pick([0, 0, 60_000, -60_000]);
    const toMs = Math.min(outage.toMs, context.part.toMs) + draw.pick([0, 0, 60_000, -60_000]);
    const named = draw.some(entities, 0.2);
    return {
      id: `${1_000 + place}`,
      cause: draw.pick(EXCUSE_CAUSES.filter((cause) => cause !== 'planned-work')),
      set: [{ fromMs, toMs: Math.max(fromMs + 1, toMs) }],
      entities: named.length === 0 ? 'all' : new Set(named),
      decidedMs: context.part.toMs + hours(48),
      seqs: [],
    };
  });
}

/** All of a part settled again, and nothing kept. */
function settleWhole(part: PartToVary, assumption: Assumption): Money {
  const { context, figures, figuresContext, recording } = part;
  const { terms } = context.part;
  const recordings =
    recording &&
    new Map(
      settleAll(part, recording.world, 'none', assumption).map((one) => [
        one.entity,
        recordingFacts(one, {
          kind: figuresContext.kindOf(one.entity),
          daysIn: (interval) => splitByCalendar(interval, 'day', terms.timeZone),
        }),
      ]),
    );
  return contractFigures(terms, figures.period, settleAll(part, context.world, 'asked', assumption), {
    ...figuresContext,
    ...(recordings && { recordingOf: (entity) => recordings.get(entity) }),
  }).money;
}

function settleAll(
  { context, excusesWith, standInsBy }: PartToVary,
  world: MeasuredWorld,
  standIns: 'asked' | 'none',
  assumption: Assumption,
) {
  const wide = { ...world, ...world.cutsAbove(context.covered.map(({ entity }) => entity)) };
  const otherwise =
    'claims' in assumption ? { excuses: excusesWith(assumption.claims) } : { assumed: assumption.unknown };
  const again = { ...context, world: wide, ...otherwise };
  const outagesOf = (other: CoveredEntity) => {
    const history = world.histories.get(other.entity);
    return history ? measurementsOf(other, history, again).outages : [];
  };
  return settlePart({ ...again, standIns: standIns === 'none' ? () => [] : standInsBy(outagesOf) });
}
