import { countText } from '../../../core/language/count-text.ts';
import { dateText } from '../../../core/language/date-text.ts';
import type { Block } from '../../../documents/model/block.ts';
import { isMissing } from '../../figures/document/figure-parts.ts';
import { figureWords } from '../frame/figure-words.ts';
import { prose } from '../frame/prose.ts';
import type { ReportContext } from '../frame/report-context.ts';
import { sentenceOf } from '../sentences/task-sentences.ts';

/** What a person expects of the whole year; nothing is ever extrapolated. */
export function estimateBlocks({ plan, document, print }: ReportContext): readonly Block[] {
  if (isMissing(plan)) return [];
  return plan.estimate
    .filter(({ values }) => values.year === document.year)
    .map(({ values }) => {
      const value = /^\d+$/.test(values.value) ? countText(BigInt(values.value)) : values.value.trim();
      const known =
        print.amount(values.figure) === undefined
          ? ''
          : prose` (số liệu đến hết ngày ${dateText(document.window.lastDate)}: ${print.run(values.figure)})`;
      return {
        kind: 'paragraph',
        text: prose`Ước cả năm ${String(values.year)}, ${figureWords(values.figure)}: ${value}${known}. Cơ sở ước tính: ${sentenceOf(values.basis)}`,
      };
    });
}
