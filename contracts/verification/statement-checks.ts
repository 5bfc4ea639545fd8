import { isSameJson } from '../../core/text/canonical-json.ts';
import type { NamedHead } from '../../ledger/record/chain-heads.ts';
import { completeDossier } from '../dossier/complete-dossier.ts';
import { describeChangedRows } from '../settle/changed-rows.ts';
import type { ContractSettlement } from '../settle/contract-settlement.ts';
import type { HandedOut } from '../statements/handed-out.ts';
import { divideMoney } from '../statements/statement-disputes.ts';
import { listFiled, rulesOfParts, type StatementLife, signOffOf } from '../statements/statement-register.ts';
import type { Difference, StatementDocument } from '../statements/statement-schema.ts';
import type { SealedFile } from '../statements/statement-seal.ts';
import type { StatementCheck, VerifyLedger } from './statement-verification.ts';
import { checkOf } from './verification-check.ts';

/** A signature is worth what is known of its key: without a fingerprint from elsewhere there is nothing to compare. */
export function checkSigner({ signer }: StatementDocument, fingerprint: string | undefined): StatementCheck {
  if (fingerprint === undefined) return { name: 'signer', outcome: 'not-checked', problems: [] };
  const isExpected = signer.fingerprint === fingerprint;
  return checkOf(
    'signer',
    isExpected ? [] : [`expected the key ${fingerprint}, got the key ${signer.fingerprint}`],
  );
}

export function checkRecord({ document, sha256 }: SealedFile, life: StatementLife): readonly string[] {
  const filed = listFiled(life).find((candidate) => candidate.sha256 === sha256);
  if (!filed) return [`the ledger has no statement ${document.id} with the hash ${sha256}`];
  return [
    ...(filed.fingerprint === document.signer.fingerprint
      ? []
      : [
          `row ${filed.seq} of the ledger names the key ${filed.fingerprint}, the file the key ${document.signer.fingerprint}`,
        ]),
    ...(isSameJson(filed.rules, rulesOfParts(document.figures).rules)
      ? []
      : [`row ${filed.seq} of the ledger names other versions of the rules than the file`]),
    ...(document.state !== 'issued' || isSameJson(document.signOff, signOffOf(life))
      ? []
      : ['expected the agreement of the contractor as the ledger has it, got another']),
  ];
}

export function checkRows(document: StatementDocument, settlement: ContractSettlement): readonly string[] {
  const { rows, digest, heads = [] } = document.ledger;
  const { count, digest: now, heads: headsNow = [] } = settlement.ledgerRows;
  const [stood, stands] = [heads, headsNow].map((all) => all.map(renderChain).join(', '));
  const versions = settlement.contractVersions.map(({ seq, hash }) => `${seq}:${hash}`).join(', ');
  const named = document.contractVersions.map(({ seq, hash }) => `${seq}:${hash}`).join(', ');
  return [
    ...(rows === count && digest === now
      ? []
      : [
          `expected ${rows} rows of the ledger with the digest ${digest}, got ${count} rows with the digest ${now}`,
        ]),
    ...(stood === stands
      ? []
      : [`expected the chains to have stood at ${stood || 'one head'}, got ${stands || 'one head'}`]),
    ...(versions === named ? [] : [`expected the contract of the rows ${named}, got ${versions}`]),
  ];
}

const renderChain = ({ chain, seq, hash }: NamedHead): string => `${chain} ${seq}:${hash}`;

interface ContentRows {
  readonly settlement: ContractSettlement;
  readonly life: StatementLife;
  readonly handedOut: readonly HandedOut[];
  readonly ledger: VerifyLedger;
}

/** The rows that figures rest on, those of the contract, and those of the statement itself have the content they were hashed with. */
export function checkContent(
  { document }: SealedFile,
  { settlement, life, handedOut, ledger }: ContentRows,
): readonly string[] {
  const changed = ledger.changedRows([
    ...settlement.ledgerRows.seqs,
    ...document.contractVersions.map(({ seq }) => seq),
    ...[...listFiled(life), ...life.signOffs, ...handedOut].map(({ seq }) => seq),
  ]);
  return changed.length === 0 ? [] : [describeChangedRows(changed)];
}

/** Files of earlier versions have none. */
export function checkDossier(
  document: StatementDocument,
  { settlement, life, ledger }: { settlement: ContractSettlement; life: StatementLife; ledger: VerifyLedger },
): readonly StatementCheck[] {
  if (!document.dossier) return [];
  const recorded = ledger.dossier?.(document, settlement);
  const now = recorded && completeDossier(recorded, life, document);
  const differing = DOSSIER_PARTS.filter((part) => !isSameJson(document.dossier?.[part], now?.[part]));
  return [
    checkOf(
      'dossier',
      differing.map((part) => `expected ${part} as the ledger has them, got others`),
    ),
  ];
}

const DOSSIER_PARTS = [
  'client',
  'claims',
  'works',
  'unmeasured',
  'objections',
  'answering',
  'since',
] as const;

/** Files of earlier versions have none. */
export function checkHangsOn(
  { hangsOn }: StatementDocument,
  settlement: ContractSettlement,
): readonly StatementCheck[] {
  if (!hangsOn) return [];
  const isSame = settlement.hangsOn && isSameJson(hangsOn, settlement.hangsOn);
  return [
    checkOf(
      'hangs-on',
      isSame ? [] : ['expected what the money hangs on as the ledger gives it, got another'],
    ),
  ];
}

export function checkFigures(
  document: StatementDocument,
  settlement: ContractSettlement,
  differences: readonly Difference[],
): readonly string[] {
  const { contract } = document;
  return [
    ...(contract.contractor === settlement.contractor && contract.agency === settlement.agency
      ? []
      : [`expected the contractor ${contract.contractor}, got ${settlement.contractor}`]),
    ...(differences.length === 0
      ? []
      : [
          `${differences.length} ${differences.length === 1 ? 'figure differs' : 'figures differ'} from what the ledger gives`,
        ]),
  ];
}

/** The division into disputed and undisputed follows from the lines and the objections that the document names. */
export function checkMoney({ figures, objections, money }: StatementDocument): readonly string[] {
  const again = divideMoney(figures, objections);
  return [
    ...(again.total === money.total && again.total === figures.total
      ? []
      : [`expected the total ${again.total} VND from the lines, got ${money.total} VND`]),
    ...(again.disputed === money.disputed && again.undisputed === money.undisputed
      ? []
      : [
          `expected ${again.disputed} VND disputed and ${again.undisputed} VND undisputed, got ${money.disputed} and ${money.undisputed}`,
        ]),
  ];
}
