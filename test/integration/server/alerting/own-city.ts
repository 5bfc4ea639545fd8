import { pino } from 'pino';
import { onTestFinished } from 'vitest';
import { NO_WISHES } from '#accounts/actions/notices.ts';
import type { NoticeWishes } from '#accounts/notices.ts';
import type { Role } from '#accounts/roles.ts';
import type { MessageContent } from '#core/domain/notifier.ts';
import type { Entity } from '#core/domain/state.ts';
import type { IncidentSummary } from '#ledger/record/incidents/incident-event.ts';
import { openIncidentLists } from '#ledger/sqlite/incidents/incident-lists.ts';
import { createOutbox } from '#ledger/sqlite/outbox/create-outbox.ts';
import { openStore } from '#ledger/sqlite/store/open-store.ts';
import type { Shown } from '#portal/city/city-view.ts';
import type { Dated } from '#portal/papers/questions/list-dates.ts';
import { createOwnNotices } from '#server/alerting/own/create-own-notices.ts';
import { lineIncident, newsAbout, writeIncidents } from '#test/support/incident-city.ts';
import { sampleFleet } from '#test/support/sample-fleet.ts';
import { tempLedgerPath } from '#test/support/temp-ledger.ts';
import { openDoor } from '../../accounts/open-door.ts';

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;

/** The sample city with accounts that are mailed to, a clock that stands still, and no mail server: what would be sent is read. */
export function ownCity(dates: readonly Dated[] = []) {
  const door = openDoor();
  const path = tempLedgerPath();
  const database = openStore(path, { nowMs: door.nowMs });
  const incidents = openIncidentLists(path);
  onTestFinished(() => {
    incidents.close();
    database.close();
  });
  const outbox = createOutbox(database);
  const base = sampleFleet({ camerasPerArea: 4 });
  const pageUrl = 'https://camera.example.org';
  const shown: { now: Shown } = { now: { ...base, settings: { ...base.settings, alerts: { pageUrl } } } };
  const own = createOwnNotices({
    ...{ store: door.store, incidents, outbox, nowMs: door.nowMs, linkKey: 'k'.repeat(64) },
    ...{ shown: () => shown.now, datesSince: async () => dates, logger: pino({ level: 'silent' }) },
  });

  const person = (
    role: Role,
    wishes: Partial<NoticeWishes> = {},
    { organisation, seesSecret = false }: { organisation?: string; seesSecret?: boolean } = {},
  ) => {
    const id = [role, organisation ?? (seesSecret ? 'secret' : 'city')].join('.');
    const [nowMs, bound] = [door.nowMs(), organisation === undefined ? {} : { organisation }];
    door.store.accounts.add({ id, role, seesSecret, madeMs: nowMs, ...bound }, { account: id, name: id });
    door.store.notices.save({
      ...{ account: id, address: `${id}@example.org`, toldMs: nowMs, urgentMs: nowMs },
      wishes: { ...NO_WISHES, mail: true, from: 'minor', language: 'en', ...wishes },
    });
    return id;
  };
  const incident = (entity: Entity, given: Partial<IncidentSummary> = {}): IncidentSummary => {
    const openedMs = door.nowMs();
    return {
      ...lineIncident(openedMs, { areas: [], camerasLost: 1, lostNow: 1, lostEver: 1 }),
      ...{ id: `${entity}@${openedMs}`, root: { kind: 'entity', entity }, ...given },
    };
  };
  const open = (summary: IncidentSummary, joined: readonly Entity[]) =>
    writeIncidents(path, [newsAbout(summary, { atMs: door.nowMs(), joined })]);
  const close = (summary: IncidentSummary, left: readonly Entity[]) =>
    writeIncidents(path, [newsAbout(summary, { number: 2, kind: 'resolved', atMs: door.nowMs(), left })]);
  const wait = (ms: number) => {
    door.clock.nowMs += ms;
  };

  /** What goes out now, by account. */
  const mails = async (): Promise<ReadonlyMap<string, MessageContent>> => {
    await own.update();
    const sent = new Map<string, MessageContent>();
    for (const { id, occasion, recipient } of outbox.list({ state: 'waiting', limit: 1_000 }).toReversed()) {
      database.exec(`UPDATE outbox SET state = 'sent', settled_ms = ${door.nowMs()} WHERE id = ${id}`);
      if (occasion.type !== 'own' || own.recipientOf(recipient) === undefined) continue;
      const content = await own.compose(occasion);
      if (content) sent.set(occasion.account, content);
    }
    return sent;
  };
  return { ...door, path, database, outbox, own, shown, person, incident, open, close, wait, mails };
}
