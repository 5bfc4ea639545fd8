import type { ContractSettlement, SettlementRequest } from '#contracts/settle/contract-settlement.ts';
import { settleContract } from '#contracts/settle/settle-contract.ts';
import { SETTLED_CLASSES } from '#contracts/sla/settled-class.ts';
import type { Contract } from '#core/domain/inventory.ts';
import { parseEntity } from '#core/domain/state.ts';
import { parsePeriod } from '#core/time/periods.ts';
import { readHistory } from '#ledger/history/history.ts';
import { device, link } from './inventory.ts';
import {
  contractRevision,
  deviceRevision,
  linkRevision,
  type Recorded,
  writeLedger,
} from './settlement-ledger.ts';
import { change, openTempReader } from './temp-ledger.ts';

export const TIME_ZONE = 'Asia/Ho_Chi_Minh';

/** `11-05T08:30` of 2026 in Hanoi. */
export const at = (text: string): number => Date.parse(`2026-${text}+07:00`);

export const MONTH = period('2026-11');

export function period(label: string) {
  const parsed = parsePeriod(label, TIME_ZONE);
  if (!parsed) throw new Error(`expected a period, got ${label}`);
  return parsed;
}

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

export function contract(given: Partial<Contract> & Pick<Contract, 'id' | 'contractor'>): Contract {
  return {
    name: given.id,
    fromMs: at('01-01T00:00'),
    sample: false,
    terms: { indicator: 'reach' },
    ...given,
  };
}

/** A camera behind a switch behind a rented line; cameras are kept by `a`, the line by `b`. */
export const CAMERAS = contract({ id: 'cameras', contractor: 'a', agency: 'ward' });
/** The contract of the cameras, with these terms. */
export const camerasWith = (terms: Readonly<Record<string, unknown>>): Contract => ({
  ...CAMERAS,
  terms: { indicator: 'reach', ...terms },
});
export const LINES = contract({ id: 'lines', contractor: 'b' });
export const LINE = link({ id: 'line', contracts: ['lines'] });
export const SWITCH = device({
  id: 'sw',
  kind: 'switch',
  upstreams: [['link:line']],
  contracts: ['cameras'],
});
export const CAMERA = device({
  id: 'cam',
  upstreams: [['link:line', 'device:sw']],
  contracts: ['cameras'],
});

const START = at('10-01T00:00');

/** The inventory at the beginning of October. */
export function inventory({
  devices = [SWITCH, CAMERA],
  links = [LINE],
  contracts = [CAMERAS, LINES],
} = {}): Recorded {
  return {
    recordedMs: START,
    revisions: [
      ...contracts.map((one) => contractRevision(START, one)),
      ...links.map((one) => linkRevision(START, one)),
      ...devices.map((one) => deviceRevision(START, one)),
    ],
  };
}

/** October and November watched without a gap, everything up from the beginning. */
export function watched(
  entities: readonly `${'device' | 'link'}:${string}`[] = ['device:cam', 'device:sw', 'link:line'],
): Recorded {
  return {
    recordedMs: at('12-01T00:00'),
    changes: entities.map((entity) => change(entity, 'up', START)),
    coverage: [{ fromMs: START, toMs: at('12-01T00:00'), closed: 'stop' }],
  };
}

/** It is down from a minute after it was last seen up, and up a minute after it was last found down. */
export function down(
  entity: `${'device' | 'link'}:${string}`,
  fromMs: number,
  toMs: number | undefined,
  recordedMs = at('12-01T00:00'),
): Recorded {
  const MINUTE_MS = 60_000;
  const first = change(entity, 'down', fromMs, { afterMs: fromMs - MINUTE_MS });
  if (toMs === undefined) return { recordedMs, changes: [first] };
  return { recordedMs, changes: [first, change(entity, 'up', toMs, { afterMs: toMs - MINUTE_MS })] };
}

export const settle = (recorded: readonly Recorded[], given: Partial<SettlementRequest> = {}) =>
  settleLedger(writeLedger(recorded), given);

/** Settles November on 5 December, unless the question is another. */
export function settleLedger(path: string, given: Partial<SettlementRequest> = {}): ContractSettlement {
  const reader = openTempReader(path);
  const { recordedBeforeMs, contractId = 'cameras' } = given;
  const history = readHistory(reader, {
    contractId,
    ...(recordedBeforeMs === undefined ? {} : { recordedBeforeMs }),
  });
  return settleContract(reader, history, {
    contractId,
    period: MONTH,
    asOfMs: at('12-05T00:00'),
    claims: [],
    maintenance: [],
    timeZone: TIME_ZONE,
    ...given,
  });
}

/** What there is of each class, in hours: `down 2, up 718`. */
export function hoursOf(settlement: ContractSettlement, name: string, partIndex = 0): string {
  if (!parseEntity(name)) throw new Error(`expected an entity, got ${name}`);
  const figures = settlement.parts[partIndex]?.entities.find(({ entity }) => entity === name);
  if (!figures) return 'nothing';
  return SETTLED_CLASSES.filter((settled) => figures.sums[settled] > 0)
    .map((settled) => `${settled} ${figures.sums[settled] / HOUR_MS}`)
    .join(', ');
}
