import type { Draw } from './draw.ts';

export interface RandomLedger {
  readonly seed: number;
  /** Label of the period that is settled, such as `2026-03`. */
  readonly period: string;
  readonly rows: readonly PlannedRow[];
  /** Earlier periods of contract `c`, issued before it, the first one first. */
  readonly before: readonly string[];
  /** What becomes of the draft. */
  readonly course: 'drafted' | 'issued' | 'objected';
  /** What comes on record after it was issued: for each lot a restatement. Recorded when it is written. */
  readonly later: readonly (readonly PlannedRow[])[];
}

/** A row of the chain without its number. */
export type PlannedRow = { readonly table: string; readonly recorded_ms: number } & Readonly<
  Record<string, unknown>
>;

/** What the parts of a ledger are drawn from. */
export interface World {
  readonly draw: Draw;
  readonly zone: string;
  /** The month, about: edges are those of UTC, which lie within a day of those of the zone. */
  readonly fromMs: number;
  readonly toMs: number;
  /** When the inventory was recorded. */
  readonly beganMs: number;
  readonly indicators: readonly string[];
  readonly devices: readonly string[];
  readonly links: readonly string[];
  /** An instant in and around the month: on an edge, at another instant that was drawn, or anywhere; a millisecond off now and then. */
  readonly instant: () => number;
  readonly rows: PlannedRow[];
}

const DAY_MS = 86_400_000;

export function createInstants(draw: Draw, fromMs: number, toMs: number): () => number {
  const drawn: number[] = [];
  const edges = [fromMs, toMs, fromMs - 7 * 3_600_000, toMs - 7 * 3_600_000, toMs - 2 * 3_600_000];
  return () => {
    const kind = draw.int(0, 9);
    let atMs = fromMs - 2 * DAY_MS + draw.int(0, (toMs - fromMs) / 60_000 + 4 * 1_440) * 60_000;
    if (kind === 0) atMs = draw.pick(edges);
    if (kind === 1) atMs = Math.floor(atMs / 3_600_000) * 3_600_000;
    if (kind > 6 && drawn.length > 0)
      atMs = draw.pick(drawn) + draw.pick([0, 0, 1, -1, 30_000, 60_000, 300_000, 1_800_000]);
    if (draw.chance(0.1)) atMs += draw.pick([-1, 1]);
    drawn.push(atMs);
    return atMs;
  };
}

/** Puts a revision on record; without a body the entry ends. */
export function revise(
  { rows, beganMs }: World,
  kind: string,
  id: string,
  body: object | undefined,
  { fromMs = beganMs, recordedMs = beganMs }: { readonly fromMs?: number; readonly recordedMs?: number } = {},
): void {
  rows.push({
    table: 'revision',
    kind,
    id,
    from_ms: fromMs,
    recorded_ms: recordedMs,
    author: 'an',
    source_hash: 'x',
    body,
  });
}

/** When something that holds from an instant is put on record: before, then, or long after. */
export const recordedOf = ({ draw, beganMs, toMs }: World, atMs: number): number =>
  draw.pick([beganMs, atMs, atMs + 60_000, toMs + 3 * DAY_MS]);
