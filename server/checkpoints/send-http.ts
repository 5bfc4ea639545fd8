import type { Secret } from '../../core/domain/secret.ts';
import { withDeadline } from '../../core/time/deadline.ts';
import { seconds } from '../../core/time/units.ts';

export interface HttpSending {
  readonly url: string;
  readonly method: 'PUT' | 'POST';
  readonly contentType: string;
  readonly accept?: string;
  readonly body: Uint8Array | string;
  readonly token?: Secret;
}

export type HttpAnswer =
  | { readonly ok: true; readonly body: Buffer }
  | { readonly ok: false; readonly detail: string };

const TIMEOUT_MS = seconds(30);
/** A time stamp with its certificates is some kilobytes. */
const MOST_ANSWER_BYTES = 200_000;

/** One request; what goes wrong is told without the address, which may carry a token. Follows no redirect. */
export async function sendHttp(
  { url, method, contentType, accept = '*/*', body, token }: HttpSending,
  signal: AbortSignal,
): Promise<HttpAnswer> {
  try {
    return await withDeadline(TIMEOUT_MS, signal, async (limit) => {
      const response = await fetch(url, {
        method,
        headers: {
          'content-type': contentType,
          accept,
          'user-agent': 'camwatch',
          ...(token && { authorization: `Bearer ${token.reveal()}` }),
        },
        body: typeof body === 'string' ? body : new Uint8Array(body),
        redirect: 'error',
        signal: limit,
      });
      if (response.ok) return { ok: true, body: await readAll(response) };
      await response.body?.cancel();
      return { ok: false, detail: `answered ${response.status}` };
    });
  } catch (error) {
    signal.throwIfAborted();
    return { ok: false, detail: reasonOf(error) };
  }
}

async function readAll(response: Response): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const chunk of response.body ?? []) {
    sizeBytes += chunk.length;
    if (sizeBytes > MOST_ANSWER_BYTES)
      throw new RangeError(`an answer of more than ${MOST_ANSWER_BYTES} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** A code such as ECONNREFUSED; messages of `fetch` may hold the whole address. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'no answer';
  if (error instanceof RangeError) return `got ${error.message}`;
  const { cause } = error;
  return cause instanceof Error && 'code' in cause
    ? `no answer (${String(cause.code)})`
    : `no answer (${error.name})`;
}
