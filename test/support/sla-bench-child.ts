// One measurement of the SLA benchmark in a process of its own, so that its memory and its CPU are its own alone.
import { DatabaseSync } from 'node:sqlite';
import type { Device } from '#core/inventory.ts';
import { deviceEntity } from '#core/state.ts';
import { type LedgerReader, openLedgerReader } from '#ledger/read-ledger.ts';
import { serviceIntervals } from '#settlement/service-intervals.ts';
import { buildTimeline } from '#settlement/timeline.ts';
import type { Interval } from '#sla/intervals.ts';

export interface SlaMeasurement {
  readonly rows: number;
  readonly devices: number;
  readonly groups: number;
  readonly percent: number;
  readonly wallS: number;
  readonly cpuS: number;
  readonly peakMB: number;
}

type Work = (
  path: string,
  period: Interval,
  most: number,
) => Omit<SlaMeasurement, 'wallS' | 'cpuS' | 'peakMB'>;

const WORKS: Readonly<Record<string, Work>> = { select: selectBare, timelines: sumTimelines };

const [name = '', path = '', fromMs = '', toMs = '', most = ''] = process.argv.slice(2);
const work = WORKS[name];
if (!work) throw new Error(`expected one of ${Object.keys(WORKS).join(', ')}, got "${name}"`);
const startedMs = performance.now();
const before = process.cpuUsage();
const result = work(path, { fromMs: Number(fromMs), toMs: Number(toMs) }, Number(most));
const { user, system } = process.cpuUsage(before);
const measurement: SlaMeasurement = {
  ...result,
  wallS: (performance.now() - startedMs) / 1_000,
  cpuS: (user + system) / 1e6,
  peakMB: process.resourceUsage().maxRSS / 1_000,
};
process.stdout.write(JSON.stringify(measurement));

/** As many devices' rows, read and thrown away. */
function selectBare(file: string, { fromMs, toMs }: Interval, mostDevices: number): ReturnType<Work> {
  const database = new DatabaseSync(file, { readOnly: true });
  const ofSome = `entity IN (SELECT entity FROM status WHERE entity GLOB 'device:*' AND indicator = 'reach' LIMIT ${mostDevices})`;
  const statement = database.prepare(
    `SELECT seq, entity, state, reason, after_ms, at_ms FROM change
     WHERE indicator = 'reach' AND at_ms >= ? AND at_ms < ?
       AND ${Number.isFinite(mostDevices) ? ofSome : "entity GLOB 'device:*'"}`,
  );
  let rows = 0;
  for (const _row of statement.iterate(fromMs, toMs)) rows++;
  database.close();
  return { rows, devices: 0, groups: 0, percent: 0 };
}

interface Sums {
  goodMs: number;
  downMs: number;
}

/** `reach` of every device by agency and district of the present, from the changes, one device after the other. */
function sumTimelines(file: string, period: Interval, mostDevices: number): ReturnType<Work> {
  const reader = openLedgerReader(file);
  try {
    return reader.snapshot(() => {
      const coverage = [...reader.coverage(period)];
      const groups = new Map<string, Sums>();
      let rows = 0;
      let devices = 0;
      for (const { id, group, lifecycle } of readDevices(reader, mostDevices)) {
        const entity = deviceEntity(id);
        const changes = [
          ...reader.changes({ entity, indicator: 'reach', fromMs: period.fromMs, toMs: period.toMs }),
        ];
        const first = reader.changeBefore(entity, 'reach', period.fromMs);
        if (first) changes.unshift(first);
        rows += changes.length;
        devices++;
        const sums = groups.get(group) ?? { goodMs: 0, downMs: 0 };
        groups.set(group, sums);
        for (const segment of buildTimeline({
          changes,
          coverage,
          service: serviceIntervals({ lifecycle }),
          period,
        })) {
          const lengthMs = segment.toMs - segment.fromMs;
          if (segment.state === 'down') sums.downMs += lengthMs;
          if (segment.state === 'up' || segment.state === 'degraded') sums.goodMs += lengthMs;
        }
      }
      const all = [...groups.values()];
      const goodMs = all.reduce((sum, one) => sum + one.goodMs, 0);
      const downMs = all.reduce((sum, one) => sum + one.downMs, 0);
      return { rows, devices, groups: groups.size, percent: (goodMs / (goodMs + downMs)) * 100 };
    });
  } finally {
    reader.close();
  }
}

interface DeviceRow {
  readonly id: string;
  readonly group: string;
  readonly lifecycle: Device['lifecycle'];
}

/** The devices as they were recorded last; of each no more than is needed. */
function readDevices(reader: LedgerReader, most: number): Iterable<DeviceRow> {
  const districts = new Map([...bodies(reader, 'area')].map(({ id, body }) => [id, body.district ?? '']));
  const places = new Map(
    [...bodies(reader, 'site')].map(({ id, body }) => [id, districts.get(body.area ?? '') ?? '']),
  );
  const devices = new Map<string, DeviceRow>();
  for (const { id, body } of bodies(reader, 'device')) {
    if (devices.size >= most && !devices.has(id)) continue;
    const { agency = '', site = '', lifecycle = [] } = body;
    devices.set(id, { id, group: `${agency} ${places.get(site) ?? ''}`, lifecycle });
  }
  return devices.values();
}

function* bodies(reader: LedgerReader, kind: 'area' | 'site' | 'device') {
  for (const { id, body = '{}' } of reader.revisions({ kind })) {
    const recorded: Partial<Recorded> = JSON.parse(body);
    yield { id, body: recorded };
  }
}

interface Recorded {
  readonly district: string;
  readonly area: string;
  readonly site: string;
  readonly agency: string;
  readonly lifecycle: Device['lifecycle'];
}
