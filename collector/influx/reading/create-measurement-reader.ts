import type { Logger } from 'pino';
import type {
  MeasuredAnswer,
  MeasuredQuery,
  MeasuredSeries,
  MeasurementReader,
} from '../../../core/domain/time-series.ts';
import { onAbort } from '../../../core/time/on-abort.ts';
import { seconds } from '../../../core/time/units.ts';
import { InfluxQueryError, withQueryClient } from '../queue/query-client.ts';
import type { ServerAddress } from '../queue/server-address.ts';
import { parseAnswer } from './parse-answer.ts';
import { buildSubjectQuery, type Stored, type SubjectQuery } from './subject-query.ts';

export interface MeasurementReaderOptions {
  /** Asked for anew each time, so that a password that was changed is the one that is used. */
  readonly address: () => Promise<ServerAddress>;
  readonly stored: () => Stored;
  readonly logger: Logger;
  /** From when on nobody waits for an answer, the time in which others are answered included. */
  readonly deadlineMs?: number;
  /** Questions at once: InfluxDB has other work, and whoever looks at many pages is not the only one. */
  readonly mostAtOnce?: number;
  /** Who asks the same within it shares one answer. */
  readonly keepMs?: number;
}

const MOST_KEPT = 100;
/** A month of eight ports is a tenth of it. */
const MOST_BYTES = 2_000_000;

/** Reads from the InfluxDB that the writer writes to. It opens nothing that would have to be closed. */
export function createMeasurementReader({
  address,
  stored,
  logger,
  deadlineMs = seconds(2),
  mostAtOnce = 4,
  keepMs = seconds(10),
}: MeasurementReaderOptions): MeasurementReader {
  const kept = new Map<string, { readonly askedMs: number; readonly answer: Promise<MeasuredAnswer> }>();
  const takeTurn = createTurns(mostAtOnce);
  let isFailing = false;

  function note(error: unknown): MeasuredAnswer['ok'] {
    if (error !== undefined && !isFailing) logger.warn({ err: error }, 'charts are not read from InfluxDB');
    if (error === undefined && isFailing) logger.info('charts are read from InfluxDB again');
    isFailing = error !== undefined;
    return !isFailing;
  }

  async function ask(
    text: string,
    read: (answer: unknown) => readonly MeasuredSeries[],
  ): Promise<MeasuredAnswer> {
    const stop = AbortSignal.timeout(deadlineMs);
    try {
      using _turn = await takeTurn(stop);
      const query = { precision: 'ms', method: 'POST' } as const;
      const answer = await withQueryClient(
        await address(),
        stop,
        async (client) => await client.queryRaw(text, query),
        { timeoutMs: deadlineMs, mostBytes: MOST_BYTES },
      );
      const series = read(answer);
      note(undefined);
      return { ok: true, series };
    } catch (error) {
      const isLate = stop.aborted;
      note(isLate ? new InfluxQueryError(`no answer within ${deadlineMs} ms`) : error);
      return { ok: false, why: isLate ? 'late' : 'failed' };
    }
  }

  return {
    read: async ({ subjects, period, leastStepMs }: MeasuredQuery) => {
      const known = stored();
      const queries = subjects.map((subject) => buildSubjectQuery(subject, { period, leastStepMs }, known));
      const asked = queries.filter((query): query is SubjectQuery => query !== undefined);
      const nothing = { stepMs: leastStepMs, points: [] };
      if (asked.length === 0) return { ok: true, series: queries.map(() => nothing) };
      const text = asked.flatMap(({ statements }) => statements).join('; ');
      const answer = await keep(text, () => ask(text, (raw) => parseAnswer(raw, asked, period)));
      if (!answer.ok) return answer;
      const rest = answer.series.values();
      return {
        ok: true,
        series: queries.map((query) => (query ? (rest.next().value ?? nothing) : nothing)),
      };
    },
  };

  function keep(text: string, make: () => Promise<MeasuredAnswer>): Promise<MeasuredAnswer> {
    const nowMs = performance.now();
    const found = kept.get(text);
    if (found && nowMs - found.askedMs < keepMs) return found.answer;
    const answer = make();
    kept.delete(text);
    kept.set(text, { askedMs: nowMs, answer });
    const [first] = kept.keys();
    if (kept.size > MOST_KEPT && first !== undefined) kept.delete(first);
    return answer;
  }
}

/** So many at once, the others in the order in which they came, as long as they wait. */
function createTurns(most: number): (stop: AbortSignal) => Promise<Disposable> {
  let taken = 0;
  const waiting = new Set<() => void>();
  const turn: Disposable = {
    [Symbol.dispose]: () => {
      const [next] = waiting;
      if (!next) taken -= 1;
      else {
        waiting.delete(next);
        next();
      }
    },
  };
  return async (stop) => {
    stop.throwIfAborted();
    if (taken < most) {
      taken += 1;
      return turn;
    }
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    waiting.add(resolve);
    const forget = onAbort(stop, () => {
      waiting.delete(resolve);
      reject(stop.reason);
    });
    await promise.finally(forget);
    return turn;
  };
}
