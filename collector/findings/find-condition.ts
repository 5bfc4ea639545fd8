import type { Stage } from '../../core/domain/inventory.ts';
import { ONVIF_STORAGE } from '../onvif/recordings.ts';
import type { Sight } from './device-survey.ts';
import { type Finder, type Look, look } from './device-survey.ts';

/** What the device says of its disks, its recordings, its power and its certificate. */
export const findCondition: Finder = function* (sight) {
  yield* findDisks(sight);
  yield* findRetention(sight);
  const { ups } = sight.report;
  if (ups?.source === 'battery' || ups?.source === 'mains') {
    const { chargeRatio, runtimeMs } = ups;
    const values = {
      ...(chargeRatio !== undefined && { chargeRatio }),
      ...(runtimeMs !== undefined && { runtimeMs }),
    };
    yield look('on-battery', ups.source === 'battery', values);
  }
  yield* findCertificate(sight);
};

const MOST_DISKS = 64;

function* findDisks({ report, check: { indicator } }: Sight): Generator<Look> {
  const { disks = [], channels = [] } = report;
  for (const { name, state } of disks.slice(0, MOST_DISKS)) {
    if (state !== 'unknown') yield look('disk-trouble', state !== 'ok', { state }, name);
  }
  // By ONVIF a recorder tells of its storage only in trouble: that it records again says that this is over, if all was told.
  if (report.isCutShort) return;
  const isRecording = indicator === 'recording' && channels.some(({ recording }) => recording === 'on');
  if (disks.length === 0 && isRecording) yield look('disk-trouble', false, {}, ONVIF_STORAGE);
}

const AT_WORK: ReadonlySet<Stage> = new Set(['installed', 'accepted', 'in-service']);

/**
 * A recorder that is younger than what is wanted can only have kept what it has seen. One that does not say since when it
 * has recordings is not held to what is wanted: somebody must know that, or silence would be the better answer.
 */
function* findRetention({ device, check, report, outcome, atMs }: Sight): Generator<Look> {
  const { oldestRecordingMs } = report;
  if (check.indicator !== 'recording' || check.retentionMs === undefined) return;
  const isSilent = oldestRecordingMs === undefined;
  if (isSilent && (!outcome.ok || report.isCutShort)) return;
  yield look('access-refused', isSilent, { reason: 'unsupported' }, `${check.prober} retention`);
  if (isSilent) return;
  const bornMs = device.lifecycle.find(({ stage }) => AT_WORK.has(stage))?.atMs ?? Number.NEGATIVE_INFINITY;
  const wantedMs = Math.min(check.retentionMs, atMs - bornMs);
  const foundMs = Math.max(0, atMs - oldestRecordingMs);
  yield look('retention-short', foundMs < wantedMs, { wantedMs: check.retentionMs, foundMs });
}

function* findCertificate({ report: { certificate }, check, atMs }: Sight): Generator<Look> {
  if (!certificate) return;
  const { subject, validToMs, isSelfSigned } = certificate;
  yield look('certificate-expired', validToMs <= atMs, { subject, validToMs }, check.prober);
  yield look('certificate-self-signed', isSelfSigned, { subject }, check.prober);
}
