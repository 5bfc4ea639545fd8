import { z } from 'zod';
import type { Entity } from '../../core/domain/state.ts';
import { type Interval, type IntervalSet, subtract } from '../../core/time/intervals.ts';
import { readWatchShares } from '../../ledger/history/read-watch-shares.ts';
import { CENTRE } from '../../ledger/record/leases.ts';
import type { LedgerReader } from '../../ledger/record/ledger-reader.ts';
import type { CheckName, CoveredSpan, SaidAgain, TurnWriter } from '../../ledger/record/turns.ts';
import { readCheckCoverage } from '../sums/check-coverage.ts';
import { decideTurns } from './decide-turns.ts';
import { sharedTimes, strayTimes } from './shared-times.ts';
import { turnsOf } from './turns.ts';
import { witnessesOf } from './witnesses.ts';

/** Keeps the record so that of several collectors one counts at each instant. To run in one process at a time. */
export interface TurnKeeper {
  /** Looks at what came since the last time, so much of it as a turn takes; what is left waits for the next. */
  readonly place: () => PlacedTurns;
}

export interface PlacedTurns {
  /** How many checks were looked at, and how many still wait. */
  readonly checks: number;
  readonly waiting: number;
  /** How many rows were added. */
  readonly said: number;
}

export interface TurnKeeperOptions {
  readonly reader: LedgerReader;
  readonly writer: Pick<TurnWriter, 'say'>;
  readonly mostChecks?: number;
}

const NOTHING: PlacedTurns = { checks: 0, waiting: 0, said: 0 };

export function createTurnKeeper({ reader, writer, mostChecks = 200 }: TurnKeeperOptions): TurnKeeper {
  const spansNow = createSpansNow(reader);
  let waiting: readonly AskedCheck[] = [];
  /** To be remembered once all that waits was looked at. */
  let placed: string | undefined;
  return {
    place: () => {
      if (waiting.length === 0) {
        const news = reader.snapshot(() => findNews(reader, spansNow));
        if (news === undefined) return NOTHING;
        ({ waiting, placed } = news);
      }
      const some = waiting.slice(0, mostChecks);
      const said = reader.snapshot(() => decideAll(reader, some));
      const rest = waiting.slice(mostChecks);
      writer.say(said, rest.length === 0 ? placed : undefined);
      waiting = rest;
      return { checks: some.length, waiting: rest.length, said: said.length };
    },
  };
}

interface AskedCheck extends CheckName {
  readonly fromMs: number;
}

const Placed = z.object({
  throughSeq: z.int(),
  /** Of each its begin and its end. */
  shared: z.array(z.tuple([z.number().nullable(), z.number().nullable()])),
});

/** `undefined` where nothing is to be placed: one collector alone, or nothing new. */
function findNews(
  reader: LedgerReader,
  spansNow: () => readonly CoveredSpan[],
): { waiting: readonly AskedCheck[]; placed: string } | undefined {
  const leases = reader.leases();
  if (leases.every(({ chain }) => chain === CENTRE)) return undefined;
  const throughSeq = reader.headSeq();
  const shared = sharedTimes(leases, spansNow());
  const before = parsePlaced(reader.turnsPlaced());
  const grown = subtract(shared, before.shared);
  if (grown.length === 0 && before.throughSeq === throughSeq) return undefined;
  const asked = new Map<string, AskedCheck>();
  const ask = (check: AskedCheck) => {
    const key = `${check.entity} ${check.indicator}`;
    const fromMs = Math.min(check.fromMs, asked.get(key)?.fromMs ?? Number.POSITIVE_INFINITY);
    asked.set(key, { ...check, fromMs });
  };
  for (const time of shared) {
    const isNew = grown.some((piece) => piece.fromMs < time.toMs && piece.toMs > time.fromMs);
    for (const check of reader.checksIn({ ...time, afterSeq: isNew ? 0 : before.throughSeq }))
      ask({ ...check, fromMs: time.fromMs });
  }
  for (const [source, times] of strayTimes(leases))
    for (const time of times)
      for (const check of reader.checksIn({ ...time, afterSeq: before.throughSeq, source }))
        ask({ ...check, fromMs: time.fromMs });
  for (const check of reader.handedOver(before.throughSeq)) ask(check);
  return { waiting: [...asked.values()], placed: renderPlaced(throughSeq, shared) };
}

/** Of years of coverage only what is new is read. */
function createSpansNow(reader: LedgerReader): () => readonly CoveredSpan[] {
  const known = new Map<string, CoveredSpan>();
  let throughSeq = 0;
  return () => {
    const headSeq = reader.headSeq();
    for (const { collector, fromMs, toMs } of reader.coveredSpans(throughSeq)) {
      const before = known.get(collector);
      known.set(collector, {
        collector,
        fromMs: Math.min(fromMs, before?.fromMs ?? fromMs),
        toMs: Math.max(toMs, before?.toMs ?? toMs),
      });
    }
    throughSeq = headSeq;
    return [...known.values()];
  };
}

const EVER: Interval = { fromMs: Number.MIN_SAFE_INTEGER, toMs: Number.MAX_SAFE_INTEGER };

/** What each of these checks needs to be said of. */
function decideAll(reader: LedgerReader, asked: readonly AskedCheck[]): readonly SaidAgain[] {
  const entities: readonly Entity[] = [...new Set(asked.map(({ entity }) => entity))];
  const shares = readWatchShares(reader, { entities });
  if (!shares || entities.length === 0) return [];
  const coverage = readCheckCoverage(reader, { ...EVER, entities });
  return asked.flatMap(({ fromMs, ...check }) => {
    const share = shares.of(check.entity);
    const sayings = reader.sayings(check, fromMs);
    const witnesses = witnessesOf(sayings, share, coverage.byWatcher(check.entity, check.indicator));
    const turns = turnsOf(share.held, witnesses);
    return decideTurns({ ...check, turns, witnesses, sayings, fromMs });
  });
}

function parsePlaced(text: string | undefined): {
  readonly throughSeq: number;
  readonly shared: IntervalSet;
} {
  if (text === undefined) return { throughSeq: 0, shared: [] };
  const { throughSeq, shared } = Placed.parse(JSON.parse(text));
  return {
    throughSeq,
    shared: shared.map(([fromMs, toMs]) => ({
      fromMs: fromMs ?? Number.NEGATIVE_INFINITY,
      toMs: toMs ?? Number.POSITIVE_INFINITY,
    })),
  };
}

/** JSON has no infinite numbers. */
const renderPlaced = (throughSeq: number, shared: IntervalSet): string =>
  JSON.stringify({ throughSeq, shared: shared.map(({ fromMs, toMs }) => [fromMs, toMs]) });
