import { describe, expect, test } from 'vitest';
import { deviceEntity } from '#core/domain/state.ts';
import { hours, minutes } from '#core/time/units.ts';
import { device } from '#test/support/inventory.ts';
import { sampleFleet } from '#test/support/sample-fleet.ts';
import { SAMPLE_NOW_MS } from '#test/support/sample-live.ts';
import { startSamplePortal, WRITING } from '#test/support/sample-portal.ts';
import { devicesOfArea, scriptTroubles } from '#test/support/sample-troubles.ts';

const shown = sampleFleet();

const troubled = () => startSamplePortal({ shown, prepare: (live) => scriptTroubles(live, shown.inventory) });

/** The text that people read, without tags, style and script. */
const textOf = (page: string) =>
  page
    .replace(/<(style|script)[\s\S]*?<\/\1>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');

describe('the page', () => {
  test('counts before anything else, in Vietnamese', async () => {
    const { get } = await troubled();

    const text = textOf(await (await get('/')).text());

    expect(text).toContain('camera mất 32 /1.513 3 suy giảm · 12 chưa rõ');
    expect(text).toContain('Đường truyền Hoàng Mai 1');
    expect(text).toContain('mất 12/12 camera từ 10:32 12 phút');
    expect(text).not.toContain('Địa điểm không công khai');
  });

  test('speaks English when asked, whatever the browser prefers', async () => {
    const { url } = await troubled();

    const english = await fetch(`${url}/?lang=en`, { headers: { 'accept-language': 'vi' } });

    expect(textOf(await english.text())).toContain('lost 12 of 12 cameras since 10:32 12 min');
  });

  test('speaks the language of the settings when not asked, and links to the other', async () => {
    const settings = { ...shown.settings, page: { ...shown.settings.page, language: 'en' as const } };
    const { get } = await startSamplePortal({ shown: { ...shown, settings } });

    const page = await (await get('/')).text();

    expect(page).toContain('<html lang="en"');
    expect(page).toContain('<a href="/?lang=vi" lang="vi">Tiếng Việt</a>');
    expect(page).toContain('href="/?district=hoang-mai"');
    expect(await (await get('/devices/nowhere')).text()).toContain('There is no such page');
    expect(await (await get('/?lang=vi')).text()).toContain('href="/?district=hoang-mai&amp;lang=vi"');
  });

  test('says between which two probes an edge lies', async () => {
    const { get } = await troubled();

    expect(await (await get('/')).text()).toContain(
      'title="Mất trong khoảng từ 25/11/2026 10:31:48 (lần đo cuối còn tốt) đến 25/11/2026 10:32:30 (lần đo đầu bị mất)"',
    );
  });

  test.each(['timeout', 'refused'])(
    'a ward that fell together (%s) is said to have no power, unless it refuses',
    async (reason) => {
      const { get } = await startSamplePortal({
        shown,
        prepare: (live, { inventory }) => {
          for (const id of devicesOfArea(inventory, 'lang'))
            if (id.startsWith('cam-')) live.set(deviceEntity(id), { state: 'down', reason });
        },
      });

      const text = textOf(await (await get('/')).text());

      expect(text).toContain('12 thiết bị tại Phường Láng');
      expect(text.includes('có thể do mất điện')).toBe(reason === 'timeout');
    },
  );

  test('marks a ward without cameras whose recorder is lost with the cross of what is down', async () => {
    const inventory = {
      ...shown.inventory,
      devices: new Map([...shown.inventory.devices].filter(([id]) => !id.startsWith('cam-lang-'))),
    };
    const { get } = await startSamplePortal({
      shown: { ...shown, inventory },
      prepare: (live) => live.set(deviceEntity('nvr-lang'), { state: 'down', reason: 'timeout' }),
    });

    expect(await (await get('/')).text()).toMatch(/<a class="cell is-down"[\s\S]*?href="#i-down"/);
  });

  test('draws each ward once, each with a title', async () => {
    const { get } = await troubled();

    const page = await (await get('/')).text();

    expect(page.match(/<a class="cell is-/g)).toHaveLength(126);
    expect(page).toContain('<title>Phường Hoàng Mai (địa bàn Quận Hoàng Mai cũ): mất 12/12 camera</title>');
    expect(page).toContain('aria-label="Sơ đồ 126 phường, xã xếp theo vị trí; 6 nơi có camera đang mất"');
  });

  test('says that InfluxDB is away, since when, and that nothing is lost', async () => {
    const { get } = await startSamplePortal({
      shown,
      measurements: () => ({
        ...WRITING,
        mode: 'queueing',
        sinceMs: SAMPLE_NOW_MS - minutes(12),
        queuedPoints: 12_345,
      }),
    });

    expect(textOf(await (await get('/')).text())).toContain(
      'InfluxDB không trả lời từ 10:32; 12.345 điểm đo đang chờ trên đĩa, không mất số liệu',
    );
  });

  test('says when points had to be dropped', async () => {
    const { get } = await startSamplePortal({
      shown,
      measurements: () => ({ ...WRITING, mode: 'queueing', queuedPoints: 5, droppedPoints: 1_000 }),
    });

    const text = textOf(await (await get('/?lang=en')).text());

    expect(text).toContain('1,000 of the oldest points had to be dropped');
    expect(text).not.toContain('nothing is lost');
  });

  test.each([
    ['vi', '7 điểm đo bị InfluxDB từ chối đang để riêng'],
    ['en', '7 points that InfluxDB refused are set aside'],
  ])('says when points are set aside (%s)', async (lang, words) => {
    const { get } = await startSamplePortal({
      shown,
      measurements: () => ({ ...WRITING, setAsidePoints: 7 }),
    });

    expect(textOf(await (await get(`/?lang=${lang}`)).text())).toContain(words);
  });

  test.each([
    ['off', 'chưa cấu hình: không lưu số đo'],
    ['writing', 'đang ghi số đo'],
  ] as const)('says what becomes of measurements when InfluxDB is %s', async (mode, words) => {
    const { get } = await startSamplePortal({ shown, measurements: () => ({ ...WRITING, mode }) });

    expect(textOf(await (await get('/')).text())).toContain(words);
  });

  test('says when reach is a TCP connect, and only then', async () => {
    const tcp = await startSamplePortal({
      shown,
      prepare: (live) => live.setHealth({ engines: ['tcp', 'tcp'] }),
    });
    const fping = await startSamplePortal({ shown });

    expect(textOf(await (await tcp.get('/?lang=en')).text())).toContain(
      'Reach is measured by a TCP connect in place of an ICMP ping',
    );
    expect(textOf(await (await fping.get('/?lang=en')).text())).not.toContain('TCP connect');
  });

  test('says that it is a demonstration when told so', async () => {
    const demo = await startSamplePortal({ shown, notice: 'demo' });
    const real = await startSamplePortal({ shown });

    expect(textOf(await (await demo.get('/')).text())).toContain(
      'Bản trình diễn: thiết bị và sự cố đều là giả lập',
    );
    expect(textOf(await (await real.get('/')).text())).not.toContain('Bản trình diễn');
  });

  test('says that it is blind, and until when it saw', async () => {
    const { get } = await startSamplePortal({
      shown,
      prepare: (live) =>
        live.setHealth({
          sight: 'blind',
          sightSinceMs: SAMPLE_NOW_MS - minutes(5),
          coveredUntilMs: SAMPLE_NOW_MS - minutes(5) - 3_000,
        }),
    });

    const page = await (await get('/?lang=en')).text();

    expect(textOf(page)).toContain(
      'The collector has been blind since 10:39. The present state is unknown; the page shows what was known until 25/11/2026 10:39:27.',
    );
    expect(page).toContain('class="panel map is-stale"');
  });

  test('says that the ledger cannot be written', async () => {
    const { get } = await startSamplePortal({ shown, ledgerFailure: () => 'disk <full>' });

    expect(await (await get('/')).text()).toContain('không ghi được: disk &lt;full&gt;');
  });

  test('of an empty inventory it does not say that all is well', async () => {
    const empty = { ...shown, inventory: { ...shown.inventory, devices: new Map(), links: new Map() } };
    const { get } = await startSamplePortal({ shown: empty });

    const text = textOf(await (await get('/')).text());

    expect(text).toContain('Danh mục chưa có thiết bị nào.');
    expect(text).not.toContain('Không có thiết bị hay đường truyền nào đang mất.');
  });

  test('of no areas at all it draws no map and does not fail', async () => {
    const bare = {
      ...shown,
      inventory: {
        ...shown.inventory,
        devices: new Map(),
        links: new Map(),
        areas: new Map(),
        districts: new Map(),
      },
    };
    const { get } = await startSamplePortal({ shown: bare });

    expect((await get('/')).status).toBe(200);
  });

  test('stays bounded when everything is lost for its own reason', async () => {
    const many = sampleFleet({ camerasPerArea: 40 });
    const { get } = await startSamplePortal({
      shown: many,
      prepare: (live) => {
        for (const id of many.inventory.devices.keys())
          if (!id.endsWith('1')) live.set(deviceEntity(id), { state: 'down', reason: 'timeout' });
      },
    });

    const page = await (await get('/')).text();

    expect(page.length).toBeLessThan(300_000);
    expect(textOf(page)).toMatch(/và [\d.]+ sự cố nữa/);
  });

  test('is drawn once for all who ask within a second', async () => {
    let reads = 0;
    let nowMs = SAMPLE_NOW_MS;
    const { get } = await startSamplePortal({
      shown,
      nowMs: () => nowMs,
      measurements: () => {
        reads++;
        return WRITING;
      },
    });

    await Promise.all(Array.from({ length: 20 }, () => get('/')));
    const readsAtOnce = reads;
    nowMs += hours(1);
    await get('/');

    expect([readsAtOnce, reads]).toEqual([1, 2]);
  });
});

describe('hostile names', () => {
  const names = {
    script: '<script>alert(1)</script>',
    quotes: `" onmouseover="alert(1)' x='`,
    rtl: '\u202egnorw\u202c נסיון',
    long: 'Ô'.repeat(10_000),
    controls: 'a\u0000b\u001b[31mc',
  };

  test('cannot break out of any page', async () => {
    const devices = new Map(shown.inventory.devices);
    for (const [id, name] of Object.entries(names))
      devices.set(id, device({ id: `cam-${id}`, name, site: 'site-lang-0', maker: name, model: name }));
    const hostile = {
      ...shown,
      inventory: {
        ...shown.inventory,
        devices: new Map([...devices.values()].map((one) => [one.id, one])),
      },
    };
    const { get } = await startSamplePortal({
      shown: hostile,
      prepare: (live) => {
        for (const id of Object.keys(names))
          live.set(deviceEntity(`cam-${id}`), { state: 'down', reason: 'timeout' });
      },
    });

    for (const path of ['/', '/?district=dong-da', ...Object.keys(names).map((id) => `/devices/cam-${id}`)]) {
      const page = await (await get(path)).text();
      expect(page).not.toContain('<script>alert');
      expect(page).not.toContain('" onmouseover="');
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there.
      expect(page).not.toMatch(/[\u0000\u001b]/);
      expect(page).not.toContain('Ô'.repeat(100));
      expect(page.length).toBeLessThan(300_000);
    }
    // In the words of messages nothing turns round; a name by itself turns round by itself.
    expect(await (await get('/')).text()).not.toContain('\u202e');
    expect(await (await get('/?district=dong-da')).text()).toContain('<bdi>\u202egnorw');
  });
});

describe('the pages behind it', () => {
  test('a district lists its wards, its incidents and every device that is not up', async () => {
    const { get } = await troubled();

    const text = textOf(await (await get('/?district=hoang-mai')).text());

    expect(text).toContain('Giám sát camera Hà Nội Quận Hoàng Mai');
    expect(text).toContain('Phường Lĩnh Nam 0 /12');
    expect(text).toContain('Thiết bị mất hoặc suy giảm 14');
    expect(text).not.toContain('Camera Long Biên');
  });

  test('a device tells its way to the core with states, and its outages', async () => {
    const { get } = await startSamplePortal({
      shown,
      prepare: (live) => scriptTroubles(live, shown.inventory),
      outages: () => [
        {
          entity: 'device:cam-hoang-mai-0003',
          indicator: 'reach',
          fromMs: SAMPLE_NOW_MS - minutes(12),
          afterMs: SAMPLE_NOW_MS - minutes(13),
          reason: 'timeout',
          evidence: {},
          recordedMs: SAMPLE_NOW_MS - minutes(12),
        },
      ],
    });

    const text = textOf(await (await get('/devices/cam-hoang-mai-0003?lang=en')).text());

    expect(text).toContain('Way to the device core Hoàng Mai 1 Tủ mạng Hoàng Mai Camera Hoàng Mai 3');
    expect(text).toContain('25/11/2026 10:32:30 ongoing 12 min reach no answer');
    expect(text).toContain('average ping 4.2 ms · loss 0 %');
  });

  test('of a switch that forwards and whose agent is silent it says which of both', async () => {
    const { get } = await startSamplePortal({
      prepare: (live) => {
        live.set('device:sw-ba-dinh', { indicator: 'reach', state: 'up' });
        live.set('device:sw-ba-dinh', { indicator: 'service', state: 'down', reason: 'timeout' });
      },
    });

    const text = textOf(await (await get('/devices/sw-ba-dinh?lang=en')).text());

    expect(text).toContain('down service: no answer');
  });

  test('a device that does not exist is a 404 for people', async () => {
    const { get } = await troubled();

    const answer = await get('/devices/%3Cb%3E?lang=en');

    expect([answer.status, answer.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
    expect(await answer.text()).toContain(
      '<h1>There is no such page</h1><p>no device &quot;&lt;b&gt;&quot;</p>',
    );
  });

  test('links keep the language and the theme', async () => {
    const { get } = await troubled();

    const page = await (await get('/?lang=en&theme=dark')).text();

    expect(page).toMatch(/href="\/incidents\/device%3Acam-ba-dinh-0003%40\d+\?lang=en&amp;theme=dark"/);
    expect(page).toContain('<html lang="en"');
    expect(page).toContain('data-theme="dark"');
  });
});
