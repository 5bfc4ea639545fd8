import { namesOf, select } from '../../grafana/influxql/select.ts';
import { CLICKED, opens } from '../components/links.ts';
import { map } from '../components/map-panel.ts';
import type { Context } from '../scope/context.ts';

const { from, is, tag, field } = namesOf('fleetArea');

/** Wards and communes: as large as the cameras lost there, and in the colour of their share. */
export function wardMap(context: Context) {
  const each = select({
    columns: {
      down: `last(${field('down')})`,
      total: `last(${field('up')}) + last(${field('degraded')}) + last(${field('down')}) + last(${field('unknown')})`,
      latitude: `last(${field('latitude')})`,
      longitude: `last(${field('longitude')})`,
    },
    from,
    where: [is('kind', 'camera'), is('indicator', 'reach')],
    groupBy: [tag('area'), tag('district')],
  });
  return map(context, {
    name: 'wardMap',
    query: select({
      columns: {
        downRatio: '"down" / "total"',
        down: '"down"',
        total: '"total"',
        latitude: '"latitude"',
        longitude: '"longitude"',
      },
      from: each,
      groupBy: [tag('area'), tag('district')],
    }),
    columns: [
      'area',
      { column: 'district', opens: opens(context, { to: 'district', with: { district: CLICKED } }) },
      'down',
      'total',
      'downRatio',
    ],
    size: 'down',
    colour: 'downRatio',
    label: 'area',
  });
}
