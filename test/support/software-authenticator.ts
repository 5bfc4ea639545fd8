import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';

type Cbor = number | string | Uint8Array | ReadonlyMap<number | string, Cbor>;

/** CBOR (RFC 8949) as far as authenticators write it. */
export function encodeCbor(value: Cbor): Buffer {
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value);
  if (typeof value === 'string')
    return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (value instanceof Uint8Array) return Buffer.concat([head(2, value.length), value]);
  return Buffer.concat([head(5, value.size), ...[...value].flat().map((one) => encodeCbor(one))]);
}

function head(major: number, count: number): Buffer {
  if (count < 24) return Buffer.from([(major << 5) | count]);
  if (count < 256) return Buffer.from([(major << 5) | 24, count]);
  return Buffer.from([(major << 5) | 25, count >> 8, count & 255]);
}

export type Algorithm = 'ES256' | 'EdDSA' | 'RS256';

/** What an authenticator, or a browser, may have wrong. */
export interface Spoilt {
  readonly origin?: string;
  readonly rpId?: string;
  readonly challenge?: string;
  readonly type?: string;
  readonly crossOrigin?: boolean;
  /** Without the person: 0. */
  readonly flags?: number;
  readonly counter?: number;
  readonly userHandle?: string;
  /** Says who made it. */
  readonly statement?: readonly [string, ReadonlyMap<string, Cbor>];
  /** Signed by another key. */
  readonly isForged?: boolean;
}

interface Options {
  readonly challenge: string;
  readonly rpId?: string;
  readonly rp?: { readonly id: string };
  readonly user?: { readonly id: string };
}

/** A passkey in software, as a browser at `origin` answers for it: real keys, real signatures, each part to be spoilt. */
export function createAuthenticator(origin: string, algorithm: Algorithm = 'ES256') {
  const id = randomBytes(32);
  const key = keyPair(algorithm);
  let counter = 0;
  let userHandle: string | undefined;

  const clientData = (type: string, { challenge }: Options, spoilt: Spoilt): Buffer =>
    Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false, ...picked(spoilt) }));
  const authData = (rpId: string, flags: number, spoilt: Spoilt, more: Uint8Array[] = []): Buffer => {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(spoilt.counter ?? counter);
    return Buffer.concat([
      sha256(Buffer.from(spoilt.rpId ?? rpId)),
      Buffer.from([spoilt.flags ?? flags]),
      ...[count, ...more],
    ]);
  };
  const answer = (response: object) => {
    const name = id.toString('base64url');
    return JSON.stringify({
      id: name,
      rawId: name,
      type: 'public-key',
      clientExtensionResults: {},
      response,
    });
  };

  return {
    id: id.toString('base64url'),
    /** `navigator.credentials.create`. */
    create: (optionsJson: string, spoilt: Spoilt = {}): string => {
      const options = JSON.parse(optionsJson) as Options;
      userHandle = options.user?.id;
      const length = Buffer.alloc(2);
      length.writeUInt16BE(id.length);
      const data = authData(options.rp?.id ?? '', 0x45, spoilt, [
        ...[Buffer.alloc(16), length, id, encodeCbor(coseOf(key.publicKey, algorithm))],
      ]);
      const [fmt, attStmt] = spoilt.statement ?? ['none', new Map()];
      const attestation = new Map<string, Cbor>([
        ['fmt', fmt],
        ['attStmt', attStmt],
        ['authData', data],
      ]);
      return answer({
        clientDataJSON: clientData('webauthn.create', options, spoilt).toString('base64url'),
        attestationObject: encodeCbor(attestation).toString('base64url'),
        transports: ['internal', 'hybrid'],
      });
    },
    /** `navigator.credentials.get`: each counts one more. */
    get: (optionsJson: string, spoilt: Spoilt = {}): string => {
      const options = JSON.parse(optionsJson) as Options;
      counter += 1;
      const client = clientData('webauthn.get', options, spoilt);
      const data = authData(options.rpId ?? '', 0x05, spoilt);
      const by = spoilt.isForged ? keyPair(algorithm) : key;
      const signature = sign(
        algorithm === 'EdDSA' ? null : 'sha256',
        Buffer.concat([data, sha256(client)]),
        by.privateKey,
      );
      return answer({
        clientDataJSON: client.toString('base64url'),
        authenticatorData: data.toString('base64url'),
        signature: signature.toString('base64url'),
        userHandle: spoilt.userHandle ?? userHandle,
      });
    },
  };
}

const picked = ({ origin, challenge, type, crossOrigin }: Spoilt) =>
  Object.fromEntries(
    Object.entries({ origin, challenge, type, crossOrigin }).filter(([, value]) => value !== undefined),
  );

const sha256 = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();

function keyPair(algorithm: Algorithm) {
  if (algorithm === 'EdDSA') return generateKeyPairSync('ed25519');
  if (algorithm === 'RS256') return generateKeyPairSync('rsa', { modulusLength: 2_048 });
  return generateKeyPairSync('ec', { namedCurve: 'P-256' });
}

/** COSE_Key (RFC 9053). */
function coseOf(key: KeyObject, algorithm: Algorithm): ReadonlyMap<number, Cbor> {
  const { x = '', y = '', n = '', e = '' } = key.export({ format: 'jwk' });
  const bytes = (text: string) => Buffer.from(text, 'base64url');
  if (algorithm === 'EdDSA')
    return new Map<number, Cbor>([
      [1, 1],
      [3, -8],
      [-1, 6],
      [-2, bytes(x)],
    ]);
  if (algorithm === 'RS256')
    return new Map<number, Cbor>([
      [1, 3],
      [3, -257],
      [-1, bytes(n)],
      [-2, bytes(e)],
    ]);
  return new Map<number, Cbor>([
    [1, 2],
    [3, -7],
    [-1, 1],
    [-2, bytes(x)],
    [-3, bytes(y)],
  ]);
}
