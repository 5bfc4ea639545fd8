import { canonicalJson } from '../../core/text/canonical-json.ts';
import type { ContractSettlement } from '../settle/contract-settlement.ts';
import type { StatementLife } from '../statements/statement-register.ts';
import type { StatementDocument } from '../statements/statement-schema.ts';

/** What is worth knowing a later version may see otherwise, and earlier ones wrote in words; the seal covers the file's. */
export function noteWarnings(
  document: StatementDocument,
  { warnings }: ContractSettlement,
): readonly string[] {
  const [filed, now] = [canonicalJson(document.warnings), canonicalJson([...warnings])];
  return filed === now ? [] : [`warnings: the file has ${filed}, now ${now}`];
}

export function notesOf(
  { software, state, number }: StatementDocument,
  version: string,
  life: StatementLife | undefined,
): readonly string[] {
  const latest = life?.latest;
  const isSuperseded = latest && (ACTIONS[state] !== latest.action || latest.number !== number);
  return [
    ...(software.version === version
      ? []
      : [`made by camwatch ${software.version}, verified by camwatch ${version}`]),
    ...(isSuperseded ? [`superseded: what counts now is ${renderFiled(latest)}`] : []),
    ...(life ? [] : ['checked without the ledger: whether its figures are right was not looked at']),
  ];
}

const ACTIONS = { draft: 'drafted', issued: 'issued', restated: 'restated' } as const;

const renderFiled = ({
  action,
  number,
  sha256,
}: {
  readonly action: string;
  readonly number: number;
  readonly sha256: string;
}) => `${action === 'restated' ? `restatement ${number}` : action} (${sha256})`;
