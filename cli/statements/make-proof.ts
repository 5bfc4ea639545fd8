import { existsSync } from 'node:fs';
import { type KeyOptions, loadKey } from '../../contracts/actions/statements/key-place.ts';
import { expectFiled, expectPeriod } from '../../contracts/actions/statements/statement-context.ts';
import { buildProof, type ProofSubject } from '../../contracts/proof/build-proof.ts';
import type { ContractSettlement } from '../../contracts/settle/contract-settlement.ts';
import { refused } from '../../contracts/statements/build-statement.ts';
import { sealDocument } from '../../contracts/statements/document-seal.ts';
import {
  readSealed,
  systemSaid,
  THERE_ALREADY,
  unwritable,
} from '../../contracts/statements/record-statement.ts';
import { StatementError } from '../../contracts/statements/statement-error.ts';
import type { StatementDocument } from '../../contracts/statements/statement-schema.ts';
import { type Entity, parseEntity } from '../../core/domain/state.ts';
import { writeWholeFile } from '../../core/host/write-whole-file.ts';
import type { Said } from '../../core/language/said.ts';
import { VERSION } from '../../core/version.ts';
import { findEntity } from '../../ledger/history/find-entity.ts';
import type { Context } from '../shell/context.ts';
import type { StatementScope } from './statement-scope.ts';

export interface ProofOptions extends KeyOptions {
  readonly contract: string;
  readonly period: string;
  readonly outage?: number;
  readonly line?: number;
  readonly proof: string;
  readonly includeSecret?: boolean;
  readonly force?: boolean;
}

export interface WrittenProof {
  readonly id: string;
  readonly file: string;
  readonly sha256: string;
  readonly rows: number;
  readonly sizeBytes: number;
}

/** Writes what was sealed of an outage or a line with the rows that it rests on, down to a signed checkpoint. */
export async function writeProof(
  statements: StatementScope,
  name: string | undefined,
  options: ProofOptions,
  context: Context,
): Promise<WrittenProof> {
  const { store, reader, nowMs } = statements;
  if (!options.force && existsSync(options.proof)) throw unwritable(options.proof, THERE_ALREADY);
  const life = statements.life(options.contract, expectPeriod(statements, options.contract, options.period));
  const filed = expectFiled(life);
  const { document, text } = readSealed(store.path, filed);
  const subject = subjectOf(
    document,
    options,
    name === undefined ? undefined : findEntity(reader, name).entity,
  );
  const settlement = settleAlone(statements, document, subject.entity);
  const seqs = [
    ...(settlement?.ledgerRows.seqs ?? []),
    ...document.contractVersions.map(({ seq }) => seq),
    ...life.steps.map(({ seq }) => seq),
  ];
  const proven = await store.prove(seqs, { secret: options.includeSecret ? 'include' : 'withhold' });
  if ('uncovered' in proven)
    throw refused(document.id, {
      en: `expected rows under a checkpoint, got row ${proven.uncovered}, and the last checkpoint covers rows up to ${proven.coveredTo}: camwatch checkpoint issue makes one, which the parties sign (docs/checkpoints.md)`,
      vi: `cần các dòng đã có điểm kiểm tra, dòng ${proven.uncovered} chưa có, điểm kiểm tra cuối chỉ đến dòng ${proven.coveredTo}: camwatch checkpoint issue lập điểm mới để các bên ký (docs/checkpoints.md)`,
    });
  const { key } = await loadKey(options, context);
  const { seal } = JSON.parse(text);
  const proof = buildProof({
    ...{ statement: { document, seal, row: filed.seq }, subject, proven },
    ...(settlement && { settlement }),
    ...{ nowMs, version: VERSION, signer: key.signer },
  });
  const sealed = sealDocument(proof, key);
  try {
    writeWholeFile(options.proof, sealed.text);
  } catch (error) {
    throw unwritable(options.proof, systemSaid(error), error);
  }
  return {
    ...{ id: document.id, file: options.proof, sha256: sealed.sha256, rows: proof.rows.length },
    sizeBytes: Buffer.byteLength(sealed.text),
  };
}

/** By the rows of what is proven alone. What rests on all of the contract is named by number and digest in the statement. */
function settleAlone(
  statements: StatementScope,
  document: StatementDocument,
  entity: Entity | undefined,
): ContractSettlement | undefined {
  if (entity === undefined) return undefined;
  const { asOfMs, recordedBeforeMs, period, contract } = document;
  const only = new Set([entity, ...standIns(document, entity)]);
  return statements.settle(
    { contractId: contract.id, period, asOfMs, recordedBeforeMs, only },
    period.timeZone,
  );
}

function subjectOf(
  { id, figures }: StatementDocument,
  { line, outage }: Pick<ProofOptions, 'line' | 'outage'>,
  entity: Entity | undefined,
): ProofSubject {
  if (entity === undefined) {
    const found = figures.parts.flatMap(({ money }) => money.lines).find((one) => one.line === line);
    if (!found)
      throw unknown(id, {
        en: `--line: expected the number of a line, got ${line ?? 'none'}`,
        vi: `--line: cần số của một khoản, nhận được ${line ?? 'không có'}`,
      });
    const of = found.entity ?? figures.incidents?.rows.find(({ incident }) => incident === found.ref)?.root;
    return { line: found, ...(isEntity(of) && { entity: of }) };
  }
  const part = figures.parts.find(({ entities }) => entities.some((one) => one.entity === entity));
  const outages = part?.entities.find((one) => one.entity === entity)?.outages;
  if (!outages)
    throw unknown(id, {
      en: `expected a device or link that it has figures of, got ${entity}`,
      vi: `cần thiết bị, đường truyền có số liệu trong bảng, nhận được ${entity}`,
    });
  if (outage === undefined) return { entity };
  const ref = outages[outage - 1]?.ref;
  if (ref === undefined)
    throw unknown(id, {
      en: `--outage: expected a number up to ${outages.length}, got ${outage}`,
      vi: `--outage: cần số không quá ${outages.length}, nhận được ${outage}`,
    });
  return { entity, outage: ref };
}

/** Links that may carry what another one does not: whether it was down follows from them too. */
function standIns({ figures }: StatementDocument, entity: Entity): readonly Entity[] {
  const isGrouped = figures.parts.some(({ terms }) => terms.redundantLines !== undefined);
  if (!isGrouped || !entity.startsWith('link:')) return [];
  const entities = figures.parts.flatMap((part) => part.entities.map((one) => one.entity));
  return entities.filter((one) => isEntity(one) && one.startsWith('link:')).filter(isEntity);
}

const isEntity = (text: string | undefined): text is Entity =>
  text !== undefined && parseEntity(text) !== undefined;

const unknown = (id: string, why: Said): StatementError =>
  new StatementError('STATEMENT_UNKNOWN', {
    en: `statement ${id}: ${why.en}`,
    vi: `bảng đối soát ${id}: ${why.vi}`,
  });
