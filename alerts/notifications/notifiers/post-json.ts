import { type IncomingMessage, type Agent as PlainAgent, request as requestPlain } from 'node:http';
import { request as requestSafe } from 'node:https';
import { seconds } from '../../../core/time/units.ts';

export interface PostedAnswer {
  readonly status: number;
  readonly retryAfter: string | undefined;
  /** The beginning of what was said, of an answer that is not a success. */
  readonly text: string;
}

export interface Post {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly agent: PlainAgent;
  readonly signal: AbortSignal;
}

const MOST_HEADER_BYTES = 16_384;
const MOST_TEXT_BYTES = 4_096;
const LONGEST_TEXT_MS = seconds(1);

/**
 * Posts, and is content with the head of the answer: its status says all, and whatever follows is read little of and cut off.
 * Follows no redirect: what was signed for one address would go to another. @throws where there is no answer.
 */
export function postJson({ url, headers, body, agent, signal }: Post): Promise<PostedAnswer> {
  const request = url.protocol === 'https:' ? requestSafe : requestPlain;
  return new Promise((resolve, reject) => {
    const posting = request(url, {
      method: 'POST',
      headers: { ...headers, 'content-length': Buffer.byteLength(body) },
      agent,
      signal,
      maxHeaderSize: MOST_HEADER_BYTES,
    });
    posting.on('error', reject);
    posting.on('response', (response) => {
      const status = response.statusCode ?? 0;
      const isSuccess = status >= 200 && status < 300;
      const answered = (text: string) => {
        posting.destroy();
        resolve({ status, retryAfter: response.headers['retry-after'], text });
      };
      // What is cut off says so to whoever listens, and to the process where nobody does.
      response.on('error', () => undefined);
      if (isSuccess) return answered('');
      readBeginning(response).then(answered, reject);
    });
    posting.end(body);
  });
}

/** Never fails: an answer that breaks off has its status all the same. */
function readBeginning(response: IncomingMessage): Promise<string> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let sizeBytes = 0;
    const timer = setTimeout(finish, LONGEST_TEXT_MS);
    response.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      sizeBytes += chunk.length;
      if (sizeBytes >= MOST_TEXT_BYTES) finish();
    });
    response.on('error', finish).on('close', finish).on('end', finish);

    function finish(): void {
      clearTimeout(timer);
      resolve(Buffer.concat(chunks).subarray(0, MOST_TEXT_BYTES).toString('utf8'));
    }
  });
}
