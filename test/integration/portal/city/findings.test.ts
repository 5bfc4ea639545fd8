import { describe, expect, test } from 'vitest';
import type { FindingQuery } from '#ledger/record/devices.ts';
import { textOf } from '#test/support/page-text.ts';
import { measuredFleet, sampleLearnt } from '#test/support/sample-learnt.ts';
import { startSamplePortal } from '#test/support/sample-portal.ts';

const shown = measuredFleet();
const start = () => startSamplePortal({ shown, learnt: sampleLearnt() });

interface Answer {
  total: number;
  next: string | null;
  items: { entity: string; code: string; open: boolean; values: object; agency: string | null }[];
}

async function ask(query: string): Promise<Answer> {
  const { get } = await start();
  return (await (await get(`/api/v1/findings${query}`)).json()) as Answer;
}

describe('the page of findings', () => {
  test('lists what stands, the latest first, with the sentence of each', async () => {
    const { get } = await start();

    const text = textOf(await (await get('/findings')).text());

    expect(text).toContain('29 phát hiện');
    expect(text).toContain('Chỉ còn bản ghi của 12 ngày 5 giờ, yêu cầu 30 ngày');
    expect(text.indexOf('Số máy là C3D4')).toBeLessThan(text.indexOf('Đồng hồ chậm 5 phút'));
    expect(text).not.toContain('Số máy là B8');
  });

  test.each(['vi', 'en'])('calls each list of its filters something else, in %s', async (lang) => {
    const { get } = await start();

    const page = await (await get(`/findings?lang=${lang}`)).text();
    const headings = [...page.matchAll(/<h3>([^<]+)<\/h3>/g)].map(([, heading]) => heading);

    expect(headings.length).toBeGreaterThan(4);
    expect(new Set(headings).size).toBe(headings.length);
  });

  test('is narrowed by kind, agency and former district, and says how many each leaves', async () => {
    const { get } = await start();

    const contradictions = textOf(await (await get('/findings?code=contradiction&lang=en')).text());
    const ofDistrict = textOf(await (await get('/findings?district=dong-da&lang=en')).text());
    const ofAgency = textOf(await (await get('/findings?agency=undetermined&lang=en')).text());

    expect(contradictions).toContain('3 findings');
    expect(contradictions).toContain('✕ contradiction');
    expect(ofDistrict).toContain('2 findings');
    expect(ofDistrict).toContain('Port uplink says “down”');
    expect(ofAgency).toContain('1 finding ');
  });

  test('keeps the filters when the language is changed, and offers them as a table', async () => {
    const { get } = await start();

    const page = await (await get('/findings?code=contradiction')).text();

    expect(page).toContain('href="/findings?code=contradiction&amp;lang=en"');
    expect(page).toContain('href="/api/v1/findings?format=csv&amp;code=contradiction"');
  });

  test.each([
    ['/findings?code=sunburn', 'code: expected one of access-refused, '],
    ['/findings?district=atlantis', 'district: expected the id of a former district, such as ba-dinh'],
  ])('%s is refused', async (path, message) => {
    const { get } = await start();

    const answer = await get(path);

    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain(message);
  });
});

test('what stands is kept up to date beforehand: a page reads only what it names', async () => {
  const learnt = sampleLearnt();
  const asked: FindingQuery[] = [];
  let isOver = false;
  const gone = 'device:cam-ba-dinh-0003';
  const { keepUp, get } = await startSamplePortal({
    shown,
    learnt: {
      ...learnt,
      findings: (query = {}) => {
        asked.push(query);
        return [...learnt.findings(query)].filter(({ entity }) => !isOver || entity !== gone).values();
      },
    },
    notedFindings: () => new Set(isOver ? [gone] : []),
  });
  const page = async () => textOf(await (await get('/findings?lang=en')).text());
  await keepUp();
  asked.length = 0;

  expect(await page()).toContain('29 findings');
  expect(asked).toHaveLength(1);

  isOver = true;
  expect(await page()).toContain('27 findings');
  expect(asked.slice(1).map(({ entities = [] }) => entities.includes(gone))).toEqual([true, false]);
});

describe('/api/v1/findings', () => {
  test('tells what stands, with its numbers', async () => {
    const answer = await ask('?code=clock-drift');

    expect(answer).toMatchObject({
      total: 1,
      next: null,
      items: [
        {
          entity: 'device:cam-ba-dinh-0003',
          name: 'Camera Ba Đình 3',
          code: 'clock-drift',
          subject: '',
          open: true,
          gone: null,
          values: { offsetMs: -310_000, allowedMs: 5_000 },
          agency: 'cong-an-thanh-pho',
          district: 'ba-dinh',
          area: 'ba-dinh',
        },
      ],
    });
  });

  test.each([
    ['open=false', 1],
    ['open=all', 30],
    ['open=all&device=cam-ba-dinh-0003', 3],
    ['link=link-lang', 1],
    ['kind=nvr', 3],
  ])('?%s finds %i', async (query, total) => {
    expect((await ask(`?${query}`)).total).toBe(total);
  });

  test('pages through everything, each once', async () => {
    const seen: string[] = [];
    let cursor = '';
    do {
      const answer = await ask(`?open=all&limit=5${cursor && `&cursor=${cursor}`}`);
      seen.push(...answer.items.map(({ entity, code, open }) => `${entity} ${code} ${open}`));
      cursor = answer.next ?? '';
    } while (cursor !== '');

    expect(seen).toHaveLength(30);
    expect(new Set(seen).size).toBe(30);
  });

  test('is a table for spreadsheets when asked', async () => {
    const { get } = await start();

    const answer = await get('/api/v1/findings?format=csv&code=stream-changed');

    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="camwatch-findings.csv"');
    expect(new TextDecoder('utf-8', { ignoreBOM: true }).decode(await answer.arrayBuffer())).toBe(
      '\ufeffentity,name,code,subject,first_seen,last_seen,gone,agency,district,area,values\r\n' +
        'device:cam-ba-dinh-0012,Camera Ba Đình 12,stream-changed,Profile_1,2026-11-23T10:44:30.000+07:00,2026-11-25T10:24:30.000+07:00,,cong-an-thanh-pho,ba-dinh,ba-dinh,"expected=h264, 1920x1080, 25 fps; found=h264, 704x576, 12 fps"\r\n',
    );
  });

  test('refuses both a device and a link', async () => {
    const { get } = await start();

    const answer = await get('/api/v1/findings?device=a&link=b');

    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({
      error: { message: 'device: expected either a device or a link, got both' },
    });
  });
});

test('each says what to do, where, and whom to tell: who keeps it, or whoever runs camwatch', async () => {
  const { get: fetchPage } = await start();
  const get = async (path: string) => textOf(await (await fetchPage(path)).text());

  expect(await get('/findings?lang=en&code=disk-trouble')).toMatch(
    /Đầu ghi Ba Đình Trần Phú, Ba Đình .*What to do: Replace the disk;.* Nhà thầu mẫu A /,
  );
  expect(await get('/findings?lang=en&code=counter-implausible')).toMatch(
    /What to do: See whether .* operator /,
  );
  expect(await get('/devices/nvr-ba-dinh?lang=en')).toContain('What to do: Replace the disk');
});
