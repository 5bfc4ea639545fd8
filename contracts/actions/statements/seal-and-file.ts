import { recordStatement } from '../../statements/record-statement.ts';
import { sealedFileName } from '../../statements/sealed-file-name.ts';
import type { StatementKey } from '../../statements/statement-key.ts';
import type { StatementLife } from '../../statements/statement-register.ts';
import type { StatementDocument } from '../../statements/statement-schema.ts';
import { sealStatement } from '../../statements/statement-seal.ts';
import { openDecisionWriter } from '../open-decision-writer.ts';
import type { StatementAct } from './statement-context.ts';

/** Who seals a statement, by which key, and where its file is written for people; a copy lies beside the ledger in any case. */
export interface SealAct extends StatementAct {
  /** Asked for once it is clear that there is something to sign. */
  readonly key: () => Promise<StatementKey>;
  readonly out?: (document: StatementDocument) => string;
  /** Whether a file there may be replaced. */
  readonly overwrite?: boolean;
}

/** A step that was put on record. */
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

/** What a step would seal, as it can be looked at before. */
export interface SealPlan {
  readonly document: StatementDocument;
  readonly life: StatementLife;
  /** Why the draft that stands is withdrawn first. */
  readonly replaces?: string;
}

/** Signs a document, writes its file and puts it on record. */
export function sealAndFile(
  { statements, author, out, overwrite = false }: SealAct,
  { document, life, replaces }: SealPlan,
  key: StatementKey,
): Sealed {
  const sealed = sealStatement(document, key);
  const file = out?.(document);
  using writer = openDecisionWriter(statements, author);
  const filed = recordStatement(writer, life, sealed, {
    ledger: statements.store.path,
    ...(file !== undefined && { out: file, overwrite }),
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
    file: file ?? sealedFileName(document),
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
}
