import { z } from 'zod';
import { minutes, seconds } from '../../core/time/units.ts';

/** What may be asked of a hub. All but `enrol` take the certificate of a collector. */
const ROUTES = {
  enrol: 'POST /enrol',
  renew: 'POST /renew',
  head: 'GET /head',
  rows: 'POST /rows',
  heartbeat: 'POST /heartbeat',
  configuration: 'GET /configuration',
} as const;

export type RouteName = keyof typeof ROUTES;

const NAMES = [
  'enrol',
  'renew',
  'head',
  'rows',
  'heartbeat',
  'configuration',
] as const satisfies readonly RouteName[];

/** Method and path of a request, such as `POST /rows`. */
export const lineOf = (name: RouteName): string => ROUTES[name];

export const findRoute = (line: string): RouteName | undefined => NAMES.find((name) => ROUTES[name] === line);

/** Bytes that a request may have, as it is sent and unpacked. */
export const LIMITS = {
  enrol: { sentBytes: 8_192, unpackedBytes: 8_192 },
  renew: { sentBytes: 8_192, unpackedBytes: 8_192 },
  head: { sentBytes: 0, unpackedBytes: 0 },
  rows: { sentBytes: 8e6, unpackedBytes: 64e6 },
  heartbeat: { sentBytes: 8e6, unpackedBytes: 64e6 },
  configuration: { sentBytes: 0, unpackedBytes: 0 },
} as const satisfies Record<RouteName, { sentBytes: number; unpackedBytes: number }>;

/** How long a request may take on its way in: whoever is slower is cut off. */
export const REQUEST_MS = minutes(1);
export const HEADERS_MS = seconds(10);

/** Says how far the coverage of the collector reached when rows were sent. */
export const COVERED_HEADER = 'camwatch-covered-ms';

export const HUB_REFUSALS = [
  'NOT_FOUND',
  'INVALID',
  'TOO_LARGE',
  'TOO_MANY',
  'BUSY',
  'FAILED',
  'TOKEN_REFUSED',
  'CERTIFICATE_MISSING',
  'CERTIFICATE_REFUSED',
  'ROWS_GAP',
  'ROWS_FORK',
  'ROWS_DAMAGED',
  'NO_CONFIGURATION',
] as const;
export type HubRefusalCode = (typeof HUB_REFUSALS)[number];

const Pem = z.string().max(4_096);
const Seq = z.int().nonnegative();
const Hash = z.string().regex(/^[0-9a-f]{64}$/);

export const EnrolRequest = z.strictObject({
  id: z.string().max(100),
  secret: z.string().max(100),
  /** Ed25519, in PEM. */
  publicKey: Pem,
});
export const RenewRequest = z.strictObject({ publicKey: Pem });
/** All in PEM, and the network zone of the collector. */
export const CertificateAnswer = z.object({
  certificate: Pem,
  authority: Pem,
  zone: z.string().min(1).exactOptional(),
});

export const HeadAnswer = z.object({ seq: Seq, hash: Hash });
export const RowsAnswer = z.object({ head: HeadAnswer, added: Seq });

/** Why a request is refused: `head` where the chain stands at the hub, where rows do not go on from it. */
export const RefusalAnswer = z.object({
  code: z.string(),
  message: z.string(),
  head: HeadAnswer.optional(),
});
export type RefusalAnswer = z.output<typeof RefusalAnswer>;
