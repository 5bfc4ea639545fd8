import { divide } from '../money/caps.ts';
import type { StatementPart } from './statement-schema.ts';

type StatementMoney = StatementPart['money'];

/** What a limit left of one line, where it took something away. */
export interface LimitShare {
  readonly cap: StatementMoney['caps'][number];
  /** Whole đồng as decimal text, like everything in a statement. */
  readonly before: string;
  readonly after: string;
}

/** By the number of each line that was cut, what each limit left of it, in the order in which limits are applied. */
export function limitShares({
  lines,
  caps,
}: Pick<StatementMoney, 'lines' | 'caps'>): ReadonlyMap<number, readonly LimitShare[]> {
  const shares = new Map<number, LimitShare[]>();
  const left = new Map(lines.map(({ line, amount }) => [line, BigInt(amount)]));
  for (const cap of caps) {
    const limited = lines.filter(({ rule }) => cap.rules.includes(rule)).map(({ line }) => line);
    const before = limited.map((line) => left.get(line) ?? 0n);
    const after = divide(before, BigInt(cap.after));
    limited.forEach((line, index) => {
      const [from = 0n, to = 0n] = [before[index], after[index]];
      left.set(line, to);
      if (from === to) return;
      shares.set(line, [...(shares.get(line) ?? []), { cap, before: `${from}`, after: `${to}` }]);
    });
  }
  return shares;
}
