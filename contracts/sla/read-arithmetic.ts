import type { TargetName } from './check-targets.ts';

/**
 * Reads back what is written of the way to a figure, where no input stands beside it: sealed statements have it in these
 * words, and people of every language shall read it. Numbers stay as they are written. What a later version wrote
 * otherwise is `undefined`.
 */
export type FeeSteps =
  | {
      readonly kind: 'monthly';
      readonly monthly: string;
      readonly months: readonly { readonly share: string; readonly month: string }[];
      readonly vnd: string;
    }
  | {
      readonly kind: 'sum';
      readonly addends: readonly { readonly count: string; readonly fee: string }[];
      readonly vnd: string;
    }
  | { readonly kind: 'many'; readonly count: string; readonly vnd: string };

/** `150000 a month × (1/2 of 2026-10) = 75000`, `998 × 150000 + 2 × 75000 = 149850000`, `sum of 13 fees = 15`. */
export function readFee(arithmetic: string): FeeSteps | undefined {
  const [, left = '', vnd = ''] = /^(.+) = ([\d.…]+)$/.exec(arithmetic) ?? [];
  const [, monthly, months = ''] = /^(\d+) a month × \((.+)\)$/.exec(left) ?? [];
  if (monthly !== undefined) {
    const shares = months.split(' + ').map((month) => /^([\d/]+) of (\S+)$/.exec(month));
    const read = shares.flatMap((found) =>
      found?.[1] && found[2] ? [{ share: found[1], month: found[2] }] : [],
    );
    return read.length === shares.length ? { kind: 'monthly', monthly, months: read, vnd } : undefined;
  }
  const [, count] = /^sum of (\d+) fees$/.exec(left) ?? [];
  if (count !== undefined) return { kind: 'many', count, vnd };
  const addends = left.split(' + ').map((addend) => /^(\d+) × ([\d/]+)$/.exec(addend));
  const read = addends.flatMap((found) =>
    found?.[1] && found[2] ? [{ count: found[1], fee: found[2] }] : [],
  );
  return read.length === addends.length ? { kind: 'sum', addends: read, vnd } : undefined;
}

/** What a money line comes to before it is rounded: the end of its arithmetic. */
export function readUnrounded(arithmetic: string): string | undefined {
  return /(?:^|; )([\d.…]+)(?:, rounded half up \d+)? VND$/.exec(arithmetic)?.[1];
}

export interface LimitSteps {
  readonly percent: string;
  /** Absent where no fee is agreed that it could be taken of. */
  readonly of?: { readonly fee: FeeSteps; readonly exact: string };
}

/** `8.00 % of (6 × 600000 = 3600000) = 288000, cut off 288000 VND; lines …`. */
export function readLimit(arithmetic: string): LimitSteps | undefined {
  const [, percent, rest = ''] = /^([\d.]+) % of (.+)$/.exec(arithmetic) ?? [];
  if (percent === undefined) return undefined;
  if (rest === 'a fee that is not agreed: no limit') return { percent };
  const [, written = '', exact = ''] = /^\((.+)\) = ([\d.…]+), cut off \d+ VND;/.exec(rest) ?? [];
  const fee = readFee(written);
  return fee && { percent, of: { fee, exact } };
}

export type EvidenceStep =
  | { readonly kind: 'ref'; readonly ref: string }
  /** `toMs` is absent while it lasts. */
  | {
      readonly kind: 'down' | 'switched-off';
      readonly entity: string;
      readonly fromMs: number;
      readonly toMs?: number;
    }
  | { readonly kind: 'grace'; readonly untilMs: number };

/** `change:9`, `link:x down since …`, `link:x down …–…`, `link:x switched-off …–…`, `restart grace until …`. */
export function readEvidence(written: string): EvidenceStep {
  const [, until = ''] = /^restart grace until (\S+)$/.exec(written) ?? [];
  if (until !== '') return { kind: 'grace', untilMs: Date.parse(until) };
  const [, entity, what, isOpen, from = '', to = ''] =
    /^(\S+) (down|switched-off) (since )?([^–]+)(?:–(.+))?$/.exec(written) ?? [];
  if (entity === undefined) return { kind: 'ref', ref: written };
  const span = { entity, fromMs: Date.parse(from) };
  const kind = what === 'down' ? 'down' : 'switched-off';
  return { kind, ...span, ...(isOpen === undefined ? { toMs: Date.parse(to) } : {}) };
}

/** The numbers of a missed target's working, in the order in which they stand there. */
export function readBreach(target: TargetName, working: string): readonly string[] | undefined {
  return BREACHES[target].exec(working)?.slice(1);
}

const TWO_LENGTHS = /^(\d+) ms [<>] (\d+) ms$/;
const BREACHES: Readonly<Record<TargetName, RegExp>> = {
  availability: /^(\d+) \/ (\d+) ms = ([\d.]+) % < ([\d.]+) %$/,
  fleet: /^lowest (\d+) of (\d+) = ([\d.]+) % from (\S+); below ([\d.]+) % for (\d+) ms$/,
  'longest-outage': TWO_LENGTHS,
  outages: /^(\d+) outages > (\d+)$/,
  restoration: /^(\d+) ms > (\d+) ms \((.+)\) by (\d+) ms$/,
  response: TWO_LENGTHS,
  'recording-retention': TWO_LENGTHS,
  'longest-recording-gap': TWO_LENGTHS,
  saturation: /^(in|out), (\S+) to (\S+): P95\/capacity in bit\/s (.+) > ([\d.]+) % on (\d+) days in a row$/,
};
