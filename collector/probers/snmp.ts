import type { MakerProfile } from '../../config/makers/maker-schema.ts';
import type { SnmpCredentials } from '../../core/domain/credentials.ts';
import type { Access } from '../../core/domain/device-report.ts';
import { EngineError, ProbeError, type Question, type SingleProber, type Target } from '../probing/prober.ts';
import { pollRecorder } from '../snmp/poll-recorder.ts';
import { pollService } from '../snmp/poll-service.ts';
import { createSnmpEngine } from '../snmp/session/create-engine.ts';
import type { AnswersFrom } from '../snmp/session/open-session.ts';
import type { Endpoint } from '../snmp/session/shared-sockets.ts';

export interface SnmpProberOptions {
  readonly concurrency: number;
  readonly makers: readonly MakerProfile[];
  readonly nowMs?: () => number;
  readonly answersFrom?: AnswersFrom;
}

const SNMP_PORT = 161;
/** What agents are shipped with, so that everybody knows them. */
const DEFAULT_COMMUNITIES: ReadonlySet<string> = new Set(['public', 'private']);

/** Asks agents over SNMP: whether they answer, what their ports count, whether a recorder records. */
export function createSnmpProber({
  concurrency,
  makers,
  nowMs = () => Date.now(),
  answersFrom = 'any-address',
}: SnmpProberOptions): SingleProber & Required<Pick<SingleProber, 'close'>> {
  const engine = createSnmpEngine({ answersFrom });

  const probe = async (target: Target, signal: AbortSignal) => {
    const { question } = target;
    if (question === undefined) throw new EngineError('SNMP needs a question: it is no probe for canaries');
    const { credentials: { snmp } = {}, trace } = question;
    if (snmp === undefined) {
      throw new ProbeError('credentials', 'no community and no SNMPv3 user is set for this device');
    }
    let source: Endpoint | undefined;
    const peer = {
      address: target.address,
      port: target.port ?? SNMP_PORT,
      credentials: snmp,
      timeoutMs: target.timeoutMs,
      timeoutOf: 'conversation',
      trace,
      onSource: (from: Endpoint | undefined) => {
        source = from;
      },
    } as const;
    const access = () => accessBy(snmp, peer, source);
    try {
      const answer = await engine.converse(
        peer,
        (agent) => poll(question, { agent, makers, signal }, nowMs()),
        signal,
      );
      return { ...answer, report: { ...answer.report, access: access() } };
    } catch (error) {
      throw withAccess(error, access());
    }
  };

  return { mode: 'single', concurrency, probe, close: engine.close };
}

async function poll(question: Question, context: Parameters<typeof pollService>[0], nowMs: number) {
  return question.check.indicator === 'recording'
    ? await pollRecorder(context, question, nowMs)
    : await pollService(context, question);
}

function accessBy(credentials: SnmpCredentials, asked: Endpoint, source: Endpoint | undefined): Access {
  const elsewhere = source && { asked: renderEndpoint(asked), from: renderEndpoint(source) };
  if (credentials.version === '3') return { protocol: 'snmp-v3', ...(elsewhere && { elsewhere }) };
  const protocol = credentials.version === '1' ? 'snmp-v1' : 'snmp-v2c';
  const isDefault = DEFAULT_COMMUNITIES.has(credentials.community.reveal());
  return {
    protocol,
    ...(isDefault && { weakness: 'default-community' }),
    ...(elsewhere && { elsewhere }),
  };
}

const renderEndpoint = ({ address, port }: Endpoint) => `${address} port ${port}`;

/** A device that told something before it failed has let us in. */
function withAccess(error: unknown, access: Access): unknown {
  if (!(error instanceof ProbeError) || error.report === undefined) return error;
  const { reason, message, proven, report } = error;
  return new ProbeError(reason, message, { report: { ...report, access }, proven, cause: error });
}
