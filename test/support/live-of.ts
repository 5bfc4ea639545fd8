import { createFleetCounter } from '#collector/influx/lines/fleet-counts.ts';
import { createDeviceColumns } from '#collector/states/device-columns.ts';
import type { Inventory } from '#core/domain/inventory.ts';
import type { LiveStatus, LiveView } from '#core/domain/sinks.ts';
import { columnsOfStatuses } from './columns-of-statuses.ts';

/** What a collector would tell of an inventory of which these statuses are known. */
export function liveOf(
  inventory: Inventory,
  statuses: Iterable<LiveStatus>,
  nowMs: number,
): Pick<LiveView, 'columns' | 'linkStatuses' | 'status'> {
  const all = [...statuses];
  const { columns } = createDeviceColumns(inventory, nowMs);
  return {
    columns: () => columnsOfStatuses(columns, all, 0),
    linkStatuses: () => all.filter(({ entity }) => entity.startsWith('link:')),
    status: (entity, indicator) => all.find((one) => one.entity === entity && one.indicator === indicator),
  };
}

export const countStatuses = (...given: Parameters<typeof liveOf>) =>
  createFleetCounter()(liveOf(...given).columns());
