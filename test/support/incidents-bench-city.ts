import type { Inventory } from '#core/domain/inventory.ts';
import type { Change } from '#core/domain/state.ts';
import { minutes, seconds } from '#core/time/units.ts';
import type { SqlDatabase } from '#ledger/sqlite/store/sql-database.ts';
import { createLedgerWriter } from '#ledger/sqlite/writing/writer.ts';
import { device, inventoryOf, link } from './inventory.ts';

/** core ─ trunk ─ 100 lines ─ a switch each ─ cameras. */
export function cityOf(size: number): Inventory {
  const numbers = Array.from({ length: 100 }, (_, index) => index);
  const cameras = Array.from({ length: size - 201 }, (_, index) =>
    device({ id: `cam-${index}`, site: `pole-${index}`, upstreams: [[`device:switch-${index % 100}`]] }),
  );
  return inventoryOf({
    links: [
      link({ id: 'trunk' }),
      ...numbers.map((n) => link({ id: `line-${n}`, near: 'device:router', far: `device:switch-${n}` })),
    ],
    devices: [
      ...numbers.map((n) => device({ id: `switch-${n}`, kind: 'switch', upstreams: [[`link:line-${n}`]] })),
      device({ id: 'router', kind: 'router', upstreams: [['link:trunk']] }),
      ...cameras,
    ],
  });
}

export interface FallOver {
  readonly every: number;
  readonly fromMs: number;
  readonly state: 'up' | 'down';
}

/** Changes of one instant, and when they are on record. */
export interface FallenBatch {
  readonly recordedMs: number;
  readonly rows: number;
  readonly record: () => void;
}

/** The core first, then what is behind it in the course of a minute. */
export function batchesOf(
  database: SqlDatabase,
  { links, devices }: Inventory,
  { every, fromMs, state }: FallOver,
): readonly FallenBatch[] {
  const writer = createLedgerWriter(database, { collector: 'main', run: state });
  const all = [
    ...(every === 1 ? [...links.keys()].map((id) => `link:${id}` as const) : []),
    ...[...devices.values()]
      .filter(({ kind }, index) => every === 1 || (kind === 'camera' && index % every === 0))
      .map(({ id }) => `device:${id}` as const),
  ];
  // Some each second, and not more than a transaction should hold.
  const size = Math.min(1_000, Math.ceil(all.length / 60));
  return Array.from({ length: Math.ceil(all.length / size) }, (_, index) => {
    const start = index * size;
    const atMs = fromMs + Math.floor((start * minutes(1)) / all.length);
    const recordedMs = atMs + seconds(10);
    const reach = { indicator: 'reach', state, afterMs: atMs - minutes(1), atMs } as const;
    const changes = all.slice(start, start + size).map((entity): Change => ({ entity, ...reach }));
    return {
      recordedMs,
      rows: changes.length,
      record: () => writer.record([{ batch: { changes }, firstSourceSeq: 1 + start * 2, recordedMs }]),
    };
  });
}

export function recordFall(database: SqlDatabase, inventory: Inventory, fall: FallOver): void {
  for (const { record } of batchesOf(database, inventory, fall)) record();
}
