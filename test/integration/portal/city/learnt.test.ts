import { describe, expect, test } from 'vitest';
import { minutes } from '#core/time/units.ts';
import { textOf } from '#test/support/page-text.ts';
import {
  measuredFleet,
  sampleLearnt,
  scriptMeasurements,
  WITNESSED_OUTAGE,
} from '#test/support/sample-learnt.ts';
import { SAMPLE_NOW_MS } from '#test/support/sample-live.ts';
import { startSamplePortal } from '#test/support/sample-portal.ts';

const shown = measuredFleet();
const start = () =>
  startSamplePortal({
    shown,
    learnt: sampleLearnt(),
    outages: () => [WITNESSED_OUTAGE],
    prepare: (live) => scriptMeasurements(live, shown),
  });
const read = async (path: string) => textOf(await (await (await start()).get(path)).text());

describe('the page of a device', () => {
  test('says what the device said of itself, and when', async () => {
    const text = await read('/devices/cam-ba-dinh-0003?lang=en');

    expect(text).toContain(
      'Maker Example Model C-2 &lt;b&gt; Serial number S-42 Firmware V5.7.3 build 220112',
    );
    expect(text).toContain('Time set by NTP, 1 server TLS certificate valid to 23/11/2026, self-signed');
    expect(text).toContain('as of 25/11/2026 06:44:30');
    expect(text).toContain('main H.265 2560×1440, 25 fps 4.1 Mbit/s Profile_2 H.264 704×576 –');
  });

  test('lists its findings, what stands first and what is gone afterwards', async () => {
    const text = await read('/devices/cam-ba-dinh-0003');

    expect(text).toContain('không trả lời');
    expect(text.indexOf('Đồng hồ chậm 5 phút')).toBeLessThan(text.indexOf('Số máy là B8'));
    expect(text).toContain('đã hết lúc 17/11 11:44');
  });

  test('says what bears witness of an outage', async () => {
    expect(await read('/devices/cam-ba-dinh-0003')).toContain(
      'Bằng chứng: 3 lần đo liên tiếp; cổng ge-0/0/3 (Tủ mạng Ba Đình) vẫn có kết nối, vẫn cấp nguồn PoE 6,4 W (ghi nhận lúc 25/11/2026 07:44:35); cổng ge-0/0/3 (Tủ mạng Ba Đình) nhận 4,1 Mbit/s từ thiết bị (ghi nhận lúc 25/11/2026 07:43:55, trước khi gián đoạn); đầu ghi hình vẫn có hình của kênh này (ghi nhận lúc 25/11/2026 07:44:38)',
    );
  });

  test('shows every indicator with its reason', async () => {
    const camera = await read('/devices/cam-ba-dinh-0005');
    const recorder = await read('/devices/nvr-ba-dinh?lang=en');

    expect(camera).toContain('dịch vụ chưa rõ không được truy cập');
    expect(recorder).toContain('recording degraded video lost');
    expect(recorder).toContain('channels 12 · without a picture 1 · disks 4 · failed 1 · free 4 %');
  });

  test('of a recorder lists its channels, its disks and how far back it reaches', async () => {
    const text = await read('/devices/nvr-ba-dinh');

    expect(text).toContain('mất hình 1/12 kênh');
    expect(text).toContain('3 Camera Ba Đình 3 mất không có luồng hình');
    expect(text).toContain('Disk 1 tốt 4 TB 160 GB (4 %) Disk 2 hỏng 4 TB –');
    expect(text).toContain('13/11/2026 05:44:30 (12 ngày 5 giờ trước)');
  });

  test('of a switch lists its ports in their order, and what hangs on them', async () => {
    const text = await read('/devices/sw-ba-dinh?lang=en');

    expect(text).toContain('ge-0/0/3 Camera Ba Đình 3 0 bit/s 0 bit/s 0');
    expect(text.indexOf('ge-0/0/9 ')).toBeLessThan(text.indexOf('ge-0/0/10 '));
    expect(text).toContain('uplink Ba Đình 1 ');
  });

  test('of a device that said nothing says so', async () => {
    expect(await read('/devices/cam-lang-0001')).toContain('Thiết bị chưa cho biết gì về mình.');
  });
});

test('the API tells the same, without addresses', async () => {
  const { get } = await start();

  const answer = await get('/api/v1/devices/cam-ba-dinh-0003');
  const device = await answer.json();

  expect(device).toMatchObject({
    learnt: {
      identity: { serial: 'S-42', firmware: 'V5.7.3 build 220112' },
      streams: [{ id: 'Profile_1', codec: 'H.265', width: 2_560 }, { id: 'Profile_2' }],
      network_time: { source: 'ntp', servers: 1 },
      certificate: { subject: 'CN=…', self_signed: true },
    },
    findings: [{ code: 'clock-drift' }, { code: 'contradiction' }, { code: 'serial-changed', open: false }],
  });
  expect(JSON.stringify(device)).not.toContain('192.0.2.');
});

test('a refused configuration shows in the health of every page, with the line and without its content', async () => {
  const { get } = await startSamplePortal({
    shown,
    configurationFailure: () => ({
      atMs: SAMPLE_NOW_MS - minutes(10),
      problemCount: 1,
      firstPlace: 'devices.csv:12',
    }),
  });

  for (const path of ['/', '/links', '/findings', '/devices/cam-lang-0001'])
    expect(textOf(await (await get(`${path}?lang=en`)).text())).toContain(
      'Configuration The change of 10:34 is not taken: 1 problem (the first at devices.csv:12); the old configuration stays in force. Run camwatch check for the details.',
    );
});

test('with the configuration in force the health does not speak of it', async () => {
  const { get } = await startSamplePortal({ shown });

  expect(textOf(await (await get('/?lang=en')).text())).not.toContain('Configuration');
});
