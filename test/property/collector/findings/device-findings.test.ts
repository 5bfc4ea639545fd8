import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createDeviceFindings } from '#collector/findings/device-findings.ts';
import { createEarlierFacts } from '#collector/findings/earlier-facts.ts';
import { createFindingTracker } from '#collector/findings/finding-tracker.ts';
import { findingsOf } from '#collector/findings/findings-of.ts';
import { createWatchedChecks } from '#collector/scheduler/watched-checks.ts';
import { Settings } from '#config/settings/settings-schema.ts';
import type { DeviceFacts } from '#core/domain/device-facts.ts';
import type { FindingObservation, RecordedFinding } from '#core/domain/findings.ts';
import type { Inventory } from '#core/domain/inventory.ts';
import type { Reading } from '#core/domain/probing.ts';
import { parseEntity } from '#core/domain/state.ts';
import { createMetrics } from '#core/names/metrics.ts';
import { createNumbering } from '#core/packed/numbering.ts';
import { days, minutes } from '#core/time/units.ts';
import { device, inventoryOf } from '#test/support/inventory.ts';

const settingsOf = (driftSeconds: number) =>
  Settings.parse({
    city: { name: 'Hà Nội', name_en: 'Hanoi', time_zone: 'Asia/Ho_Chi_Minh', area_list: '2025-07-01' },
    profiles: {
      camera: {
        service: { prober: 'onvif' },
        stream: { prober: 'rtsp' },
        recording: { prober: 'onvif', retention: '3d' },
      },
    },
    findings: { clock_drift: `${driftSeconds}s`, snmp_wanted: driftSeconds === 10 ? 'v2c' : 'v3' },
  });
const SETTINGS = [settingsOf(10), settingsOf(20)] as const;

const few = <Value>(...values: readonly Value[]) => fc.constantFrom(...values);
const optional = <Value>(value: fc.Arbitrary<Value>) =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, value);
const streamOf = fc.record({
  id: few('main', 'sub'),
  codec: few('h264', 'h265'),
  width: few(640),
  height: few(480),
});
const reportOf = fc.record({
  uptimeMs: optional(fc.nat(9)),
  clockOffsetMs: optional(few(0, 9_000, 15_000, -30_000)),
  identity: optional(
    fc.record({ serial: few('A', 'B'), model: few('IPC-1000', 'NVR-2000'), firmware: few('1.0', '3.0') }),
  ),
  streams: optional(fc.array(streamOf, { maxLength: 2 })),
  networkTime: optional(
    fc.record({ source: few('ntp', 'manual'), servers: few<string[]>([], ['10.0.0.1']) }),
  ),
  access: optional(
    fc.record({
      protocol: few('onvif', 'rtsp', 'snmp-v2c'),
      weakness: optional(few('no-password', 'default-community', 'cleartext-login')),
      refused: optional(few('credentials', 'cleartext-login')),
    }),
  ),
  disks: optional(
    fc.array(fc.record({ name: few('a', 'b'), state: few('ok', 'failed'), freeBytes: fc.nat(1) })),
  ),
  channels: optional(few([{ number: 1, video: 'present', recording: 'on' }])),
  ups: optional(fc.record({ source: few('mains', 'battery'), runtimeMs: fc.nat(1) })),
  oldestRecordingMs: optional(few(0, days(5))),
  certificate: optional(few({ subject: 'cam', validToMs: days(6), isSelfSigned: false, sha256: '' })),
});
const outcomeOf = fc.oneof(
  { weight: 5, arbitrary: reportOf.map((report) => ({ ok: true, report })) },
  few<object>(
    { ok: true },
    { ok: false, reason: 'timeout' },
    { ok: false, reason: 'credentials' },
    { ok: false, reason: 'pin-mismatch' },
  ),
);
const readingOf = fc.record({
  deviceId: few('cam-1', 'cam-2'),
  indicator: few('service', 'stream', 'recording'),
  laterMs: few(minutes(5), minutes(70), days(2)),
  said: fc.nat(3),
});
const devicesOf = fc.array(
  fc.record({ id: few('cam-1', 'cam-2'), serial: optional(few('A')), minFirmware: optional(few('2.0')) }),
  { maxLength: 2 },
);
const stepOf = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.array(readingOf, { minLength: 1, maxLength: 4 }).map((readings) => ({ readings })),
  },
  { weight: 1, arbitrary: devicesOf.map((devices) => ({ devices })) },
  { weight: 1, arbitrary: few({ restart: true }) },
  { weight: 1, arbitrary: few({ settings: SETTINGS[0] }, { settings: SETTINGS[1] }) },
);
/** Of so few answers that most looks are like one before. */
const storyOf = fc.record({
  answers: fc.array(outcomeOf, { minLength: 4, maxLength: 4 }),
  steps: fc.array(stepOf, { minLength: 1, maxLength: 25 }),
});

/** Holds every look against everything, as if there were none before it. */
function createAnew(known: Known) {
  const tracker = createFindingTracker(known.findings, { metrics: createMetrics() });
  const earlier = createEarlierFacts(known.facts, known.findings, createNumbering());
  const told: FindingObservation[] = [];
  let { devices } = inventoryOf({});
  let checkOf: ReturnType<typeof createWatchedChecks> = () => undefined;
  return {
    told,
    replace: (watched: Watched, nowMs: number) => {
      devices = watched.inventory.devices;
      checkOf = createWatchedChecks(watched.inventory, watched.settings.profiles, nowMs);
      earlier.replace((id) => devices.has(id));
      told.push(...tracker.replace((entity) => devices.has(parseEntity(entity)?.id ?? ''), nowMs));
    },
    take: (readings: readonly Reading[], wanted: Settings['findings']) => {
      for (const { deviceId, indicator, atMs, outcome } of readings) {
        const one = devices.get(deviceId);
        const check = one && checkOf(one, indicator);
        if (!one || !check) continue;
        const report = outcome.report ?? {};
        const survey = { device: one, check, atMs, outcome, report, wanted, earlier: earlier.of(deviceId) };
        const found = findingsOf(survey);
        earlier.learn({ deviceId, ...report });
        told.push(...tracker.take(found));
        for (const { entity, code, subject, isPresent, values } of found) {
          const sinceMs = isPresent ? tracker.standsSinceMs(entity, code, subject) : undefined;
          if (code === 'stream-changed' && sinceMs !== undefined && atMs - sinceMs >= days(7))
            earlier.adoptStream(deviceId, subject, String(values.found));
        }
      }
    },
  };
}

function createIncremental(known: Known, onLearn: (facts: readonly DeviceFacts[]) => void) {
  const told: FindingObservation[] = [];
  const sink = { note: (more: readonly FindingObservation[]) => void told.push(...more), learn: onLearn };
  const recorded = { recordedFacts: known.facts, recordedFindings: known.findings };
  return { told, ...createDeviceFindings({ sink, ...recorded, metrics: createMetrics() }) };
}

interface Known {
  readonly facts: readonly DeviceFacts[];
  readonly findings: readonly RecordedFinding[];
}

interface Watched {
  readonly settings: Settings;
  readonly inventory: Inventory;
}

/** What the ledger has of findings, as the next start reads it. */
function recordedOf(
  before: readonly RecordedFinding[],
  told: readonly FindingObservation[],
): readonly RecordedFinding[] {
  const standing = new Map(before.map((one) => [`${one.entity} ${one.code} ${one.subject}`, one]));
  for (const { entity, code, subject, isPresent, atMs, values } of told) {
    const key = `${entity} ${code} ${subject}`;
    const firstMs = standing.get(key)?.firstMs ?? atMs;
    if (isPresent) standing.set(key, { entity, code, subject, firstMs, lastMs: atMs, values });
    else standing.delete(key);
  }
  return [...standing.values()];
}

/** What both find over a story of looks, reloads and restarts. */
function tellBoth({
  answers,
  steps,
}: {
  readonly answers: readonly object[];
  readonly steps: readonly object[];
}) {
  let [findings, facts]: [readonly RecordedFinding[], DeviceFacts[]] = [[], []];
  const watched = {
    settings: SETTINGS[0],
    inventory: inventoryWith([{ id: 'cam-1' }, { id: 'cam-2' }]),
  };
  const learn = (more: readonly DeviceFacts[]) => void facts.push(...more);
  const begin = () =>
    [
      createIncremental({ findings, facts: [...facts] }, learn),
      createAnew({ findings, facts: [...facts] }),
    ] as const;
  const told: { readonly incremental: FindingObservation[]; readonly anew: FindingObservation[] } = {
    incremental: [],
    anew: [],
  };
  let both = begin();
  let nowMs = days(1);
  const take = (from: (typeof both)[number], to: FindingObservation[]) =>
    void to.push(...from.told.splice(0));
  for (const one of both) one.replace(watched, nowMs);
  for (const step of steps as Step[]) {
    const { readings = [], devices, settings, restart } = step;
    if (devices) watched.inventory = inventoryWith(devices);
    if (settings) watched.settings = settings;
    const batch = readings.map(({ laterMs, said, ...rest }) => {
      nowMs += laterMs;
      return {
        ...rest,
        atMs: nowMs,
        outcome: { measurements: {}, detail: '', ...answers[said] },
      } as unknown as Reading;
    });
    if (restart) both = begin();
    if (devices || restart) for (const one of both) one.replace(watched, nowMs);
    for (const one of both) one.take(batch, watched.settings.findings);
    findings = recordedOf(findings, both[0].told);
    take(both[0], told.incremental);
    take(both[1], told.anew);
  }
  return told;
}

interface Step {
  readonly readings?: readonly (Omit<Reading, 'atMs' | 'outcome'> & {
    readonly laterMs: number;
    readonly said: number;
  })[];
  readonly devices?: readonly { readonly id: string }[];
  readonly settings?: Settings;
  readonly restart?: true;
}

const inventoryWith = (devices: readonly { readonly id: string }[]) =>
  inventoryOf({
    devices: devices.map(({ id, ...rest }) =>
      device({ id, address: '127.0.0.1', profile: 'camera', ...withoutAbsent(rest) }),
    ),
  });

const withoutAbsent = (members: object) =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));

test('what is found of what changed is what is found of everything', () => {
  fc.assert(
    fc.property(storyOf, (story) => {
      const { incremental, anew } = tellBoth(story);
      expect(incremental).toEqual(anew);
    }),
    { numRuns: 400 },
  );
});

const look = (indicator: string, said: number, laterMs = minutes(5)) => ({
  readings: [{ deviceId: 'cam-1', indicator, laterMs, said }],
});

test('a finding that another rung took back is found again by a look like the one before', () => {
  const access = { protocol: 'onvif' };
  const answers = [{ access: { ...access, weakness: 'no-password' } }, { access }];
  const steps = [look('service', 0), look('stream', 1), look('service', 0)];

  const { incremental } = tellBoth({ answers: answers.map((report) => ({ ok: true, report })), steps });

  expect(incremental.map(({ code, isPresent }) => `${code} ${isPresent}`)).toEqual([
    'no-password true',
    'no-password false',
    'no-password true',
  ]);
});

test('what said nothing new is another once a stream is held to what it became', () => {
  const answers = ['h264', 'h265'].map((codec) => ({
    ok: true,
    report: { streams: [{ id: 'main', codec }] },
  }));
  const weeks = Array.from({ length: 9 }, () => look('stream', 1, days(1)));
  const steps = [look('service', 0), look('service', 0), ...weeks, look('service', 0)];

  const { incremental } = tellBoth({ answers, steps });

  const told = incremental.filter(({ isPresent }, at) => isPresent !== incremental[at - 1]?.isPresent);
  expect(told.map(({ isPresent, values }) => [isPresent, values.expected, values.found])).toEqual([
    [true, 'h264', 'h265'],
    [false, 'h265', 'h265'],
    [true, 'h265', 'h264'],
  ]);
});

test('what said nothing new is another once something else is wanted', () => {
  const answers = [{ ok: true, report: { access: { protocol: 'snmp-v2c' } } }];

  const { incremental } = tellBoth({
    answers,
    steps: [look('service', 0), { settings: SETTINGS[1] }, look('service', 0)],
  });

  expect(incremental.map(({ code }) => code)).toEqual(['snmp-old-version']);
});
