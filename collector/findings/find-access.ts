import type { Access } from '../../core/domain/device-report.ts';
import type { FindingCode } from '../../core/domain/findings.ts';
import type { ProberName } from '../../core/domain/probers.ts';
import { ACCESS_REASONS } from '../../core/domain/probing.ts';
import { isBare } from '../probing/is-bare.ts';
import { type DeviceSurvey, type Finder, type SurveyResult, surveyResult } from './device-survey.ts';

/** How the device lets us in, or does not. The subject is the protocol, since each has accounts of its own. */
export const findAccess: Finder = function* (survey) {
  yield* findRefusals(survey);
  const { access } = survey.report;
  if (!access) return;
  if (access.protocol.startsWith('snmp')) yield* findSnmp(access, survey);
  else if (access.refused === undefined) yield* findLogin(access);
};

/**
 * The whole check may be refused, or only the details, which are asked for once a day: each look speaks for its own. A
 * device that says that it cannot be checked so is as good as one that refuses: its state is unknown, and somebody must know.
 */
function* findRefusals({
  outcome,
  report,
  check: { prober, indicator },
}: DeviceSurvey): Generator<SurveyResult> {
  const subject = `${prober} ${indicator}`;
  if (!outcome.ok) {
    const { reason } = outcome;
    if (reason === 'pin-mismatch') yield surveyResult('pin-mismatch', true, {}, subject);
    else if (reason === 'cleartext-login') yield keptFrom(prober);
    else if (ACCESS_REASONS.has(reason) || reason === 'unsupported')
      yield surveyResult('access-refused', true, { reason }, subject);
    return;
  }
  if (isBare(prober)) return;
  yield surveyResult('access-refused', false, {}, subject);
  // All but SNMP may speak TLS.
  if (prober !== 'snmp') yield surveyResult('pin-mismatch', false, {}, subject);
  const refused = report.access?.refused;
  if (refused === 'cleartext-login') yield keptFrom(prober);
  else if (refused) yield surveyResult('access-refused', true, { reason: refused }, `${subject} details`);
  else if (hasDetails(report)) yield surveyResult('access-refused', false, {}, `${subject} details`);
}

/** It wants the password as it is, and does not get it. */
const keptFrom = (prober: ProberName): SurveyResult =>
  surveyResult('cleartext-login', true, { password: 'kept' }, prober);

const hasDetails = ({ identity, streams, networkTime }: DeviceSurvey['report']) =>
  identity !== undefined || streams !== undefined || networkTime !== undefined;

const SNMP_VERSIONS: Readonly<Record<string, { readonly rank: number; readonly name: string }>> = {
  'snmp-v1': { rank: 1, name: 'v1' },
  'snmp-v2c': { rank: 2, name: 'v2c' },
  'snmp-v3': { rank: 3, name: 'v3' },
};
const WANTED_RANKS = { v2c: 2, v3: 3 } as const;

function* findSnmp(
  { protocol, weakness, elsewhere }: Access,
  { wanted }: DeviceSurvey,
): Generator<SurveyResult> {
  yield surveyResult('other-source-address', elsewhere !== undefined, { ...elsewhere });
  yield surveyResult('default-community', weakness === 'default-community', {});
  const version = SNMP_VERSIONS[protocol];
  if (version === undefined) return;
  const isOld = version.rank < WANTED_RANKS[wanted.snmpWanted];
  yield surveyResult('snmp-old-version', isOld, { found: version.name, wanted: wanted.snmpWanted });
}

const LOGIN_WEAKNESSES = [
  'no-password',
  'empty-password',
  'default-password',
] as const satisfies readonly FindingCode[];

function* findLogin({ protocol, weakness }: Access): Generator<SurveyResult> {
  for (const code of LOGIN_WEAKNESSES) yield surveyResult(code, weakness === code, {}, protocol);
  const isSent = weakness === 'cleartext-login';
  yield surveyResult('cleartext-login', isSent, isSent ? { password: 'sent' } : {}, protocol);
}
