import { describe, expect, test } from 'vitest';
import { composeMessage } from '#alerts/notifications/messages/compose-message.ts';
import { seconds } from '#core/time/units.ts';
import {
  CUT_ENTITIES,
  cutLine,
  FIVE_PAST_TWO_MS,
  MESSAGE_OPTIONS,
  NOBODY,
  news,
  WHOLE_COURSE,
} from '#test/support/message-city.ts';

const FEW = { some: CUT_ENTITIES.slice(0, 4), count: CUT_ENTITIES.length };
const CABINET = cutLine({
  id: `devices:cabinet:T-12@${FIVE_PAST_TWO_MS}`,
  root: {
    kind: 'common',
    by: 'cabinet',
    name: 'T-12',
    what: 'device',
    fallen: 38,
    of: 40,
    firstMs: FIVE_PAST_TWO_MS,
    lastMs: FIVE_PAST_TWO_MS + seconds(32),
  },
  severity: 'major',
  lostNow: 38,
  lostEver: 38,
  camerasLost: 36,
  areas: [
    { area: 'cua-nam', lost: 1, of: 20 },
    { area: 'hoan-kiem', lost: 35, of: 230 },
  ],
  blindSpots: [],
});

describe('a mail', () => {
  test('tells in Vietnamese what failed, whom to call and with which number', () => {
    const { subject, text } = composeMessage(news({ members: FEW }), MESSAGE_OPTIONS);

    expect(`${subject}\n\n${text}`).toBe(VIETNAMESE);
  });

  test('tells in English of a probable common cause, and on what it rests', () => {
    const { subject, text } = composeMessage(
      news({
        incident: CABINET,
        members: { some: ['device:nvr-1'], count: 38 },
        joined: NOBODY,
        timeline: [],
      }),
      { ...MESSAGE_OPTIONS, language: 'en' },
    );

    expect(`${subject}\n\n${text}`).toBe(ENGLISH);
  });

  test('says the same as text and as HTML', () => {
    const { text, html } = composeMessage(news({ timeline: WHOLE_COURSE }), MESSAGE_OPTIONS);

    const shown = html
      .replace(/^.*<body[^>]*>/s, '')
      .replace(/<[^>]+alt="([^"]*)"[^>]*>/g, ' $1 ')
      .replace(/<[^>]+>/g, ' ')
      .split(/\s+/);
    const written = new Set(text.toLowerCase().split(/[\s[\]]+/));
    expect(
      shown.filter((word) => !written.has(word.toLowerCase()) && !written.has(`${word.toLowerCase()}:`)),
    ).toEqual([]);
  });

  test('takes nothing from elsewhere, and shows its pictures from within', () => {
    const { html, pictures } = composeMessage(news({ timeline: WHOLE_COURSE }), MESSAGE_OPTIONS);

    expect(html).not.toMatch(/<script|<link|<style|url\(|@import|src="(?!cid:)/i);
    expect([...html.matchAll(/src="cid:([^"]+)"/g)].map(([, id]) => id)).toEqual(
      pictures.map(({ id }) => id),
    );
  });

  test.each([
    {
      language: 'vi' as const,
      subject:
        '[camwatch] 212 camera kết nối qua đây, đến nay xác nhận mất 31 · Phường Hoàn Kiếm · đường truyền Hàng Bài',
      lead: [
        '212 camera kết nối qua đây, đến nay xác nhận mất 31 tại Phường Hoàn Kiếm.',
        '214 thiết bị, đường truyền chỉ kết nối qua đây và chưa được kiểm tra hết. Nếu mất thêm sẽ báo trong một vài phút nữa.',
      ],
    },
    {
      language: 'en' as const,
      subject:
        '[camwatch] 212 cameras hang on it, 31 found down so far · Hoan Kiem Ward · link Đường truyền Hàng Bài',
      lead: [
        '212 cameras hang on it, 31 found down so far in Hoan Kiem Ward.',
        '214 devices and links hang on it alone, and not all were asked yet. If more are down, it is told in a minute or two.',
      ],
    },
  ])(
    'that goes out before all is asked says what hangs on the root ($language)',
    ({ language, subject, lead }) => {
      const early = { lostNow: 34, lostEver: 34, camerasLost: 31, behind: { things: 214, cameras: 212 } };
      const areas = [{ area: 'hoan-kiem', lost: 31, of: 230 }];

      const message = composeMessage(news({ incident: cutLine({ ...early, areas }) }), {
        ...MESSAGE_OPTIONS,
        language,
      });

      expect(message.subject).toBe(subject);
      const text = message.text.replace(/\s+/g, ' ');
      for (const sentence of lead) expect(text).toContain(sentence);
      expect(message.facts).toMatchObject({ incident: { cameras_lost: 31, cameras_behind: 212 } });
    },
  );

  test('that found all that hangs on the root says so as always', () => {
    const whole = cutLine({ behind: { things: 214, cameras: 212 } });

    expect(composeMessage(news({ incident: whole }), MESSAGE_OPTIONS).text).toBe(
      composeMessage(news(), MESSAGE_OPTIONS).text,
    );
  });

  test('is the same for the same input', () => {
    expect(composeMessage(news(), MESSAGE_OPTIONS)).toEqual(composeMessage(news(), MESSAGE_OPTIONS));
  });

  test('leaves out what the inventory does not know', () => {
    const bare = {
      ...MESSAGE_OPTIONS,
      links: {},
      inventory: {
        ...MESSAGE_OPTIONS.inventory,
        contacts: new Map(),
        contractors: new Map(),
        contracts: new Map(),
      },
    };

    const { text, html, facts } = composeMessage(
      news({ incident: cutLine({ id: 'device:cam-3@1', root: { kind: 'entity', entity: 'device:cam-3' } }) }),
      bare,
    );

    expect(`${text}${html}${JSON.stringify(facts)}`).not.toMatch(/undefined|null|NaN|\[object/);
    expect(text).toContain('1. Kiểm tra nguồn điện và cổng mạng của thiết bị.\n2. Tiếp nhận sự cố');
  });
});

const VIETNAMESE = `[camwatch] Mất 212/230 camera · Phường Hoàn Kiếm · đường truyền Hàng Bài

SỰ CỐ MỚI · MỨC NGHIÊM TRỌNG

Mất đường truyền Hàng Bài từ 14:05 26/11/2026
Mất 212/230 camera tại Phường Hoàn Kiếm.
Gọi Viễn thông mẫu 1, điện thoại 1900 0011.

VIỆC CẦN LÀM
1. Gọi Viễn thông mẫu 1, điện thoại 1900 0011, báo số hiệu kênh KTR-0CT5DKA.
2. Báo Trực kỹ thuật nội thành, điện thoại 024 0000 0002.
3. Tiếp nhận sự cố, để mọi nơi biết đã có người xử lý:
   camwatch incidents ack link:hang-bai@1795676765000
4. Khi Viễn thông mẫu 1 báo đã nhận việc, ghi nhận cho họ (thời gian phản hồi
   theo hợp đồng tính đến lúc đó):
   camwatch incidents ack link:hang-bai@1795676765000 --as contractor:vien-thong-1

PHẠM VI
Từ: 14:05:00 26/11/2026 (+07:00)
Camera bị mất: 212/230 (92\u00a0%)
Theo phường, xã: Phường Hoàn Kiếm 212/230
Nơi không còn camera hoạt động: Ngã tư số 1
Tổng số đang mất: 215 thiết bị, đường truyền

ĐỊA ĐIỂM VÀ ĐẦU MỐI
Địa điểm: Trụ sở UBND Phường Hoàn Kiếm
Địa chỉ: 126 Hàng Trống
Phường, xã: Phường Hoàn Kiếm
Tọa độ: 21.03, 105.85
Tủ: T-12
Số hiệu kênh: KTR-0CT5DKA
Doanh nghiệp viễn thông: Viễn thông mẫu 1, điện thoại 1900 0011
Trực tại địa điểm: Trực kỹ thuật nội thành, điện thoại 024 0000 0002
Hợp đồng: số 07/2025/HĐ (Thuê kênh)

[Sơ đồ phần bị ảnh hưởng: đường truyền Hàng Bài; phía sau: Ngã tư số 1 (4
camera · mất); Ngã tư số 2 (4 camera · mất); Ngã tư số 3 (4 camera · mất); Ngã
tư số 4 (4 camera · mất); Ngã tư số 5 (4 camera · mất); Ngã tư số 6 (4 camera
· mất); Ngã tư số 7 (4 camera · mất); Ngã tư số 8 (4 camera · mất); Ngã tư số
9 (4 camera · mất); Ngã tư số 10 (4 camera · mất); Ngã tư số 11 (4 camera ·
mất); + 170 nữa]

ĐANG MẤT
- đường truyền Hàng Bài
- router Hàng Bài
- đầu ghi hình số 1
- camera Ngã tư số 1, hướng 1
- và 211 thiết bị, đường truyền khác

DIỄN BIẾN
- 14:05 26/11/2026: bắt đầu gián đoạn, mất 212 camera
- 14:06 26/11/2026: mở sự cố, mất 212 camera

XEM THÊM
Trang camwatch:
https://camwatch.example.org/links/hang-bai?lang=vi
Bảng theo dõi trên Grafana:
https://grafana.example.org/d/camwatch-links?var-district=hoan-kiem&var-link=hang-bai&from=1795673100000&to=now

--${' '}
Mã sự cố: link:hang-bai@1795676765000
Tin tự động của camwatch. Giờ ghi theo múi giờ Asia/Ho_Chi_Minh.
`;

const ENGLISH = `[camwatch] 36/250 cameras lost · Hoan Kiem Ward and 1 other ward · probably one cause: 38 devices at cabinet T-12

NEW INCIDENT · MAJOR

Down since 14:05 26/11/2026: 38 devices at cabinet T-12
36/250 cameras lost in Hoan Kiem Ward and 1 other ward.
Call Nhà thầu mẫu A, phone 1900 0001.
They failed at nearly the same time, so there is probably one cause. This is a
guess that needs a look.

WHAT TO DO
1. Check the power and the uplink of the cabinet.
2. Call Nhà thầu mẫu A, phone 1900 0001: look at cabinet T-12.
3. Tell Trực kỹ thuật nội thành, phone 024 0000 0002.
4. Acknowledge the incident, so that everybody knows somebody is at it:
   camwatch incidents ack devices:cabinet:T-12@1795676700000
5. When Nhà thầu mẫu A says that it is at it, put that on record (its time to
   respond by the contract ends there):
   camwatch incidents ack devices:cabinet:T-12@1795676700000 --as contractor:nha-thau-a

EXTENT
Since: 14:05:00 26/11/2026 (+07:00)
Evidence: 38 of 40 devices failed between 14:05:00 and 14:05:32
Cameras lost: 36/250 (14%)
By ward: Hoan Kiem Ward 35/230; Cua Nam Ward 1/20
Down in all: 38 devices and links

PLACE AND CONTACTS
Site: Trụ sở UBND Phường Hoàn Kiếm
Address: 126 Hàng Trống
Ward: Hoan Kiem Ward
Coordinates: 21.03, 105.85
Cabinet: T-12
On duty at the site: Trực kỹ thuật nội thành, phone 024 0000 0002
Contractor: Nhà thầu mẫu A, phone 1900 0001
Contract: No. 01/2025/HĐ (Bảo trì camera)

[Map of the affected part: 38 devices at cabinet T-12; behind it: Router Hàng
Bài (router · down); Đầu ghi hình số 1 (recorder · down)]

DOWN NOW
- recorder Đầu ghi hình số 1
- and 37 others

MORE
Page of camwatch:
https://camwatch.example.org/?lang=en
Dashboard in Grafana:
https://grafana.example.org/d/camwatch-district?var-district=hoan-kiem&var-area=hoan-kiem&from=1795673100000&to=now

--${' '}
Incident: devices:cabinet:T-12@1795676700000
Sent by camwatch. Times are those of Asia/Ho_Chi_Minh.
`;
