import type { RevisionKind } from '#core/domain/revision.ts';
import { toJson } from '#core/text/to-json.ts';
import type { IncidentSummary } from '#ledger/record/incidents/incident-event.ts';
import type { KeptEvent, NumberedEvent } from '#ledger/record/incidents/kept-incidents.ts';
import type { NewMessage } from '#ledger/record/outbox/outbox-message.ts';
import { createIncidentWriter } from '#ledger/sqlite/incidents/incident-writer.ts';
import { openStore } from '#ledger/sqlite/store/open-store.ts';
import { runCamwatch } from './camwatch.ts';
import { device, link } from './inventory.ts';
import { openTempLedger, tempLedgerPath } from './temp-ledger.ts';

const MINUTE_MS = 60_000;
const TIME_ZONE = 'Asia/Ho_Chi_Minh';

/** An incident of a line with three cameras behind it, one of which came back. */
export const lineIncident = (openedMs: number, given: Partial<IncidentSummary> = {}): IncidentSummary => ({
  id: `link:l-1@${openedMs}`,
  root: { kind: 'entity', entity: 'link:l-1' },
  openedMs,
  sinceMs: openedMs - MINUTE_MS,
  times: 1,
  isFlapping: false,
  isMuted: false,
  severity: 'major',
  service: 'lost',
  lostNow: 3,
  lostEver: 4,
  camerasLost: 2,
  areas: [{ area: 'ba-dinh', lost: 2, of: 3 }],
  blindSpots: [],
  ...given,
});

export const newsAbout = (incident: IncidentSummary, given: Partial<NumberedEvent> = {}): NumberedEvent => ({
  number: 1,
  kind: 'opened',
  atMs: incident.openedMs,
  incident,
  joined: [],
  left: [],
  ...given,
});

/** Writes news of incidents as the keeper does: with their rows of the chain, messages and members. */
export function writeIncidents(path: string, all: readonly (NumberedEvent | KeptEvent)[]): void {
  const news = all.map(
    (one): KeptEvent => ('news' in one ? one : { news: one, steps: stepsOf(one), messages: [] }),
  );
  const lastMs = Math.max(0, ...news.map(({ news: { atMs } }) => atMs));
  const database = openStore(path, { nowMs: () => lastMs });
  try {
    const writer = createIncidentWriter(database, { nowMs: () => lastMs });
    if (!database.prepare('SELECT 1 FROM incident_cursor').get()) writer.begin({ seq: 0, recordedMs: 0 });
    writer.commit({ news });
    while (writer.writeMembers());
  } finally {
    database.close();
  }
}

export function stepsOf({ kind, atMs, incident, mergedInto }: NumberedEvent): KeptEvent['steps'] {
  const { sinceMs, severity, root } = incident;
  if (kind === 'opened' || kind === 'reopened')
    return [{ action: kind, body: toJson({ atMs, sinceMs, severity, root, contracts: [] }) }];
  return kind === 'resolved' ? [{ action: 'resolved', body: toJson({ atMs, mergedInto }) }] : [];
}

export const messageAbout = (incident: IncidentSummary, given: Partial<NewMessage> = {}): NewMessage => ({
  messageId: `${incident.id}.1@camwatch`,
  thread: incident.id,
  recipient: 'truc-ban',
  channel: 'email',
  state: 'waiting',
  createdMs: incident.openedMs,
  dueMs: incident.openedMs,
  occasion: {
    type: 'news',
    news: 'opened',
    atMs: incident.openedMs,
    incident,
    joined: { some: [], count: 0 },
    left: { some: [], count: 0 },
    timeline: [],
    members: { some: [], count: 0 },
  },
  ...given,
});

/**
 * A ledger of a small city and its commands: cameras cam-1, cam-2 of agency x in the ward ba-dinh behind the line l-1 of
 * carrier b, cam-3 of agency y in another former district.
 */
export async function createIncidentCity() {
  const path = tempLedgerPath();
  const fromMs = Date.now() - 30 * 24 * 60 * MINUTE_MS;
  const owner = await openTempLedger(path, { nowMs: () => fromMs });
  const revision = (kind: RevisionKind, body: { readonly id: string }) => ({
    kind,
    id: body.id,
    fromMs,
    body: toJson(body),
  });
  const camera = (id: string, site: string, agency: string) =>
    device({ id, name: `Camera ${id}`, site, agency, upstreams: [['link:l-1']] });
  await owner.recordRevisions(
    [
      ...['x', 'y'].map((id) =>
        revision('agency', { id, ...{ name: `Sở ${id.toUpperCase()}`, kind: 'department', successors: [] } }),
      ),
      revision('contractor', {
        id: 'nha-thau-a',
        ...{ name: 'Nhà thầu A', kind: 'maintenance', successors: [] },
      }),
      revision('contractor', {
        id: 'vien-thong-b',
        ...{ name: 'Viễn thông B', kind: 'carrier', successors: [] },
      }),
      ...['ba-dinh', 'ha-dong'].map((id) =>
        revision('district', { id, ...{ code: id, name: id, kind: 'quan' } }),
      ),
      revision('area', {
        id: 'ba-dinh',
        ...{ name: 'Phường Ba Đình', nameEn: 'Ba Dinh Ward', district: 'ba-dinh', successors: [] },
      }),
      revision('area', { id: 'lang', ...{ name: 'Phường Láng', district: 'ha-dong', successors: [] } }),
      revision('site', { id: 'site-1', ...{ name: 'Cột 1', area: 'ba-dinh', cabinet: 'tu-1' } }),
      revision('site', { id: 'site-2', ...{ name: 'Cột 2', area: 'lang' } }),
      revision(
        'link',
        link({ id: 'l-1', name: 'Phố Huế', far: 'site:site-1', carrier: 'vien-thong-b', circuit: 'HN-1' }),
      ),
      revision('device', camera('cam-1', 'site-1', 'x')),
      revision('device', camera('cam-2', 'site-1', 'x')),
      revision('device', camera('cam-3', 'site-2', 'y')),
    ],
    { author: 'an', sourceHash: 'x', recordedMs: fromMs },
  );
  await owner.close();
  const run = (...args: readonly string[]) =>
    runCamwatch(
      ...args,
      '--ledger',
      path,
      '--time-zone',
      TIME_ZONE,
      ...(args.includes('--lang') ? [] : ['--lang', 'en']),
    );
  return { path, run };
}
