import type { FundingValues } from './registers.ts';

/**
 * What is hard to believe of money, so that a person is asked: more paid out than granted, more granted than asked for, or so
 * little that it was most likely written in millions.
 */
export type FundingDoubt = 'disbursed-over-allocated' | 'allocated-over-planned' | 'under-a-million';

const ONE_MILLION_DONG = 1_000_000n;

type Amounts = Pick<FundingValues, 'planned' | 'allocated' | 'disbursed'>;

/** Amounts are whole đồng as digits; nothing is a sum of its own and is not doubted. */
export function fundingDoubts({ planned, allocated, disbursed }: Amounts): readonly FundingDoubt[] {
  const amounts = [planned, allocated, disbursed].flatMap((amount) =>
    amount === undefined ? [] : [BigInt(amount)],
  );
  const doubts: FundingDoubt[] = [];
  if (isOver(disbursed, allocated)) doubts.push('disbursed-over-allocated');
  if (isOver(allocated, planned)) doubts.push('allocated-over-planned');
  if (amounts.some((amount) => amount > 0n && amount < ONE_MILLION_DONG)) doubts.push('under-a-million');
  return doubts;
}

const isOver = (amount: string | undefined, most: string | undefined): boolean =>
  amount !== undefined && most !== undefined && BigInt(amount) > BigInt(most);
