import type { StatementPart } from '../../../settlement/statement-schema.ts';
import type { Naming } from './naming.ts';
import type { StatementWords } from './statement-words.ts';

/** `Phần của kỳ từ … đến trước …, nhà thầu …`. */
export const partTitle = (
  { fromMs, toMs, contractor }: StatementPart,
  { time }: StatementWords,
  naming: Naming,
): string =>
  `Phần của kỳ từ ${time(fromMs)} đến trước ${time(toMs)}, nhà thầu ${naming.party(`contractor:${contractor}`).replace(/^contractor:/, '')}`;
