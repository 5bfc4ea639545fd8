import { monthText } from '../../../core/language/date-text.ts';
import type { OfficialDocument } from '../../../documents/model/document.ts';
import type { FiguresDocument } from '../../figures/annual-figures.ts';
import { availabilityAnnex } from '../annual/annexes/availability-annex.ts';
import { causeAnnex } from '../annual/annexes/cause-annex.ts';
import { contractAnnex } from '../annual/annexes/contract-annex.ts';
import { linkAnnex } from '../annual/annexes/link-annex.ts';
import { movementAnnex } from '../annual/annexes/movement-annex.ts';
import { placeAnnex } from '../annual/annexes/place-annex.ts';
import { rankingAnnex } from '../annual/annexes/ranking-annex.ts';
import { buildReport } from '../annual/build-report.ts';
import { availabilitySection } from '../annual/sections/availability-section.ts';
import { causeSection } from '../annual/sections/cause-section.ts';
import { closingSection } from '../annual/sections/closing-section.ts';
import { conditionSection } from '../annual/sections/condition-section.ts';
import { contractSection } from '../annual/sections/contract-section.ts';
import { movementSection } from '../annual/sections/movement-section.ts';
import { openingSection } from '../annual/sections/opening-section.ts';

/** A month of the city: what the figures say, without the tasks of the plan. */
export function buildMonthlyReport(document: FiguresDocument, sha256: string): OfficialDocument {
  const { scope, city } = document;
  const month = scope.kind === 'month' ? monthText(scope.month) : document.window.lastDate;
  return buildReport(document, {
    sha256,
    subject: `Tình hình hoạt động của hệ thống camera giám sát trên địa bàn thành phố ${city.name} tháng ${month}`,
    annexes: [
      movementAnnex,
      placeAnnex,
      availabilityAnnex,
      causeAnnex,
      contractAnnex,
      linkAnnex,
      rankingAnnex,
    ],
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
