import type { StatementDocument } from './statement-schema.ts';

/** What the file of a sealed statement is called. */
export function sealedFileName({ contract, period, state, number }: StatementDocument): string {
  const step = state === 'restated' ? `restated-${number}` : state;
  return `${contract.id}-${period.label}-${step}.json`.replaceAll(/[^\w.-]/g, '_');
}
