import { monthText } from '../../core/language/date-text.ts';
import type { Block } from '../../documents/model/block.ts';
import type { OfficialDocument } from '../../documents/model/document.ts';
import type { FiguresDocument } from '../figures/document/annual-figures.ts';
import { buildReport } from './build-report.ts';
import { availabilitySection } from './sections/availability-section.ts';
import { causeSection } from './sections/cause-section.ts';
import { closingSection } from './sections/closing-section.ts';
import { conditionSection } from './sections/condition-section.ts';
import { contractSection } from './sections/contract-section.ts';
import { movementSection } from './sections/movement-section.ts';
import { openingSection } from './sections/opening-section.ts';
import { rankingAnnex } from './sections/ranking-annex.ts';

/** A month of the city in a few pages: what the figures say, without the tasks of the plan; what stays as it was is in the workbook. */
export function buildMonthlyReport(document: FiguresDocument, sha256: string): OfficialDocument {
  const { scope, city } = document;
  const month = scope.kind === 'month' ? monthText(scope.month) : document.window.lastDate;
  return buildReport(document, {
    sha256,
    subject: `Tình hình hoạt động của hệ thống camera giám sát trên địa bàn thành phố ${city.name} tháng ${month}`,
    annexes: [rankingAnnex],
    sections: [
      { build: openingSection },
      { title: 'Số lượng thiết bị', build: (context) => firstClause(movementSection(context)) },
      { title: 'Độ khả dụng', build: (context) => availabilitySection(context).filter(isNoPicture) },
      { title: 'Nguyên nhân gián đoạn', build: (context) => causeSection(context).filter(isNoPicture) },
      { title: 'Hợp đồng', build: contractSection },
      { title: 'Đường truyền, lưu hình, an toàn thông tin', build: conditionSection },
      { build: closingSection },
    ],
  });
}

/** How many there are for what hardly changes within a month. */
function firstClause(blocks: readonly Block[]): readonly Block[] {
  const second = blocks.findIndex((block, index) => index > 0 && block.kind === 'clause');
  return second < 0 ? blocks : blocks.slice(0, second);
}

const isNoPicture = ({ kind }: Block): boolean => kind !== 'picture';
