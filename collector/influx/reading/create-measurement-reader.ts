import type { Logger } from 'pino';
import type {
  MeasuredAnswer,
  MeasuredQuery,
  MeasuredSeries,
  MeasurementReader,
} from '../../../core/domain/time-series.ts';
import { seconds } from '../../../core/time/units.ts';
import { InfluxQueryError, withQueryClient } from '../queue/query-client.ts';
import type { ServerAddress } from '../queue/server-address.ts';
import { createTurns, TooManyWaiting } from './create-turns.ts';
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
  readonly elapsedMs?: () => number;
}

const MOST_KEPT = 100;
/** Of what was not answered: long enough that nobody asks in a circle. */
const KEEP_FAILED_MS = seconds(1);
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
  elapsedMs = () => performance.now(),
}: MeasurementReaderOptions): MeasurementReader {
  const kept = new Map<string, Kept>();
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
    who: string,
  ): Promise<MeasuredAnswer> {
    const stop = AbortSignal.timeout(deadlineMs);
    let isAsked = false;
    try {
      using _turn = await takeTurn(who, stop);
      isAsked = true;
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
      if (error instanceof TooManyWaiting) return { ok: false, why: 'busy' };
      const isLate = stop.aborted;
      // InfluxDB is not to blame for whom others are before.
      if (isAsked) note(isLate ? new InfluxQueryError(`no answer within ${deadlineMs} ms`) : error);
      return { ok: false, why: isLate ? 'late' : 'failed' };
    }
  }

  return {
    read: async ({ subjects, period, leastStepMs, who = '' }: MeasuredQuery) => {
      const known = stored();
      const queries = subjects.map((subject) => buildSubjectQuery(subject, { period, leastStepMs }, known));
      const asked = queries.filter((query): query is SubjectQuery => query !== undefined);
      const nothing = { stepMs: leastStepMs, points: [] };
      if (asked.length === 0) return { ok: true, series: queries.map(() => nothing) };
      const text = asked.flatMap(({ statements }) => statements).join('; ');
      const answer = await keep(text, who, () => ask(text, (raw) => parseAnswer(raw, asked, period), who));
      if (!answer.ok) return answer;
      const rest = answer.series.values();
      return {
        ok: true,
        series: queries.map((query) => (query ? (rest.next().value ?? nothing) : nothing)),
      };
    },
  };

  /** What was answered is for all who ask the same; who waits for it, and in vain, does so in a turn of their own. */
  function keep(
    text: string,
    who: string,
    make: () => Promise<MeasuredAnswer>,
  ): MeasuredAnswer | Promise<MeasuredAnswer> {
    const nowMs = elapsedMs();
    const own = `${who}\n${text}`;
    for (const key of [text, own]) {
      const found = kept.get(key);
      if (found && nowMs < found.untilMs) return found.answer;
    }
    const waited = make();
    put(own, { answer: waited, untilMs: Number.POSITIVE_INFINITY });
    void waited.then((answer) => {
      kept.delete(own);
      if (answer.ok) put(text, { answer, untilMs: nowMs + keepMs });
      else if (answer.why !== 'busy')
        put(own, { answer, untilMs: elapsedMs() + Math.min(keepMs, KEEP_FAILED_MS) });
    });
    return waited;
  }

  function put(key: string, value: Kept): void {
    kept.delete(key);
    kept.set(key, value);
    const [first] = kept.keys();
    if (kept.size > MOST_KEPT && first !== undefined) kept.delete(first);
  }
}

interface Kept {
  readonly untilMs: number;
  readonly answer: MeasuredAnswer | Promise<MeasuredAnswer>;
}
