import type { Stage } from '../../core/domain/inventory.ts';
import { days } from '../../core/time/units.ts';
import { ONVIF_STORAGE } from '../onvif/recordings.ts';
import type { DeviceSurvey } from './device-survey.ts';
import { type Finder, type SurveyResult, surveyResult } from './device-survey.ts';

/** What the device says of its disks, its recordings, its power and its certificate. */
export const findCondition: Finder = function* (survey) {
  yield* findDisks(survey);
  yield* findRetention(survey);
  const { ups } = survey.report;
  if (ups?.source === 'battery' || ups?.source === 'mains') {
    const { chargeRatio, runtimeMs } = ups;
    const values = {
      ...(chargeRatio !== undefined && { chargeRatio }),
      ...(runtimeMs !== undefined && { runtimeMs }),
    };
    yield surveyResult('on-battery', ups.source === 'battery', values);
  }
  yield* findCertificate(survey);
};

const MOST_DISKS = 64;

function* findDisks({ report, check: { indicator } }: DeviceSurvey): Generator<SurveyResult> {
  const { disks = [], channels = [] } = report;
  for (const { name, state } of disks.slice(0, MOST_DISKS)) {
    if (state !== 'unknown') yield surveyResult('disk-trouble', state !== 'ok', { state }, name);
  }
  // By ONVIF a recorder tells of its storage only in trouble: that it records again says that this is over, if all was told.
  if (report.isCutShort) return;
  const isRecording = indicator === 'recording' && channels.some(({ recording }) => recording === 'on');
  if (disks.length === 0 && isRecording) yield surveyResult('disk-trouble', false, {}, ONVIF_STORAGE);
}

const AT_WORK: ReadonlySet<Stage> = new Set(['installed', 'accepted', 'in-service']);

/**
 * A recorder that is younger than what is wanted can only have kept what it has seen. One that does not say since when it
 * has recordings is not held to what is wanted: somebody must know that, or silence would be the better answer.
 */
function* findRetention({ device, check, report, outcome, atMs }: DeviceSurvey): Generator<SurveyResult> {
  const { oldestRecordingMs } = report;
  const { retentionMs, retentionMaxMs } = check;
  const isAsked = retentionMs !== undefined || retentionMaxMs !== undefined;
  if (check.indicator !== 'recording' || !isAsked) return;
  const isSilent = oldestRecordingMs === undefined;
  if (isSilent && (!outcome.ok || report.isCutShort)) return;
  yield surveyResult('access-refused', isSilent, { reason: 'unsupported' }, `${check.prober} retention`);
  if (isSilent) return;
  const foundMs = Math.max(0, atMs - oldestRecordingMs);
  if (retentionMs !== undefined) {
    const bornMs = device.lifecycle.find(({ stage }) => AT_WORK.has(stage))?.atMs ?? Number.NEGATIVE_INFINITY;
    const wantedMs = Math.min(retentionMs, atMs - bornMs);
    yield surveyResult('retention-short', foundMs < wantedMs, { wantedMs: retentionMs, foundMs });
  }
  if (retentionMaxMs !== undefined) {
    // What a contract wants to be kept is not kept too long.
    const allowedMs = Math.max(retentionMaxMs, retentionMs ?? 0);
    yield surveyResult('retention-long', foundMs > allowedMs + OVERWRITTEN_MS, { allowedMs, foundMs });
  }
}

/** Recorders give space free by the day or by the file: what is a day older than allowed is about to go. */
const OVERWRITTEN_MS = days(1);

function* findCertificate({ report: { certificate }, check, atMs }: DeviceSurvey): Generator<SurveyResult> {
  if (!certificate) return;
  const { subject, validToMs, isSelfSigned } = certificate;
  yield surveyResult('certificate-expired', validToMs <= atMs, { subject, validToMs }, check.prober);
  yield surveyResult('certificate-self-signed', isSelfSigned, { subject }, check.prober);
}
