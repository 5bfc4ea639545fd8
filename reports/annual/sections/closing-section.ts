import type { Block } from '../../../documents/model/block.ts';
import { periodWords } from '../frame/period-words.ts';
import { joinList } from '../frame/prose.ts';
import type { ReportContext } from '../frame/report-context.ts';

/** The last sentence. */
export function closingSection(context: ReportContext): readonly Block[] {
  const { document, reporter, addressees } = context;
  const by = reporter === undefined ? '' : `, ${reporter} kính báo cáo`;
  const to = joinList(addressees);
  return [
    {
      kind: 'paragraph',
      text: [
        { kind: 'text', text: `Trên đây là báo cáo ${periodWords(document)}${by}` },
        ...(to.length === 0 ? [] : [{ kind: 'text', text: ' ' } as const, ...to]),
        { kind: 'text', text: reporter === undefined ? '' : ' xem xét, chỉ đạo' },
      ],
    },
  ];
}
