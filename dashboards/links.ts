import { namesOf } from '../grafana/influxql/select.ts';
import { buildDashboard } from './components/dashboard.ts';
import { CLICKED, KEPT, opens, UIDS } from './components/links.ts';
import { at, countRow } from './components/place.ts';
import { nameVariable, tagVariable } from './components/variables.ts';
import { annotations } from './panels/annotations.ts';
import { networkTile } from './panels/count-tiles.ts';
import { downTable } from './panels/event-panels.ts';
import { linkCharts, linkTiles, saturatedTable, worstLinks } from './panels/link-panels.ts';
import { linksOnly } from './queries/links.ts';
import type { Context } from './scope/context.ts';

const { isVariable } = namesOf('traffic');

/** Links against their capacity: which are full, which lose packets, which are down. */
export function buildLinks(context: Context) {
  const { title, description } = context.texts.dashboards.links;
  const here = [isVariable('district', 'district')];
  const event = namesOf('event');
  const linkOpens = opens(context, { to: 'links', with: { district: KEPT, link: CLICKED } });
  return buildDashboard(context, {
    uid: UIDS.links,
    title,
    description,
    from: 'now-24h',
    variables: [
      nameVariable(context, 'district', context.names.districts, 'all'),
      tagVariable(context, 'link', linksWhere(here), here),
    ],
    annotations: annotations(context, {
      outages: [event.is('kind', 'link'), ...here],
      maintenance: here,
    }),
    panels: [
      ...countRow(
        networkTile(context, { series: 'fleetDistrict', where: here }),
        ...linkTiles(context, here),
      ),
      at(10, [0, 6, 24, 10], worstLinks(context, here, linkOpens)),
      at(11, [0, 16, 12, 9], saturatedTable(context, here, linkOpens)),
      at(
        12,
        [12, 16, 12, 9],
        downTable(context, {
          name: 'linksDown',
          indicators: ['reach'],
          where: [event.isOneOf('kind', ['link', 'router', 'switch']), ...here],
          places: ['district'],
          leaveOut: 'kind',
          idOpens: [linkOpens, opens(context, { to: 'device', with: { district: KEPT, device: CLICKED } })],
        }),
      ),
      ...linkCharts(context, { firstId: 13, y: 25 }),
    ],
  });
}

const linksWhere = (conditions: readonly string[]): string =>
  `SHOW TAG VALUES FROM ${namesOf('traffic').from} WITH KEY = "link" WHERE ${[linksOnly, ...conditions].join(' AND ')}`;
