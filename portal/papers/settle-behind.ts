import { setTimeout as delay } from 'node:timers/promises';
import type { Said } from '../../core/language/said.ts';
import { minutes } from '../../core/time/units.ts';
import { ActRefused } from '../door/act-refused.ts';
import type { MonthAsked } from './contract-period.ts';
import type { PaperReader } from './paper-context.ts';
import type { PaperDesk } from './paper-desk.ts';

/** Why the figures of a period could not be worked out, and when that was. */
export interface SettlingFailure {
  readonly said: Said;
  readonly atMs: number;
}

/** A first look waits so long for figures; they go on without it. */
const FIRST_LOOK_MS = 700;
/** What failed is tried again then, when somebody looks. */
const TRY_AGAIN_MS = minutes(1);
/** Others ask: that is no fault, and the next look asks again. */
const BUSY = 'PAPER_BUSY';

/** Settles periods of contracts behind the pages that show them: each once at a time, however many look. */
export function createSettlingBehind({ ask }: Pick<PaperDesk, 'ask'>, nowMs: () => number = Date.now) {
  const running = new Map<string, Promise<void>>();
  const failed = new Map<string, SettlingFailure>();

  const settle = async (key: string, asked: MonthAsked, who: PaperReader): Promise<void> => {
    try {
      await ask('settle-month', asked, who);
      failed.delete(key);
    } catch (error) {
      if (!(error instanceof ActRefused)) throw error;
      if (error.code !== BUSY) failed.set(key, { said: error.said, atMs: nowMs() });
    } finally {
      running.delete(key);
    }
  };

  return {
    /** Begins unless it is being done, or failed a moment ago; with `wait` it resolves when it is done, or soon at any rate. */
    settle: async (
      asked: MonthAsked & { readonly period: string },
      who: PaperReader,
      { wait }: { readonly wait: boolean },
    ): Promise<SettlingFailure | undefined> => {
      const key = `${asked.contract}\n${asked.period}`;
      const known = failed.get(key);
      if (known && nowMs() - known.atMs < TRY_AGAIN_MS) return known;
      const settling = running.get(key) ?? settle(key, asked, who);
      running.set(key, settling);
      settling.catch(() => undefined);
      if (wait) await Promise.race([settling, delay(FIRST_LOOK_MS, undefined, { ref: false })]);
      return failed.get(key);
    },
  };
}
