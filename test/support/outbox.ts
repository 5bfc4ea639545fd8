import { onTestFinished } from 'vitest';
import { isDatabasePlace } from '#core/domain/record-place.ts';
import type {
  IncidentEventKind,
  IncidentSummary,
  Severity,
} from '#ledger/record/incidents/incident-event.ts';
import type { NewsOccasion } from '#ledger/record/outbox/occasion.ts';
import type { NewMessage } from '#ledger/record/outbox/outbox-message.ts';
import { openStore } from '#ledger/sqlite/store/open-store.ts';
import type { SqlDatabase } from '#ledger/sqlite/store/sql-database.ts';
import { tempLedgerPath } from './temp-ledger.ts';

/** An instant at which stories of the outbox begin. */
export const START_MS = Date.UTC(2026, 10, 26, 2);

export function openTempStore(path = tempLedgerPath(), busyTimeoutMs = 5_000): SqlDatabase {
  const database = openStore(path, { nowMs: () => START_MS, busyTimeoutMs });
  // Days of tries are not to wait for the disk.
  if (!isDatabasePlace(path)) database.exec('PRAGMA synchronous = OFF');
  onTestFinished(() => {
    if (database.isOpen) database.close();
  });
  return database;
}

interface SampleNews {
  readonly incident?: string;
  readonly news?: IncidentEventKind;
  readonly atMs?: number;
  readonly openedMs?: number;
  readonly severity?: Severity;
  readonly note?: string;
}

export function newsOf({
  incident = 'link:a@1',
  news = 'opened',
  atMs = START_MS,
  openedMs = atMs,
  severity = 'minor',
  note,
}: SampleNews = {}): NewsOccasion {
  const none = { some: [], count: 0 };
  return {
    type: 'news',
    news,
    atMs,
    incident: summaryOf({ id: incident, openedMs, severity }),
    joined: { some: ['device:cam-1'], count: 1 },
    left: none,
    timeline: [{ kind: news, atMs, cameras: 1 }],
    members: { some: ['device:cam-1'], count: 1 },
    ...(note !== undefined && { note }),
  };
}

function summaryOf(rest: Pick<IncidentSummary, 'id' | 'openedMs' | 'severity'>): IncidentSummary {
  return {
    ...rest,
    root: { kind: 'entity', entity: 'link:a' },
    sinceMs: rest.openedMs,
    times: 1,
    isFlapping: false,
    isMuted: false,
    service: 'lost',
    lostNow: 1,
    lostEver: 1,
    camerasLost: 1,
    areas: [],
    blindSpots: [],
  };
}

/** A message about an incident, in the thread of that. */
export function messageOf(rest: Partial<NewMessage> & Pick<NewMessage, 'messageId'>): NewMessage {
  const occasion = rest.occasion ?? newsOf();
  return {
    thread: occasion.type === 'news' ? occasion.incident.id : 'thread',
    recipient: 'duty',
    channel: 'email',
    occasion,
    createdMs: START_MS,
    dueMs: START_MS,
    state: 'waiting',
    ...rest,
  };
}
