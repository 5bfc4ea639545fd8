import type { StatementPart } from '../../contracts/statements/statement-schema.ts';
import type { Naming } from './naming.ts';
import type { StatementWords } from './statement-words.ts';

/** `Phần của kỳ từ … đến trước …, nhà thầu …`. */
export const partTitle = (
  { fromMs, toMs, contractor }: StatementPart,
  { time, texts }: StatementWords,
  naming: Naming,
): string =>
  texts.front.part(
    time(fromMs),
    time(toMs),
    naming.party(`contractor:${contractor}`).replace(/^contractor:/, ''),
  );
