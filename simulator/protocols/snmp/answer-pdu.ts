import { encodeTlv, TAG } from './mib/ber.ts';
import type { Mib, MibEntry } from './mib/mib.ts';
import { createOid } from './mib/oid.ts';
import { encodeValue, type SnmpValue } from './mib/values.ts';
import { encodePdu, PDU, type Pdu } from './pdu.ts';

const ERROR = { none: 0, tooBig: 1, noSuchName: 2, notWritable: 17, readOnly: 4 } as const;

export interface AnswerOptions {
  readonly mib: Mib;
  readonly version: 1 | 2 | 3;
  readonly atMs: number;
  /** How many octets the answer's PDU may have. */
  readonly mostOctets: number;
}

/** Answers GET, GETNEXT and GETBULK (RFC 3416 §4.2), refuses SET; `undefined` for what is no request. */
export function answerPdu(pdu: Pdu, options: AnswerOptions): Buffer | undefined {
  const { version } = options;
  switch (pdu.type) {
    case PDU.get:
      return answerEach(pdu, options, (arcs) => readAt(arcs, options));
    case PDU.getNext:
      return answerEach(pdu, options, (arcs) => readAfter(arcs, options));
    case PDU.getBulk:
      return version === 1 ? undefined : answerBulk(pdu, options);
    case PDU.set:
      return refuse(pdu, version === 1 ? ERROR.readOnly : ERROR.notWritable, 1);
    default:
      return undefined;
  }
}

/** A value under its name, encoded; v1 has no way to say that there is none but an error. */
type Bound = { readonly varbind: Buffer; readonly isMissing: boolean };

function answerEach(pdu: Pdu, options: AnswerOptions, bind: (arcs: readonly number[]) => Bound): Buffer {
  const bound = pdu.names.map(bind);
  const missing = bound.findIndex(({ isMissing }) => isMissing);
  if (options.version === 1 && missing >= 0) return refuse(pdu, ERROR.noSuchName, missing + 1);
  const response = encodeResponse(
    pdu.requestId,
    bound.map(({ varbind }) => varbind),
  );
  return response.length > options.mostOctets ? tooBig(pdu, options.version) : response;
}

const PDU_OVERHEAD = 30;

/** As many rows as fit: whoever asks goes on from the last one. */
function answerBulk({ requestId, first, second, names }: Pdu, options: AnswerOptions): Buffer {
  const nonRepeaters = Math.min(Math.max(0, first), names.length);
  const varbinds: Buffer[] = [];
  let leftOctets = options.mostOctets - PDU_OVERHEAD;
  const add = (varbind: Buffer) => {
    leftOctets -= varbind.length;
    if (leftOctets < 0) return false;
    varbinds.push(varbind);
    return true;
  };
  for (const arcs of names.slice(0, nonRepeaters)) {
    if (!add(readAfter(arcs, options).varbind)) return encodeResponse(requestId, varbinds);
  }
  const columns = names.slice(nonRepeaters).map((arcs) => ({ arcs, entry: options.mib.after(arcs) }));
  for (let repetition = 0; repetition < second && columns.length > 0; repetition++) {
    for (const column of columns) {
      const { entry } = column;
      if (!add(entry ? bindEntry(entry, options.atMs) : bindNothing(column.arcs, TAG.endOfMibView))) {
        return encodeResponse(requestId, varbinds);
      }
      if (entry === undefined) continue;
      column.arcs = entry.oid.arcs;
      column.entry = options.mib.next(entry);
    }
    if (columns.every(({ entry }) => entry === undefined)) break;
  }
  return encodeResponse(requestId, varbinds);
}

function readAt(arcs: readonly number[], { mib, atMs, version }: AnswerOptions): Bound {
  const entry = mib.find(arcs);
  const value = entry?.read(atMs);
  if (entry === undefined || value === undefined || !isKnownTo(version, value)) {
    const isBranch =
      arcs.length > 0 && isPrefix(arcs.slice(0, -1), mib.after(arcs.slice(0, -1))?.oid.arcs ?? []);
    return {
      varbind: bindNothing(arcs, isBranch ? TAG.noSuchInstance : TAG.noSuchObject),
      isMissing: true,
    };
  }
  return { varbind: encodeVarbind(entry.oid.octets, encodeValue(value)), isMissing: false };
}

function readAfter(arcs: readonly number[], { mib, atMs, version }: AnswerOptions): Bound {
  let entry = mib.after(arcs);
  // v1 does not know 64-bit counters: they are walked past (RFC 3584 §4.2.2.1).
  while (entry && !isKnownTo(version, entry.read(atMs))) entry = mib.next(entry);
  if (entry === undefined) return { varbind: bindNothing(arcs, TAG.endOfMibView), isMissing: true };
  return { varbind: bindEntry(entry, atMs), isMissing: false };
}

const isKnownTo = (version: 1 | 2 | 3, { type }: SnmpValue): boolean => version !== 1 || type !== 'counter64';

const isPrefix = (prefix: readonly number[], arcs: readonly number[]): boolean =>
  prefix.every((arc, place) => arcs[place] === arc);

const bindEntry = ({ oid, read }: MibEntry, atMs: number): Buffer =>
  encodeVarbind(oid.octets, encodeValue(read(atMs)));

const bindNothing = (arcs: readonly number[], tag: number): Buffer =>
  encodeVarbind(createOid(arcs).octets, encodeTlv(tag));

const encodeVarbind = (name: Buffer, value: Buffer): Buffer =>
  encodeTlv(TAG.sequence, encodeTlv(TAG.oid, name), value);

function encodeResponse(requestId: number, varbinds: readonly Buffer[]): Buffer {
  return encodePdu(PDU.response, requestId, [ERROR.none, 0], varbinds);
}

/** The answer to what cannot be answered in the room there is (RFC 3416 §4.2.1): v1 repeats the names. */
const tooBig = (pdu: Pdu, version: number): Buffer =>
  version === 1
    ? refuse(pdu, ERROR.tooBig, 0)
    : encodePdu(PDU.response, pdu.requestId, [ERROR.tooBig, 0], []);

function refuse({ requestId, names }: Pdu, error: number, index: number): Buffer {
  const varbinds = names.map((arcs) => bindNothing(arcs, TAG.null));
  return encodePdu(PDU.response, requestId, [error, index], varbinds);
}
