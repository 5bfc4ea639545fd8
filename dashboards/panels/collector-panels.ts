import { namesOf, select } from '../../grafana/influxql/select.ts';
import { opens } from '../components/links.ts';
import { JUST_NOW, tile } from '../components/panels.ts';
import { lowerIsWorse } from '../components/steps.ts';
import { table } from '../components/table-panel.ts';
import { inRange } from '../queries/devices.ts';
import type { Context } from '../scope/context.ts';

const { from, tag, field } = namesOf('collector');

/** 1 sees, 0 does not. */
const SEEING = lowerIsWorse({ warn: 1, bad: 1 });

/** Whether every collector that reports sees; grey where none reports. */
export function seeingTile(context: Context) {
  const each = select({ columns: { seeing: `last(${field('seeing')})` }, from, groupBy: [tag('collector')] });
  return tile(context, {
    name: 'collectorSeeing',
    query: select({ columns: { seeing: 'min("seeing")' }, from: each }),
    columns: [{ column: 'seeing', steps: SEEING }],
    within: JUST_NOW,
    opens: { to: 'collector' },
  });
}

/** Each collector at the end of the range. */
export function collectorsTable(context: Context) {
  return table(context, {
    name: 'collectors',
    query: inRange(
      'collector',
      {
        seeing: `last(${field('seeing')})`,
        lateness: `last(${field('lateness_ms')})`,
        queue: `last(${field('queue_bytes')})`,
        lag: `last(${field('ledger_lag_ms')})`,
      },
      [],
      [tag('collector')],
    ),
    columns: [
      { column: 'collector', opens: opens(context, { to: 'collector' }) },
      { column: 'seeing', steps: SEEING },
      'lateness',
      'queue',
      'lag',
    ],
    within: JUST_NOW,
  });
}
