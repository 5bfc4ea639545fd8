import type { Access } from '../../core/domain/device-report.ts';
import type { FindingCode } from '../../core/domain/findings.ts';
import type { ProberName } from '../../core/domain/inventory.ts';
import { ACCESS_REASONS } from '../../core/domain/probing.ts';
import { type Finder, type Look, look, type Sight } from './device-survey.ts';

/** How the device lets us in, or does not. The subject is the protocol, since each has accounts of its own. */
export const findAccess: Finder = function* (sight) {
  yield* findRefusals(sight);
  const { access } = sight.report;
  if (!access) return;
  if (access.protocol.startsWith('snmp')) yield* findSnmp(access, sight);
  else if (access.refused === undefined) yield* findLogin(access);
};

/**
 * The whole check may be refused, or only the details, which are asked for once a day: each look speaks for its own. A
 * device that says that it cannot be checked so is as good as one that refuses: its state is unknown, and somebody must know.
 */
function* findRefusals({ outcome, report, check: { prober, indicator } }: Sight): Generator<Look> {
  const subject = `${prober} ${indicator}`;
  if (!outcome.ok) {
    const { reason } = outcome;
    if (reason === 'pin-mismatch') yield look('pin-mismatch', true, {}, subject);
    else if (reason === 'cleartext-login') yield keptFrom(prober);
    else if (ACCESS_REASONS.has(reason) || reason === 'unsupported')
      yield look('access-refused', true, { reason }, subject);
    return;
  }
  if (prober === 'icmp' || prober === 'tcp') return;
  yield look('access-refused', false, {}, subject);
  if (prober === 'onvif' || prober === 'rtsp') yield look('pin-mismatch', false, {}, subject);
  const refused = report.access?.refused;
  if (refused === 'cleartext-login') yield keptFrom(prober);
  else if (refused) yield look('access-refused', true, { reason: refused }, `${subject} details`);
  else if (hasDetails(report)) yield look('access-refused', false, {}, `${subject} details`);
}

/** It wants the password as it is, and does not get it. */
const keptFrom = (prober: ProberName): Look => look('cleartext-login', true, { password: 'kept' }, prober);

const hasDetails = ({ identity, streams, networkTime }: Sight['report']) =>
  identity !== undefined || streams !== undefined || networkTime !== undefined;

const SNMP_VERSIONS: Readonly<Record<string, { readonly rank: number; readonly name: string }>> = {
  'snmp-v1': { rank: 1, name: 'v1' },
  'snmp-v2c': { rank: 2, name: 'v2c' },
  'snmp-v3': { rank: 3, name: 'v3' },
};
const WANTED_RANKS = { v2c: 2, v3: 3 } as const;

function* findSnmp({ protocol, weakness, elsewhere }: Access, { wanted }: Sight): Generator<Look> {
  yield look('other-source-address', elsewhere !== undefined, { ...elsewhere });
  yield look('default-community', weakness === 'default-community', {});
  const version = SNMP_VERSIONS[protocol];
  if (version === undefined) return;
  const isOld = version.rank < WANTED_RANKS[wanted.snmpWanted];
  yield look('snmp-old-version', isOld, { found: version.name, wanted: wanted.snmpWanted });
}

const LOGIN_WEAKNESSES = [
  'no-password',
  'empty-password',
  'default-password',
] as const satisfies readonly FindingCode[];

function* findLogin({ protocol, weakness }: Access): Generator<Look> {
  for (const code of LOGIN_WEAKNESSES) yield look(code, weakness === code, {}, protocol);
  const isSent = weakness === 'cleartext-login';
  yield look('cleartext-login', isSent, isSent ? { password: 'sent' } : {}, protocol);
}
