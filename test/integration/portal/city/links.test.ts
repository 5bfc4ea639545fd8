import { describe, expect, test } from 'vitest';
import { textOf } from '#test/support/page-text.ts';
import { measuredFleet, sampleLearnt, scriptMeasurements } from '#test/support/sample-learnt.ts';
import { startSamplePortal } from '#test/support/sample-portal.ts';
import { scriptTroubles } from '#test/support/sample-troubles.ts';

const shown = measuredFleet();
const start = () =>
  startSamplePortal({
    shown,
    learnt: sampleLearnt(),
    prepare: (live) => {
      scriptTroubles(live, shown.inventory);
      scriptMeasurements(live, shown);
    },
  });

interface Answer {
  total: number;
  next: string | null;
  items: { id: string }[];
}

async function ask(query: string): Promise<Answer> {
  const { get } = await start();
  return (await (await get(`/api/v1/links${query}`)).json()) as Answer;
}

describe('the page of links', () => {
  test('begins with what is down, then what is saturated, then the fullest', async () => {
    const { get } = await start();

    const text = textOf(await (await get('/links?lang=en')).text());

    const places = ['Hoàng Mai 1', 'Hai Bà Trưng 1', 'Ứng Thiên 1', 'Hoàng Liệt 1'].map((name) =>
      text.indexOf(name),
    );
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(text).toContain(
      'saturated Hai Bà Trưng 1 Hai Ba Trung Ward Viễn thông mẫu 1 97.2 Mbit/s 2.9 Mbit/s 97.2 % 96.8 Mbit/s 0',
    );
  });

  test('is narrowed by state and former district', async () => {
    const { get } = await start();

    const saturated = textOf(await (await get('/links?state=saturated&lang=en')).text());
    const ofDistrict = textOf(await (await get('/links?district=ba-dinh&lang=en')).text());

    expect(saturated).toContain('1 link ');
    expect(saturated).not.toContain('Hoàng Mai 1');
    expect(ofDistrict).toContain('3 links');
  });
});

describe('the page of a link', () => {
  test('says what it is, what goes through it and what it carried by day', async () => {
    const { get } = await start();

    const text = textOf(await (await get('/links/link-hai-ba-trung?lang=en')).text());

    expect(text).toContain('saturated');
    expect(text).toContain('Agreed capacity 100 Mbit/s Measured at port uplink ( Tủ mạng Hai Bà Trưng )');
    expect(text).toContain('In 97.2 Mbit/s 0 errors, 0 discards Out 2.9 Mbit/s');
    expect(text).toContain('mean of 1 min until 10:43');
    expect(text).toContain('24/11/2026 96.4 Mbit/s 2.9 Mbit/s 13.9 % 761.4 GB 288');
    expect(text).toContain('capacity degraded saturated');
    expect(text).toContain('lost 0 of 14');
  });

  test('says that a line without a port is not measured', async () => {
    const inventory = { ...shown.inventory, links: new Map(shown.inventory.links) };
    const known = inventory.links.get('link-lang');
    if (known === undefined) throw new Error('no link-lang');
    const { interface: _port, ...inferred } = known;
    inventory.links.set('link-lang', inferred);
    const { get } = await startSamplePortal({ shown: { ...shown, inventory } });

    const text = textOf(await (await get('/links/link-lang?lang=en')).text());

    expect(text).toContain('There is no port at which the traffic of this link is measured.');
    expect(text).toContain('not measured; its state is inferred from what is behind it');
  });

  test('of a link that is not there, or withheld, does not exist', async () => {
    const { get } = await start();

    expect((await get('/links/nowhere')).status).toBe(404);
    expect((await get('/links/link-bi-mat')).status).toBe(404);
    expect((await get('/api/v1/links/link-bi-mat')).status).toBe(404);
  });
});

describe('/api/v1/links', () => {
  test('tells rates, share and the P95 of the day with its bound', async () => {
    const { get } = await start();

    const link = await (await get('/api/v1/links/link-hai-ba-trung')).json();

    expect(link).toMatchObject({
      id: 'link-hai-ba-trung',
      state: 'saturated',
      reason: 'saturated',
      capacity_bits_per_second: 100_000_000,
      traffic: {
        interval_ms: 60_000,
        in_bits_per_second: 97_200_000,
        out_bits_per_second: 2_916_000,
        used_ratio: 0.972,
        in_errors: 0,
      },
      today: [
        { direction: 'in', samples: 129, p95_bound: 'within', p95_error_bits_per_second: 1_000_000 },
        { direction: 'out', samples: 129 },
      ],
    });
  });

  test('pages through all links, each once', async () => {
    const first = await ask('?limit=100');
    const second = await ask(`?limit=100&cursor=${first.next}`);
    const ids = [...first.items, ...second.items].map(({ id }) => id);

    expect(first.total).toBe(126);
    expect(second.next).toBe(null);
    expect(new Set(ids).size).toBe(126);
  });

  test.each([
    ['state=saturated', 1],
    ['state=down', 1],
    ['carrier=vien-thong-1', 126],
    ['area=lang', 1],
  ])('?%s finds %i', async (query, total) => {
    expect((await ask(`?${query}`)).total).toBe(total);
  });
});
