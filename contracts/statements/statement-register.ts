import { z } from 'zod';
import { RULES_VERSIONS } from '../../core/domain/contract-terms.ts';
import type { Json } from '../../core/text/canonical-json.ts';
import { FilesSchema, parseBody } from '../../ledger/decisions/decision-bodies.ts';
import type { Decision } from '../../ledger/record/decisions.ts';
import { HANDED_OUT, type HandedOut, listHandedOut } from './handed-out.ts';
import { StatementError } from './statement-error.ts';
import { Objection, SignOff, type StatementFigures } from './statement-schema.ts';

/** What the ledger keeps of a statement that was sealed; the document itself lies beside it as the first of `files`. */
const FiledBody = z.object({
  contract: z.string(),
  period: z.object({ label: z.string(), fromMs: z.int(), toMs: z.int() }),
  number: z.int(),
  /** Of the canonical document. */
  sha256: z.string(),
  /** Of the key that signed it. */
  fingerprint: z.string(),
  total: z.string(),
  disputed: z.string(),
  objectionEndsMs: z.int(),
  agreedBy: z.string().optional(),
  reason: z.string().optional(),
  /** By which version of the rules each part was settled; absent: all of it by version 1. */
  rules: z.array(z.object({ fromMs: z.int(), toMs: z.int(), rules: z.literal(RULES_VERSIONS) })).optional(),
  files: FilesSchema,
});
export type FiledBody = z.infer<typeof FiledBody>;

const ObjectedBody = Objection.omit({ number: true, recordedMs: true, author: true }).extend({
  files: FilesSchema,
});
export type ObjectedBody = z.infer<typeof ObjectedBody>;

const AgreedBody = SignOff.omit({ seq: true, recordedMs: true, author: true }).extend({ files: FilesSchema });
export type AgreedBody = z.infer<typeof AgreedBody>;

/** A sealed statement as it is on record. */
export interface Filed extends FiledBody {
  readonly seq: number;
  readonly recordedMs: number;
  readonly author: string;
  readonly action: 'drafted' | 'issued' | 'restated';
}

/** All that was done with the statement of a contract and period, in order. */
export interface StatementLife {
  readonly id: string;
  /** What was decided; what was merely handed out is none of it. */
  readonly steps: readonly Decision[];
  readonly handedOut: readonly HandedOut[];
  /** The draft that is in force; absent where there is none, or it was withdrawn. */
  readonly draft?: Filed;
  /** Also against drafts that were replaced: a new draft takes nothing back that the contractor said. */
  readonly objections: readonly Objection[];
  /** That the contractor agreed, each to a draft by its hash: to one that was replaced it is none to the new one. */
  readonly signOffs: readonly SignOff[];
  readonly issued?: Filed;
  readonly restatements: readonly Filed[];
  /** What counts now: the last restatement, else what was issued, else the draft. */
  readonly latest?: Filed;
}

export const statementId = (contract: string, periodLabel: string): string => `${contract}:${periodLabel}`;

export type StatementAction = Filed['action'] | 'objected' | 'agreed' | 'withdrawn';

/** The statement of one id, from the rows of the ledger's table. @throws DECISION_UNREADABLE */
export function readLife(rows: Iterable<Decision>, id: string): StatementLife {
  const own = [...rows].filter((row) => row.id === id);
  let life: StatementLife = {
    id,
    steps: [],
    handedOut: listHandedOut(own),
    objections: [],
    signOffs: [],
    restatements: [],
  };
  for (const row of own)
    if (row.action !== HANDED_OUT) life = takeStep({ ...life, steps: [...life.steps, row] }, row);
  return life;
}

/** All statements, in the order in which they were first drafted. What was handed out of a report is none. */
export function readLives(rows: Iterable<Decision>): readonly StatementLife[] {
  const byId = Map.groupBy(rows, ({ id }) => id);
  return [...byId].map(([id, steps]) => readLife(steps, id)).filter(({ steps }) => steps.length > 0);
}

/** That the contractor agreed to the draft that stands. */
export const signOffOf = ({ draft, signOffs }: StatementLife): SignOff | undefined =>
  draft && signOffs.find(({ of }) => of === draft.sha256);

/** All that was ever sealed under an id, also drafts that were withdrawn. */
export function listFiled(life: StatementLife): readonly Filed[] {
  return life.steps.flatMap((row) => (isFiled(row) ? [filedOf(row, row.action)] : []));
}

/** The one whose hash begins so. @throws STATEMENT_UNKNOWN where that is not one. */
export function filedBy(life: StatementLife, start: string): Filed {
  const found = listFiled(life).filter(({ sha256 }) => sha256.startsWith(start));
  const [filed] = found;
  if (filed && found.length === 1) return filed;
  throw new StatementError('STATEMENT_UNKNOWN', {
    en: `--hash: expected the beginning of the hash of one of ${life.id}, found ${found.length} that begin with "${start}"`,
    vi: `--hash: cần phần đầu mã băm của một bảng thuộc ${life.id}, có ${found.length} bảng bắt đầu bằng "${start}"`,
  });
}

type FiledRow = Decision & { readonly action: Filed['action'] };

const FILED_ACTIONS: readonly string[] = ['drafted', 'issued', 'restated'] satisfies Filed['action'][];
const isFiled = (row: Decision): row is FiledRow => FILED_ACTIONS.includes(row.action);

function takeStep(life: StatementLife, row: Decision): StatementLife {
  switch (row.action) {
    case 'drafted': {
      const draft = filedOf(row, 'drafted');
      return { ...life, draft, latest: draft };
    }
    case 'withdrawn': {
      const { draft: _, latest: __, ...rest } = life;
      return rest;
    }
    case 'objected':
      return { ...life, objections: [...life.objections, objectionOf(row, life.objections.length + 1)] };
    case 'agreed':
      return { ...life, signOffs: [...life.signOffs, signOffIn(row)] };
    case 'issued': {
      const issued = filedOf(row, 'issued');
      return { ...life, issued, latest: issued };
    }
    case 'restated': {
      const restated = filedOf(row, 'restated');
      return { ...life, restatements: [...life.restatements, restated], latest: restated };
    }
    default:
      return life;
  }
}

function filedOf(row: Decision, action: Filed['action']): Filed {
  const { seq, recordedMs, author } = row;
  return { seq, recordedMs, author, action, ...parseBody(row, FiledBody) };
}

function objectionOf(row: Decision, number: number): Objection {
  const { recordedMs, author } = row;
  const { files: _, ...body } = parseBody(row, ObjectedBody);
  return { number, recordedMs, author, ...body };
}

function signOffIn(row: Decision): SignOff {
  const { seq, recordedMs, author } = row;
  const { by, of } = parseBody(row, AgreedBody);
  return { seq, recordedMs, author, by, of };
}

/** By which version of the rules each part was settled, as a row says it: nothing where all of it was by version 1. */
export function rulesOfParts({ parts }: StatementFigures): Pick<FiledBody, 'rules'> {
  const rules = parts.map(({ fromMs, toMs, terms }) => ({
    fromMs,
    toMs,
    rules: terms.rules === 2 ? (2 as const) : (1 as const),
  }));
  return rules.some((part) => part.rules !== 1) ? { rules } : {};
}

/** A body as the ledger takes it: what is absent is left out. */
export function bodyJson(body: FiledBody | ObjectedBody | AgreedBody): Json {
  return body;
}
