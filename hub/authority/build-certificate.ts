import { createPublicKey, hash, type KeyObject, randomBytes, sign } from 'node:crypto';
import { isIP } from 'node:net';
import { BitString, fromBER, Integer, OctetString, Utf8String } from 'asn1js';
import {
  AlgorithmIdentifier,
  AttributeTypeAndValue,
  AuthorityKeyIdentifier,
  BasicConstraints,
  Certificate,
  Extension,
  ExtKeyUsage,
  GeneralName,
  GeneralNames,
  Time,
  TimeType,
} from 'pkijs';

/** What a certificate says. Everything is Ed25519 (RFC 8410): one signature scheme, and keys of 32 bytes. */
export interface CertificateContent {
  readonly subject: string;
  readonly issuer: string;
  readonly publicKey: KeyObject;
  readonly fromMs: number;
  readonly toMs: number;
  readonly use: CertificateUse;
  /** DNS names and numeric addresses that it is good for. */
  readonly names?: readonly string[];
}

export type CertificateUse = 'authority' | 'server' | 'client';

export interface IssuedCertificate {
  readonly pem: string;
  /** Lower-case hexadecimal digits. */
  readonly serial: string;
  readonly endsMs: number;
}

const ED25519 = '1.3.101.112';
const COMMON_NAME = '2.5.4.3';
const BASIC_CONSTRAINTS = '2.5.29.19';
const KEY_USAGE = '2.5.29.15';
const EXTENDED_KEY_USAGE = '2.5.29.37';
const ALTERNATIVE_NAMES = '2.5.29.17';
const SUBJECT_KEY = '2.5.29.14';
const AUTHORITY_KEY = '2.5.29.35';
const PURPOSES = { server: '1.3.6.1.5.5.7.3.1', client: '1.3.6.1.5.5.7.3.2' } as const;
/** Bits of RFC 5280 4.2.1.3: certificates and lists are signed with it; or what TLS says. */
const KEY_USAGES = { authority: Uint8Array.of(0b0000_0110), leaf: Uint8Array.of(0b1000_0000) };
const UNUSED_BITS = { authority: 1, leaf: 7 };
const SERIAL_BYTES = 16;

/** Builds an X.509 certificate (RFC 5280) with a random serial number, signed by `key`. */
export function buildCertificate(content: CertificateContent, key: KeyObject): IssuedCertificate {
  const serial = randomBytes(SERIAL_BYTES);
  // Positive, and of the full length: it is written the same way wherever it is shown.
  serial[0] = ((serial[0] ?? 0) & 0x3f) | 0x40;
  const algorithm = new AlgorithmIdentifier({ algorithmId: ED25519 });
  const certificate = new Certificate({
    version: 2,
    serialNumber: new Integer({ valueHex: exactBytes(serial) }),
    signature: algorithm,
    signatureAlgorithm: algorithm,
    notBefore: timeOf(content.fromMs),
    notAfter: timeOf(content.toMs),
    extensions: extensionsOf(content, createPublicKey(key)),
  });
  certificate.issuer.typesAndValues.push(commonName(content.issuer));
  certificate.subject.typesAndValues.push(commonName(content.subject));
  const spki = content.publicKey.export({ type: 'spki', format: 'der' });
  certificate.subjectPublicKeyInfo.fromSchema(fromBER(exactBytes(spki)).result);
  const signed = Buffer.from(certificate.encodeTBS().toBER());
  certificate.signatureValue = new BitString({ valueHex: exactBytes(sign(null, signed, key)) });
  const der = Buffer.from(certificate.toSchema(true).toBER());
  return { pem: renderPem(der), serial: serial.toString('hex'), endsMs: content.toMs };
}

/** SHA-256 over the public key as X.509 has it: the same for every certificate of the key. */
export const keyFingerprint = (publicKey: KeyObject): string =>
  hash('sha256', publicKey.export({ type: 'spki', format: 'der' }), 'base64url');

/** @throws TypeError where it is no Ed25519 key in PEM. */
export function parseEd25519Key(pem: string): KeyObject {
  const key = createPublicKey(pem);
  if (key.asymmetricKeyType !== 'ed25519')
    throw new TypeError(`expected an Ed25519 key, got ${key.asymmetricKeyType}`);
  return key;
}

function extensionsOf({ use, names = [], publicKey }: CertificateContent, issuerKey: KeyObject): Extension[] {
  const kind = use === 'authority' ? 'authority' : 'leaf';
  const keyUsage = new BitString({
    valueHex: exactBytes(KEY_USAGES[kind]),
    unusedBits: UNUSED_BITS[kind],
  });
  const all = [
    extension(BASIC_CONSTRAINTS, constraintsOf(use).toSchema().toBER(), 'critical'),
    extension(KEY_USAGE, keyUsage.toBER(), 'critical'),
    extension(SUBJECT_KEY, keyIdOf(publicKey).toBER()),
    extension(
      AUTHORITY_KEY,
      new AuthorityKeyIdentifier({ keyIdentifier: keyIdOf(issuerKey) }).toSchema().toBER(),
    ),
  ];
  if (use !== 'authority')
    all.push(
      extension(EXTENDED_KEY_USAGE, new ExtKeyUsage({ keyPurposes: [PURPOSES[use]] }).toSchema().toBER()),
    );
  if (names.length > 0)
    all.push(
      extension(ALTERNATIVE_NAMES, new GeneralNames({ names: names.map(generalName) }).toSchema().toBER()),
    );
  return all;
}

function keyIdOf(publicKey: KeyObject): OctetString {
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  return new OctetString({ valueHex: exactBytes(hash('sha256', spki, 'buffer').subarray(0, 20)) });
}

/** RFC 5280 4.1.2.5: from 2050 on with four digits of the year. */
function timeOf(atMs: number): Time {
  const value = new Date(atMs);
  const type = value.getUTCFullYear() < 2050 ? TimeType.UTCTime : TimeType.GeneralizedTime;
  return new Time({ type, value });
}

const constraintsOf = (use: CertificateUse): BasicConstraints =>
  use === 'authority' ? new BasicConstraints({ cA: true, pathLenConstraint: 0 }) : new BasicConstraints();

const extension = (extnID: string, extnValue: ArrayBuffer, critical?: 'critical'): Extension =>
  new Extension({ extnID, extnValue, critical: critical !== undefined });

const commonName = (value: string): AttributeTypeAndValue =>
  new AttributeTypeAndValue({ type: COMMON_NAME, value: new Utf8String({ value }) });

const DNS_NAME = 2;
const IP_ADDRESS = 7;

function generalName(name: string): GeneralName {
  if (isIP(name) === 0) return new GeneralName({ type: DNS_NAME, value: name });
  return new GeneralName({
    type: IP_ADDRESS,
    value: new OctetString({ valueHex: exactBytes(addressBytes(name)) }),
  });
}

function addressBytes(address: string): Uint8Array {
  if (isIP(address) === 4) return Uint8Array.from(address.split('.').map(Number));
  // As URLs write them: eight groups at most, `::` for those that are nought.
  const [head = '', tail] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::');
  const groups = (text: string) => text.split(':').filter((group) => group !== '');
  const [before, after] = [groups(head), groups(tail ?? '')];
  const zeroes = Array<string>(8 - before.length - after.length).fill('0');
  const all = [...before, ...zeroes, ...after].map((group) => Number.parseInt(group, 16));
  return Uint8Array.from(all.flatMap((group) => [group >> 8, group & 0xff]));
}

/** A buffer of Node's pool is a part of a larger one. */
const exactBytes = (bytes: Uint8Array): ArrayBuffer => Uint8Array.from(bytes).buffer;

const renderPem = (der: Buffer): string =>
  `-----BEGIN CERTIFICATE-----\n${der.toString('base64').replace(/.{1,64}/g, '$&\n')}-----END CERTIFICATE-----\n`;
