import { promisify } from 'node:util';
import { constants, gzip } from 'node:zlib';
import { parseForeignJson } from '../../core/text/parse-json.ts';
import { minutes, seconds } from '../../core/time/units.ts';
import { VERSION } from '../../core/version.ts';
import type { Outgoing } from '../../ledger/record/outgoing.ts';
import { HeartbeatAnswer, type HeartbeatRequest } from '../wire/heartbeat.ts';
import type { HubCaller } from './call-hubs.ts';
import { parseRefusal } from './refusal-of.ts';
import { reasonOf } from './ship-rows.ts';

export type BeatOutcome =
  | { readonly outcome: 'heard'; readonly answer: HeartbeatAnswer }
  | { readonly outcome: 'failed'; readonly reason: string; readonly detail: string };

export interface BeatOptions {
  readonly outgoing: Outgoing;
  readonly caller: Pick<HubCaller, 'call'>;
  readonly run: string;
  /** Number of the last row that the hub has. */
  readonly sentSeq: () => number;
  readonly configuration: () => string | undefined;
  readonly trouble: () => string | undefined;
  /** Whether the hub has another chain: what was seen by this one is not told then. */
  readonly isForked: () => boolean;
  readonly nowMs: () => number;
}

/** How often findings, facts and days of lines go along, and not only how far the coverage reaches. */
const WHOLE_EVERY_MS = seconds(60);
/** What is dated earlier than it was recorded. */
const OVERLAP_MS = minutes(10);
const LONGEST_TROUBLE = 500;
/** Of no row: it takes the place of nothing. */
const NO_WORK: HeartbeatRequest['work'] = { asOfSeq: 0, coverage: [] };
const pack = promisify(gzip);

/** Tells the hub how it stands here. What was told is told again until the hub has heard it. */
export function createBeat(options: BeatOptions): () => Promise<BeatOutcome> {
  const { outgoing, caller, run, sentSeq, nowMs } = options;
  // At first all there is: nothing is known of what the hub has.
  let sinceMs = 0;
  let wholeAtMs = Number.NEGATIVE_INFINITY;

  const say = (): HeartbeatRequest['said'] => {
    const headSeq = outgoing.head().seq;
    const waitingSinceMs = headSeq > sentSeq() ? outgoing.recordedMs(sentSeq() + 1) : undefined;
    const [configuration, trouble] = [options.configuration(), options.trouble()];
    return {
      ...{ run, version: VERSION, headSeq },
      ...(waitingSinceMs !== undefined && { waitingSinceMs }),
      ...(configuration !== undefined && { configuration }),
      ...(trouble !== undefined && { trouble: trouble.slice(0, LONGEST_TROUBLE) }),
    };
  };

  return async () => {
    const startedMs = nowMs();
    const isWhole = performance.now() - wholeAtMs >= WHOLE_EVERY_MS;
    try {
      const asked = {
        said: say(),
        work: options.isForked() ? NO_WORK : outgoing.work(isWhole ? sinceMs : undefined),
      };
      const answer = await caller.call('heartbeat', {
        body: await pack(JSON.stringify(asked), { level: constants.Z_BEST_SPEED }),
        headers: { 'content-encoding': 'gzip', 'content-type': 'application/json' },
      });
      const heard =
        answer.status === 200 ? HeartbeatAnswer.safeParse(parseForeignJson(answer.text)).data : undefined;
      if (!heard) {
        const { code, message } = parseRefusal(answer);
        return { outcome: 'failed', reason: code, detail: message };
      }
      if (isWhole) {
        sinceMs = startedMs - OVERLAP_MS;
        wholeAtMs = performance.now();
      }
      return { outcome: 'heard', answer: heard };
    } catch (error) {
      return { outcome: 'failed', ...reasonOf(error) };
    }
  };
}
