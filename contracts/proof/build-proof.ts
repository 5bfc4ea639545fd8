import type { Entity } from '../../core/domain/state.ts';
import { isSameJson, type Json } from '../../core/text/canonical-json.ts';
import { exactJson } from '../../core/text/exact-json.ts';
import type { RowsProof } from '../../ledger/record/row-proofs.ts';
import type { ContractSettlement } from '../settle/contract-settlement.ts';
import { refused } from '../statements/build-statement.ts';
import type { Seal } from '../statements/document-seal.ts';
import { explainEntity } from '../statements/explain.ts';
import { buildFigures } from '../statements/statement-figures.ts';
import type { Signer } from '../statements/statement-key.ts';
import type { StatementDocument, StatementLine } from '../statements/statement-schema.ts';
import type { ProofDocument, ProofPart } from './proof-schema.ts';

/** What is to be proven: something under the contract, or one outage of it; or a money line. */
export interface ProofSubject {
  /** Absent of a line over all together. */
  readonly entity?: Entity;
  readonly outage?: string;
  readonly line?: StatementLine;
}

export interface ProofFacts {
  readonly statement: { readonly document: StatementDocument; readonly seal: Seal; readonly row: number };
  /** Of what is proven alone, as of the instants of the statement; absent of a line over all together. */
  readonly settlement?: ContractSettlement;
  readonly subject: ProofSubject;
  readonly proven: RowsProof;
  readonly nowMs: number;
  readonly version: string;
  readonly signer: Signer;
}

/** @throws STATEMENT_REFUSED where what is on record now does not give what was sealed. */
export function buildProof(facts: ProofFacts): ProofDocument {
  const { statement, subject, proven, nowMs, version, signer } = facts;
  const { document, seal, row } = statement;
  const { id, state, number, contract, period, madeMs, asOfMs, recordedBeforeMs, ledger } = document;
  const { entity, outage, line } = subject;
  return {
    format: 'camwatch-proof-1',
    madeMs: nowMs,
    software: { name: 'camwatch', version },
    statement: {
      ...{ id, state, number, contract, period, madeMs, asOfMs, recordedBeforeMs, ledger },
      signer: document.signer,
      seal: { ...seal },
      row,
    },
    about: {
      ...(entity !== undefined && { entity }),
      ...(outage !== undefined && { outage }),
      ...(line && { line: line.line }),
    },
    parts: buildParts(facts),
    rows: proven.rows.map((one) => ({ ...one })),
    trees: proven.trees.map(({ row: tree, hashes }) => ({ row: tree, hashes: [...hashes] })),
    checkpoint: {
      note: proven.checkpoint.note,
      keys: proven.checkpoint.keys.map((key) => ({ ...key })),
      heads: proven.checkpoint.heads.map((head) => ({ ...head })),
      hashes: [...proven.checkpoint.hashes],
    },
    signer: { ...signer },
  };
}

function buildParts({ statement, settlement, subject }: ProofFacts): ProofPart[] {
  const { entity, outage, line } = subject;
  const settled = settlement ? buildFigures(settlement).parts : [];
  const explained = settlement && entity !== undefined ? explainEntity(settlement, entity) : undefined;
  return statement.document.figures.parts.flatMap((part): ProofPart[] => {
    const { label, fromMs, toMs, contractor, terms, money } = part;
    const entities = part.entities.filter((one) => one.entity === entity);
    const lines = money.lines.filter((one) => (line ? one.line === line.line : one.entity === entity));
    const isAbout = line ? lines.length > 0 : hasOutage(entities, outage);
    if (!isAbout) return [];
    const again = settled.find((one) => one.fromMs === fromMs);
    if (!isSameJson(entities, again?.entities.filter((one) => one.entity === entity) ?? []))
      throw refused(statement.document.id, {
        en: `what is on record now gives other figures of ${entity} than were sealed: "statement verify" tells them`,
        vi: `sổ ghi nay cho số liệu của ${entity} khác với số liệu đã niêm phong: "statement verify" nêu chỗ khác`,
      });
    const stretches = explained?.parts.find(({ interval }) => interval.fromMs === fromMs)?.stretches ?? [];
    const index = entities[0]?.outages.findIndex(({ ref }) => ref === outage) ?? -1;
    const told = stretches.filter((stretch) => outage === undefined || stretch.outage === index + 1);
    return [
      {
        ...{ label, fromMs, toMs, contractor, terms, entities, lines },
        caps: lines.length > 0 ? money.caps : [],
        stretches: told.map((stretch): Json => exactJson(stretch) ?? {}),
      },
    ];
  });
}

const hasOutage = (entities: ProofPart['entities'], outage: string | undefined): boolean =>
  entities.some(({ outages }) => outage === undefined || outages.some(({ ref }) => ref === outage));
