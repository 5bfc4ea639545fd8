import { seconds } from '../../core/time/units.ts';

/** What is known of whether a collector lives, by the monotonic clock of who watches over them. */
export interface Heard {
  readonly heardMs: number;
  /** Since when it was never silent for too long. */
  readonly steadySinceMs: number;
  /** Whether it spoke while it was watched: what stood on record at the first look may be days old. */
  readonly isProven: boolean;
}

/** What a collector said last, by its id: anything that is another with each word, such as the time at which a hub heard it. */
export type LastWords = ReadonlyMap<string, number>;

/** Follows who speaks. Hubs write by clocks of their own, so that only *whether* something new stands there counts, never when. */
export interface Hearing {
  readonly look: (words: LastWords, nowMs: number, silentAfterMs: number) => ReadonlyMap<string, Heard>;
}

/** Looks come every second. While the record could not be read nobody could be heard either: that time is not silence. */
const LONGEST_PAUSE_MS = seconds(3);

export function createHearing(): Hearing {
  let lookedMs: number | undefined;
  const lastWords = new Map<string, number>();
  const heard = new Map<string, Heard>();
  return {
    look: (words, nowMs, silentAfterMs) => {
      const pauseMs = nowMs - (lookedMs ?? nowMs);
      lookedMs = nowMs;
      for (const [id, before] of heard) {
        if (!words.has(id)) heard.delete(id);
        else if (pauseMs > LONGEST_PAUSE_MS) heard.set(id, { ...before, heardMs: before.heardMs + pauseMs });
      }
      for (const [id, word] of words) {
        const before = heard.get(id);
        const isNew = lastWords.get(id) !== word;
        lastWords.set(id, word);
        if (before === undefined) {
          heard.set(id, { heardMs: nowMs, steadySinceMs: nowMs, isProven: false });
        } else if (isNew) {
          const wasSilent = !before.isProven || nowMs - before.heardMs >= silentAfterMs;
          const steadySinceMs = wasSilent ? nowMs : before.steadySinceMs;
          heard.set(id, { heardMs: nowMs, steadySinceMs, isProven: true });
        }
      }
      return heard;
    },
  };
}
