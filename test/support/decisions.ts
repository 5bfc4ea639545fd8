import type { Json } from '#core/text/canonical-json.ts';
import type { FiledClaim } from '#ledger/decisions/claim-bodies.ts';
import type { AddedWork } from '#ledger/decisions/works.ts';
import type { Decision } from '#ledger/record/decisions.ts';

/** Rows as the ledger numbers them, recorded an hour apart from hour 100 on unless told otherwise. */
export function decisionRows(
  steps: readonly (readonly [id: string, action: string, body: Json, rest?: Partial<Decision>])[],
): readonly Decision[] {
  return steps.map(([id, action, body, rest], index) => ({
    seq: index + 1,
    id,
    action,
    recordedMs: hour(100 + index),
    author: 'an',
    body,
    hash: 'f'.repeat(64),
    ...rest,
  }));
}

export const hour = (count: number): number => count * 3_600_000;

/** Instants in these tests are told by their hour. */
export const atHour = (atMs: number): string => `hour ${atMs / 3_600_000}`;

/** A power cut of hours 10 to 13 over two cameras, claimed in hour 100. */
export const filedClaim = (given: Partial<FiledClaim> = {}): FiledClaim => ({
  contract: 'keeper',
  cause: 'power-cut',
  fromMs: hour(10),
  toMs: hour(13),
  entities: ['device:cam-1', 'device:cam-2'],
  selector: '--area ba-dinh',
  by: 'contractor:a',
  against: [],
  evidence: 'Notice of the power company',
  receivedMs: hour(100),
  decideByMs: hour(340),
  hearForMs: hour(24),
  ...given,
});

/** Work in hours 50 to 52 on one camera, announced in hour 20. */
export const addedWork = (given: Partial<AddedWork> = {}): AddedWork => ({
  fromMs: hour(50),
  toMs: hour(52),
  entities: ['device:cam-1'],
  selector: '--device cam-1',
  announcedMs: hour(20),
  by: 'contractor:a',
  reason: 'New lens',
  ...given,
});
