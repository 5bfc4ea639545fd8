import type { Block } from '../../../documents/model/block.ts';
import { isMissing } from '../../figures/document/figure-parts.ts';
import { periodWords } from '../frame/period-words.ts';
import { joinList } from '../frame/prose.ts';
import type { ReportContext } from '../frame/report-context.ts';

/** The last sentence. */
export function closingSection(context: ReportContext): readonly Block[] {
  const { plan, document, agencyName } = context;
  const report = isMissing(plan) ? undefined : plan.definition.report;
  const by = report === undefined ? '' : `, ${agencyName(report.agency)} kính báo cáo`;
  const to = report === undefined || report.addressees.length === 0 ? [] : joinList(report.addressees);
  return [
    {
      kind: 'paragraph',
      text: [
        { kind: 'text', text: `Trên đây là báo cáo ${periodWords(document)}${by}` },
        ...(to.length === 0 ? [] : [{ kind: 'text', text: ' ' } as const, ...to]),
        { kind: 'text', text: report === undefined ? '' : ' xem xét, chỉ đạo' },
      ],
    },
  ];
}
