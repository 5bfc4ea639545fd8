import { describe, expect, test } from 'vitest';
import type { FiguresContext } from '#contracts/sla/contract-figures.ts';
import { limitShares } from '#contracts/statements/limit-shares.ts';
import { buildFigures } from '#contracts/statements/statement-figures.ts';
import type { ContractTerms } from '#core/domain/contract-terms.ts';
import { minutes } from '#core/time/units.ts';
import {
  renderBreach,
  renderCap,
  renderLineWorking,
  renderShares,
} from '#reports/statement/words/render-working.ts';
import { createWords } from '#reports/statement/words/words.ts';
import { lostDay } from '#test/support/recording-day.ts';
import { settlementOf, TERMS } from '#test/support/settlement.ts';
import { deduction, figuresOf, period, stretch, tiersOf, ZONE } from '#test/support/sla-input.ts';

const [VI, EN] = (['vi', 'en'] as const).map((language) =>
  createWords(language, ZONE, (_style, text) => text),
);
if (!(VI && EN)) throw new Error('expected words of both languages');

const DAYS = stretch('2026-11-05T08:00', '2026-11-08T08:00');

/** The part of a statement about cameras that were down for three days, by these terms. */
function partOf(
  given: Partial<ContractTerms>,
  {
    cameras = [{ down: [DAYS] }],
    context = {},
  }: { readonly cameras?: Parameters<typeof figuresOf>[1]; readonly context?: Partial<FiguresContext> } = {},
) {
  const terms = { ...TERMS, ...given };
  const figures = figuresOf(terms, cameras, context);
  const interval = period('2026-11');
  const [part] = buildFigures(
    settlementOf({ parts: [{ interval, contractor: 'a', terms, entities: figures.entities, figures }] }),
  ).parts;
  if (!part) throw new Error('expected a part');
  return part;
}

/** The first line in both languages. */
function lineOf(...question: Parameters<typeof partOf>) {
  const { money, entities } = partOf(...question);
  const [line] = money.lines;
  if (!line) throw new Error('expected a line');
  const fee = line.entity === undefined ? money.fee : entities[0]?.fee;
  return [VI, EN].map((words) => words && renderLineWorking(line, fee, words));
}

describe('renderLineWorking', () => {
  test('goes from the availability over the fee to the amount', () => {
    expect(lineOf({})).toEqual([
      'độ khả dụng 2.332.800.000 / 2.592.000.000 ms = 90,00 % (bỏ phần lẻ), thấp hơn 95,00 %; phí của kỳ: 150.000 đồng của tháng 11/2026; × 30,00 % = 45.000 đồng',
      'availability 2,332,800,000 / 2,592,000,000 ms = 90.00 % (cut off), below 95.00 %; fee of the period: 150,000 VND for November 2026; × 30.00 % = 45,000 VND',
    ]);
  });

  test('tells what was rounded, and a breach that repeats itself', () => {
    const fees = { byKind: { camera: 11n }, byEntity: new Map() };
    const money = [deduction(tiersOf([[950_000, 50_000]]), { repeatPpm: 500_000 })];

    expect(lineOf({ fees, money }, { context: { breachesBefore: () => 1 } })).toEqual([
      expect.stringMatching(
        /; × 5,00 %; vi phạm kỳ thứ 2 liên tiếp: × \(1 \+ 1 × 50,00 %\) = 0,825 đồng, làm tròn thành 1 đồng$/,
      ),
      expect.stringMatching(
        /; × 5\.00 %; breach 2 in a row: × \(1 \+ 1 × 50\.00 %\) = 0\.825 VND, rounded half up to 1 VND$/,
      ),
    ]);
  });

  test('tells an agreed amount, of the fleet too, and that no fee is agreed', () => {
    const none = { byKind: {}, byEntity: new Map() };
    const tiers = [{ belowPpm: 950_000, amount: { vnd: 2_000_000n } }];
    const fleet = { type: 'penalty', id: 'penalties', per: 'fleet', by: 'tiers', tiers } as const;

    expect(lineOf({ fees: none, money: [fleet] })).toEqual([
      expect.stringMatching(/, thấp hơn 95,00 %; mức đã thỏa thuận 2\.000\.000 đồng = 2\.000\.000 đồng$/),
      expect.stringMatching(/, below 95\.00 %; agreed amount 2,000,000 VND = 2,000,000 VND$/),
    ]);
    expect(lineOf({ fees: none })).toEqual([
      expect.stringMatching(
        /, thấp hơn 95,00 %; hợp đồng không thỏa thuận mức phí nên chưa tính được số tiền$/,
      ),
      expect.stringMatching(/, below 95\.00 %; no fee is agreed, so that there is no amount$/),
    ]);
  });

  test('tells started hours beyond the time to restore, and what of them was before', () => {
    const rule = {
      type: 'penalty',
      id: 'penalties',
      per: 'device',
      by: 'hours-over-restoration',
      vnd: 200_000n,
    } as const;
    const targets = { restoration: [{ severity: 'normal', withinMs: 3_600_000 }] };
    const cameras = [{ down: [stretch('2026-10-31T22:00', '2026-11-01T02:30')] }];

    expect(lineOf({ money: [rule], targets }, { cameras })).toEqual([
      'change:1: gián đoạn 4 giờ 30 phút thuộc trách nhiệm của nhà thầu − 1 giờ được phép (thông thường) = quá hạn 3 giờ 30 phút; quá hạn tính tròn 3 giờ (giờ đã bắt đầu tính đủ một giờ), không kể các giờ của 1 giờ quá hạn trước kỳ này; 3 × 200.000 đồng = 600.000 đồng',
      'change:1: 4h 30m down that the contractor answers for − 1h allowed (normal) = 3h 30m over; over by 3 hours (a begun hour counts whole), less those of 1h over before the period; 3 × 200,000 VND = 600,000 VND',
    ]);
  });

  test('tells started hours beyond the time to answer an incident', () => {
    const rule = {
      type: 'penalty',
      id: 'penalties',
      per: 'incident',
      by: 'hours-over-response',
      vnd: 200_000n,
    } as const;
    const context = {
      lateAnswers: [
        {
          ...{ ref: 'incident:i-1', severity: 'critical', tookMs: 5_400_000, limitMs: 1_800_000 },
          ...{ overMs: 3_600_000, overBeforeMs: 0, startedHours: 1 },
        },
      ],
    };

    expect(lineOf({ money: [rule] }, { context })).toEqual([
      'incident:i-1: 1 giờ 30 phút đến khi nhà thầu phản hồi hoặc đến hết kỳ − 30 phút được phép (nghiêm trọng) = quá hạn 1 giờ; quá hạn tính tròn 1 giờ (giờ đã bắt đầu tính đủ một giờ); 1 × 200.000 đồng = 200.000 đồng',
      expect.stringMatching(
        /^incident:i-1: 1h 30m until the contractor answered or the period ended − 30m allowed \(critical\) = 1h too long; /,
      ),
    ]);
  });

  test('tells days without recording', () => {
    const rule = {
      type: 'damages',
      id: 'damages',
      per: 'device',
      by: 'days-without-recording',
      vnd: 500_000n,
    } as const;
    const context = { recordingOf: () => ({ days: [lostDay('2026-11-05'), lostDay('2026-11-06')] }) };

    expect(lineOf({ money: [rule] }, { context })).toEqual([
      'không có dữ liệu ghi hình ngày 2026-11-05, 2026-11-06; 2 × 500.000 đồng = 1.000.000 đồng',
      'without recording on 2026-11-05, 2026-11-06; 2 × 500,000 VND = 1,000,000 VND',
    ]);
  });

  test.each([
    [
      'whole-days-without-recording',
      [
        'không ghi được gì trong các ngày 2026-11-05 (không ghi hình 23 giờ 59 phút trên 23 giờ 59 phút có số liệu, thời gian phục vụ 1 ngày); 1 × 500.000 đồng = 500.000 đồng',
        'nothing recorded on 2026-11-05 (down 23h 59m of 23h 59m known, 1d in service); 1 × 500,000 VND = 500,000 VND',
      ],
    ],
    [
      'started-days-without-recording',
      [
        'có lúc không ghi hình trong các ngày 2026-11-05 (không ghi hình 23 giờ 59 phút trên 23 giờ 59 phút có số liệu, thời gian phục vụ 1 ngày); 1 × 500.000 đồng = 500.000 đồng',
        'a time without recording on 2026-11-05 (down 23h 59m of 23h 59m known, 1d in service); 1 × 500,000 VND = 500,000 VND',
      ],
    ],
  ] as const)('tells what %s were judged on', (by, expected) => {
    const rule = { type: 'damages', id: 'damages', per: 'device', by, vnd: 500_000n } as const;
    const day = lostDay('2026-11-05');
    const days = [{ ...day, downMs: day.downMs - minutes(1), knownMs: day.knownMs - minutes(1) }];

    expect(lineOf({ money: [rule] }, { context: { recordingOf: () => ({ days }) } })).toEqual(expected);
  });

  test('leaves what a later version wrote as it stands', () => {
    const [line] = partOf({}).money.lines;

    expect(line && renderLineWorking({ ...line, inputs: {}, arithmetic: 'as it is' }, undefined, VI)).toBe(
      'as it is',
    );
  });
});

describe('renderCap and renderShares', () => {
  const money = TERMS.money.map((rule) => ({ ...rule, capPpm: 100_001 }));
  const cameras = [{ down: [DAYS] }, { down: [DAYS] }];

  test('lead from the amount of a line to what is left of it', () => {
    const part = partOf({ money, capPpm: 500_000 }, { cameras: [...cameras, {}] });
    const shares = limitShares(part.money).get(1) ?? [];

    expect(part.money.caps.map((cap) => renderCap(cap, VI))).toEqual([
      'mức trần của điều khoản (deductions): 10,0001 % × (3 × 150.000 = 450.000 đồng) = 45.000,45 đồng, bỏ phần lẻ còn 45.000 đồng; các khoản cộng lại 90.000 đồng, giảm còn 45.000 đồng',
      'mức trần của hợp đồng: 50,00 % × (3 × 150.000 = 450.000 đồng) = 225.000 đồng; các khoản cộng lại 45.000 đồng, không vượt mức trần',
    ]);
    expect(renderShares(shares, VI)).toEqual([
      'mức trần của điều khoản (deductions): phần của khoản này: 45.000 × 45.000 / 90.000 = 22.500 đồng',
    ]);
    expect(renderShares(shares, EN)).toEqual([
      'limit of the rule (deductions): share of this line: 45,000 × 45,000 / 90,000 = 22,500 VND',
    ]);
  });

  test('say who gets the đồng that dividing left over', () => {
    const fees = { byKind: { camera: 15n }, byEntity: new Map() };
    const part = partOf({ fees, money }, { cameras });
    const shares = limitShares(part.money);

    expect([1, 2].flatMap((line) => renderShares(shares.get(line) ?? [], EN))).toEqual([
      'limit of the rule (deductions): share of this line: 3 × 5 / 10 = 1 VND (cut off), and 1 VND of what dividing left over = 2 VND',
      'limit of the rule (deductions): share of this line: 3 × 5 / 10 = 1 VND (cut off)',
    ]);
  });
});

test.each([
  ['availability', '1999 / 2000 ms = 99.95 % < 99.99 %', '1.999 / 2.000 ms = 99,95 % < 99,99 %'],
  ['longest-outage', '7200000 ms > 3600000 ms', '2 giờ > 1 giờ'],
  ['recording-retention', '3600000 ms < 7200000 ms', '1 giờ < 2 giờ'],
  ['outages', '12 outages > 3', '12 lần > 3 lần'],
  ['restoration', '7200000 ms > 3600000 ms (urgent) by 3600000 ms', '2 giờ > 1 giờ (khẩn cấp), quá 1 giờ'],
  [
    'fleet',
    'lowest 1 of 2 = 50.00 % from 2026-11-05T01:00:00.000Z; below 90.00 % for 60000 ms',
    'thấp nhất 1/2 = 50,00 % từ 2026-11-05 08:00; dưới 90,00 % trong 1 phút',
  ],
  [
    'saturation',
    'in, 2026-10-31 to 2026-11-01: P95/capacity in bit/s 91/100, 91/100 > 90.00 % on 2 days in a row',
    'chiều vào, 2026-10-31 đến 2026-11-01: P95/dung lượng (bit/s) 91/100, 91/100 > 90,00 % trong 2 ngày liên tiếp',
  ],
  ['outages', 'otherwise', 'otherwise'],
] as const)('renderBreach tells in Vietnamese of %s %j', (target, working, told) => {
  expect(renderBreach(target, working, VI)).toBe(told);
});

test('evidence is told in the words of the language', () => {
  const chain = ['change:7', 'link:l down 2026-11-05T01:00:00.000Z–2026-11-05T02:00:00.000Z', 'change:1'];

  expect(VI.evidence(chain, ['restart grace until 2026-11-05T02:05:00.000Z'])).toBe(
    'change:7 ← link:l gián đoạn từ 2026-11-05 08:00 đến 2026-11-05 09:00 ← change:1; ngoài ra thời gian cho phép khởi động lại đến 2026-11-05 09:05',
  );
  expect(EN.evidence(['link:l down since 2026-11-05T01:00:00.000Z'])).toBe(
    'link:l down since 2026-11-05 08:00, and still',
  );
});
