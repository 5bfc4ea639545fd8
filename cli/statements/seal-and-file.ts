import { openDecisionWriter } from '../../contracts/actions/open-decision-writer.ts';
import { recordStatement } from '../../contracts/statements/record-statement.ts';
import type { StatementKey } from '../../contracts/statements/statement-key.ts';
import type { StatementLife } from '../../contracts/statements/statement-register.ts';
import type { StatementDocument } from '../../contracts/statements/statement-schema.ts';
import { sealStatement } from '../../contracts/statements/statement-seal.ts';
import { renderDifferences } from '../../reports/statement/words/render-differences.ts';
import { renderStatementFindings } from '../../reports/statement/words/render-findings.ts';
import { renderWarning } from '../../reports/statement/words/render-warning.ts';
import { type Office, outPath } from './office.ts';
import { authorOf, type SealOptions } from './options.ts';

/** A step that was put on record; printed as it is with `--json`. */
export interface Sealed {
  readonly id: string;
  readonly state: StatementDocument['state'];
  readonly number: number;
  readonly file: string;
  readonly sha256: string;
  readonly fingerprint: string;
  /** Row of the ledger. */
  readonly row: number;
  readonly availability?: string;
  readonly coverage?: string;
  readonly money: StatementDocument['money'];
  readonly objectionEnds: string;
  readonly warnings: StatementDocument['warnings'];
  readonly findings?: StatementDocument['findings'];
  readonly differences?: StatementDocument['differences'];
}

export interface SealRequest {
  readonly document: StatementDocument;
  readonly life: StatementLife;
  readonly key: StatementKey;
  /** Why the draft that stands is withdrawn first. */
  readonly replaces?: string;
}

/** Signs a document, writes its file and puts it on record. */
export function sealAndFile(
  office: Office,
  { document, life, key, replaces }: SealRequest,
  options: SealOptions,
): Sealed {
  const sealed = sealStatement(document, key);
  const file = outPath(options.out, document);
  const pen = openDecisionWriter(office, authorOf(options));
  try {
    const filed = recordStatement(pen, life, sealed, {
      ledger: office.path,
      out: file,
      overwrite: options.force ?? false,
      ...(replaces === undefined ? {} : { replaces }),
    });
    // Where terms changed in the period there is a figure for each part: the file and "show" have them.
    const [part, ...others] = document.figures.parts;
    const aggregate = others.length === 0 ? part?.aggregate : undefined;
    const [percent, covered] = [aggregate?.percent, aggregate?.coverage.percent];
    return {
      id: document.id,
      state: document.state,
      number: document.number,
      file,
      sha256: sealed.sha256,
      fingerprint: document.signer.fingerprint,
      row: filed.seq,
      ...(percent === undefined ? {} : { availability: percent }),
      ...(covered === undefined ? {} : { coverage: covered }),
      money: document.money,
      objectionEnds: new Date(document.objectionEndsMs).toISOString(),
      warnings: document.warnings,
      ...(document.findings && { findings: document.findings }),
      ...(document.differences && { differences: document.differences }),
    };
  } finally {
    pen.close();
  }
}

const hasNoRecord = ({ availability, coverage }: Sealed): boolean =>
  availability === undefined && coverage !== undefined && Number(coverage) === 0;

export function renderSealed(
  sealed: Sealed,
  { words, language }: Pick<Office, 'words' | 'language'>,
): string {
  const { texts, percent, vnd, time } = words;
  const { labels } = texts;
  const { money, differences = [] } = sealed;
  const title = sealed.number > 0 ? texts.restatement(sealed.number) : texts.statement;
  return [
    `${title} ${sealed.id}: ${texts.states[sealed.state]}`,
    `  ${labels.availability}: ${hasNoRecord(sealed) ? labels.noRecord : percent(sealed.availability)}, ${labels.coverage} ${percent(sealed.coverage)}`,
    `  ${labels.total}: ${vnd(money.total)} (${labels.undisputed} ${vnd(money.undisputed)}, ${labels.disputed} ${vnd(money.disputed)})`,
    `  ${labels.file}: ${sealed.file}`,
    `  ${labels.hash}: ${sealed.sha256}`,
    `  ${labels.key}: ${sealed.fingerprint}`,
    ...(sealed.state === 'draft' ? [`  ${texts.objectUntil(time(Date.parse(sealed.objectionEnds)))}`] : []),
    ...renderDifferences(differences, words),
    ...sealed.warnings.map((warning) => `  ${labels.warnings}: ${renderWarning(warning, words)}`),
    ...renderStatementFindings(sealed.findings, { words, language }),
  ].join('\n');
}
