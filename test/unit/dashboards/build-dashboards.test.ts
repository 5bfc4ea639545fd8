import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { buildDashboards } from '#dashboards/build-dashboards.ts';
import type { City } from '#dashboards/scope/context.ts';
import { textsVi } from '#dashboards/texts/texts-vi.ts';
import { MOST_UID_CHARACTERS } from '#grafana/uid.ts';
import { generateHanoi, HANOI } from '../../support/hanoi.ts';
import { device } from '../../support/inventory.ts';
import { panelsOf, queriesOf } from '../../support/panels-of.ts';

const OPTIONS = { language: 'vi', dataSourceUid: 'camwatch-influx' } as const;
const HANOI_DASHBOARDS = buildDashboards(HANOI, OPTIONS);
const NOTHING = [textsVi.noValue, textsVi.noneRecorded];
const EACH = HANOI_DASHBOARDS.dashboards.map(({ dashboard }) => [dashboard.uid, dashboard] as const);

describe('dashboards of a city', () => {
  test('are the same bytes for the same city', () => {
    expect(JSON.stringify(buildDashboards(HANOI, OPTIONS))).toBe(JSON.stringify(HANOI_DASHBOARDS));
  });

  test('of 10,000 devices are hardly more than those of 300: none is per device', () => {
    const { devices, sites, links } = generateHanoi({ devices: 10_000, seed: 3 });
    const city: City = {
      settings: HANOI.settings,
      inventory: { ...HANOI.inventory, devices, sites, links },
    };

    const { dashboards } = buildDashboards(city, OPTIONS);

    expect(dashboards.length).toBeGreaterThan(100);
    expect(dashboards.length).toBeLessThan(250);
  });

  test('let choose among the devices of a small agency, and type the id of one of thousands', () => {
    const { devices, sites, links } = generateHanoi({ devices: 20_000, seed: 3 });
    const city: City = { settings: HANOI.settings, inventory: { ...HANOI.inventory, devices, sites, links } };
    const typeOf = (dashboards: typeof HANOI_DASHBOARDS) =>
      dashboards.dashboards
        .find(({ dashboard: { uid } }) => uid === 'camwatch-agency-cong-an-thanh-pho')
        ?.dashboard.templating?.list?.map(({ name, type }) => `${name} ${type}`);

    expect(typeOf(HANOI_DASHBOARDS)).toEqual(['device query']);
    expect(typeOf(buildDashboards(city, OPTIONS))).toEqual(['device textbox']);
  });

  test('have uids of their own that Grafana takes, and lie in a folder that is there', () => {
    const uids = HANOI_DASHBOARDS.dashboards.map(({ dashboard }) => dashboard.uid);
    const folders = new Set(HANOI_DASHBOARDS.folders.map(({ uid }) => uid));

    expect(new Set(uids).size).toBe(uids.length);
    for (const uid of uids)
      expect(uid).toMatch(new RegExp(`^[a-z0-9][a-z0-9-]{0,${MOST_UID_CHARACTERS - 2}}[a-z0-9]$`));
    expect(HANOI_DASHBOARDS.dashboards.every(({ folderUid }) => folders.has(folderUid))).toBe(true);
  });
});

describe.each(EACH)('%s', (_, dashboard) => {
  const panels = panelsOf(dashboard);

  test('is read-only, in the zone of the city, and has no id of a server', () => {
    expect(dashboard).toMatchObject({ editable: false, timezone: 'Asia/Ho_Chi_Minh', schemaVersion: 42 });
    expect(dashboard).not.toHaveProperty('id');
  });

  test('numbers every panel once', () => {
    const ids = panels.map(({ id }) => id);

    expect(ids.every((id) => typeof id === 'number' && id > 0)).toBe(true);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('lets no panel overlap another or the edge, and leaves no hole', () => {
    const cells = new Map<string, number>();
    for (const { id = 0, gridPos } of panels) {
      const { x = 0, y = 0, w = 0, h = 0 } = gridPos ?? {};
      expect(x + w).toBeLessThanOrEqual(24);
      for (let column = x; column < x + w; column += 1)
        for (let row = y; row < y + h; row += 1) {
          expect(cells.get(`${column} ${row}`), `panels ${id} at ${column} ${row}`).toBeUndefined();
          cells.set(`${column} ${row}`, id);
        }
    }
    const height = Math.max(...panels.map(({ gridPos }) => (gridPos?.y ?? 0) + (gridPos?.h ?? 0)));
    expect(cells.size).toBe(24 * height);
  });

  test('says of every panel what it is, and what stands where nothing was measured', () => {
    for (const panel of panels.filter(({ type }) => type !== 'row')) {
      expect(panel.title, String(panel.id)).toMatch(/\S/);
      expect(panel.description?.length, panel.title).toBeGreaterThan(15);
      expect(NOTHING, panel.title).toContain(panel.fieldConfig?.defaults.noValue);
    }
  });

  test('gives a unit to every number', () => {
    for (const panel of panels.filter(({ type }) => type === 'stat' || type === 'timeseries')) {
      expect(panel.fieldConfig?.defaults.unit, panel.title).toBeDefined();
      expect(JSON.stringify(panel.options?.reduceOptions?.calcs ?? ['none']), panel.title).not.toBe('[]');
    }
  });

  test('shows in a tile what the tile is about, whatever else its query has', () => {
    for (const panel of panels.filter(({ type }) => type === 'stat')) {
      const [filter] = panel.transformations ?? [];
      const shown: unknown[] = filter?.options.include.names ?? [];
      const described = panel.fieldConfig?.overrides.map(({ matcher }) => matcher.options);

      expect(shown).toEqual(['Time', ...(described ?? [])]);
    }
  });

  test('names series and orders columns, since Grafana has no order of its own', () => {
    for (const panel of panels)
      for (const { query, resultFormat, alias } of queriesOf(panel)) {
        if (resultFormat === 'time_series') expect(alias, query).toBeDefined();
        else if (panel.type === 'table')
          expect(panel.transformations?.map(({ id }) => id)).toContain('organize');
        expect(query.match(/\$timeFilter/g)?.length, query).toBeGreaterThan(0);
      }
  });

  test('refers to variables that it has, whole and escaped', () => {
    const known = new Set((dashboard.templating.list ?? []).map(({ name }) => name));
    const text = JSON.stringify([dashboard.panels, dashboard.annotations, dashboard.templating]);
    const used = [...text.matchAll(/\$\{(\w+)(?::\w+)?\}/g)]
      .map(([, name = '']) => name)
      .filter((name) => !name.startsWith('__'));

    for (const name of used) expect(known, name).toContain(name);
    for (const { query } of panels.flatMap(queriesOf)) expect(query).not.toMatch(/= '[^']*\$\{[^']*'/);
  });
});

describe('who may look at what', () => {
  const ofAgencies = HANOI_DASHBOARDS.dashboards.filter(({ dashboard }) =>
    dashboard.uid.startsWith('camwatch-agency-'),
  );

  test('every agency that owns devices has a folder for its team, and a dashboard in it', () => {
    const owners = new Set([...HANOI.inventory.devices.values()].flatMap(({ agency }) => agency ?? []));
    const viewers = HANOI_DASHBOARDS.folders.flatMap((folder) => folder.viewers ?? []);

    expect(viewers.toSorted()).toEqual(
      [...owners].map((id) => HANOI.inventory.agencies.get(id)?.name).toSorted(),
    );
  });

  test.each(ofAgencies.map(({ dashboard }) => [dashboard.uid, dashboard] as const))(
    '%s asks for nothing but what its agency owns',
    (uid, dashboard) => {
      const agency = uid.slice('camwatch-agency-'.length);
      const asked = [
        ...panelsOf(dashboard)
          .flatMap(queriesOf)
          .map(({ query }) => query),
        ...(dashboard.annotations?.list ?? []).map(
          ({ target }) => (target as unknown as { query: string }).query,
        ),
        ...(dashboard.templating.list ?? []).map(({ query }) => String(query)),
      ];

      for (const query of asked) expect(query).toContain(`"agency" = '${agency}'`);
    },
  );
});

describe('ways through the dashboards', () => {
  const linksOf = (dashboard: (typeof EACH)[number][1]) =>
    [...JSON.stringify(dashboard.panels).matchAll(/"url":"([^"]+)"/g)].map(([, url = '']) => url);

  test('every way down carries the range', () => {
    const links = EACH.flatMap(([, dashboard]) => linksOf(dashboard));

    expect(links.length).toBeGreaterThan(50);
    for (const url of links) expect(url).toContain('${__url_time_range}');
  });

  test('nothing leads out of the folder of an agency, whose people could not open it', () => {
    for (const [uid, dashboard] of EACH.filter(([uid]) => uid.startsWith('camwatch-agency-')))
      for (const url of linksOf(dashboard)) expect(url).toMatch(new RegExp(`^/d/${uid}\\?`));
  });

  test('every row of a thing or a place leads to its page in the portal, where there is one', () => {
    const alerts = {
      recipients: new Map(),
      rosters: new Map(),
      reports: [],
      pageUrl: 'https://cam.example.org/',
    };
    const { dashboards } = buildDashboards({ ...HANOI, settings: { ...HANOI.settings, alerts } }, OPTIONS);
    const named = ['id', 'device', 'link', 'district', 'area', 'agency', 'contractor', 'call'];
    const columns = dashboards
      .flatMap(({ dashboard }) => panelsOf(dashboard))
      .filter(({ type }) => type === 'table')
      .flatMap(({ fieldConfig }) => fieldConfig?.overrides ?? [])
      .filter(({ matcher }) => named.includes(matcher.options));

    expect(columns.length).toBeGreaterThan(100);
    for (const { matcher, properties } of columns)
      expect(JSON.stringify(properties.find(({ id }) => id === 'links')), matcher.options).toMatch(
        /"https:\/\/cam\.example\.org\/(devices|links|search)[^"]*\$\{__value\.raw\}"/,
      );
    expect(JSON.stringify(buildDashboards(HANOI, OPTIONS))).not.toContain('/search?q=');
  });

  test('an agency whose id is too long for a uid is found by its tag', () => {
    const long = 'ubnd-phuong-van-mieu-quoc-tu-giam';
    const inventory = {
      ...HANOI.inventory,
      devices: new Map([['cam-1', device({ id: 'cam-1', agency: long })]]),
    };

    const { dashboards } = buildDashboards({ ...HANOI, inventory }, OPTIONS);

    const [wall] = dashboards;
    const own = dashboards.find(({ dashboard }) => dashboard.tags?.includes(`agency:${long}`));
    expect(own?.dashboard.uid.length).toBeLessThanOrEqual(MOST_UID_CHARACTERS);
    expect(wall && linksOf(wall.dashboard)).toContain(
      '/dashboards?tag=agency:${__value.raw}&${__url_time_range}',
    );
  });
});

describe('words', () => {
  test('names of the inventory stand in variables and cells', () => {
    const text = JSON.stringify(HANOI_DASHBOARDS);

    expect(text).toContain('Quận Ba Đình : ba-dinh');
    expect(text).toContain('"ba-dinh":{"text":"Quận Ba Đình"}');
    expect(text).toContain('"none":{"text":"chưa xác định"}');
  });

  test('an English build has no Vietnamese of ours', () => {
    const { dashboards } = buildDashboards(HANOI, { ...OPTIONS, language: 'en' });

    for (const { dashboard } of dashboards)
      for (const { title, description, fieldConfig } of panelsOf(dashboard))
        expect(`${title} ${description} ${fieldConfig?.defaults.noValue}`).not.toMatch(
          /[ăâđêôơưàáãèéìíòóùúýạ-ỹ]/i,
        );
  });

  test('every dashboard of the page of documentation is there, and the other way round', () => {
    const page = readFileSync('docs/grafana-dashboards.md', 'utf8');
    const written = [...page.matchAll(/^\| `([a-z]+)(?:-<id>)?`/gm)].map(([, name]) => `camwatch-${name}`);

    const uids = EACH.map(([uid]) => (uid.startsWith('camwatch-agency-') ? 'camwatch-agency' : uid));
    expect([...new Set(uids)].toSorted()).toEqual(written.toSorted());
  });
});
