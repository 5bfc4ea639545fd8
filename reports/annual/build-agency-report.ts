import type { OfficialDocument } from '../../documents/model/document.ts';
import type { FiguresDocument } from '../figures/document/annual-figures.ts';
import { isMissing } from '../figures/document/figure-parts.ts';
import { placeAnnex } from './annexes/place-annex.ts';
import { buildReport } from './build-report.ts';
import { readPlanRecord } from './frame/plan-record.ts';
import { availabilitySection } from './sections/availability-section.ts';
import { causeSection } from './sections/cause-section.ts';
import { closingSection } from './sections/closing-section.ts';
import { conditionSection } from './sections/condition-section.ts';
import { movementSection } from './sections/movement-section.ts';
import { openingSection } from './sections/opening-section.ts';
import { qualitySection } from './sections/quality-section.ts';
import { agencyRankingAnnex } from './sections/ranking-annex.ts';

/** The year of one agency: its devices and how they worked. */
export function buildAgencyReport(document: FiguresDocument, sha256: string): OfficialDocument {
  return buildReport(document, {
    sha256,
    subject: `Tình hình quản lý, hoạt động của hệ thống camera giám sát do ${agencyName(document)} quản lý năm ${document.year}`,
    // What tells agencies apart has one row here, which stands in the text.
    annexes: [placeAnnex, agencyRankingAnnex],
    sections: [
      { build: openingSection },
      { title: 'Số lượng thiết bị', build: movementSection },
      { title: 'Độ khả dụng', build: availabilitySection },
      { title: 'Nguyên nhân gián đoạn', build: causeSection },
      { title: 'Lưu hình, an toàn thông tin', build: conditionSection },
      { title: 'Chất lượng số liệu', build: qualitySection },
      { build: closingSection },
    ],
  });
}

function agencyName({ scope, sections }: FiguresDocument): string {
  if (scope.kind !== 'agency') return '';
  const { movement } = sections;
  const plan = readPlanRecord(sections.plan);
  const row = isMissing(movement) ? undefined : movement.agency.find(({ id }) => id === scope.agency);
  return row?.name ?? (isMissing(plan) ? undefined : plan.agencyNames[scope.agency]) ?? scope.agency;
}
