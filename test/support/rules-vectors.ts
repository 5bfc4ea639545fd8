import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { EXCUSE_CAUSES } from '#core/domain/contract-terms.ts';
import { INDICATORS, STATES } from '#core/domain/state.ts';

/** The examples of the rules: `docs/rules.md` says what each member means. */

const AtMs = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{3})?)?(Z|[+-]\d{2}:\d{2})$/)
  .transform((text) => Date.parse(text));
const Span = z.tuple([AtMs, AtMs]).transform(([fromMs, toMs]) => ({ fromMs, toMs }));
const UNITS = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
/** `90m`, as in terms. */
const Length = z
  .string()
  .regex(/^\d+(ms|s|m|h|d)$/)
  .transform((text) => {
    const [, count = '', unit = ''] = /^(\d+)(ms|s|m|h|d)$/.exec(text) ?? [];
    return Number(count) * (new Map<string, number>(Object.entries(UNITS)).get(unit) ?? Number.NaN);
  });
const Entity = z.templateLiteral([z.enum(['device', 'link']), ':', z.string().min(1)]);
const End = z.templateLiteral([z.enum(['site', 'device']), ':', z.string().min(1)]);
const Contracts = z.array(z.string()).default([]);
const Terms = z.record(z.string(), z.json());
const Every = z.partialRecord(z.enum(INDICATORS), Length);

const State = z.strictObject({
  of: Entity,
  indicator: z.enum(INDICATORS).optional(),
  at: AtMs,
  state: z.enum(STATES),
  after: AtMs.optional(),
  reason: z.string().optional(),
  recorded: AtMs.optional(),
  /** By which corrections and voids name it. */
  row: z.string().optional(),
  corrects: z.string().optional(),
});

const Down = z.strictObject({
  of: Entity,
  indicator: z.enum(INDICATORS).optional(),
  from: AtMs,
  to: AtMs.optional(),
  after: AtMs.optional(),
  until: AtMs.optional(),
  reason: z.string().optional(),
});

const Part = { from: AtMs.optional(), to: AtMs.optional(), of: z.array(Entity).optional() };

const Figures = z.record(
  z.string(),
  z.union([Length, z.int(), z.string(), z.record(z.string(), Length)]).nullable(),
);
const Named = z.object({
  parts: z.array(AtMs).optional(),
  targets: z.record(z.string(), z.enum(['met', 'missed', 'not-measured'])).optional(),
  lines: z.array(z.record(z.string(), z.string())).optional(),
  total: z.string().optional(),
  fee: z.string().optional(),
  fleet: z.strictObject({ good: z.int(), counted: z.int(), from: AtMs, below: Length }).optional(),
  incidents: z.record(z.string(), z.record(z.string(), z.string())).optional(),
  disputed: z.array(z.int()).optional(),
  rows: z.int().optional(),
});
/** Beside these the figures of `device:cam-1` and so on, and of `all` together; `null`: it does not count. */
const Expected = Named.catchall(Figures.nullable());
export type Expected = z.infer<typeof Named>;

const Vector = z.strictObject({
  id: z.string().regex(/^\d+\.\d+(\.\d+)?-[a-z]$/),
  clauses: z.array(z.string()).min(1),
  title: z.strictObject({ en: z.string().min(1), vi: z.string().min(1) }),
  zone: z.string().default('Asia/Ho_Chi_Minh'),
  contract: z.strictObject({
    ...{ id: z.string(), contractor: z.string(), agency: z.string().optional() },
    ...{ from: AtMs, to: AtMs.optional(), recorded: AtMs.optional(), terms: Terms },
  }),
  amendments: z
    .array(
      z.strictObject({
        from: AtMs,
        recorded: AtMs.optional(),
        contractor: z.string().optional(),
        terms: Terms.optional(),
        removed: z.literal(true).optional(),
      }),
    )
    .default([]),
  others: z
    .array(
      z.strictObject({
        id: z.string(),
        contractor: z.string(),
        from: AtMs,
        to: AtMs.optional(),
        terms: Terms.default({}),
      }),
    )
    .default([]),
  calendars: z
    .array(
      z.strictObject({
        id: z.string(),
        from: AtMs.optional(),
        windows: z
          .array(z.strictObject({ days: z.array(z.string()), fromMinute: z.int(), toMinute: z.int() }))
          .default([]),
        holidays: z.array(z.string()).default([]),
      }),
    )
    .default([]),
  devices: z
    .array(
      z.strictObject({
        ...{ id: z.string(), kind: z.string().default('camera'), contracts: Contracts },
        ...{ accepted: AtMs.optional(), retired: AtMs.optional(), paused: z.array(Span).default([]) },
        ...{ upstreams: z.array(z.array(Entity)).default([]), recorder: z.string().optional() },
        ...{ contractor: z.string().optional(), profile: z.string().optional(), from: AtMs.optional() },
      }),
    )
    .default([]),
  links: z
    .array(
      z.strictObject({
        ...{
          id: z.string(),
          near: z
            .union([z.literal('core'), z.templateLiteral(['device:', z.string().min(1)])])
            .default('core'),
          far: End.default('site:s'),
        },
        ...{ contracts: Contracts, contractor: z.string().optional(), from: AtMs.optional() },
      }),
    )
    .default([]),
  revisions: z
    .array(
      z.strictObject({
        of: Entity,
        from: AtMs,
        ...{ contracts: z.array(z.string()).optional(), contractor: z.string().optional() },
        ...{ upstreams: z.array(z.array(Entity)).optional(), retired: AtMs.optional() },
        removed: z.literal(true).optional(),
      }),
    )
    .default([]),
  handovers: z
    .array(
      z.strictObject({
        of: z.string(),
        at: AtMs,
        field: z.enum(['agency', 'contractor', 'contract']),
        from: z.string().optional(),
        to: z.string().optional(),
      }),
    )
    .default([]),
  profiles: z.array(z.strictObject({ id: z.string(), from: AtMs.optional(), every: Every })).default([]),
  polling: z.array(z.strictObject({ of: Entity, from: AtMs.optional(), every: Every })).default([]),
  watched: z.array(z.union([Span, z.strictObject({ from: AtMs, to: AtMs, every: Length })])),
  states: z.array(State).default([]),
  down: z.array(Down).default([]),
  unseen: z.array(Entity).default([]),
  voids: z.array(z.strictObject({ row: z.string(), recorded: AtMs.optional() })).default([]),
  imports: z
    .array(
      z.strictObject({
        ...{ system: z.string(), of: Entity, indicator: z.enum(INDICATORS).optional() },
        ...{ vouches: z.array(Span), states: z.array(z.tuple([AtMs, z.enum(STATES)])) },
      }),
    )
    .default([]),
  claims: z
    .array(
      z.strictObject({
        ...{ id: z.string().optional(), cause: z.enum(EXCUSE_CAUSES) },
        ...{ of: z.array(Entity), from: AtMs, to: AtMs, cut: Span.optional() },
        accepted: z.strictObject({ ...Part, cut: Span.optional() }).optional(),
      }),
    )
    .default([]),
  works: z
    .array(
      z.strictObject({
        ...{ id: z.string().optional(), of: z.array(Entity), from: AtMs, to: AtMs },
        ...{ announced: AtMs, cancelled: AtMs.optional(), by: z.string().optional() },
      }),
    )
    .default([]),
  incidents: z
    .array(z.strictObject({ id: z.string(), action: z.string(), at: AtMs }).catchall(z.json()))
    .default([]),
  traffic: z
    .array(
      z.strictObject({
        ...{ of: z.string(), date: z.string(), direction: z.enum(['in', 'out']) },
        ...{ capacity: z.int(), percents: z.record(z.string(), z.int()) },
      }),
    )
    .default([]),
  /** Statements of the periods before, with what their lines are for: `deductions · device:cam-1`. */
  before: z.array(z.strictObject({ period: z.string(), lines: z.array(z.string()) })).default([]),
  objections: z
    .array(z.strictObject({ lines: z.array(z.string()).default([]), entities: z.array(Entity).default([]) }))
    .default([]),
  period: z.string(),
  asOf: AtMs.optional(),
  recordedBefore: AtMs.optional(),
  expect: z.partialRecord(z.enum(['1', '2', 'both']), Expected),
});
export type Vector = z.infer<typeof Vector>;

export const readVectors = (): readonly Vector[] =>
  z
    .array(Vector)
    .parse(JSON.parse(readFileSync(new URL('../../docs/rules-vectors.json', import.meta.url), 'utf8')));
