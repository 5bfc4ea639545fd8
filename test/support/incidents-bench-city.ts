import type { DatabaseSync } from 'node:sqlite';
import type { Inventory } from '#core/inventory.ts';
import type { Change } from '#core/state.ts';
import { minutes, seconds } from '#core/units.ts';
import { createLedgerWriter } from '#ledger/writer.ts';
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

export function recordFall(
  database: DatabaseSync,
  { links, devices }: Inventory,
  { every, fromMs, state }: FallOver,
): void {
  const run = `${state}`;
  const writer = createLedgerWriter(database, { collector: 'main', run });
  const all = [
    ...(every === 1 ? [...links.keys()].map((id) => `link:${id}` as const) : []),
    ...[...devices.values()]
      .filter(({ kind }, index) => every === 1 || (kind === 'camera' && index % every === 0))
      .map(({ id }) => `device:${id}` as const),
  ];
  for (let start = 0; start < all.length; start += 1_000) {
    const atMs = fromMs + Math.floor((start * minutes(1)) / all.length);
    const reach = { indicator: 'reach', state, afterMs: atMs - minutes(1), atMs } as const;
    const changes = all.slice(start, start + 1_000).map((entity): Change => ({ entity, ...reach }));
    writer.record([{ batch: { changes }, firstSourceSeq: 1 + start * 2, recordedMs: atMs + seconds(10) }]);
  }
}
