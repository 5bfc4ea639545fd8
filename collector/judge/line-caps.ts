/**
 * How many streams are played over one link or from one recorder at once: 80,000 cameras played for seconds every five
 * minutes would be 2 Gbit/s, and much of that through the same few lines.
 */
export interface LineCaps {
  /** Takes a place on every one of the lines, or on none of them. */
  readonly take: (lines: readonly string[]) => boolean;
  /** One of the lines that has no place. */
  readonly fullOf: (lines: readonly string[]) => string | undefined;
  readonly give: (lines: readonly string[]) => void;
}

export function createLineCaps(perLine: number): LineCaps {
  const taken = new Map<string, number>();
  const add = (lines: readonly string[], count: 1 | -1) => {
    for (const line of lines) {
      const next = (taken.get(line) ?? 0) + count;
      if (next === 0) taken.delete(line);
      else taken.set(line, next);
    }
  };
  const fullOf: LineCaps['fullOf'] = (lines) => lines.find((line) => (taken.get(line) ?? 0) >= perLine);
  return {
    fullOf,
    take: (lines) => {
      if (fullOf(lines) !== undefined) return false;
      add(lines, 1);
      return true;
    },
    give: (lines) => add(lines, -1),
  };
}
