import { z } from 'zod';
import type { Json } from '../../core/text/canonical-json.ts';
import { Dossier } from '../dossier/dossier-schema.ts';
import { DECISION_FINDING_CODES } from '../findings/decision-finding.ts';
import { HangsOn } from '../hangs-on/hangs-on-schema.ts';
import { Incidents } from '../response/incident-schema.ts';
import { SettlementWarning } from '../settle/settlement-warning.ts';
import { ByType, Vnd } from './money-schema.ts';

const AnyJson: z.ZodType<Json> = z.json();

/** Milliseconds, of an instant (epoch) or of a length. */
const Ms = z.int();
/** Names without a space or a sign that turns the direction of writing; the rest of a document may be any text. */
const Id = z.string().regex(/^[\w:.+-]+$/);
const PeriodLabel = z.string().regex(/^[\dTQZ:.+-]{4,80}$/);
const Version = z.string().regex(/^[\w.+-]{1,64}$/);
const Span = { fromMs: Ms, toMs: Ms };
const Sums = z.record(z.string(), Ms);
/** Percent as text, cut off; absent where nothing counted. */
const percent = z.string().optional();

const Availability = {
  goodMs: Ms,
  countedMs: Ms,
  percent,
  lowGoodMs: Ms,
  highGoodMs: Ms,
  boundsCountedMs: Ms,
  lowPercent: percent,
  highPercent: percent,
};

const Statistics = {
  outageCount: z.int(),
  restoredCount: z.int(),
  restoredMs: Ms,
  mttrMs: Ms.optional(),
  mtbfMs: Ms.optional(),
  longestOutageMs: Ms,
};

const Coverage = z.strictObject({ knownMs: Ms, inServiceMs: Ms, percent });

const Outage = z.strictObject({
  ref: z.string(),
  fromMs: Ms,
  /** Absent while it lasts. */
  toMs: Ms.optional(),
  /** Last probes that said otherwise before each edge. */
  afterMs: Ms.optional(),
  untilAfterMs: Ms.optional(),
  reason: z.string().optional(),
  isShort: z.boolean(),
  /** The contractor's own time, whole and in the period, and when it was. */
  ownMs: Ms,
  ownInPeriodMs: Ms,
  own: z.array(z.strictObject(Span)),
  blame: z.array(
    z.strictObject({
      cause: z.string(),
      owner: z.string(),
      isOwn: z.boolean(),
      ms: Ms,
      evidence: z.array(z.string()),
    }),
  ),
  restoration: z
    .strictObject({
      severity: z.string(),
      withinMs: Ms,
      dueMs: Ms.optional(),
      overMs: Ms,
      overBeforeMs: Ms,
      startedHours: z.int(),
    })
    .optional(),
});

/** A stretch that is not plainly up or out of service: everything that the sums differ from a whole period by. */
const Stretch = z.strictObject({
  ...Span,
  class: z.string(),
  measured: z.string(),
  reason: z.string().optional(),
  excuse: z.strictObject({ cause: z.string(), ref: z.string() }).optional(),
  owner: z.string().optional(),
});

const Entity = z.strictObject({
  entity: z.string(),
  indicator: z.string(),
  ...Availability,
  sums: Sums,
  coverage: Coverage,
  excusedByCause: Sums,
  othersByOwner: Sums,
  ...Statistics,
  fee: z.strictObject({ vnd: z.string(), arithmetic: z.string() }).optional(),
  outages: z.array(Outage),
  stretches: z.array(Stretch),
  refused: z.array(z.strictObject({ ...Span, why: z.string(), ref: z.string() })),
});

const Check = z.strictObject({
  target: z.string(),
  outcome: z.enum(['met', 'missed', 'not-measured']),
  breaches: z.array(
    z.strictObject({ entity: z.string().optional(), ref: z.string().optional(), working: z.string() }),
  ),
  notMeasured: z.array(z.string()),
});

const Line = z.strictObject({
  /** Counted from 1 through all parts: what people name it by. */
  line: z.int(),
  rule: z.string(),
  type: z.enum(['penalty', 'deduction', 'damages']),
  legalBasis: z.string().optional(),
  entity: z.string().optional(),
  ref: z.string().optional(),
  inputs: z.record(z.string(), z.union([z.string(), z.number()])),
  arithmetic: z.string(),
  amount: Vnd,
  /** What the limits left of it. */
  payable: Vnd,
  lacks: z.literal('fee').optional(),
});

const Cap = z.strictObject({
  kind: z.enum(['rule', 'statutory', 'contract']),
  rules: z.array(z.string()),
  limit: Vnd.optional(),
  before: Vnd,
  after: Vnd,
  arithmetic: z.string(),
});

/** A stretch of the period with one version of the terms and one contractor. */
const Part = z.strictObject({
  label: z.string(),
  ...Span,
  contractor: z.string(),
  terms: z.record(z.string(), AnyJson),
  aggregate: z.strictObject({
    ...Availability,
    sums: Sums,
    coverage: Coverage,
    excusedByCause: Sums,
    othersByOwner: Sums,
    ...Statistics,
  }),
  fleet: z
    .strictObject({
      belowMs: Ms,
      lowest: z.strictObject({ ...Span, good: z.int(), counted: z.int() }).optional(),
    })
    .optional(),
  checks: z.array(Check),
  /** In service, and nothing at all is known of them: held against nobody. Absent where there is none. */
  neverMeasured: z.array(z.string()).optional(),
  entities: z.array(Entity),
  money: z.strictObject({
    fee: z.strictObject({ vnd: z.string(), arithmetic: z.string() }).optional(),
    lines: z.array(Line),
    caps: z.array(Cap),
    byType: ByType,
    total: Vnd,
  }),
});

/** The figures of a statement: what is computed again when it is verified, and compared when it is restated. */
export const StatementFigures = z.strictObject({
  parts: z.array(Part),
  /** Absent where nobody kept incidents yet when the period ended. */
  incidents: Incidents.optional(),
  byType: ByType,
  total: Vnd,
});

/** An objection of the contractor, as it stands in the ledger and in what is issued after it. */
export const Objection = z.strictObject({
  /** From 1, in the order in which they came. */
  number: z.int(),
  recordedMs: Ms,
  author: z.string(),
  /** Who objects, on the contractor's side. */
  by: z.string(),
  why: z.string(),
  /** Money lines by what they are for, since their numbers may change: `deductions · device:cam-1 · change:9`. */
  lines: z.array(z.string()),
  outages: z.array(z.string()),
  entities: z.array(z.string()),
});

/** That the contractor agreed to a draft, as it stands in the ledger and in what is issued after it. */
export const SignOff = z.strictObject({
  /** Row of the ledger. */
  seq: z.int(),
  recordedMs: Ms,
  author: z.string(),
  /** Who agrees, such as `contractor:keeper`. */
  by: z.string(),
  /** SHA-256 of the draft that it agreed to: of its canonical document, as in its seal. */
  of: z.string(),
});

/** Something that may make figures better than they are, for people to look at; it changes none. */
const Finding = z.strictObject({
  code: z.enum(DECISION_FINDING_CODES),
  entity: z.string(),
  atMs: Ms,
  ref: z.string(),
  /** Row of the ledger that shows it. */
  seq: z.int().optional(),
  detail: z.union([z.string(), z.number()]),
});

const Difference = z.strictObject({
  where: z.string(),
  old: z.string().optional(),
  new: z.string().optional(),
});

/** What is sealed: canonical JSON of exactly this is what is hashed and signed. */
export const StatementDocument = z.strictObject({
  format: z.literal('camwatch-statement-1'),
  id: Id,
  /** 0 for a draft and what is issued from it; restatements count from 1. */
  number: z.int(),
  state: z.enum(['draft', 'issued', 'restated']),
  contract: z.strictObject({
    id: Id,
    name: z.string().optional(),
    contractor: z.string(),
    agency: z.string().optional(),
    number: z.string().optional(),
  }),
  period: z.strictObject({ label: PeriodLabel, ...Span, timeZone: z.string() }),
  /** Instants that the question is asked at: with them the same ledger gives the same figures at any time. */
  madeMs: Ms,
  asOfMs: Ms,
  recordedBeforeMs: Ms,
  software: z.strictObject({ name: z.literal('camwatch'), version: Version }),
  /** All rows that the figures rest on: how many, and SHA-256 over their hashes in order. */
  ledger: z.strictObject({
    rows: z.int(),
    digest: z.string(),
    /** Where the ledger's own chain (`centre`) and those of collectors stood by what was recorded before; absent of a ledger of one chain. */
    heads: z.array(z.strictObject({ chain: z.string(), seq: z.int(), hash: z.string() })).optional(),
  }),
  /** Rows of the ledger that say what the contract is from an instant on, with their hashes. */
  contractVersions: z.array(z.strictObject({ fromMs: Ms, seq: z.int(), hash: z.string() })),
  figures: StatementFigures,
  /** What a reader must know. Files of earlier versions have it in plain English. */
  warnings: z.array(z.union([SettlementWarning, z.string()])),
  /** What is worth a look before figures are agreed on; absent where it was not looked for. */
  findings: z.array(Finding).optional(),
  money: z.strictObject({
    total: Vnd,
    undisputed: Vnd,
    disputed: Vnd,
    undisputedByType: ByType,
    disputedByType: ByType,
    /** Numbers of the lines that are disputed. */
    disputedLines: z.array(z.int()),
  }),
  objectionEndsMs: Ms,
  objections: z.array(Objection),
  /** The party that agreed before the objection period had ended. */
  agreedBy: z.string().optional(),
  /** The papers of that agreement, kept beside the ledger by their hash. */
  agreement: z.array(z.strictObject({ name: z.string(), sha256: z.string(), sizeBytes: z.int() })).optional(),
  /** The contractor agreed to the draft by an act of its own; absent where it did not, and in files of earlier versions. */
  signOff: SignOff.optional(),
  /** What people decided and whether the limits of the contract were kept; absent in files of earlier versions. */
  dossier: Dossier.optional(),
  /** Beside the figures, and worked out from the same record; absent in files of earlier versions, and where no money is agreed. */
  hangsOn: HangsOn.optional(),
  replaces: z.strictObject({ number: z.int(), sha256: z.string() }).optional(),
  reason: z.string().optional(),
  differences: z.array(Difference).optional(),
  signer: z.strictObject({ publicKey: z.string(), fingerprint: z.string() }),
});

export const SealedStatement = z.strictObject({
  document: StatementDocument,
  seal: z.strictObject({
    algorithm: z.literal('Ed25519'),
    /** Of the canonical JSON of `document`, in hexadecimal digits. */
    sha256: z.string(),
    /** Of the same bytes, in base64. */
    signature: z.string(),
  }),
});

export type StatementFigures = z.infer<typeof StatementFigures>;
export type StatementPart = StatementFigures['parts'][number];
export type StatementEntity = StatementPart['entities'][number];
export type StatementLine = StatementPart['money']['lines'][number];
export type StatementDocument = z.infer<typeof StatementDocument>;
export type SealedStatement = z.infer<typeof SealedStatement>;
export type Objection = z.infer<typeof Objection>;
export type SignOff = z.infer<typeof SignOff>;
export type Difference = z.infer<typeof Difference>;
