import type { Block } from '../../../documents/model/block.ts';
import type { RichText } from '../../../documents/model/rich-text.ts';
import { isMissing } from '../../figures/document/figure-parts.ts';
import { missingBlock, type ReportContext } from '../frame/report-context.ts';
import {
  documentSentence,
  inspectionSentence,
  researchSentence,
  trainingSentence,
} from '../sentences/register-sentences.ts';

/** What was issued, inspected and taught, as units entered it. */
export function directionSection(context: ReportContext): readonly Block[] {
  const { plan, print, refer, document } = context;
  if (isMissing(plan)) return [missingBlock('Công tác chỉ đạo, điều hành', plan)];
  const window = { ...document.window, annex: refer('registers') === '' ? '' : ` (${refer('registers')})` };
  const dash = (text: RichText): Block => ({ kind: 'dash', text });
  return [
    dash(documentSentence(print, window)),
    dash(inspectionSentence(print, window)),
    dash(trainingSentence(print, window)),
    dash(researchSentence(print, window)),
    {
      kind: 'paragraph',
      text: [
        { kind: 'text', text: 'Nội dung chỉ đạo nổi bật: ' },
        { kind: 'marked', hint: 'nội dung chỉ đạo nổi bật trong năm' },
        { kind: 'text', text: '.' },
      ],
    },
  ];
}
