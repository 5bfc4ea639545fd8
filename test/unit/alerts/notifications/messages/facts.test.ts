import { describe, expect, test } from 'vitest';
import { composeMessage } from '#alerts/notifications/messages/compose-message.ts';
import { minutes } from '#core/time/units.ts';
import type { Occasion } from '#ledger/record/outbox/occasion.ts';
import { cutLine, FIVE_PAST_TWO_MS, MESSAGE_OPTIONS, NOBODY, news } from '#test/support/message-city.ts';

const factsOf = (occasion: Occasion, language: 'vi' | 'en' = 'en') =>
  composeMessage(occasion, { ...MESSAGE_OPTIONS, language }).facts as Record<string, unknown>;

describe('facts for programs', () => {
  test('hold all that the mail says, under names that stay', () => {
    expect(factsOf(news({ members: { some: ['link:hang-bai'], count: 215 }, joined: NOBODY }))).toEqual({
      version: 1,
      type: 'news',
      news: 'opened',
      language: 'en',
      subject: '[camwatch] 212/230 cameras lost · Hoan Kiem Ward · link Đường truyền Hàng Bài',
      short:
        'camwatch: 212/230 cameras lost, Hoan Kiem Ward, link Đường truyền Hàng Bài. Since 14:05 26/11/2026. Call Viễn thông mẫu 1 1900 0011',
      at: '2026-11-26T14:06:05.000+07:00',
      incident: {
        id: 'link:hang-bai@1795676765000',
        reference: expect.stringMatching(/^[0-9a-f]{16}$/),
        severity: 'critical',
        service: 'lost',
        root: { kind: 'link', id: 'link:hang-bai', name: 'link Đường truyền Hàng Bài' },
        since: '2026-11-26T14:05:00.000+07:00',
        opened: '2026-11-26T14:06:05.000+07:00',
        times_opened: 1,
        is_flapping: false,
        is_muted: false,
        cameras_lost: 212,
        cameras_total: 230,
        lost_now: 215,
        lost_ever: 215,
        areas: [{ id: 'hoan-kiem', name: 'Hoan Kiem Ward', lost: 212, of: 230 }],
        areas_count: 1,
        blind_spots: [{ kind: 'junction', name: 'Ngã tư số 1' }],
        blind_spots_count: 1,
        site: {
          id: 'hang-bai',
          name: 'Trụ sở UBND Phường Hoàn Kiếm',
          area: 'hoan-kiem',
          address: '126 Hàng Trống',
          cabinet: 'T-12',
          latitude: 21.03,
          longitude: 105.85,
        },
        circuit: 'KTR-0CT5DKA',
        carrier: { id: 'vien-thong-1', name: 'Viễn thông mẫu 1', hotline: '1900 0011' },
        duty_contact: { name: 'Trực kỹ thuật nội thành', phone: '024 0000 0002' },
        contractors: [],
        contracts: [{ id: 'thue-kenh', name: 'Thuê kênh', number: '07/2025/HĐ' }],
        links: [
          { text: 'Page of camwatch', url: 'https://camwatch.example.org/links/hang-bai?lang=en' },
          {
            text: 'Dashboard in Grafana',
            url: 'https://grafana.example.org/d/camwatch-links?var-district=hoan-kiem&var-link=hang-bai&from=1795673100000&to=now',
          },
        ],
      },
      joined: { some: [], count: 0 },
      left: { some: [], count: 0 },
      members: { some: [{ id: 'link:hang-bai', name: 'link Đường truyền Hàng Bài' }], count: 215 },
    });
  });

  test('of an escalation, a digest, a report and a test say which they are', () => {
    const span = { fromMs: FIVE_PAST_TWO_MS, toMs: FIVE_PAST_TWO_MS + minutes(60) };
    const counts = { opened: 0, resolved: 0, unresolved: 0 };
    const lists = { opened: [], resolved: [], unresolved: [], acknowledged: [], counts };

    expect(
      factsOf({ ...news(), type: 'escalation', told: [{ recipient: 'noc', atMs: 0 }], afterMs: minutes(30) }),
    ).toMatchObject({ type: 'escalation', after_seconds: 1_800, told: [{ recipient: 'noc' }] });
    expect(factsOf({ type: 'digest', reason: 'wanted', ...span, items: [news()], more: 2 })).toMatchObject({
      type: 'digest',
      messages: 3,
      from: '2026-11-26T14:05:00.000+07:00',
      items: [{ news: 'opened', incident: { id: 'link:hang-bai@1795676765000' } }],
    });
    expect(factsOf({ type: 'report', period: 'week', ...span, ...lists })).toMatchObject({
      type: 'report',
      period: 'week',
      counts,
    });
    expect(factsOf({ type: 'test', atMs: 0, by: 'lan' }, 'vi')).toMatchObject({
      type: 'test',
      by: 'Nguyễn Thị Lan',
      short: 'camwatch: Tin thử của camwatch, 08:00 01/01/1970',
    });
  });
});

test('a short text keeps the telephone number and cuts what comes before', () => {
  const { devices, ...others } = MESSAGE_OPTIONS.inventory;
  const camera = devices.get('cam-3');
  const named = new Map(devices).set('cam-3', { ...camera, name: 'Camera giám sát '.repeat(10) } as never);
  const incident = cutLine({ root: { kind: 'entity', entity: 'device:cam-3' } });

  const { facts } = composeMessage(news({ incident, news: 'cause-changed' }), {
    ...MESSAGE_OPTIONS,
    inventory: { ...others, devices: named },
  });

  const { short } = facts as { short: string };
  expect(short.length).toBeLessThanOrEqual(160);
  expect(short).toMatch(
    /^camwatch: Xác định lại nguyên nhân: .*…\. Từ 14:05 26\/11\/2026\. Gọi Nhà thầu mẫu A 1900 0001$/,
  );
});
