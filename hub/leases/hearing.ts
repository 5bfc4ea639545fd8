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

export function createHearing(): Hearing {
  const lastWords = new Map<string, number>();
  const heard = new Map<string, Heard>();
  return {
    look: (words, nowMs, silentAfterMs) => {
      for (const id of heard.keys()) if (!words.has(id)) heard.delete(id);
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
