import type { OfficialDocument } from '../../documents/model/document.ts';
import type { FiguresDocument } from '../figures/document/annual-figures.ts';
import { agencyAnnex } from './annexes/agency-annex.ts';
import { registerAnnex } from './annexes/register-annex.ts';
import { buildReport } from './build-report.ts';
import type { ReportAnnex } from './frame/report-annex.ts';
import { availabilitySection } from './sections/availability-section.ts';
import { causeSection } from './sections/cause-section.ts';
import { closingSection } from './sections/closing-section.ts';
import { conditionSection } from './sections/condition-section.ts';
import { contractSection } from './sections/contract-section.ts';
import { directionSection } from './sections/direction-section.ts';
import { handInSection } from './sections/hand-in-section.ts';
import { inventorySection } from './sections/inventory-section.ts';
import { fundingSection } from './sections/money-section.ts';
import { nextTaskSection } from './sections/next-year-section.ts';
import { obstacleSection, proposalSection } from './sections/obstacle-section.ts';
import { openingSection } from './sections/opening-section.ts';
import { opinionSection } from './sections/opinion-section.ts';
import { qualitySection } from './sections/quality-section.ts';
import { rankingAnnex } from './sections/ranking-annex.ts';
import { soundnessSection } from './sections/soundness-section.ts';
import { summarySection } from './sections/summary-section.ts';
import { taskSection } from './sections/task-section.ts';

export const CITY_ANNEXES: readonly ReportAnnex[] = [registerAnnex, agencyAnnex, rankingAnnex];

/** The annual report to the People's Committee: sections by the tasks of the plan, then what the figures say. */
export function buildAnnualReport(document: FiguresDocument, sha256: string): OfficialDocument {
  return buildReport(document, {
    sha256,
    subject: `Kết quả triển khai hệ thống camera giám sát tập trung trên địa bàn thành phố ${document.city.name} năm ${document.year}`,
    annexes: CITY_ANNEXES,
    sections: [
      { build: openingSection },
      { title: 'Tóm tắt', build: summarySection },
      { title: 'Kết quả thực hiện các nhiệm vụ của Kế hoạch', build: taskSection },
      { title: 'Kinh phí', build: fundingSection },
      {
        title: 'Tổ chức thực hiện',
        build: (context) => [
          { kind: 'clause', title: 'Chỉ đạo, hướng dẫn, kiểm tra, đôn đốc' },
          ...directionSection(context),
          { kind: 'clause', title: 'Ý kiến về vị trí lắp đặt, giải pháp công nghệ' },
          ...opinionSection(context),
          { kind: 'clause', title: 'Không trùng lắp, lãng phí, bảo đảm an toàn' },
          ...soundnessSection(context),
          { kind: 'clause', title: 'Báo cáo của các đơn vị' },
          ...handInSection(context),
          { kind: 'clause', title: 'Tồn tại, vướng mắc' },
          ...obstacleSection(context),
        ],
      },
      { title: 'Số lượng thiết bị', build: inventorySection },
      {
        title: 'Tình hình hoạt động',
        build: (context) => [
          ...availabilitySection(context),
          ...causeSection(context),
          ...contractSection(context),
          ...conditionSection(context),
        ],
      },
      { title: 'Chất lượng và đối chiếu số liệu', build: qualitySection },
      { title: 'Kiến nghị, đề xuất', build: proposalSection },
      { title: `Nhiệm vụ năm ${document.year + 1}`, build: nextTaskSection },
      { build: closingSection },
    ],
  });
}
