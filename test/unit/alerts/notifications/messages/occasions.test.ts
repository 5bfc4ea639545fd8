import { describe, expect, test } from 'vitest';
import { composeMessage } from '#alerts/notifications/messages/compose-message.ts';
import { hours, minutes, seconds } from '#core/time/units.ts';
import type {
  DigestOccasion,
  NewsOccasion,
  Occasion,
  ReportOccasion,
} from '#ledger/record/outbox/occasion.ts';
import {
  cutLine,
  FIVE_PAST_TWO_MS,
  MESSAGE_CITY,
  MESSAGE_OPTIONS,
  NOBODY,
  news,
  timelineStep,
  WHOLE_COURSE,
} from '#test/support/message-city.ts';

const AT_MS = FIVE_PAST_TWO_MS + minutes(30);
const OVER = cutLine({ lostNow: 0, camerasLost: 0, areas: [], blindSpots: [] });

const compose = (occasion: Occasion) => composeMessage(occasion, MESSAGE_OPTIONS);
const inEnglish = (occasion: Occasion) => composeMessage(occasion, { ...MESSAGE_OPTIONS, language: 'en' });

/** What a reader sees before the first empty line, and the sentences below it. */
const opening = (occasion: Occasion) =>
  compose(occasion).text.split('\n\n').slice(0, 2).join(' | ').replaceAll('\n', ' ');

const camera = cutLine({
  id: `device:cam-3@${FIVE_PAST_TWO_MS}`,
  root: { kind: 'entity', entity: 'device:cam-3' },
  severity: 'minor',
  lostNow: 1,
  lostEver: 1,
  camerasLost: 1,
  areas: [{ area: 'hoan-kiem', lost: 1, of: 230 }],
  blindSpots: [],
});

const DOUBTED = cutLine({
  id: `collector:hanoi-1@${FIVE_PAST_TWO_MS}`,
  root: {
    kind: 'collector',
    collector: 'hanoi-1',
    clockDoubt: { cause: 'step', offMs: -hours(2) - seconds(9) },
  },
  severity: 'critical',
  sinceMs: FIVE_PAST_TWO_MS,
  camerasLost: 0,
  lostNow: 0,
  lostEver: 0,
  areas: [],
  blindSpots: [],
});

const NEWS: readonly [given: Partial<NewsOccasion>, vi: string, en: string][] = [
  [
    { news: 'opened' },
    'Mất 212/230 camera · Phường Hoàn Kiếm · đường truyền Hàng Bài',
    '212/230 cameras lost · Hoan Kiem Ward · link Đường truyền Hàng Bài',
  ],
  [
    { news: 'reopened', incident: cutLine({ times: 3 }) },
    'Tái diễn: mất 212/230 camera · Phường Hoàn Kiếm · đường truyền Hàng Bài',
    'Again: 212/230 cameras lost · Hoan Kiem Ward · link Đường truyền Hàng Bài',
  ],
  [
    { news: 'cause-changed' },
    'Xác định lại nguyên nhân: mất 212/230 camera · Phường Hoàn Kiếm · đường truyền Hàng Bài',
    'Cause found anew: 212/230 cameras lost · Hoan Kiem Ward · link Đường truyền Hàng Bài',
  ],
  [
    { news: 'grew' },
    'Lan rộng: mất 212/230 camera · Phường Hoàn Kiếm · đường truyền Hàng Bài',
    'Grew: 212/230 cameras lost · Hoan Kiem Ward · link Đường truyền Hàng Bài',
  ],
  [
    { news: 'shrank' },
    'Thu hẹp: mất 212/230 camera · Phường Hoàn Kiếm · đường truyền Hàng Bài',
    'Shrank: 212/230 cameras lost · Hoan Kiem Ward · link Đường truyền Hàng Bài',
  ],
  [
    { news: 'flapping', incident: cutLine({ isFlapping: true }) },
    'Chập chờn: đường truyền Hàng Bài · Phường Hoàn Kiếm',
    'Flapping: link Đường truyền Hàng Bài · Hoan Kiem Ward',
  ],
  [
    { news: 'unmuted' },
    'Hết giờ bảo trì: mất 212/230 camera · Phường Hoàn Kiếm · đường truyền Hàng Bài',
    'Planned work is over: 212/230 cameras lost · Hoan Kiem Ward · link Đường truyền Hàng Bài',
  ],
  [
    { news: 'acknowledged', by: 'lan' },
    'Đã tiếp nhận: mất 212/230 camera · Phường Hoàn Kiếm · đường truyền Hàng Bài',
    'Acknowledged: 212/230 cameras lost · Hoan Kiem Ward · link Đường truyền Hàng Bài',
  ],
  [
    { news: 'noted', by: 'lan', note: 'x' },
    'Ghi chú: mất 212/230 camera · Phường Hoàn Kiếm · đường truyền Hàng Bài',
    'Note: 212/230 cameras lost · Hoan Kiem Ward · link Đường truyền Hàng Bài',
  ],
  [
    { news: 'resolved', incident: OVER },
    'Đã khôi phục: đường truyền Hàng Bài · Phường Hoàn Kiếm · sau 30 phút',
    'Resolved: link Đường truyền Hàng Bài · Hoan Kiem Ward · after 30 minutes',
  ],
  [
    { news: 'resolved', incident: OVER, mergedInto: 'device:rt-core@5' },
    'Gộp vào sự cố khác: đường truyền Hàng Bài · Phường Hoàn Kiếm',
    'Became part of another incident: link Đường truyền Hàng Bài · Hoan Kiem Ward',
  ],
  [
    { incident: camera },
    'Mất camera Ngã tư số 4, hướng 1 · Phường Hoàn Kiếm',
    'Down: camera Ngã tư số 4, hướng 1 · Hoan Kiem Ward',
  ],
  [
    { news: 'reopened', incident: camera },
    'Tái diễn: mất camera Ngã tư số 4, hướng 1 · Phường Hoàn Kiếm',
    'Again: down: camera Ngã tư số 4, hướng 1 · Hoan Kiem Ward',
  ],
  [
    { incident: cutLine({ service: 'degraded', camerasLost: 0, lostNow: 1, areas: [] }) },
    'Suy giảm: mất đường truyền Hàng Bài, còn đường khác · Phường Hoàn Kiếm',
    'Degraded: link Đường truyền Hàng Bài down, another way holds · Hoan Kiem Ward',
  ],
  [
    {
      incident: cutLine({
        areas: [
          { area: 'cua-nam', lost: 2, of: 20 },
          { area: 'hoan-kiem', lost: 210, of: 230 },
        ],
      }),
    },
    'Mất 212/250 camera · Phường Hoàn Kiếm và 1 phường, xã khác · đường truyền Hàng Bài',
    '212/250 cameras lost · Hoan Kiem Ward and 1 other ward · link Đường truyền Hàng Bài',
  ],
  [
    {
      incident: cutLine({
        root: { kind: 'collector', collector: 'hanoi-1' },
        camerasLost: 0,
        lostNow: 0,
        areas: [],
      }),
    },
    'Bộ thu thập hanoi-1 không quan sát được',
    'Collector hanoi-1 is blind',
  ],
  [
    { incident: DOUBTED },
    'Chưa tin được đồng hồ, không ghi nhận gì: bộ thu thập hanoi-1',
    'Clock not believed, nothing is recorded: collector hanoi-1',
  ],
  [
    {
      incident: cutLine({
        root: {
          kind: 'common',
          by: 'area-carrier',
          name: 'hoan-kiem vien-thong-1',
          what: 'link',
          fallen: 12,
          of: 14,
          firstMs: 0,
          lastMs: 0,
        },
        camerasLost: 0,
        areas: [],
      }),
    },
    'Mất 12 đường truyền của Viễn thông mẫu 1 tại Phường Hoàn Kiếm',
    'Down: 12 links of Viễn thông mẫu 1 in Hoan Kiem Ward',
  ],
];

test.each(NEWS)('the subject of %o', (given, vi, en) => {
  const occasion = news({ atMs: AT_MS, ...given });

  expect(compose(occasion).subject).toBe(`[camwatch] ${vi}`);
  expect(inEnglish(occasion).subject).toBe(`[camwatch] ${en}`);
});

describe('the opening', () => {
  test.each<[Partial<NewsOccasion>, string]>([
    [{ news: 'reopened', incident: cutLine({ times: 3 }) }, 'Sự cố này đã mở 3 lần.'],
    [{ news: 'cause-changed' }, 'Nguyên nhân nay được xác định là đường truyền Hàng Bài.'],
    [{ news: 'unmuted' }, 'Thời gian bảo trì theo kế hoạch đã hết nhưng vẫn chưa khôi phục.'],
    [
      { news: 'flapping', incident: cutLine({ isFlapping: true }) },
      'Sự cố được giữ mở và không báo từng lần',
    ],
    [
      { news: 'acknowledged', by: 'lan', note: 'Đội đang đến.' },
      'Nguyễn Thị Lan đã tiếp nhận lúc 14:35 26/11/2026. “Đội đang đến.”',
    ],
    [
      { news: 'noted', by: 'nobody-we-know', note: 'Đã đo.' },
      'nobody-we-know ghi lúc 14:35 26/11/2026: “Đã đo.”',
    ],
    [
      { news: 'resolved', incident: OVER },
      'Đường truyền Hàng Bài đã khôi phục lúc 14:35 26/11/2026, sau 30 phút',
    ],
    [
      { news: 'resolved', incident: OVER, mergedInto: 'device:rt-core@5' },
      'theo dõi tiếp trong sự cố device:rt-core@5; chưa khôi phục.',
    ],
    [
      { news: 'grew' },
      'SỰ CỐ LAN RỘNG · MỨC NGHIÊM TRỌNG | Mất đường truyền Hàng Bài từ 14:05 26/11/2026 Mất 212/230 camera tại Phường Hoàn Kiếm.',
    ],
  ])('of %o', (given, expected) => {
    expect(opening(news({ atMs: AT_MS, ...given }))).toContain(expected);
  });
});

test('growth names who joined, shrinking who is back', () => {
  const change = {
    joined: { some: ['device:cam-9'], count: 3 },
    left: { some: ['device:nvr-1'], count: 1 },
  } as const;

  const { text } = inEnglish(news({ news: 'grew', ...change }));

  expect(text).toContain('LOST SINCE THEN\n- camera Ngã tư số 10, hướng 1\n- and 2 others\n');
  expect(text).toContain('BACK AGAIN\n- recorder Đầu ghi hình số 1\n\n');
});

test('what is acknowledged asks nobody to acknowledge it', () => {
  const { text } = compose(news({ news: 'grew', incident: cutLine({ acknowledgedBy: 'lan' }) }));

  expect(text).toContain('Người tiếp nhận: Nguyễn Thị Lan');
  expect(text).not.toContain('incidents ack');
});

test('a contractor is told what to look at, and not to call itself', () => {
  const ofContractor = (reader: string) =>
    composeMessage(news(), { ...MESSAGE_OPTIONS, language: 'en', reader }).text;

  expect(ofContractor('vien-thong-1')).toContain(`212/230 cameras lost in Hoan Kiem Ward.
Call Trực kỹ thuật nội thành, phone 024 0000 0002.

WHAT TO DO
1. Look at the line, circuit KTR-0CT5DKA.
2. Tell Trực kỹ thuật nội thành, phone 024 0000 0002.
3. When you are at it, tell whoever runs camwatch at once to put that on
   record (your time to respond by the contract ends there):
   camwatch incidents ack link:hang-bai@1795676765000 --as contractor:vien-thong-1
`);
  expect(ofContractor('nha-thau-b')).toContain('1. Call Viễn thông mẫu 1, phone 1900 0011, and give circuit');
});

test('of a clock that is not believed it says since when, how far off it is, and which commands help', () => {
  const message = news({ incident: DOUBTED, members: NOBODY, joined: NOBODY, timeline: [] });
  const { text, facts } = inEnglish(message);

  expect(text).toContain(`Collector hanoi-1 has recorded nothing since 14:05 26/11/2026: its clock is
not believed
The clock of its machine is 2 hours 9 seconds behind where it should be. Until
it is set right or confirmed nothing is recorded and no outage is found. Times
in this message are those that were believed last, counted on.

WHAT TO DO
1. On the machine of the collector, look at its clock, the time servers and
   the record:
   camwatch clock show
2. Where the clock is wrong, set it right: camwatch goes on by itself.
3. Where it is right, confirm that, with what it was compared with; this says
   how:
   camwatch clock confirm --help
4. Acknowledge the incident, so that everybody knows somebody is at it:
   camwatch incidents ack collector:hanoi-1@1795676700000
`);
  expect(facts).toMatchObject({
    incident: { root: { kind: 'collector', id: 'hanoi-1', clock_off_seconds: -7_209 } },
  });
  expect(compose(message).text).toContain('Đồng hồ của máy chậm 2 giờ 9 giây so với');
});

test('what is over asks for nothing', () => {
  const { text } = compose(
    news({ news: 'resolved', incident: OVER, timeline: WHOLE_COURSE, members: NOBODY }),
  );

  expect(text).not.toContain('VIỆC CẦN LÀM');
  expect(text).toContain('- 16:19 26/11/2026: kết thúc sự cố\n');
});

test('what is over says to the second how long its cause lasted, and when all was well', () => {
  const incident = { ...OVER, backMs: FIVE_PAST_TWO_MS + hours(2) + seconds(9) };
  const atMs = FIVE_PAST_TWO_MS + minutes(134);

  const { subject, text, facts } = inEnglish(
    news({ news: 'resolved', incident, timeline: WHOLE_COURSE, members: NOBODY, atMs }),
  );

  expect(subject).toBe('[camwatch] Resolved: link Đường truyền Hàng Bài · Hoan Kiem Ward · after 2 hours');
  expect(text).toContain('Back at 16:05 26/11/2026 after 2 hours: link Đường truyền Hàng Bài\n');
  expect(text).toContain('Outage: 14:05:00 26/11/2026 – 16:05:09 26/11/2026 (+07:00): 2 hours 9 seconds\n');
  expect(text).toContain('- 16:05 26/11/2026: came back\n- 16:19 26/11/2026: incident closed\n');
  expect(facts).toMatchObject({ incident: { back: '2026-11-26T16:05:09.000+07:00' } });
});

test('a clock that was set back makes no outage that ends before it began', () => {
  const incident = { ...OVER, backMs: FIVE_PAST_TWO_MS - hours(2) };

  const { text } = inEnglish(news({ news: 'resolved', incident, timeline: WHOLE_COURSE }));

  expect(text).toContain('Back at 14:06 26/11/2026 after 1 minute: ');
});

test('a recipient reads how much of it is its own', () => {
  const { text } = inEnglish(news({ members: { some: ['device:cam-1'], count: 1 } }));

  expect(text).toContain('Within your scope: 1 device or link\n');
});

test('an escalation says who was told, and for how long nobody took it', () => {
  const { subject, text } = compose({
    type: 'escalation',
    atMs: FIVE_PAST_TWO_MS + minutes(31),
    incident: cutLine(),
    members: NOBODY,
    timeline: [],
    told: [
      { recipient: 'noc', atMs: FIVE_PAST_TWO_MS + seconds(65) },
      { recipient: 'gone', atMs: FIVE_PAST_TWO_MS + minutes(10) },
    ],
    afterMs: minutes(30),
  });

  expect(subject).toBe(
    '[camwatch] Chưa ai tiếp nhận: mất 212/230 camera · Phường Hoàn Kiếm · đường truyền Hàng Bài',
  );
  expect(text).toContain('Đã 30 phút kể từ tin đầu tiên mà chưa ai tiếp nhận.');
  expect(text).toContain(
    'ĐÃ BÁO CHO\n- Trung tâm giám sát, lúc 14:06 26/11/2026\n- gone, lúc 14:15 26/11/2026\n',
  );
});

test('a ward that the name says already is not said again', () => {
  const inventory = {
    ...MESSAGE_CITY,
    devices: new Map(
      [...MESSAGE_CITY.devices].map(([id, one]) => [
        id,
        { ...one, name: 'Camera 1 – Khu dân cư 2 – Phường Hoàn Kiếm' },
      ]),
    ),
  };
  const subjectOf = (given: Parameters<typeof news>[0]) =>
    composeMessage(news(given), { ...MESSAGE_OPTIONS, inventory }).subject;

  expect(subjectOf({ incident: camera })).toBe('[camwatch] Mất camera 1 – Khu dân cư 2 – Phường Hoàn Kiếm');
  expect(subjectOf({ incident: camera, news: 'resolved', atMs: AT_MS })).toBe(
    '[camwatch] Đã khôi phục: camera 1 – Khu dân cư 2 – Phường Hoàn Kiếm · sau 30 phút',
  );
});

describe('a digest', () => {
  const digest = (given: Partial<DigestOccasion> = {}): DigestOccasion => ({
    type: 'digest',
    reason: 'rate-limit',
    fromMs: FIVE_PAST_TWO_MS,
    toMs: FIVE_PAST_TWO_MS + hours(1),
    items: [news(), news({ news: 'grew', atMs: AT_MS }), news({ incident: camera })],
    more: 0,
    ...given,
  });

  test('tells of each incident once, as it is now, with what to do', () => {
    const { subject, text } = inEnglish(digest());

    expect(subject).toBe('[camwatch] 3 messages about 2 incidents · 14:05–15:05 26/11/2026');
    expect(text).toContain(`INCIDENTS
- Grew: 212/230 cameras lost · Hoan Kiem Ward · link Đường truyền Hàng Bài
  Since 14:05 26/11/2026
  Messages: New incident 14:06 26/11/2026; Incident grew 14:35 26/11/2026
  Call Viễn thông mẫu 1 1900 0011
  Not acknowledged
  camwatch incidents ack link:hang-bai@1795676765000
- Down: camera Ngã tư số 4, hướng 1 · Hoan Kiem Ward
  Since 14:05 26/11/2026
  Messages: New incident 14:06 26/11/2026
  Call Nhà thầu mẫu A 1900 0001
  Not acknowledged
  camwatch incidents ack device:cam-3@1795676700000
`);
  });

  test('says why messages were put together, and how many are not in it', () => {
    expect(compose(digest({ more: 812 })).text).toContain('- và 812 mục khác, không nêu ở đây\n');
    expect(compose(digest()).text).toContain('không tin nào bị bỏ');
    expect(compose(digest({ reason: 'wanted' })).text).toContain('gộp theo cài đặt của nơi nhận');
  });

  test('counts also the incidents that it does not name', () => {
    const { subject } = inEnglish(digest({ more: 80, incidents: 70 }));

    expect(subject).toContain('83 messages about 70 incidents ·');
  });

  test('of one incident says what it is', () => {
    const grew = news({ news: 'grew', atMs: FIVE_PAST_TWO_MS + minutes(30) });

    const one = inEnglish(digest({ items: [news()] }));
    const two = inEnglish(digest({ items: [grew, news()] }));

    expect(one.subject).toBe(inEnglish(news()).subject);
    expect(two.subject).toBe(
      '[camwatch] 2 messages: Grew: 212/230 cameras lost · Hoan Kiem Ward · link Đường truyền Hàng Bài',
    );
    expect(two.text).toContain('\n2 messages: Grew: 212/230 cameras lost · Hoan Kiem Ward · link Đường');
  });
});

describe('a report', () => {
  const report = (given: Partial<ReportOccasion> = {}): ReportOccasion => ({
    type: 'report',
    period: 'shift',
    fromMs: FIVE_PAST_TWO_MS - hours(8),
    toMs: FIVE_PAST_TWO_MS,
    opened: [cutLine(), camera],
    resolved: [{ incident: camera, resolvedMs: AT_MS }],
    unresolved: [cutLine({ acknowledgedBy: 'lan' })],
    acknowledged: [{ incident: cutLine().id, by: 'lan', atMs: AT_MS }],
    counts: { opened: 2, resolved: 1, unresolved: 1 },
    ...given,
  });

  test('of a shift hands over what is still down first', () => {
    expect(compose(report()).text).toBe(`NHẬT KÝ CA TRỰC 06:05–14:05 26/11/2026

2 sự cố mới, 1 đã khôi phục, 1 chưa khôi phục

CHƯA KHÔI PHỤC
- Mất 212/230 camera · Phường Hoàn Kiếm · đường truyền Hàng Bài
  Từ 14:05 26/11/2026
  Gọi Viễn thông mẫu 1 1900 0011
  Người tiếp nhận: Nguyễn Thị Lan

SỰ CỐ MỚI
- Mất 212/230 camera · Phường Hoàn Kiếm · đường truyền Hàng Bài
  Từ 14:05 26/11/2026
- Mất camera Ngã tư số 4, hướng 1 · Phường Hoàn Kiếm
  Từ 14:05 26/11/2026

ĐÃ KHÔI PHỤC
- Camera Ngã tư số 4, hướng 1
  Từ 14:05 26/11/2026
  Khôi phục lúc 14:35 26/11/2026, sau 30 phút

ĐÃ TIẾP NHẬN
- Đường truyền Hàng Bài: Nguyễn Thị Lan, lúc 14:35 26/11/2026

XEM THÊM
Trang camwatch:
https://camwatch.example.org/?lang=vi

--${' '}
Tin tự động của camwatch. Giờ ghi theo múi giờ Asia/Ho_Chi_Minh.
`);
  });

  test.each([
    ['day', 'Báo cáo ngày', 'Report of the day'],
    ['week', 'Báo cáo tuần', 'Report of the week'],
  ] as const)('of a %s has its name', (period, vi, en) => {
    expect(compose(report({ period })).subject).toContain(vi);
    expect(inEnglish(report({ period })).subject).toContain(en);
  });

  test('is for reading: commands are only in the log of a shift', () => {
    const unresolved = [cutLine()];

    expect(compose(report({ unresolved })).text).toContain('camwatch incidents ack');
    expect(compose(report({ period: 'week', unresolved })).text).not.toContain('camwatch incidents ack');
    expect(compose(report({ period: 'day', unresolved })).text).toContain('Chưa ai tiếp nhận');
  });

  test('of a week tells by agency what came and what lasted longest, in names on one line each', () => {
    const lasting = { incident: cutLine(), isOpen: true, untilMs: FIVE_PAST_TWO_MS + hours(5) } as const;
    const over = {
      incident: { ...OVER, backMs: FIVE_PAST_TWO_MS + minutes(30) },
      isOpen: false,
      untilMs: FIVE_PAST_TWO_MS + hours(1),
    };
    const agencies = {
      some: [
        { agency: 'police', opened: 3, resolved: 2, unresolved: 1, longest: lasting },
        { agency: 'gone\r\nBcc: \u202ex\u200b', opened: 1, resolved: 1, unresolved: 0, longest: over },
        { opened: 1, resolved: 0, unresolved: 0 },
      ],
      count: 5,
    };
    const week = report({ period: 'week', agencies, unresolved: [], acknowledged: [] });

    const police = { id: 'police', name: 'Công an thành phố', kind: 'police', successors: [] } as const;
    const inventory = { ...MESSAGE_CITY, agencies: new Map([[police.id, police]]) };
    const { text } = composeMessage(week, { ...MESSAGE_OPTIONS, inventory, language: 'en' });

    expect(text).toContain(`
BY AGENCY (WHAT SEVERAL SHARE COUNTS FOR EACH)
- Công an thành phố: 3 new incidents, 2 resolved, 1 unresolved
  Longest: Link Đường truyền Hàng Bài, 5 hours, unresolved
- gone Bcc: x: 1 new incident, 1 resolved, 0 unresolved
  Longest: Link Đường truyền Hàng Bài, 30 minutes
- No agency determined: 1 new incident, 0 resolved, 0 unresolved
- and 2 others that are not listed here
`);
    expect(compose(week).text).toContain(
      '- Chưa xác định đơn vị: 1 sự cố mới, 0 đã khôi phục, 0 chưa khôi phục\n',
    );
    expect(compose(week).facts).toMatchObject({
      agencies: [{ id: 'police', opened: 3 }, { id: 'gone Bcc: x' }, { name: 'Chưa xác định đơn vị' }],
    });
  });

  test('of a quiet time says so', () => {
    const quiet = report({
      opened: [],
      resolved: [],
      unresolved: [],
      acknowledged: [],
      counts: { opened: 0, resolved: 0, unresolved: 0 },
    });

    expect(inEnglish(quiet).text).toContain('There was no incident.');
  });
});

test('a test says that it is one', () => {
  const { subject, text, pictures } = compose({ type: 'test', atMs: FIVE_PAST_TWO_MS, by: 'lan' });

  expect(subject).toBe('[camwatch] Tin thử · 14:05 26/11/2026');
  expect(text).toContain('Nguyễn Thị Lan gửi tin này để kiểm tra việc nhận tin.');
  expect(pictures).toEqual([]);
});

test('one of a thing is in the singular', () => {
  const one = cutLine({
    lostNow: 2,
    lostEver: 2,
    camerasLost: 1,
    areas: [{ area: 'hoan-kiem', lost: 1, of: 1 }],
  });

  const { subject, text } = inEnglish(
    news({ incident: one, timeline: [timelineStep('since', 0, 1), timelineStep('opened', 1, 1)] }),
  );

  expect(subject).toContain('1/1 camera lost');
  expect(text).toContain('went down, 1 camera lost');
});

test('a port that was switched off is named with its device, and what to do about it', () => {
  const occasion = {
    ...news({ news: 'opened' }),
    incident: cutLine({ root: { kind: 'entity', entity: 'link:hang-bai', port: 'rt-core#Gi0/1' } }),
  };

  expect(compose(occasion).subject).toContain('cổng Gi0/1 của router lõi 1 (đã tắt chủ động)');
  expect(inEnglish(occasion).subject).toContain('port Gi0/1 of router lõi 1 (switched off)');
  expect(compose(occasion).text).toContain('Bật lại cổng Gi0/1, hoặc cho biết vì sao đã tắt.');
  expect(inEnglish(occasion).text).toContain('Switch port Gi0/1 on again, or say why it is off.');
  expect(inEnglish(occasion).text).not.toContain('Viễn thông mẫu 1');
});

describe('the number that is said on the telephone', () => {
  const withNumber = (incident = cutLine(), numberOf: () => string | undefined = () => '1125-03') =>
    composeMessage(news({ incident }), { ...MESSAGE_OPTIONS, numberOf }).text;

  test('stands in the mail, where it is on record', () => {
    expect(withNumber()).toMatch(/Số sự cố: +1125-03/);
    expect(withNumber(cutLine(), () => undefined)).not.toContain('Số sự cố');
  });

  test('is not told of what is not named', () => {
    const secret = cutLine({ id: 'link:nowhere@1', root: { kind: 'entity', entity: 'link:nowhere' } });

    expect(withNumber(secret)).not.toContain('1125-03');
  });
});
