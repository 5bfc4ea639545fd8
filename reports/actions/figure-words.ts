import type { FigureWords } from '../../documents/check/line-tokens.ts';
import { STANDING_WORDS } from '../annual/frame/task-standing.ts';
import { shortName } from '../annual/frame/words.ts';
import type { FiguresDocument } from '../figures/document/annual-figures.ts';
import { isMissing } from '../figures/document/figure-parts.ts';

/**
 * What reports of this version and of earlier ones say of tasks, milestones and forms: none may stand in place of another. Words that
 * stand in any sentence ("đạt", "hoàn thành") are none of them. Words are added here, and never taken out.
 */
const STATES: readonly string[] = [
  ...Object.values(STANDING_WORDS),
  ...[
    'chưa có báo cáo',
    'chưa báo cáo',
    'đã báo cáo',
    'chưa có đơn vị nào báo cáo',
    'chưa có báo cáo hoàn thành',
  ],
  ...[
    'chưa triển khai',
    'đang triển khai',
    'chưa thực hiện',
    'đang thực hiện',
    'đã thực hiện',
    'không thực hiện',
    'tạm dừng',
  ],
  ...[
    'chưa bắt đầu',
    'đã hoàn thành',
    'chưa hoàn thành',
    'cơ bản hoàn thành',
    'không hoàn thành',
    'đã xong',
    'chưa xong',
  ],
  ...[
    'quá thời hạn',
    'quá hạn',
    'trong thời hạn',
    'sau thời hạn',
    'chưa đến hạn',
    'đến hạn',
    'đúng hạn',
    'trước hạn',
    'chậm tiến độ',
    'đúng tiến độ',
  ],
  ...[
    'đã gửi',
    'chưa gửi',
    'gửi muộn',
    'gửi chậm',
    'không có nội dung báo cáo',
    'biểu còn lỗi',
    'biểu còn trống',
  ],
  ...[
    'đạt yêu cầu',
    'không đạt yêu cầu',
    'chưa đạt yêu cầu',
    'đạt mục tiêu',
    'không đạt mục tiêu',
    'chưa đạt mục tiêu',
    'không đạt',
    'chưa đạt',
  ],
  ...['đã ban hành', 'chưa ban hành', 'đã nghiệm thu', 'chưa nghiệm thu', 'đã khắc phục', 'chưa khắc phục'],
  ...['đồng ý', 'không đồng ý', 'chưa có ý kiến', 'đã có ý kiến', 'chờ ý kiến'],
  ...['đã phát hành', 'chưa phát hành', 'đang tranh chấp'],
];

/** Beside a state or a figure these say the opposite, or another size. */
const TURNS: readonly string[] = [
  ...['không', 'chưa', 'chẳng', 'chả', 'thôi', 'hết quá', 'hết chậm', 'trừ', 'sai', 'nhầm'],
  ...['tăng', 'giảm', 'âm', 'trăm', 'nghìn', 'ngàn', 'triệu', 'tỷ', 'tỉ'],
];

/** Words by which a report says what its figures do. */
export function figureWords({ sections }: FiguresDocument): FigureWords {
  const { movement, plan, contracts } = sections;
  const named = [
    ...(isMissing(movement) ? [] : movement.agency),
    ...('agency' in sections.counts ? sections.counts.agency : []),
    ...('rows' in contracts ? contracts.rows : []),
  ];
  const names = [...named.flatMap(({ name }) => name ?? []), ...planNames(plan)];
  return {
    states: STATES,
    names: [...new Set(names.flatMap((name) => [name, shortName(name)]))],
    turns: TURNS,
  };
}

function planNames(plan: FiguresDocument['sections']['plan']): readonly string[] {
  const names = isMissing(plan) ? undefined : plan.state.agencyNames;
  return typeof names === 'object' && names !== null
    ? Object.values(names).filter((name): name is string => typeof name === 'string')
    : [];
}
