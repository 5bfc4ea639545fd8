import type { Block } from '../../documents/model/block.ts';
import type { OfficialDocument } from '../../documents/model/document.ts';
import type { FiguresDocument } from '../figures/document/annual-figures.ts';
import { isMissing } from '../figures/document/figure-parts.ts';
import { placeAnnex } from './annexes/place-annex.ts';
import { registerAnnex } from './annexes/register-annex.ts';
import { buildReport } from './build-report.ts';
import type { ReportContext } from './frame/report-context.ts';
import {
  agencyClosingSection,
  agencyDirectionSection,
  agencyMoneySection,
  agencyNextSection,
  agencyObstacleSection,
  agencyTaskSection,
} from './sections/agency-sections.ts';
import { availabilitySection } from './sections/availability-section.ts';
import { causeSection } from './sections/cause-section.ts';
import { conditionSection } from './sections/condition-section.ts';
import { movementSection } from './sections/movement-section.ts';
import { openingSection } from './sections/opening-section.ts';
import { opinionSection } from './sections/opinion-section.ts';
import { qualitySection } from './sections/quality-section.ts';
import { agencyRankingAnnex } from './sections/ranking-annex.ts';
import { selfReportSection } from './sections/self-report-section.ts';
import { soundnessSection } from './sections/soundness-section.ts';

const hasDevices = ({ sections: { counts } }: ReportContext): boolean =>
  isMissing(counts) || counts.city.total > 0;

const deviceBlocks = (context: ReportContext): readonly Block[] => [
  { kind: 'clause', title: 'Ý kiến về vị trí lắp đặt, giải pháp công nghệ' },
  ...opinionSection(context),
  { kind: 'clause', title: 'Không trùng lắp, lãng phí, bảo đảm an toàn' },
  ...soundnessSection(context),
];

const NO_DEVICES: Block = {
  kind: 'dash',
  text: 'Cuối kỳ không quản lý thiết bị nên không có nội dung đối chiếu về vị trí lắp đặt, trùng lắp, lãng phí.',
};

/** A ward's own cameras all stand in it. */
const hasSeveralAreas = ({ sections: { counts } }: Pick<ReportContext, 'sections'>): boolean =>
  !isMissing(counts) && counts.area.length > 1;

/** The year of one agency, as it reports it: its tasks, what it entered, its devices and how they worked. */
export function buildAgencyReport(document: FiguresDocument, sha256: string): OfficialDocument {
  return buildReport(document, {
    sha256,
    subject: `Kết quả thực hiện nhiệm vụ về hệ thống camera giám sát tập trung năm ${document.year}`,
    // What tells agencies apart has one row here, which stands in the text.
    annexes: [
      { ...registerAnnex, title: 'Văn bản, kiểm tra, tập huấn, đề xuất nghiên cứu' },
      { ...placeAnnex, isIn: hasSeveralAreas },
      agencyRankingAnnex,
    ],
    sections: [
      { build: openingSection },
      { title: 'Kết quả thực hiện nhiệm vụ của Kế hoạch', build: agencyTaskSection },
      { title: 'Kinh phí', build: agencyMoneySection },
      {
        title: 'Tổ chức thực hiện',
        build: (context) => [
          { kind: 'clause', title: 'Chỉ đạo, hướng dẫn, kiểm tra' },
          ...agencyDirectionSection(context),
          ...(hasDevices(context) ? deviceBlocks(context) : [NO_DEVICES]),
        ],
      },
      { title: 'Số lượng thiết bị', build: movementSection },
      {
        title: 'Tình hình hoạt động',
        build: (context) => [
          ...availabilitySection(context),
          ...causeSection(context),
          ...conditionSection(context),
          { kind: 'clause', title: 'Tình trạng thiết bị do đơn vị báo cáo' },
          ...selfReportSection(context),
        ],
      },
      { title: 'Chất lượng số liệu', build: qualitySection },
      { title: 'Tồn tại, vướng mắc; kiến nghị, đề xuất', build: agencyObstacleSection },
      { title: `Nhiệm vụ năm ${document.year + 1}`, build: agencyNextSection },
      { build: agencyClosingSection },
    ],
  });
}
