import { pino } from 'pino';
import { onTestFinished } from 'vitest';
import type { IncidentOptions } from '#alerts/incidents/engine/engine-input.ts';
import {
  createIncidentService,
  type IncidentService,
  type IncidentServiceOptions,
} from '#alerts/incidents/persistence/incident-service.ts';
import type { PlanMessages } from '#alerts/notifications/routing/planning.ts';
import type { Inventory } from '#core/domain/inventory.ts';
import type { Change, Entity } from '#core/domain/state.ts';
import type { Json } from '#core/text/canonical-json.ts';
import { seconds } from '#core/time/units.ts';
import type { IncidentReads } from '#ledger/record/incidents/incident-reads.ts';
import { createChain } from '#ledger/sqlite/chain/chain.ts';
import { createIncidentStore } from '#ledger/sqlite/incidents/create-incident-store.ts';
import { createIncidentReads } from '#ledger/sqlite/incidents/incident-reads.ts';
import { openStore } from '#ledger/sqlite/store/open-store.ts';
import type { SqlDatabase } from '#ledger/sqlite/store/sql-database.ts';
import { createLedgerWriter, type LedgerWriter } from '#ledger/sqlite/writing/writer.ts';
import { OPTIONS } from './incident-story.ts';
import { device, inventoryOf, link } from './inventory.ts';
import { tempLedgerPath } from './temp-ledger.ts';

export const EVENING_MS = Date.UTC(2026, 0, 1, 18);

/** core ─ line-1 ─ sw-1 ─ cam-1 to cam-3; core ─ line-2 ─ cam-4; and cam-5 to cam-9 on nothing, in one place. */
export const keptCity = (): Inventory =>
  inventoryOf({
    links: [
      link({ id: 'line-1', far: 'device:sw-1', contracts: ['lines'] }),
      link({ id: 'line-2', far: 'device:cam-4', contracts: ['lines'] }),
    ],
    devices: [
      device({
        id: 'sw-1',
        kind: 'switch',
        site: 'cabinet',
        contracts: ['switches'],
        upstreams: [['link:line-1']],
      }),
      ...['cam-1', 'cam-2', 'cam-3'].map((id) =>
        device({ id, site: `pole-${id}`, contracts: ['cameras'], upstreams: [['device:sw-1']] }),
      ),
      device({ id: 'cam-4', site: 'pole-cam-4', upstreams: [['link:line-2']] }),
      ...['cam-5', 'cam-6', 'cam-7', 'cam-8', 'cam-9'].map((id) =>
        device({ id, site: 'square', contracts: [id === 'cam-5' ? 'others' : 'cameras'] }),
      ),
    ],
  });

/** One message a news to the same recipient, which names it. */
export const toNoc: PlanMessages = ({ incident, number, kind, atMs }, { members, timeline, told }) => [
  {
    messageId: `${incident.id}/${number}/${kind}/${members.size}/${timeline.length}/${told.length}@camwatch`,
    thread: incident.id,
    recipient: 'noc',
    channel: 'email',
    state: 'waiting',
    createdMs: atMs,
    dueMs: atMs,
    occasion: {
      type: 'news',
      news: kind,
      atMs,
      incident,
      joined: { some: [], count: 0 },
      left: { some: [], count: 0 },
      timeline: [],
      members: { some: [], count: 0 },
    },
  },
];

export interface KeptNight {
  readonly path: string;
  readonly database: SqlDatabase;
  readonly reads: IncidentReads;
  /** Changes of `reach` on record so long after the evening. */
  readonly record: (afterMs: number, state: Change['state'], ...names: readonly string[]) => void;
  readonly recordChanges: (recordedMs: number, changes: readonly Change[]) => void;
  readonly decide: (
    afterMs: number,
    table: 'maintenance' | 'incident_step',
    id: string,
    action: string,
    body: Json,
  ) => void;
  readonly start: (given?: Partial<IncidentServiceOptions>) => IncidentService;
  /** What is kept, in words. */
  readonly told: () => readonly string[];
}

export function keptNight(options: IncidentOptions = OPTIONS): KeptNight {
  const path = tempLedgerPath();
  const database = openStore(path, { nowMs: () => EVENING_MS });
  onTestFinished(() => database.close());
  // What a loss of power would take is not what is tested.
  database.exec('PRAGMA synchronous = OFF');
  const writer: LedgerWriter = createLedgerWriter(database, { collector: 'main', run: 'run-1' });
  const chain = createChain(database);
  const reads = createIncidentReads(database);
  let nextSeq = 1;

  const recordChanges: KeptNight['recordChanges'] = (recordedMs, changes) => {
    writer.record([{ batch: { changes }, firstSourceSeq: nextSeq, recordedMs }]);
    nextSeq += changes.length + 1;
  };
  return {
    path,
    database,
    reads,
    recordChanges,
    record: (afterMs, state, ...names) => {
      const recordedMs = EVENING_MS + afterMs;
      const atMs = recordedMs - seconds(10);
      const reach = { indicator: 'reach', state, afterMs: atMs - seconds(10), atMs } as const;
      recordChanges(
        recordedMs,
        names.map((name) => ({ ...reach, entity: entityOf(name) })),
      );
    },
    decide: (afterMs, table, id, action, body) => {
      const row = { id, action, author: 'an', recorded_ms: EVENING_MS + afterMs, body: JSON.stringify(body) };
      chain.transaction((append) => append(table, row));
    },
    start: (given = {}) =>
      createIncidentService({
        store: createIncidentStore(database, { nowMs: () => EVENING_MS }),
        inventory: keptCity(),
        options,
        collector: 'main',
        plan: toNoc,
        nowMs: () => EVENING_MS,
        logger: pino({ level: 'silent' }),
        ...given,
      }),
    told: () =>
      Array.from(reads.newsBetween(0, Number.MAX_SAFE_INTEGER), ({ kind, incident, atMs }) => {
        const [name] = incident.id.split('@');
        return `${(atMs - EVENING_MS) / seconds(1)}s ${kind} ${name}`;
      }),
  };
}

const entityOf = (name: string): Entity => (name.startsWith('line') ? `link:${name}` : `device:${name}`);
