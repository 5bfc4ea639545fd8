import type { Opens } from '../components/columns.ts';
import { table } from '../components/table-panel.ts';
import { type WorstColumn, worstDevices } from '../queries/devices.ts';
import type { Context } from '../scope/context.ts';

const WORST = 10;

/** The ten devices that were down longest in the range. */
export function worstTen(
  context: Context,
  where: readonly string[],
  deviceOpens: Opens,
  columns: readonly WorstColumn[],
) {
  return table(context, {
    name: 'worstDevices',
    query: worstDevices(where, WORST, columns),
    columns: [{ column: 'device', opens: deviceOpens }, 'kind', 'area', ...columns],
    worstFirst: 'downTime',
  }).noValue(context.texts.noneRecorded);
}
