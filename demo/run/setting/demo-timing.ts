import type { Config } from '../../../config/load-config.ts';
import type { ProberName } from '../../../core/domain/probers.ts';
import { type Indicator, parseEntity } from '../../../core/domain/state.ts';
import { seconds } from '../../../core/time/units.ts';
import type { PaceOf } from '../../../simulator/faults/build-script.ts';
import type { Expected } from '../../../simulator/faults/expected.ts';
import type { FaultKind } from '../../../simulator/faults/fault.ts';
import { buildTiming, loosest, type Timing } from '../../../simulator/faults/timing.ts';
import { demoCheck } from './demo-checks.ts';

type Icmp = 'fping' | 'tcp';

/** How soon each thing that a fault shows must be seen in a demo. */
export function createTimingOf(
  { inventory, settings: { profiles } }: Pick<Config, 'inventory' | 'settings'>,
  icmp: Icmp,
): (expected: Expected) => Timing {
  const paces = createPaces(icmp);
  return (expected) => {
    if (expected.shows === 'finding') return paces.finding(expected.code);
    const { kind, id = '' } = parseEntity(expected.entity) ?? {};
    if (kind === 'link') return expected.indicator === 'capacity' ? paces.capacity : paces.link;
    if (expected.state === 'unknown') return paces.refused;
    const prober = profiles[inventory.devices.get(id)?.profile ?? '']?.[expected.indicator]?.prober;
    return prober ? paces.check(expected.indicator, prober) : paces.all;
  };
}

/** How long a fault of each kind needs in a demo, whatever its target. */
export function createPaceOf(icmp: Icmp): PaceOf {
  const paces = createPaces(icmp);
  const { check, finding } = paces;
  const recording = loosest(check('recording', 'onvif'), check('recording', 'snmp'));
  const byKind: Readonly<Record<FaultKind, Timing>> = {
    'link-cut': loosest(paces.all, paces.link),
    'ward-power': loosest(paces.all, paces.link),
    'port-down': loosest(paces.all, paces.link),
    flapping: paces.camera,
    'dead-camera': paces.camera,
    saturated: paces.capacity,
    'agent-restart': paces.restart,
    'no-video': check('stream', 'rtsp'),
    'clock-drift': finding('clock-drift'),
    'wrong-password': paces.refused,
    'port-closed': loosest(check('service', 'onvif'), recording),
    'disk-full': recording,
    'channel-lost': recording,
    'serial-swapped': finding('serial-changed'),
  };
  return (kind) => byKind[kind];
}

function createPaces(icmp: Icmp) {
  const check = (indicator: Indicator, prober: ProberName): Timing =>
    buildTiming(
      demoCheck(indicator, prober, icmp),
      prober === 'icmp' && icmp === 'fping' ? 'batch' : 'single',
    );
  const reach = loosest(check('reach', 'icmp'), check('reach', 'tcp'));
  const snmp = check('service', 'snmp');
  const onvif = check('service', 'onvif');
  const rtsp = check('stream', 'rtsp');
  const recording = loosest(check('recording', 'onvif'), check('recording', 'snmp'));
  return {
    check,
    camera: loosest(reach, onvif, rtsp),
    all: loosest(reach, snmp, onvif, rtsp, recording),
    /** Seen at its port, or inferred from everything behind it. */
    link: loosest(reach, snmp),
    capacity: fullPolls(3),
    /** It shows nothing: two polls before it and two after it are there to be compared. */
    restart: fullPolls(1),
    refused: refusals(),
    finding: (code: string): Timing => {
      switch (code) {
        case 'serial-changed':
          return details();
        case 'clock-drift':
          return looks(onvif, 2);
        case 'disk-trouble':
          return looks(recording, 1);
        case 'access-refused':
          return { ...looks(rtsp, 1), ...lateEnd() };
        default:
          return looks(loosest(onvif, rtsp, snmp), 1);
      }
    },
  };
}

/** A finding is seen at the first look that shows it (or at the second), and gone at the first that does not. */
function looks({ toleranceMs, recoveredWithinMs }: Timing, count: 1 | 2): Timing {
  return {
    toleranceMs: count * toleranceMs,
    endToleranceMs: toleranceMs,
    confirmedWithinMs: count * recoveredWithinMs,
    recoveredWithinMs,
  };
}

/** A poll in which something begins is half of it: so many whole ones must follow. */
function fullPolls(count: number): Timing {
  const { intervalMs, timeoutMs } = demoCheck('service', 'snmp', 'tcp');
  return {
    toleranceMs: 2 * intervalMs + timeoutMs,
    endToleranceMs: 2 * intervalMs + timeoutMs,
    confirmedWithinMs: (count + 2) * intervalMs + timeoutMs,
    recoveredWithinMs: 2 * intervalMs + timeoutMs,
  };
}

/** Refusals are not repeated soon; after the third, each waits twice as long as the one before. */
function refusals(): Timing {
  const { intervalMs, timeoutMs, confirm } = demoCheck('stream', 'rtsp', 'tcp');
  const { toleranceMs } = buildTiming(demoCheck('stream', 'rtsp', 'tcp'), 'single');
  return { toleranceMs, confirmedWithinMs: confirm * intervalMs + 2 * timeoutMs, ...lateEnd() };
}

/** Longer than the longest wait that refusals of one round can add up to. */
const LONGEST_REFUSED_WAIT_MS = seconds(110);
const lateEnd = () => ({
  endToleranceMs: LONGEST_REFUSED_WAIT_MS,
  recoveredWithinMs: LONGEST_REFUSED_WAIT_MS,
});

/** Slow questions are asked now and then, and so many a second in the whole city. */
const DETAILS_QUEUE_MS = seconds(5);

function details(): Timing {
  const { intervalMs, timeoutMs, detailsEveryMs } = demoCheck('service', 'snmp', 'tcp');
  const toleranceMs = detailsEveryMs + intervalMs + timeoutMs + DETAILS_QUEUE_MS;
  return {
    toleranceMs,
    endToleranceMs: toleranceMs,
    confirmedWithinMs: toleranceMs,
    recoveredWithinMs: toleranceMs,
  };
}
