import type { DeviceColumns, LiveColumns } from '#core/domain/live-columns.ts';
import type { LiveStatus } from '#core/domain/sinks.ts';
import { INDICATORS, parseEntity, STATES } from '#core/domain/state.ts';

/** Columns of statuses that somebody else holds; what the inventory does not have is left out. */
export function columnsOfStatuses(
  devices: DeviceColumns,
  statuses: Iterable<LiveStatus>,
  version: number,
): LiveColumns {
  const rows = sortedRows(devices, statuses);
  const size = rows.length;
  const reasons: (string | undefined)[] = [undefined];
  const intern = (reason: string | undefined) => {
    const known = reasons.indexOf(reason);
    return known >= 0 ? known : reasons.push(reason) - 1;
  };
  const firstRow = new Uint32Array(devices.size + 1);
  for (const { device } of rows) firstRow[device + 1] = (firstRow[device + 1] ?? 0) + 1;
  for (let device = 0; device < devices.size; device++)
    firstRow[device + 1] = (firstRow[device + 1] ?? 0) + (firstRow[device] ?? 0);
  return {
    ...{ size, version, devices, firstRow, reasons },
    device: Uint32Array.from(rows, ({ device }) => device),
    indicator: Uint8Array.from(rows, ({ indicator }) => indicator),
    state: Uint8Array.from(rows, ({ status }) => STATES.indexOf(status.state)),
    reason: Uint16Array.from(rows, ({ status }) => intern(status.reason)),
    sinceMs: Float64Array.from(rows, ({ status }) => status.sinceMs),
    afterMs: Float64Array.from(rows, ({ status }) => status.afterMs),
    lastProbeMs: Float64Array.from(rows, ({ status }) => status.lastProbeMs ?? Number.NaN),
  };
}

function sortedRows(devices: DeviceColumns, statuses: Iterable<LiveStatus>) {
  const rows = [...statuses].flatMap((status) => {
    const { kind, id = '' } = parseEntity(status.entity) ?? {};
    const device = kind === 'device' ? devices.indexOf(id) : -1;
    return device < 0 ? [] : { device, indicator: INDICATORS.indexOf(status.indicator), status };
  });
  return rows.sort((a, b) => a.device - b.device || a.indicator - b.indicator);
}
