import type { Cell, InfluxSeries } from './read-frames.ts';
import { readText } from './read-text.ts';

/** What came back for one query: its series, or the words of the refusal. */
export type Answer =
  | { readonly ok: true; readonly series: readonly InfluxSeries[] }
  | { readonly ok: false; readonly detail: string };

/** Asks an InfluxDB one query of InfluxQL; times come in epoch ms. Rejects only when `stop` aborts. */
export type AskInflux = (query: string, stop: AbortSignal) => Promise<Answer>;

export interface InfluxAddress {
  readonly url: string;
  readonly database: string;
  /** `Basic …` or `Token …`. */
  readonly authorization?: string;
  /** What is told of its refusals: without the log-in that it may repeat. */
  readonly toDetail?: (text: string) => string;
  readonly timeoutMs?: number;
  readonly mostBytes?: number;
}

const TIMEOUT_MS = 30_000;
/** Of an answer: far more than the largest query of a city. */
const MOST_BYTES = 256e6;

/** Asks over HTTP as Grafana's data source does, and takes an answer for good only where Grafana would. */
export function createAskInflux({
  url,
  database,
  authorization,
  toDetail = (text) => text,
  timeoutMs = TIMEOUT_MS,
  mostBytes = MOST_BYTES,
}: InfluxAddress): AskInflux {
  const address = new URL(`${url.replace(/\/$/, '')}/query`);
  address.search = new URLSearchParams({ db: database, epoch: 'ms' }).toString();
  return async (query, stop) => {
    try {
      const response = await fetch(address, {
        method: 'POST',
        // Whoever is asked is who was named: what comes from elsewhere is no answer.
        redirect: 'error',
        body: new URLSearchParams({ q: query }),
        signal: AbortSignal.any([stop, AbortSignal.timeout(timeoutMs)]),
        ...(authorization !== undefined && { headers: { authorization } }),
      });
      const text = await readText(response, mostBytes);
      if (text === undefined)
        return { ok: false, detail: `expected an answer of at most ${mostBytes / 1e6} MB, got more` };
      const answer = readAnswer(JSON.parse(text));
      return answer.ok ? answer : { ok: false, detail: toDetail(answer.detail) };
    } catch (error) {
      stop.throwIfAborted();
      return { ok: false, detail: toDetail(describe(error)) };
    }
  };
}

function describe(error: unknown): string {
  // What could not be read is not repeated: an error about it quotes the half of a word.
  if (error instanceof SyntaxError) return 'expected an answer in JSON, got another';
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}

function readAnswer(answer: unknown): Answer {
  const { error, results = [] } = answer as { error?: string; results?: readonly Result[] };
  if (error !== undefined) return { ok: false, detail: String(error) };
  const [result] = results;
  if (results.length !== 1 || result === undefined)
    return { ok: false, detail: `expected one result, got ${results.length}` };
  if (result.error !== undefined) return { ok: false, detail: String(result.error) };
  const series = (result.series ?? []).map(
    ({ name = '', tags, columns = [], values = [] }): InfluxSeries => ({
      name,
      ...(tags !== undefined && { tags }),
      columns,
      values,
    }),
  );
  return { ok: true, series };
}

interface Result {
  readonly error?: string;
  readonly series?: readonly {
    readonly name?: string;
    readonly tags?: Readonly<Record<string, string>>;
    readonly columns?: readonly string[];
    readonly values?: readonly (readonly Cell[])[];
  }[];
}
