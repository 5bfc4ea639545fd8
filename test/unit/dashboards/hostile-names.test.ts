import { describe, expect, test } from 'vitest';
import { buildDashboards } from '#dashboards/build-dashboards.ts';
import type { City } from '#dashboards/scope/context.ts';
import { lintDashboards } from '#grafana/check/lint-dashboard.ts';
import { interpolate } from '#grafana/reading/interpolate.ts';
import { HANOI } from '../../support/hanoi.ts';
import { device } from '../../support/inventory.ts';
import { panelsOf, queriesOf } from '../../support/panels-of.ts';

/** Ids that no check of ours lets in today, and names that people do give. */
const HOSTILE = [`D'Água (Leste)`, '7 de Abril (A)', 'a.b|c', 'x"y\\z', 'đống đa', 'p, q'];
const DATA_SOURCE = 'camwatch-influx';

const [district] = HANOI.inventory.districts.values();
const [area] = HANOI.inventory.areas.values();
const [site] = HANOI.inventory.sites.values();
const [contractor] = HANOI.inventory.contractors.values();
const [contract] = HANOI.inventory.contracts.values();
const [agency] = HANOI.inventory.agencies.values();
if (!district || !area || !site || !contractor || !contract || !agency) throw new Error('no sample city');

const each = <Item>(build: (id: string) => Item) => new Map(HOSTILE.map((id) => [id, build(id)]));
const named = (id: string) => ({ id, name: `Tên : của ${id}`, nameEn: `Name : of ${id}` });

const CITY: City = {
  settings: HANOI.settings,
  inventory: {
    ...HANOI.inventory,
    districts: each((id) => ({ ...district, ...named(id) })),
    areas: each((id) => ({ ...area, ...named(id), district: id })),
    sites: each((id) => ({ ...site, ...named(id), area: id })),
    agencies: each((id) => ({ ...agency, ...named(id) })),
    contractors: each((id) => ({ ...contractor, ...named(id) })),
    contracts: each((id) => ({ ...contract, ...named(id), contractor: id })),
    devices: each((id) => device({ id, site: id, agency: id, contractor: id })),
    links: new Map(),
  },
};
const { dashboards } = buildDashboards(CITY, { language: 'en', dataSourceUid: DATA_SOURCE });

describe('names that hurt', () => {
  test('leave dashboards that Grafana takes', () => {
    expect(lintDashboards(dashboards, [DATA_SOURCE])).toEqual([]);
  });

  test('can be chosen: Grafana reads the list of a variable as it was meant', () => {
    const variables = dashboards.flatMap(({ dashboard }) => dashboard.templating.list ?? []);
    const written = variables.filter(({ name, type }) => type === 'custom' && name === 'district');

    for (const { query } of written)
      expect(readCustom(String(query))).toEqual(HOSTILE.map((id) => [`Name : of ${id}`, id]));
  });

  test('stand whole and escaped in every query that a variable puts them into', () => {
    const queries = dashboards.flatMap(({ dashboard }) => panelsOf(dashboard).flatMap(queriesOf));
    const withDistrict = queries.filter(({ query }) => query.includes('${district:regex}'));

    expect(withDistrict.length).toBeGreaterThan(10);
    for (const { query } of withDistrict)
      for (const id of HOSTILE) {
        const { text } = interpolate(query, [{ name: 'district', value: id }]);
        const [, pattern = ''] = /"district" =~ \/\^((?:\\.|[^/\\])*)\$\//.exec(text) ?? [];
        expect(new RegExp(`^${pattern}$`).test(id), text).toBe(true);
        expect(new RegExp(`^${pattern}$`).test(`${id}x`)).toBe(false);
      }
  });

  test('pin an agency to its own data and no other', () => {
    const own = dashboards.find(({ dashboard }) => dashboard.title === `Name : of D'Água (Leste)`);

    for (const panel of own ? panelsOf(own.dashboard) : [])
      for (const { query } of queriesOf(panel)) expect(query).toContain(`"agency" = 'D\\'Água (Leste)'`);
    expect(own).toBeDefined();
  });
});

/** As Grafana takes the list of a custom variable apart. */
function readCustom(query: string): readonly (readonly [string, string])[] {
  return (query.match(/(?:\\,|[^,])+/g) ?? []).map((entry) => {
    const text = entry.replace(/\\,/g, ',');
    const [, name = text, value = text] = /^\s*(.+)\s:\s(.+)$/.exec(text) ?? [];
    return [name.trim(), value.trim()];
  });
}
