import type { StatementPart } from '../../../settlement/statement-schema.ts';
import { renderPpm } from '../../../sla/fraction.ts';
import { type AppliedHours, type AppliedRule, type AppliedTerms, readAppliedTerms } from './applied-terms.ts';
import type { StatementWords } from './statement-words.ts';
import { upFirst } from './up-first.ts';

/** A term and what was agreed of it, in words. */
export type TermRow = readonly [term: string, agreed: string];

/** The terms as they were applied; those of a version that has others stand there as they were sealed. */
export function termRows(part: StatementPart, words: StatementWords): readonly TermRow[] {
  const terms = readAppliedTerms(part.terms);
  if (!terms) return Object.entries(part.terms).map(([key, value]) => [key, JSON.stringify(value)]);
  return [
    ...countingRows(terms, words),
    ...excuseRows(terms, words),
    ...targetRows(terms, words),
    ...feeRows(terms, words),
    ...terms.money.map((rule): TermRow => [upFirst(words.moneyName(rule.type)), ruleInWords(rule, words)]),
    ...(terms.capPpm === undefined
      ? []
      : [['Mức trần chung', `${percentOf(terms.capPpm, words)} phí của kỳ, cho mọi khoản tiền`] as const]),
    ...deadlineRows(terms, words),
  ];
}

const PERIODS = { month: 'tháng', quarter: 'quý', year: 'năm' } as const;

const UNKNOWN = {
  'left-out': 'không tính vào tử số và mẫu số',
  up: 'tính là hoạt động',
  down: 'tính là gián đoạn, trừ thiết bị, đường truyền chưa từng được đo trong kỳ',
} as const;

const DEGRADED = { up: 'tính là hoạt động', down: 'tính là gián đoạn' } as const;

const OTHERS_DOWN = {
  'left-out': 'không tính vào tử số và mẫu số',
  own: 'nhà thầu vẫn chịu trách nhiệm',
} as const;

function countingRows(terms: AppliedTerms, words: StatementWords): readonly TermRow[] {
  const { indicator, period, service, unknown, degraded, othersDown, shortestOutageMs } = terms;
  return [
    ['Chỉ tiêu giám sát', words.indicator(indicator)],
    ['Kỳ đối soát', PERIODS[period]],
    ['Thời gian phục vụ', hoursInWords(service)],
    ...(service.holidays.length > 0
      ? [['Ngày nghỉ không tính', service.holidays.map(dayInWords).join(', ')] as const]
      : []),
    ['Thời gian không có số liệu', UNKNOWN[unknown]],
    ['Thời gian suy giảm', DEGRADED[degraded]],
    ['Gián đoạn do bên khác', OTHERS_DOWN[othersDown]],
    ...(shortestOutageMs > 0
      ? [
          [
            'Lần gián đoạn ngắn',
            `ngắn hơn ${words.span(shortestOutageMs)} (tính cả lần) thì tính là hoạt động`,
          ] as const,
        ]
      : []),
    ...(terms.redundantLines === undefined
      ? []
      : [['Đường truyền dự phòng cho nhau', 'chỉ tính gián đoạn khi tất cả cùng gián đoạn'] as const]),
  ];
}

function excuseRows(terms: AppliedTerms, words: StatementWords): readonly TermRow[] {
  const { excused, plannedWork, upsAutonomyMs, restartGraceMs, claimedUnknown } = terms;
  return [
    ['Nguyên nhân được loại trừ', excused.length > 0 ? excused.map(words.causeName).join(', ') : 'không có'],
    ...(plannedWork === undefined
      ? []
      : [
          [
            'Bảo trì theo kế hoạch',
            [
              `thông báo trước ít nhất ${words.span(plannedWork.noticeMs)}`,
              ...(plannedWork.atMostMs === undefined
                ? []
                : [`tối đa ${words.span(plannedWork.atMostMs)} mỗi ${PERIODS[plannedWork.atMostPer]}`]),
              ...(plannedWork.onlyBetween ? [`chỉ trong ${hoursInWords(plannedWork.onlyBetween)}`] : []),
            ].join('; '),
          ] as const,
        ]),
    ...(upsAutonomyMs > 0
      ? [
          [
            'Thời gian lưu điện',
            `${words.span(upsAutonomyMs)} đầu của mỗi lần mất điện không được loại trừ`,
          ] as const,
        ]
      : []),
    ...(claimedUnknown === undefined
      ? []
      : [['Thời gian không có số liệu trong đề nghị được chấp nhận', 'cũng được loại trừ'] as const]),
    ...(restartGraceMs > 0
      ? [['Thời gian khởi động lại', `tối đa ${words.span(restartGraceMs)}`] as const]
      : []),
  ];
}

function targetRows({ targets }: AppliedTerms, words: StatementWords): readonly TermRow[] {
  const { span, count, targetName } = words;
  const of = targets.fleetOf === undefined ? 'thiết bị, đường truyền' : words.kind(targets.fleetOf);
  const rows: readonly (readonly [string, string | 0 | undefined])[] = [
    ['availability', targets.availabilityPpm && `từ ${percentOf(targets.availabilityPpm, words)} trở lên`],
    [
      'fleet',
      targets.fleetPpm && `tại mọi thời điểm từ ${percentOf(targets.fleetPpm, words)} số ${of} trở lên`,
    ],
    ['longest-outage', targets.longestOutageMs && `không quá ${span(targets.longestOutageMs)}`],
    ['outages', targets.outages === undefined ? undefined : `không quá ${count(targets.outages)} lần mỗi kỳ`],
    [
      'response',
      targets.responseMs
        ? `trong ${span(targets.responseMs)}`
        : withinInWords(targets.responseBySeverity, words),
    ],
    ['restoration', withinInWords(targets.restoration, words)],
    ['recording-retention', targets.recordingRetentionMs && `ít nhất ${span(targets.recordingRetentionMs)}`],
    [
      'longest-recording-gap',
      targets.longestRecordingGapMs && `không quá ${span(targets.longestRecordingGapMs)}`,
    ],
    [
      'saturation',
      targets.saturation &&
        `P95 trong ngày không vượt ${percentOf(targets.saturation.overPpm, words)} dung lượng ${count(targets.saturation.days)} ngày liên tiếp`,
    ],
  ];
  return rows.flatMap(([name, text]) => (text ? [[`Cam kết: ${targetName(name)}`, text] as const] : []));
}

function withinInWords(
  within: AppliedTerms['targets']['responseBySeverity'],
  { span, severity }: StatementWords,
): string | undefined {
  if (!within || within.length === 0) return undefined;
  return within.map((each) => `${severity(each.severity)}: ${span(each.withinMs)}`).join('; ');
}

function feeRows({ fees }: AppliedTerms, words: StatementWords): readonly TermRow[] {
  const each = [
    ...Object.entries(fees.byKind).map(([kind, vnd]) => `${words.kind(kind)} ${words.vnd(vnd)}`),
    ...Object.entries(fees.byEntity).map(([entity, vnd]) => `${entity} ${words.vnd(vnd)}`),
  ];
  return [
    ...(each.length > 0 ? [['Phí hằng tháng của mỗi thiết bị, đường truyền', each.join('; ')] as const] : []),
    ...(fees.contract === undefined
      ? []
      : [['Phí hằng tháng của hợp đồng', words.vnd(fees.contract)] as const]),
  ];
}

const PER = {
  tiers: {
    device: 'mỗi thiết bị, theo độ khả dụng',
    link: 'mỗi đường truyền, theo độ khả dụng',
    fleet: 'toàn bộ thiết bị, đường truyền, theo độ khả dụng chung',
    incident: 'mỗi sự cố',
  },
  'hours-over-restoration': 'mỗi giờ (giờ đã bắt đầu tính đủ một giờ) quá thời gian khắc phục',
  'days-without-recording': 'mỗi đầu ghi hình và mỗi ngày không có dữ liệu ghi hình',
  'whole-days-without-recording': 'mỗi đầu ghi hình và mỗi ngày không ghi được gì',
  'started-days-without-recording': 'mỗi đầu ghi hình và mỗi ngày có lúc không ghi hình',
  'hours-over-response': 'mỗi sự cố và mỗi giờ (giờ đã bắt đầu tính đủ một giờ) quá thời gian phản hồi',
} as const;

function ruleInWords(rule: AppliedRule, words: StatementWords): string {
  const { by, per, tiers = [], vnd, capPpm, statutoryCapPpm, repeatPpm, legalBasis } = rule;
  const steps = tiers.map(({ belowPpm, amount }) => {
    const each = 'vnd' in amount ? words.vnd(amount.vnd) : `${percentOf(amount.ofFeePpm, words)} phí của kỳ`;
    return `dưới ${percentOf(belowPpm, words)}: ${each}`;
  });
  return [
    `${by === 'tiers' ? PER.tiers[per] : PER[by]}${vnd === undefined ? '' : `: ${words.vnd(vnd)}`}`,
    ...steps,
    ...(repeatPpm === undefined
      ? []
      : [`mỗi kỳ vi phạm liên tiếp tiếp theo thêm ${percentOf(repeatPpm, words)}`]),
    ...(capPpm === undefined ? [] : [`mức trần ${percentOf(capPpm, words)} phí hợp đồng của kỳ`]),
    ...(statutoryCapPpm === undefined
      ? []
      : [`mức trần theo luật ${percentOf(statutoryCapPpm, words)} giá trị phần vi phạm`]),
    ...(legalBasis === undefined ? [] : [`căn cứ: ${legalBasis}`]),
    `(ký hiệu trong hợp đồng: ${rule.id})`,
  ].join('; ');
}

function deadlineRows(terms: AppliedTerms, { span }: StatementWords): readonly TermRow[] {
  return [
    ['Thời hạn nêu ý kiến về dự thảo', span(terms.objectionMs)],
    ['Thời hạn gửi đề nghị loại trừ', `${span(terms.claimWithinMs)} kể từ khi lần gián đoạn kết thúc`],
    ['Thời hạn quyết định về đề nghị', `${span(terms.decideWithinMs)} kể từ khi nhận`],
  ];
}

const percentOf = (ppm: number, { percent }: StatementWords): string => percent(renderPpm(ppm));

const DAYS: Readonly<Record<string, string>> = {
  mon: 'thứ Hai',
  tue: 'thứ Ba',
  wed: 'thứ Tư',
  thu: 'thứ Năm',
  fri: 'thứ Sáu',
  sat: 'thứ Bảy',
  sun: 'Chủ nhật',
};

function hoursInWords({ windows }: AppliedHours): string {
  if (windows.length === 0) return '24 giờ mỗi ngày, 7 ngày mỗi tuần';
  return windows
    .map(({ days, fromMinute, toMinute }) => {
      const hours = `${clockOf(fromMinute)}–${clockOf(toMinute)}`;
      return days.length === 7
        ? `${hours} hằng ngày`
        : `${hours} ${days.map((day) => DAYS[day] ?? day).join(', ')}`;
    })
    .join('; ');
}

const clockOf = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

const dayInWords = (date: string): string => date.split('-').toReversed().join('/');
