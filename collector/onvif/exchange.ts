import { cleanText } from '../../core/text/device-text.ts';
import type { HttpAnswer, HttpClient } from '../http/request.ts';
import type { Trace } from '../probing/prober.ts';
import { contentTypeOf, type Operation, renderEnvelope } from './envelope.ts';
import type { Quirks } from './quirks.ts';
import { type Reply, readAnswer } from './read-answer.ts';
import type { Endpoint } from './services.ts';
import type { Signer } from './signer.ts';

export interface Question {
  readonly operation: Operation;
  readonly endpoint: Endpoint;
  readonly signer: Signer | undefined;
  /** What the device's clock shows, for the signature. */
  readonly deviceNowMs: number;
  readonly quirks: Quirks;
  readonly trace: Trace | undefined;
  readonly maxBodyBytes: number;
}

/** One question and its answer. @throws ProbeError, or an error of the system. */
export async function exchange(
  question: Question,
  http: HttpClient,
): Promise<{ readonly answer: HttpAnswer; readonly reply: Reply }> {
  const { operation, endpoint, signer, quirks, trace } = question;
  trace?.({ kind: 'sent', text: describeQuestion(question) });
  const answer = await http.request({
    ...endpoint,
    method: 'POST',
    headers: {
      'Content-Type': contentTypeOf(operation, quirks.contentType),
      ...signer?.headers('POST', endpoint.path),
    },
    body: renderEnvelope(operation, signer?.security(question.deviceNowMs)),
    maxBodyBytes: question.maxBodyBytes,
  });
  const reply = readAnswer(operation.name, answer);
  trace?.({ kind: 'received', text: describeReply(operation, answer, reply) });
  return { answer, reply };
}

function describeQuestion({ operation, endpoint, signer }: Question): string {
  const { address, port, transport, path } = endpoint;
  const host = address.includes(':') ? `[${address}]` : address;
  const how = signer ? `signed (${signer.kind})` : 'unsigned';
  return `POST ${transport === 'tls' ? 'https' : 'http'}://${host}:${port}${path} ${operation.name}, ${how}`;
}

function describeReply({ name }: Operation, answer: HttpAnswer, reply: Reply): string {
  const what = reply.kind === 'response' ? `${name}Response` : reply.detail;
  const asked = answer.challenges.map((challenge) => {
    const realm = `realm="${cleanText(challenge.realm) ?? ''}"`;
    if (challenge.scheme === 'basic') return `Basic ${realm}`;
    const algorithm = cleanText(challenge.algorithm ?? '') ?? 'MD5';
    return `Digest ${algorithm} ${realm}${challenge.isStale ? ', stale' : ''}`;
  });
  const size = `${Buffer.byteLength(answer.body)} bytes in ${answer.responseMs.toFixed(0)} ms`;
  const parts = what === answer.statusLine ? [what] : [answer.statusLine, what];
  return [...parts, ...asked, size].join(', ').replace(/[\r\n]/g, ' ');
}
