import { z } from 'zod';

/** Milliseconds, of an instant (epoch) or of a length. */
const Ms = z.int();
const Span = { fromMs: Ms, toMs: Ms };

/** A file that bears something out, by its hash. */
const Paper = z.strictObject({ name: z.string(), sha256: z.string(), sizeBytes: z.int() });

/** A row of the ledger that says who did something: the party, the account, and when it was put on record. */
const Act = { seq: z.int(), recordedMs: Ms, author: z.string(), by: z.string() };

/** `filed`: `claims.within`; `decided`: `claims.decide_within`; `heard`, `objected`: `objection`; `announced`: the notice of planned work. */
const TIME_LIMITS = ['filed', 'decided', 'heard', 'announced', 'objected'] as const;

const TimeLimit = z.strictObject({
  limit: z.enum(TIME_LIMITS),
  /** Whose time to answer it is. */
  party: z.string().optional(),
  dueMs: Ms,
  /** Absent: it was not done yet when the record was read. */
  doneMs: Ms.optional(),
  /** By how much it is late; 0: it was kept, or there is time left. */
  overMs: Ms,
});

/** Whom a claim blames or whose figures change: `silent` let its time pass, `waiting` has time left. */
const PartyToHear = z.strictObject({
  party: z.string(),
  outcome: z.enum(['answered', 'silent', 'waiting', 'not-asked']),
  askedMs: Ms.optional(),
  untilMs: Ms.optional(),
  answeredMs: Ms.optional(),
});

const Accepted = z.strictObject({
  ...Span,
  entities: z.array(z.string()),
  /** Of a power cut: when the power went off and came back, as far as the decision says. */
  cut: z.strictObject({ fromMs: Ms.optional(), toMs: Ms.optional() }).optional(),
});

const DossierClaim = z.strictObject({
  /** Such as `claim:7`. */
  ref: z.string(),
  cause: z.string(),
  status: z.enum(['filed', 'accepted', 'accepted-in-part', 'rejected', 'withdrawn']),
  ...Span,
  /** Of a power cut: when the power was off, where that is more than what is claimed. */
  cut: z.strictObject(Span).optional(),
  entities: z.array(z.string()),
  filed: z.strictObject({ ...Act, receivedMs: Ms, evidence: z.string(), files: z.array(Paper) }),
  against: z.array(z.string()),
  /** Each row that asked a party (without `says`) or has what it said, in order. */
  hearings: z.array(
    z.strictObject({ ...Act, party: z.string(), says: z.string().optional(), files: z.array(Paper) }),
  ),
  toHear: z.array(PartyToHear),
  decision: z
    .strictObject({
      ...Act,
      reason: z.string(),
      files: z.array(Paper),
      /** Absent where nothing was. */
      accepted: Accepted.optional(),
      /** Whose figures change by it. */
      affected: z.array(z.string()),
    })
    .optional(),
  withdrawn: z.strictObject({ ...Act, reason: z.string() }).optional(),
  limits: z.array(TimeLimit),
});

const DossierWork = z.strictObject({
  /** Such as `maintenance:3`. */
  ref: z.string(),
  ...Span,
  /** Of the contract alone. */
  entities: z.array(z.string()),
  /** Whether it holds for the contract: what another contractor announced excuses that one alone. */
  holds: z.boolean(),
  announced: z.strictObject({ ...Act, announcedMs: Ms, reason: z.string(), files: z.array(Paper) }),
  cancelled: z.strictObject({ ...Act, reason: z.string() }).optional(),
  limits: z.array(TimeLimit),
});

const DossierUnmeasured = z.strictObject({
  /** Such as `unmeasured:1`. */
  ref: z.string(),
  entity: z.string(),
  indicator: z.string(),
  cause: z.string(),
  fromMs: Ms,
  decided: z.strictObject({ ...Act, reason: z.string(), files: z.array(Paper) }),
  ended: z.strictObject({ ...Act, reason: z.string() }).optional(),
});

/** What became of an objection: its lines as they are in this statement, and the claims that were filed for what it names. */
const DossierObjection = z.strictObject({
  /** As `objections` count them. */
  number: z.int(),
  seq: z.int(),
  files: z.array(Paper),
  /** What is to be paid of each line that it is against; absent where there is no such line any more. */
  lines: z.array(z.strictObject({ line: z.string(), payable: z.string().optional() })),
  claims: z.array(z.string()),
  limits: z.array(TimeLimit),
});

/** Who answers for a device or line that others' time is put down to, from an instant to another. */
const Answering = z.strictObject({
  owner: z.string(),
  ...Span,
  contracts: z.array(z.string()),
  contractors: z.array(z.string()),
  agency: z.string().optional(),
  carrier: z.string().optional(),
});

const CHANGE_KINDS = [
  'claim-decided',
  'work-announced',
  'work-cancelled',
  'unmeasured',
  'late-data',
  'correction',
  'void',
  'late-coverage',
  'import',
  'contract',
  'inventory',
  'incidents',
  'earlier-statement',
  'software',
] as const;

/** What came on record between the statement before and this one, and which devices and lines of the contract it touches. */
const RecordedSince = z.strictObject({
  kind: z.enum(CHANGE_KINDS),
  /** What it is: `claim:7`, `revision:12`, the version of the program; of measured rows the first. */
  ref: z.string(),
  /** How many rows. */
  count: z.int(),
  recordedMs: Ms.optional(),
  author: z.string().optional(),
  /** Of rows that were voided: why. */
  reason: z.string().optional(),
  /** Absent: all of them. */
  entities: z.array(z.string()).optional(),
});

const Since = z.strictObject({ recordedBeforeMs: Ms, changes: z.array(RecordedSince) });

/** Who stands on the side of the client: of the contract, of all its devices, or as the keeper of the city's plan. */
const Client = z.strictObject({
  rule: z.enum(['contract', 'devices', 'plan']),
  /** Absent with `plan`: it is DOST. */
  agency: z.string().optional(),
  /** How many agencies run devices of the contract at the end of the period. */
  agencies: z.int(),
});

/** What people decided about the contract and the period, and who answers to whom: it changes no figure. */
export const Dossier = z.strictObject({
  client: Client,
  claims: z.array(DossierClaim),
  works: z.array(DossierWork),
  unmeasured: z.array(DossierUnmeasured),
  objections: z.array(DossierObjection),
  answering: z.array(Answering),
  /** Of a restatement. */
  since: Since.optional(),
});

export type Dossier = z.infer<typeof Dossier>;
export type DossierClaim = Dossier['claims'][number];
export type DossierWork = Dossier['works'][number];
export type DossierUnmeasured = Dossier['unmeasured'][number];
export type DossierObjection = Dossier['objections'][number];
export type Answering = Dossier['answering'][number];
export type RecordedSince = z.infer<typeof RecordedSince>;
export type TimeLimit = z.infer<typeof TimeLimit>;
/** As much of a dossier as settling reads anyway. */
export type RecordedDecisions = Pick<Dossier, 'claims' | 'works' | 'unmeasured'>;
