import type { Fall } from './model.ts';
import type { SavedEngine, SavedTask } from './saved-engine.ts';

/**
 * An engine whose clock was `backMs` ahead, by the right one: what waits waits as long as before, not until the wrong time
 * has come again. The end of planned work is an instant of the right clock; names and what was told stay.
 */
export function shiftClock(saved: SavedEngine, backMs: number): SavedEngine {
  const earlier = (ms: number) => ms - backMs;
  const optional = (ms: number | undefined) => (ms === undefined ? undefined : earlier(ms));
  const fall = <Kind extends Fall>(one: Kind): Kind => ({
    ...one,
    afterMs: earlier(one.afterMs),
    atMs: earlier(one.atMs),
    recordedMs: earlier(one.recordedMs),
  });
  const task = (one: SavedTask): SavedTask => {
    if (one.kind === 'blind') return { ...one, sinceMs: earlier(one.sinceMs) };
    return one.kind === 'prompt' ? { ...one, untilMs: earlier(one.untilMs) } : one;
  };

  return {
    ...saved,
    nowMs: earlier(saved.nowMs),
    outages: saved.outages.map(fall),
    known: { ...saved.known, atMs: saved.known.atMs.map(earlier) },
    nodes: saved.nodes.map(({ cut, lastCut, turns, flapsUntilMs, ...node }) => ({
      ...node,
      ...(cut && { cut: fall(cut) }),
      ...(lastCut && { lastCut: { ...fall(lastCut), endMs: earlier(lastCut.endMs) } }),
      ...(turns && { turns: turns.map(earlier) }),
      ...(flapsUntilMs !== undefined && { flapsUntilMs: earlier(flapsUntilMs) }),
    })),
    incidents: saved.incidents.map((incident) => ({
      ...incident,
      resolvedMs: optional(incident.resolvedMs),
      lastNewsMs: earlier(incident.lastNewsMs),
      updateDueMs: optional(incident.updateDueMs),
      early: incident.early && { ...incident.early, untilMs: earlier(incident.early.untilMs) },
      root:
        incident.root.kind === 'common'
          ? {
              ...incident.root,
              onset: {
                firstMs: earlier(incident.root.onset.firstMs),
                lastMs: earlier(incident.root.onset.lastMs),
                lastAfterMs: earlier(incident.root.onset.lastAfterMs),
              },
            }
          : incident.root,
    })),
    tasks: saved.tasks.map(
      ([atMs, one]) => [one.kind === 'work-end' ? atMs : earlier(atMs), task(one)] as const,
    ),
    frozen: saved.frozen.map(task),
    blindSince: saved.blindSince.map(([name, sinceMs]) => [name, earlier(sinceMs)] as const),
  };
}
