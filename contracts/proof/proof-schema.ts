import { z } from 'zod';
import type { Json } from '../../core/text/canonical-json.ts';
import { SealedStatement, StatementDocument, StatementFigures } from '../statements/statement-schema.ts';

const AnyJson: z.ZodType<Json> = z.json();
const Hash = z.string().regex(/^[0-9a-f]{64}$/);
const Seq = z.int().positive();
const Part = StatementFigures.shape.parts.element;
const { id, state, number, contract, period, madeMs, asOfMs, recordedBeforeMs, software, ledger, signer } =
  StatementDocument.shape;

/** What was sealed of the part that a line or outage is in, and all time of it, one stretch after the other. */
const ProofPart = z.strictObject({
  ...Part.pick({ label: true, fromMs: true, toMs: true, contractor: true, terms: true, entities: true })
    .shape,
  lines: Part.shape.money.shape.lines,
  caps: Part.shape.money.shape.caps,
  stretches: z.array(AnyJson),
});

const ProofRow = z.strictObject({
  seq: Seq,
  /** In whose chain it stands; absent: in that of the ledger. */
  collector: z.string().optional(),
  prev: Hash,
  hash: Hash,
  body: z.string().optional(),
  withheld: z.literal('secret').optional(),
});

export const ProofDocument = z.strictObject({
  format: z.literal('camwatch-proof-1'),
  madeMs: z.int(),
  software,
  statement: z.strictObject({
    ...{ id, state, number, contract, period, madeMs, asOfMs, recordedBeforeMs, ledger, signer },
    seal: SealedStatement.shape.seal,
    /** The row that put it on record. */
    row: Seq,
  }),
  about: z.strictObject({
    entity: z.string().optional(),
    /** Its reference, such as `change:48211`. */
    outage: z.string().optional(),
    line: z.int().optional(),
  }),
  parts: z.array(ProofPart).min(1),
  rows: z.array(ProofRow).min(1),
  trees: z.array(z.strictObject({ row: Seq, hashes: z.array(Hash) })).min(1),
  checkpoint: z.strictObject({
    note: z.string(),
    keys: z.array(
      z.strictObject({ name: z.string(), type: z.enum(['log', 'cosignature']), key: z.string() }),
    ),
    heads: z.array(z.strictObject({ index: z.int().nonnegative(), collector: z.string(), row: Seq })).min(1),
    hashes: z.array(Hash),
  }),
  signer,
});

export const SealedProof = z.strictObject({ document: ProofDocument, seal: SealedStatement.shape.seal });

export type ProofDocument = z.infer<typeof ProofDocument>;
export type ProofPart = ProofDocument['parts'][number];
