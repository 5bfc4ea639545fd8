import { describe, expect, test } from 'vitest';
import { LANGUAGES } from '#core/language/language.ts';
import { buildDashboards } from '#dashboards/build-dashboards.ts';
import { textsEn } from '#dashboards/texts/texts-en.ts';
import { textsVi } from '#dashboards/texts/texts-vi.ts';
import { HANOI } from '#test/support/hanoi.ts';
import { panelsOf, queriesOf } from '#test/support/panels-of.ts';
import { widthOf } from '#test/support/text-width.ts';

/** Pixels of a letter of 25 mm on a wall of 1.2 m: read from five metres. */
const LEAST_PX = 40;
const SCREEN = { width: 1_920, height: 1_080 };
/** Cells of Grafana's grid, with what stands around a value in one. */
const GRID = { row: 38, gutter: 8, padding: 32 };
/** Of a table, letters and what stands beside them in a cell. */
const CELL = { letters: 14, padding: 12 };
const WORDS = { reason: 'reasons', kind: 'kinds', state: 'states', indicator: 'indicators' } as const;
const TEXTS = { vi: textsVi, en: textsEn };
/** What Grafana puts above the panels where it is not told to leave it out. */
const HEADING_PX = 88;
/** Of a city of 100,000 devices. */
const LONGEST_COUNT = '90000';

describe.each(LANGUAGES)('on a wall, in %s', (language) => {
  const all = buildDashboards(HANOI, { language, dataSourceUid: 'camwatch-influx' }).dashboards;
  const each = all.map(({ dashboard }) => [dashboard.uid, dashboard] as const);
  const columnPx = (SCREEN.width - 2 * GRID.gutter) / 24;

  test('the city fits on one screen', () => {
    const walls = all.filter(({ dashboard: { uid } }) => uid === 'camwatch-city');
    const rows = walls
      .flatMap(({ dashboard }) => panelsOf(dashboard))
      .map(({ gridPos: { y = 0, h = 0 } = {} }) => y + h);

    expect(walls).toHaveLength(1);
    expect(HEADING_PX + Math.max(...rows) * GRID.row).toBeLessThanOrEqual(SCREEN.height);
  });

  test.each(each)('every number in a tile of %s is read from five metres', (_, dashboard) => {
    for (const { title, options } of panelsOf(dashboard).filter(({ type }) => type === 'stat'))
      expect(options?.text?.valueSize, title).toBeGreaterThanOrEqual(LEAST_PX);
  });

  test.each(each)('names and counts in tiles of %s are, side by side, and fit', (_, dashboard) => {
    const boards = panelsOf(dashboard).filter(({ options }) => options?.text?.titleSize !== undefined);
    for (const { title, options, gridPos, fieldConfig } of boards) {
      const { w = 0, h = 0 } = gridPos ?? {};
      const { titleSize, valueSize } = options.text;
      const names = (fieldConfig?.overrides ?? []).map(
        ({ properties }) => properties.find(({ id }) => id === 'displayName')?.value,
      );
      const room = w * columnPx - GRID.gutter - GRID.padding;

      expect(titleSize, title).toBeGreaterThanOrEqual(LEAST_PX);
      for (const name of names)
        expect(
          widthOf(`${name} `, titleSize) + widthOf(LONGEST_COUNT, valueSize),
          `${title}: ${name}`,
        ).toBeLessThan(room);
      expect(names.length * valueSize * 1.2, title).toBeLessThan(h * GRID.row - GRID.gutter - 40);
    }
    const isOfCounts = ['camwatch-city', 'camwatch-district', 'camwatch-programmes'].includes(dashboard.uid);
    if (isOfCounts) expect(boards).toHaveLength(4);
  });

  test.each(each)('no reason, kind or state is cut in a table of %s', (_, dashboard) => {
    for (const { title, fieldConfig } of panelsOf(dashboard).filter(({ type }) => type === 'table')) {
      for (const [column, words] of Object.entries(WORDS)) {
        const found = fieldConfig?.overrides.find(({ matcher }) => matcher.options === column);
        const width = found?.properties.find(({ id }) => id === 'custom.width')?.value;
        for (const text of found === undefined ? [] : Object.values(TEXTS[language][words]))
          expect(widthOf(text, CELL.letters) + CELL.padding, `${title}: ${text}`).toBeLessThan(width);
      }
    }
  });

  test.each(each)('what is lost of packets is never drawn above all in %s', (_, dashboard) => {
    const ofLoss = panelsOf(dashboard).filter(
      (panel) =>
        panel.type === 'timeseries' && queriesOf(panel).some(({ query }) => / AS "loss"/.test(query)),
    );
    if (['camwatch-district', 'camwatch-device'].includes(dashboard.uid)) expect(ofLoss).toHaveLength(1);
    for (const { title, fieldConfig } of ofLoss)
      expect(fieldConfig?.defaults, title).toMatchObject({ min: 0, max: 1 });
  });

  test('every circle on a map has the name of its ward', () => {
    const maps = all.flatMap(({ dashboard }) => panelsOf(dashboard)).filter(({ type }) => type === 'geomap');

    expect(maps).toHaveLength(1);
    for (const { options, fieldConfig } of maps) {
      expect(options.layers[0].config.style.text).toMatchObject({ mode: 'field', field: 'area' });
      expect(JSON.stringify(fieldConfig?.overrides)).toContain('"ba-dinh":{"text":');
    }
  });

  test('a list of what is wrong ends with a row that says so, and only where something was measured', () => {
    const lists = all
      .flatMap(({ dashboard }) => panelsOf(dashboard))
      .filter((panel) => queriesOf(panel).some(({ query }) => query.includes('"trouble"')));

    expect(lists.length).toBeGreaterThan(4);
    for (const panel of lists) {
      expect(panel.fieldConfig?.defaults.noValue).toBe(TEXTS[language].noValue);
      expect(queriesOf(panel)[0]?.query, panel.title).toContain('OR "seeing" = 1)');
      const overrides = JSON.stringify(panel.fieldConfig?.overrides);
      expect(
        Object.values(TEXTS[language].nothingElse).some((text) => overrides.includes(text)),
        panel.title,
      ).toBe(true);
    }
  });
});
