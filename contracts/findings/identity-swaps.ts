import type { Device } from '../../core/domain/inventory.ts';
import { deviceEntity } from '../../core/domain/state.ts';
import type { Interval } from '../../core/time/intervals.ts';
import type { InventoryHistory } from '../../ledger/history/history.ts';
import type { LedgerReader } from '../../ledger/record/ledger-reader.ts';
import type { DecisionFinding } from './decision-finding.ts';

/** Devices that turned out to be other hardware, or that the inventory gave the address or serial number of another. */
export function listSwaps(
  reader: LedgerReader,
  history: InventoryHistory,
  period: Interval,
): readonly DecisionFinding[] {
  return [...listIdentities(reader, period), ...findSwaps(history.devices, period)];
}

function listIdentities(reader: LedgerReader, { fromMs, toMs }: Interval): readonly DecisionFinding[] {
  const codes = ['serial-changed', 'model-changed'] as const;
  return codes.flatMap((code) =>
    [...reader.findings({ code })]
      .filter(({ firstMs, lastMs, goneMs }) => firstMs < toMs && (goneMs ?? Math.max(lastMs, toMs)) >= fromMs)
      .map(({ entity, firstMs, values }) => ({
        code: 'identity-changed' as const,
        entity,
        atMs: firstMs,
        ref: `finding:${code}`,
        detail: [values.expected, values.found].filter((value) => value !== undefined).join(' → '),
      })),
  );
}

/** What of a device's versions is compared. */
type DeviceVersions = ReadonlyMap<
  string,
  readonly {
    readonly value: Pick<Device, 'address' | 'port' | 'channelOf' | 'serial'>;
    readonly fromMs: number;
    readonly seq: number;
  }[]
>;

/** From an instant of the period on, a device has what another one had directly before. */
export function findSwaps(devices: DeviceVersions, { fromMs, toMs }: Interval): readonly DecisionFinding[] {
  const kinds = [
    { code: 'address-swapped', read: placeOf },
    { code: 'serial-swapped', read: ({ serial }: Pick<Device, 'serial'>) => serial },
  ] as const;
  return kinds.flatMap(({ code, read }) => {
    const lost = new Map<string, string>();
    const gained: { id: string; value: string; atMs: number; seq: number }[] = [];
    for (const [id, versions] of devices) {
      versions.forEach(({ value, fromMs: atMs, seq }, index) => {
        const before = versions[index - 1];
        if (!before || atMs < fromMs || atMs >= toMs) return;
        const [old, own] = [read(before.value), read(value)];
        if (old === own) return;
        if (old !== undefined) lost.set(old, id);
        if (own !== undefined) gained.push({ id, value: own, atMs, seq });
      });
    }
    return gained.flatMap(({ id, value, atMs, seq }): readonly DecisionFinding[] => {
      const other = lost.get(value);
      if (other === undefined || other === id) return [];
      return [{ code, entity: deviceEntity(id), atMs, ref: `revision:${seq}`, seq, detail: other }];
    });
  });
}

/** Devices behind one address are told apart by their port, or by the channel of a recorder. */
function placeOf({
  address,
  port,
  channelOf,
}: Pick<Device, 'address' | 'port' | 'channelOf'>): string | undefined {
  if (channelOf) return `${channelOf.recorder}#${channelOf.channel}`;
  return address === undefined ? undefined : `${address}:${port ?? ''}`;
}
