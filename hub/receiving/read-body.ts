import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { z } from 'zod';
import { parseForeignJson } from '../../core/text/parse-json.ts';
import { HubRefusal } from './hub-refusal.ts';

const unpack = promisify(gunzip);

export interface BodyLimits {
  readonly sentBytes: number;
  readonly unpackedBytes: number;
}

/** Reads the body of a request, unpacked where it is gzip: never more of either than is allowed. @throws HubRefusal */
export async function readBody(request: IncomingMessage, limits: BodyLimits): Promise<Uint8Array> {
  const sent = await readSent(request, limits.sentBytes);
  const encoding = request.headers['content-encoding'] ?? 'identity';
  if (encoding === 'identity') return sent;
  if (encoding !== 'gzip') throw new HubRefusal('INVALID', `expected gzip, got ${encoding.slice(0, 40)}`);
  try {
    return await unpack(sent, { maxOutputLength: limits.unpackedBytes });
  } catch (error) {
    if (error instanceof RangeError) throw tooLarge(limits.unpackedBytes, 'unpacked');
    throw new HubRefusal('INVALID', 'expected gzip, got something else');
  }
}

/** @throws HubRefusal that says where it is not of the form */
export function parseBody<Shape extends z.ZodType>(shape: Shape, body: Uint8Array): z.output<Shape> {
  const parsed = shape.safeParse(parseForeignJson(Buffer.from(body).toString('utf8')));
  if (parsed.success) return parsed.data;
  throw new HubRefusal('INVALID', z.prettifyError(parsed.error).slice(0, 500));
}

async function readSent(request: IncomingMessage, mostBytes: number): Promise<Uint8Array> {
  const told = Number(request.headers['content-length'] ?? 0);
  if (told > mostBytes) throw tooLarge(mostBytes, 'sent');
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    if (!Buffer.isBuffer(chunk)) throw new HubRefusal('INVALID', 'expected bytes');
    bytes += chunk.length;
    if (bytes > mostBytes) throw tooLarge(mostBytes, 'sent');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

const tooLarge = (bytes: number, how: string) =>
  new HubRefusal('TOO_LARGE', `expected at most ${bytes} bytes ${how}, got more`);
