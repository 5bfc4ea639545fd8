import type { ContractSettlement } from '#contracts/settle/contract-settlement.ts';
import type { StatementFacts } from '#contracts/statements/build-statement.ts';
import type { StatementKey } from '#contracts/statements/statement-key.ts';
import { readLife } from '#contracts/statements/statement-register.ts';
import type { ContractTerms } from '#core/domain/contract-terms.ts';
import type { Decision } from '#ledger/record/decisions.ts';
import { deduction, figuresOf, type Given, period, stretch, termsOf, tiersOf } from './sla-input.ts';

export const AFTER_MS = Date.parse('2026-12-01T08:00+07:00');
export const DAY_MS = 86_400_000;

/** A camera costs 150,000 đồng a month, of which 30 % are deducted below 95 %; five days to object. */
export const TERMS: ContractTerms = termsOf({
  objectionMs: 5 * DAY_MS,
  fees: { byKind: { camera: 150_000n }, byEntity: new Map() },
  money: [deduction(tiersOf([[950_000, 300_000]]))],
});

/** A made-up settlement of November 2026: a camera that was down for three days, and one that never was. */
export function settlementOf({
  cameras = [{ down: [stretch('2026-11-05T08:00', '2026-11-08T08:00')] }, {}],
  terms = TERMS,
  ...given
}: Partial<ContractSettlement> & {
  readonly cameras?: readonly Omit<Given, 'terms'>[];
  readonly terms?: ContractTerms;
} = {}): ContractSettlement {
  const figures = figuresOf(terms, cameras);
  return {
    contractId: 'c-1',
    contractor: 'a',
    period: period('2026-11'),
    asOfMs: period('2026-11').toMs,
    parts: [{ interval: period('2026-11'), contractor: 'a', terms, entities: figures.entities, figures }],
    ledgerRows: { count: 9, seqs: [1, 2, 3, 4, 5, 6, 7, 8, 9], digest: 'd'.repeat(64) },
    contractVersions: [{ fromMs: 0, seq: 1, hash: 'c'.repeat(64) }],
    isProvisional: false,
    warnings: [],
    ...given,
  };
}

export const factsOf = (
  key: StatementKey,
  rows: readonly Decision[] = [],
  given: Partial<StatementFacts> = {},
): StatementFacts => ({
  settlement: settlementOf(),
  named: { name: 'Bảo trì camera' },
  nowMs: AFTER_MS,
  recordedBeforeMs: AFTER_MS,
  version: '0.1.0',
  signer: key.signer,
  life: readLife(rows, 'c-1:2026-11'),
  ...given,
});
