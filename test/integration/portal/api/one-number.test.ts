import { expect, test } from 'vitest';
import { isBound, ROLES, type Role } from '#accounts/roles.ts';
import { openIncidentSource, sampleIncidentLedger } from '#test/support/portal-incidents.ts';
import { sampleLearnt, scriptMeasurements } from '#test/support/sample-learnt.ts';
import { scriptTroubles } from '#test/support/sample-troubles.ts';
import { TROUBLED_FLEET } from '#test/support/troubled-portal.ts';
import { startClosedPortal } from '../door/sample-door.ts';

interface Counts {
  readonly total: number;
  readonly down: number;
  readonly unknown: number;
}
interface Counted {
  readonly devices: Counts;
  readonly by_kind: Readonly<Record<string, Counts>>;
  readonly links: Counts;
}
interface Summary {
  readonly totals: Counted;
  readonly districts: readonly (Counted & { readonly id: string })[];
  readonly areas: readonly { readonly id: string; readonly district: string; readonly devices: Counts }[];
}
interface Incident {
  readonly id: string;
  readonly lost_now: number;
  readonly lost_ever: number;
  readonly members: { readonly total: number };
}

const SCOPES: readonly (readonly [Role, { organisation?: string; seesSecret?: boolean }])[] = [
  ...ROLES.filter((role) => !isBound(role)).map((role) => [role, {}] as const),
  ['admin', { seesSecret: true }],
  ['agency', { organisation: 'so-xay-dung' }],
  ['agency', { organisation: 'cong-an-thanh-pho' }],
  ['contractor', { organisation: 'nha-thau-a' }],
  ['contractor', { organisation: 'vien-thong-1' }],
  ['contractor', { organisation: 'nobody' }],
];

test.each(SCOPES)('pages and API give %s %j one number', async (role, bound) => {
  const portal = await startClosedPortal(TROUBLED_FLEET, {
    learnt: sampleLearnt(),
    incidents: openIncidentSource(sampleIncidentLedger()),
    prepare: (live) => {
      scriptTroubles(live, TROUBLED_FLEET.inventory);
      scriptMeasurements(live, TROUBLED_FLEET);
    },
  });
  const cookie = await portal.enter(await portal.addPerson(role, bound));
  const ask = async <Answer>(path: string): Promise<Answer> =>
    (await (await portal.get(`/api/v1/${path}`, { cookie })).json()) as Answer;
  const page = async (path: string) => {
    const url = `${path}${path.includes('?') ? '&' : '?'}lang=en`;
    return (await (await portal.get(url, { cookie })).text()).replaceAll(/(?<=\d),(?=\d{3})/g, '');
  };
  const totalOf = async (path: string) => (await ask<{ total: number }>(path)).total;

  const summary = await ask<Summary>('summary');
  const { totals } = summary;
  const overview = await page('/');
  const [cameras, links, recorders, others, unknown] = figuresOf(overview);
  expect(cameras).toEqual(lostOf(totals.by_kind.camera));
  expect(links).toEqual(lostOf(totals.links));
  expect(recorders).toEqual(lostOf(totals.by_kind.nvr));
  expect(others).toEqual(
    [0, 1].map((place) =>
      ([cameras, recorders] as const).reduce(
        (rest, one) => rest - (one?.[place] ?? 0),
        lostOf(totals.devices)[place] ?? 0,
      ),
    ),
  );
  expect(unknown).toEqual([
    totals.devices.unknown + totals.links.unknown,
    totals.devices.total + totals.links.total,
  ]);

  for (const list of [
    'devices',
    'links',
    'findings',
    'devices?state=down',
    'links?state=down',
    'devices?district=ba-dinh',
  ])
    expect([list, headOf(await page(`/${list}`))]).toEqual([list, await totalOf(list)]);
  const standing = Number(/(\d+) incidents?:/.exec(overview)?.[1] ?? 0);
  expect(standing).toBe(await totalOf('incidents?state=unresolved'));

  for (const { id, devices, links: lines } of summary.districts.filter(({ devices }) => devices.down > 0)) {
    const rows = rowsOf(await page(`/?district=${id}`));
    expect([id, sumOf(rows, (cells) => cells[1])]).toEqual([id, lostOf(lines)]);
    expect([id, sumOf(rows, ([one, , two, three]) => add(add(one, two), three))]).toEqual([
      id,
      lostOf(devices),
    ]);
  }
  for (const { id, devices } of summary.areas.filter(({ devices }) => devices.down > 0)) {
    const text = await page(`/areas/${id}`);
    const [, count] = /<p>(\d+) devices?<\/p>/.exec(text) ?? [];
    const [, down] = /<b>(\d+)<\/b> down/.exec(text) ?? [];
    expect([id, Number(count), Number(down)]).toEqual([id, devices.total, devices.down]);
  }

  const { items } = await ask<{ items: readonly Incident[] }>('incidents?limit=500');
  for (const { id } of items) {
    const { lost_now, lost_ever, members } = await ask<Incident>(`incidents/${encodeURIComponent(id)}`);
    const text = await page(`/incidents/${encodeURIComponent(id)}`);
    const [, now, ever] = /Lost now<\/dt><dd>(\d+)\D+(\d+)/.exec(text) ?? [];
    expect([id, Number(now), Number(ever)]).toEqual([id, lost_now, lost_ever]);
    expect([id, Number(/<h2>[^<]*<\/h2><p>(\d+)<\/p>/.exec(partOf(text, 'members'))?.[1])]).toEqual([
      id,
      members.total,
    ]);
  }
});

type Pair = readonly [lost: number, total: number];
const lostOf = (counts: Counts | undefined): Pair => [counts?.down ?? 0, counts?.total ?? 0];
const add = (one: Pair = [0, 0], other: Pair = [0, 0]): Pair => [one[0] + other[0], one[1] + other[1]];
const partOf = (text: string, part: string): string => text.slice(text.indexOf(`data-part="${part}"`));

/** What tiles say: lost, or unknown, of how many. */
const figuresOf = (text: string): Pair[] =>
  [...text.matchAll(/<p class="figure">.*?<b[^>]*>(\d+)<\/b><span class="of">\/(\d+)/g)].map(
    ([, lost, total]) => [Number(lost), Number(total)],
  );

const headOf = (text: string): number => Number(/<h2>(\d+) \w+<\/h2>/.exec(text)?.[1] ?? 0);

/** The rows of a table of counts, without their sum. */
function rowsOf(text: string): Pair[][] {
  const table = partOf(text, 'areas');
  const rows = table.slice(0, table.indexOf('</table>')).matchAll(/<tr class="">(.*?)<\/tr>/g);
  return [...rows].map(([, row = '']) =>
    [...row.matchAll(/<td class="[^"]*">(?:–|(?:<b>)?(\d+)(?:<\/b>)?<span>\/(\d+)<\/span>)<\/td>/g)].map(
      ([, lost, total]) => [Number(lost ?? 0), Number(total ?? 0)],
    ),
  );
}

const sumOf = (rows: readonly Pair[][], cell: (cells: readonly Pair[]) => Pair | undefined): Pair =>
  rows.reduce<Pair>((sum, cells) => add(sum, cell(cells)), [0, 0]);
