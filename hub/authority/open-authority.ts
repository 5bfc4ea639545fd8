import { createPublicKey, type KeyObject, sign, X509Certificate } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeWholeFile } from '../../core/host/write-whole-file.ts';
import { days, hours } from '../../core/time/units.ts';
import { HubError } from '../hub-error.ts';
import { buildCertificate, type IssuedCertificate, keyFingerprint } from './build-certificate.ts';
import { openOwnKey } from './open-own-key.ts';

/** Whom hubs and collectors of a city trust: it signs their certificates, and the configuration that goes down. */
export interface Authority {
  /** Of its key; a token carries it, so that a collector knows the right hub. */
  readonly fingerprint: string;
  /** In PEM. */
  readonly certificate: string;
  readonly issueServer: (publicKey: KeyObject, names: readonly string[], nowMs: number) => IssuedCertificate;
  readonly issueCollector: (publicKey: KeyObject, id: string, nowMs: number) => IssuedCertificate;
  readonly sign: (bytes: Uint8Array) => Buffer;
}

/** Certificates are short: whoever is revoked is refused at once, and whoever is forgotten ends by itself. */
export const CERTIFICATE_MS = days(30);
const AUTHORITY_MS = days(20 * 365);
/** Clocks of two machines differ. */
const BACKDATED_MS = hours(1);
const AUTHORITY_NAME = 'camwatch hub authority';
const HUB_NAME = 'camwatch hub';

/**
 * Opens the authority in a folder, or makes it: one Ed25519 key that only its owner may read, and its certificate. Every hub
 * of a city needs the same one. @throws HUB_AUTHORITY
 */
export function openAuthority(folder: string, nowMs: () => number = Date.now): Authority {
  const key = openOwnKey(join(folder, 'authority.key'), 'HUB_AUTHORITY');
  const publicKey = createPublicKey(key);
  const issue = (content: Omit<Parameters<typeof buildCertificate>[0], 'issuer' | 'fromMs'>, atMs: number) =>
    buildCertificate({ ...content, issuer: AUTHORITY_NAME, fromMs: atMs - BACKDATED_MS }, key);
  const own = { subject: AUTHORITY_NAME, publicKey, use: 'authority' } as const;
  return {
    fingerprint: keyFingerprint(publicKey),
    certificate: openCertificate(join(folder, 'authority.crt'), publicKey, () =>
      issue({ ...own, toMs: nowMs() + AUTHORITY_MS }, nowMs()),
    ),
    issueServer: (serverKey, names, atMs) =>
      issue(
        { subject: HUB_NAME, publicKey: serverKey, toMs: atMs + CERTIFICATE_MS, use: 'server', names },
        atMs,
      ),
    issueCollector: (collectorKey, id, atMs) =>
      issue({ subject: id, publicKey: collectorKey, toMs: atMs + CERTIFICATE_MS, use: 'client' }, atMs),
    sign: (bytes) => sign(null, bytes, key),
  };
}

/** From when on a certificate is to be renewed: two thirds of its time are over. */
export const renewAtMs = ({ validFromDate, validToDate }: X509Certificate): number =>
  validFromDate.getTime() + ((validToDate.getTime() - validFromDate.getTime()) * 2) / 3;

/** Any certificate of the key will do: collectors know the key. */
function openCertificate(path: string, publicKey: KeyObject, issue: () => IssuedCertificate): string {
  if (!existsSync(path)) writeWholeFile(path, issue().pem);
  const pem = readFileSync(path, 'utf8');
  if (isOf(pem, publicKey)) return pem;
  throw new HubError('HUB_AUTHORITY', {
    en: `${path}: expected a certificate of the key beside it, got another; remove it, and it is made again`,
    vi: `${path}: cần chứng thư của khóa bên cạnh, nhận được cái khác; hãy xóa đi để tạo lại`,
  });
}

function isOf(pem: string, publicKey: KeyObject): boolean {
  try {
    return new X509Certificate(pem).publicKey.equals(publicKey);
  } catch {
    return false;
  }
}
