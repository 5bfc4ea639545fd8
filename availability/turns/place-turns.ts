import type { Entity } from '../../core/domain/state.ts';
import { type Interval, isIn } from '../../core/time/intervals.ts';
import { minutes } from '../../core/time/units.ts';
import { readWatchShares } from '../../ledger/history/read-watch-shares.ts';
import type { WatchShare } from '../../ledger/history/watch-shares.ts';
import type { LedgerReader } from '../../ledger/record/ledger-reader.ts';
import type { CheckName, SaidAgain, TurnWriter } from '../../ledger/record/turns.ts';
import { type CheckCoverage, readCheckCoverage } from '../sums/check-coverage.ts';
import { decideTurns } from './decide-turns.ts';
import { type AskedCheck, createNewsFinder, type TurnNews } from './find-news.ts';
import { renderPlaced } from './placed.ts';
import { turnsOf, type Witness } from './turns.ts';
import { witnessesOf } from './witnesses.ts';

/** Keeps the record so that of several collectors one counts at each instant. To run in one process at a time. */
export interface TurnKeeper {
  /** Looks at what came since the last time, so much of it as a turn takes; what is left waits for the next. */
  readonly place: () => PlacedTurns;
  /** When the last look began of which nothing waits any more, by the steady clock; `undefined` before the first. */
  readonly lookedMs: () => number | undefined;
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
  /** How long before the end of its coverage a collector that fell silent may have had its last answer of a check, which was down or not. */
  readonly answerAgeMs: (check: CheckName, isDown: boolean) => number;
  readonly mostChecks?: number;
  /** A clock that no machine sets: how long nothing was heard is measured by it. */
  readonly steadyMs: () => number;
}

/** So long whoever tells people of rows waits until turns were placed. */
export const TURNS_WAITED_FOR_MS = minutes(1);

const NOTHING: PlacedTurns = { checks: 0, waiting: 0, said: 0 };

export function createTurnKeeper({
  reader,
  writer,
  answerAgeMs,
  mostChecks = 200,
  steadyMs,
}: TurnKeeperOptions): TurnKeeper {
  const findNews = createNewsFinder(reader, steadyMs);
  let news: TurnNews | undefined;
  let waiting: readonly AskedCheck[] = [];
  let [beganMs, lookedMs]: [number, number | undefined] = [steadyMs(), undefined];
  return {
    lookedMs: () => lookedMs,
    place: () => {
      if (waiting.length === 0) {
        beganMs = steadyMs();
        news = reader.snapshot(findNews);
        waiting = news?.asked ?? [];
      }
      if (news === undefined) {
        lookedMs = beganMs;
        return NOTHING;
      }
      const { placed, afterSeq } = news;
      const some = waiting.slice(0, mostChecks);
      // Nobody was told of rows that came since a look which is not long ago.
      const isSoon = lookedMs !== undefined && beganMs - lookedMs < TURNS_WAITED_FOR_MS;
      const said = decideAll({ reader, answerAgeMs }, some, news).map((row) => ({
        ...row,
        isAtOnce: isSoon && row.corrects !== undefined && row.corrects > afterSeq,
      }));
      const rest = waiting.slice(mostChecks);
      writer.say(said, rest.length === 0 ? renderPlaced(placed) : undefined);
      waiting = rest;
      if (rest.length === 0) lookedMs = beganMs;
      return { checks: some.length, waiting: rest.length, said: said.length };
    },
  };
}

const EVER: Interval = { fromMs: Number.MIN_SAFE_INTEGER, toMs: Number.MAX_SAFE_INTEGER };

type Known = Pick<TurnKeeperOptions, 'reader' | 'answerAgeMs'>;

/** What each of these checks needs to be said of. */
function decideAll(
  known: Known,
  asked: readonly AskedCheck[],
  { twice, placed }: TurnNews,
): readonly SaidAgain[] {
  const goingOn = new Set([...placed.heard].filter(([, { isGoingOn }]) => isGoingOn).map(([id]) => id));
  const [often, once] = [true, false].map((is) => asked.filter(({ entity }) => twice.has(entity) === is));
  return known.reader.snapshot(() => [...decide(known, once ?? []), ...decide(known, often ?? [], goingOn)]);
}

/**
 * @param goingOn Who is taken to cover on: of two that watch a device the first does, and what the second says is heard before how far the
 * first covers by then. Absent where nobody is.
 */
function decide(
  { reader, answerAgeMs }: Known,
  asked: readonly AskedCheck[],
  goingOn?: ReadonlySet<string>,
): readonly SaidAgain[] {
  const entities: readonly Entity[] = [...new Set(asked.map(({ entity }) => entity))];
  const shares = entities.length === 0 ? undefined : readWatchShares(reader, { entities });
  if (!shares) return [];
  const coverageFrom = (fromMs: number) =>
    readCheckCoverage(reader, { ...EVER, fromMs, entities, ...(goingOn && { goingOn }) });
  // A change in the turn of a first that goes on is what is asked about nearly always: years of coverage say nothing about it.
  const recent = goingOn && coverageFrom(asked.reduce((ms, { fromMs }) => Math.min(ms, fromMs), EVER.toMs));
  let whole: CheckCoverage | undefined;
  const readWhole = () => {
    whole ??= coverageFrom(EVER.fromMs);
    return whole;
  };
  return asked.flatMap(({ fromMs, ...check }) => {
    const share = shares.of(check.entity);
    const sayings = reader.sayings(check, fromMs);
    const witnessesBy = (coverage: CheckCoverage) =>
      witnessesOf(sayings, share, coverage.byWatcher(check.entity, check.indicator));
    const latest = recent && witnessesBy(recent);
    const isEnough = latest && isWithinTurnOfHolder(share, latest, fromMs);
    const witnesses = isEnough ? latest : witnessesBy(readWhole());
    return decideTurns({
      ...check,
      ...{ turns: turnsOf(share.held, witnesses), witnesses, sayings, fromMs },
      answerAgeMs: (isDown) => answerAgeMs(check, isDown),
    });
  });
}

/** Within it: nothing that was covered before bears on what follows. Where it begins the turn before says since when. */
function isWithinTurnOfHolder({ held }: WatchShare, witnesses: readonly Witness[], atMs: number): boolean {
  const holder = held.find(isIn(atMs))?.collector;
  const own = witnesses.find(({ collector }) => collector === holder);
  const isCovering = own?.covered.some(isIn(atMs)) === true;
  const isWithin = (turn: Interval) => turn.fromMs < atMs && atMs < turn.toMs;
  return isCovering && turnsOf(held, witnesses).some((turn) => turn.collector === holder && isWithin(turn));
}
