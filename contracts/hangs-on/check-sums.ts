import { MONEY_TYPES } from '../../core/domain/contract-terms.ts';
import type { StatementDocument } from '../statements/statement-schema.ts';

/** What a file says of what its money hangs on must add up: each case is the total and what its lines differ by. */
export function checkHangsOnSums({
  figures,
  hangsOn,
}: Pick<StatementDocument, 'figures' | 'hangsOn'>): readonly string[] {
  if (!hangsOn) return [];
  const { cases, lines } = hangsOn;
  return cases.flatMap(({ assume, claim, byType, total }, index) => {
    const more = (of: typeof lines) =>
      of.reduce((sum, line) => sum + BigInt(line.cases[index] ?? 0) - BigInt(line.payable), 0n);
    const isSum =
      BigInt(total) === BigInt(figures.total) + more(lines) &&
      MONEY_TYPES.every(
        (type) =>
          BigInt(byType[type]) ===
          BigInt(figures.byType[type]) + more(lines.filter((line) => line.type === type)),
      );
    const name = claim === undefined ? assume : `${assume} ${claim}`;
    return isSum ? [] : [`expected ${name} to be the total and what its lines differ by, got ${total} VND`];
  });
}
