import { expect, test } from 'vitest';
import type { Inventory } from '#core/domain/inventory.ts';
import { rowsOf, synthesizePoints } from '#demo/preview/synthetic-points.ts';
import { lintContent } from '#grafana/check/lint-content.ts';
import { renderProblem } from '#grafana/check/problem.ts';
import { runQueries } from '#grafana/check/run-queries.ts';
import { buildCityContent } from '#server/grafana/city-content.ts';
import { loadFolder } from '#test/support/config-folder.ts';
import { startFilledInflux } from '#test/support/filled-influx.ts';

/**
 * Ids are slugs; were they ever anything else, no query may break or find something else. (Only what looks like a variable,
 * `$agency`, would be one for Grafana wherever it stood.)
 */
const HOSTILE: Readonly<Record<string, string>> = {
  'ba-dinh': "D'Água (Leste), 7",
  'ngoc-ha': 'a.b*c+[d]|e : f',
  police: '7 de Abril "Đống Đa"',
  dost: '3',
  keeper: 'C:\\x/y {z}',
  upkeep: "it's ^over$",
  'key-targets': '#1 <b> & co. =~ /x/',
  'cam-1': '9cam\'"\\ `ắ` (1)',
};

function renamed<Value>(value: Value): Value;
function renamed(value: unknown): unknown {
  if (typeof value === 'string') return renameText(value);
  if (value instanceof Map)
    return new Map([...value].map(([key, member]) => [renamed(key), renamed(member)]));
  if (Array.isArray(value)) return value.map((member) => renamed(member));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, renamed(member)]));
}

function renameText(text: string): string {
  const [, prefix = '', id = ''] = /^(device:|link:|site:|)(.*)$/s.exec(text) ?? [];
  return `${prefix}${HOSTILE[id] ?? id}`;
}

test('every query of dashboards and rules finds what it asks for, whatever ids are made of', async () => {
  const config = await loadFolder();
  const inventory: Inventory = renamed(config.inventory);
  const content = buildCityContent({ ...config, inventory }, { language: 'vi' });
  const nowMs = Math.floor(Date.now() / 60_000) * 60_000;
  const { ask } = await startFilledInflux(synthesizePoints(rowsOf(inventory), nowMs));

  const { problems, queryCount } = await runQueries(
    content,
    { ask, nowMs, leastIntervalMs: 60_000, empty: 'fault' },
    new AbortController().signal,
  );

  expect(lintContent(content).map(renderProblem)).toEqual([]);
  expect(problems.map(renderProblem)).toEqual([]);
  expect(queryCount).toBeGreaterThan(100);
}, 120_000);
