import type { MakerProfile } from '../../config/maker-schema.ts';
import type { SnmpCredentials } from '../../core/credentials.ts';
import type { Access } from '../../core/device-report.ts';
import { EngineError, ProbeError, type Question, type SingleProber, type Target } from '../prober.ts';
import { createSnmpEngine } from '../snmp/create-engine.ts';
import { pollRecorder } from '../snmp/poll-recorder.ts';
import { pollService } from '../snmp/poll-service.ts';

export interface SnmpProberOptions {
  readonly concurrency: number;
  readonly makers: readonly MakerProfile[];
  readonly nowMs?: () => number;
}

const SNMP_PORT = 161;
/** What agents are shipped with, so that everybody knows them. */
const DEFAULT_COMMUNITIES: ReadonlySet<string> = new Set(['public', 'private']);

/** Asks agents over SNMP: whether they answer, what their ports count, whether a recorder records. */
export function createSnmpProber({
  concurrency,
  makers,
  nowMs = () => Date.now(),
}: SnmpProberOptions): SingleProber & Required<Pick<SingleProber, 'close'>> {
  const engine = createSnmpEngine();

  const probe = async (target: Target, signal: AbortSignal) => {
    const { question } = target;
    if (question === undefined) throw new EngineError('SNMP needs a question: it is no probe for canaries');
    const { credentials, trace } = question;
    if (credentials?.snmp === undefined) {
      throw new ProbeError('credentials', 'no community and no SNMPv3 user is set for this device');
    }
    const access = accessBy(credentials.snmp);
    const peer = {
      address: target.address,
      port: target.port ?? SNMP_PORT,
      credentials: credentials.snmp,
      timeoutMs: target.timeoutMs,
      timeoutOf: 'conversation',
      trace,
    } as const;
    try {
      const answer = await engine.converse(
        peer,
        (agent) => poll(question, { agent, makers, signal }, nowMs()),
        signal,
      );
      return { ...answer, report: { ...answer.report, access } };
    } catch (error) {
      throw withAccess(error, access);
    }
  };

  return { mode: 'single', concurrency, probe, close: engine.close };
}

async function poll(question: Question, context: Parameters<typeof pollService>[0], nowMs: number) {
  return question.check.indicator === 'recording'
    ? await pollRecorder(context, question, nowMs)
    : await pollService(context, question);
}

function accessBy(credentials: SnmpCredentials): Access {
  if (credentials.version === '3') return { protocol: 'snmp-v3' };
  const protocol = credentials.version === '1' ? 'snmp-v1' : 'snmp-v2c';
  return DEFAULT_COMMUNITIES.has(credentials.community.reveal())
    ? { protocol, weakness: 'default-community' }
    : { protocol };
}

/** A device that told something before it failed has let us in. */
function withAccess(error: unknown, access: Access): unknown {
  if (!(error instanceof ProbeError) || error.report === undefined) return error;
  const { reason, message, proven, report } = error;
  return new ProbeError(reason, message, { report: { ...report, access }, proven, cause: error });
}
