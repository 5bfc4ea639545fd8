import type { Context } from '../context.ts';
import type { Opens } from '../house/columns.ts';
import { table } from '../house/table-panel.ts';
import { worstDevices } from '../queries/devices.ts';

const WORST = 10;

/** The ten devices that were down longest in the range. */
export function worstTen(context: Context, where: readonly string[], deviceOpens: Opens) {
  return table(context, {
    name: 'worstDevices',
    query: worstDevices(where, WORST),
    columns: [{ column: 'device', opens: deviceOpens }, 'kind', 'area', 'downTime', 'availability'],
    worstFirst: 'downTime',
  });
}
