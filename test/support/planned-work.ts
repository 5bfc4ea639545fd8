import type { AnnouncedWork } from '#ledger/decisions/works.ts';

/** Planned work on nothing in particular, with whatever the test cares about. */
export function plannedWork(given: Partial<AnnouncedWork>): AnnouncedWork {
  return {
    id: '1',
    interval: { fromMs: Date.UTC(2026, 11, 1, 15), toMs: Date.UTC(2026, 11, 1, 17) },
    entities: [],
    selector: 'all',
    announcedMs: Date.UTC(2026, 10, 20),
    by: 'dost',
    reason: 'work on the line',
    files: [],
    ...RECORDED,
    ...given,
  };
}

const RECORDED = { seq: 1, recordedMs: Date.UTC(2026, 10, 20), author: 'office' };
