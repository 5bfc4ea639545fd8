import type { Dossier } from '#contracts/dossier/dossier-schema.ts';
import type { StatementInput } from '#reports/statement/statement-input.ts';
import { DAY_MS } from './settlement.ts';
import { instant } from './sla-input.ts';

export const FILED_MS = instant('2026-11-09T09:00');
const act = (by: string) => ({ seq: 1, recordedMs: FILED_MS, author: 'an', by });
const paper = { name: 'bien-ban.pdf', sha256: 'e'.repeat(64), sizeBytes: 9 };

/** A claim that was decided a day late, for half of what was asked. */
export const DOSSIER: Dossier = {
  client: { rule: 'plan', agencies: 2 },
  claims: [
    {
      ref: 'claim:7',
      cause: 'power-cut',
      status: 'accepted-in-part',
      fromMs: instant('2026-11-05T08:00'),
      toMs: instant('2026-11-07T08:00'),
      entities: ['device:cam-1'],
      filed: {
        ...act('contractor:a'),
        receivedMs: FILED_MS,
        evidence: 'thông báo của điện lực',
        files: [paper],
      },
      against: ['contractor:b'],
      hearings: [{ ...act('dost'), party: 'contractor:b', says: 'đường truyền tốt', files: [] }],
      toHear: [{ party: 'contractor:b', outcome: 'answered', answeredMs: FILED_MS }],
      decision: {
        ...act('dost'),
        reason: 'điện lực xác nhận một phần',
        files: [],
        accepted: {
          fromMs: instant('2026-11-05T08:00'),
          toMs: instant('2026-11-06T08:00'),
          entities: ['device:cam-1'],
        },
        affected: [],
      },
      limits: [{ limit: 'decided', dueMs: FILED_MS - DAY_MS, doneMs: FILED_MS, overMs: DAY_MS }],
    },
  ],
  works: [],
  unmeasured: [],
  objections: [],
  answering: [
    {
      owner: 'link:l-1',
      fromMs: 0,
      toMs: instant('2027-01-01T00:00'),
      contracts: ['line'],
      contractors: ['b'],
      carrier: 'c',
    },
  ],
};

export const NAMES: StatementInput['names'] = {
  contractor: 'Nhà thầu A',
  parties: new Map([
    ['contractor:b', 'Viễn thông B'],
    ['contractor:c', 'Hạ tầng C'],
  ]),
  entities: new Map([
    ['device:cam-1', 'Camera 1'],
    ['link:l-1', 'Tuyến Lê Duẩn'],
  ]),
  places: new Map([['device:cam-1', 'số 1 Lê Duẩn, Phường Cửa Nam']]),
};
