import { monthText } from '../../core/language/date-text.ts';
import type { OfficialDocument } from '../../documents/model/document.ts';
import type { FiguresDocument } from '../figures/document/annual-figures.ts';
import { agencyAnnex } from './annexes/agency-annex.ts';
import { buildReport } from './build-report.ts';
import { availabilitySection } from './sections/availability-section.ts';
import { causeSection } from './sections/cause-section.ts';
import { closingSection } from './sections/closing-section.ts';
import { conditionSection } from './sections/condition-section.ts';
import { contractSection } from './sections/contract-section.ts';
import { movementSection } from './sections/movement-section.ts';
import { openingSection } from './sections/opening-section.ts';
import { rankingAnnex } from './sections/ranking-annex.ts';

/** A month of the city: what the figures say, without the tasks of the plan. */
export function buildMonthlyReport(document: FiguresDocument, sha256: string): OfficialDocument {
  const { scope, city } = document;
  const month = scope.kind === 'month' ? monthText(scope.month) : document.window.lastDate;
  return buildReport(document, {
    sha256,
    subject: `Tình hình hoạt động của hệ thống camera giám sát trên địa bàn thành phố ${city.name} tháng ${month}`,
    annexes: [agencyAnnex, rankingAnnex],
    sections: [
      { build: openingSection },
      { title: 'Số lượng thiết bị', build: movementSection },
      { title: 'Độ khả dụng', build: availabilitySection },
      { title: 'Nguyên nhân gián đoạn', build: causeSection },
      { title: 'Hợp đồng', build: contractSection },
      { title: 'Đường truyền, lưu hình, an toàn thông tin', build: conditionSection },
      { build: closingSection },
    ],
  });
}
