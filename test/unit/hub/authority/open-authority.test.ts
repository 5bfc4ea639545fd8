import { createPublicKey, generateKeyPairSync, X509Certificate } from 'node:crypto';
import { chmodSync, existsSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { days } from '#core/time/units.ts';
import { openAuthority, renewAtMs } from '#hub/authority/open-authority.ts';
import { tempFolder } from '#test/support/temp-ledger.ts';

const NOW_MS = Date.UTC(2026, 11, 1);
const freshKey = () => generateKeyPairSync('ed25519').publicKey;

test('an authority is made once: whoever opens the folder again has the same key and certificate', () => {
  const folder = join(tempFolder(), 'hub');

  const first = openAuthority(folder);
  const again = openAuthority(folder);

  expect(again.fingerprint).toBe(first.fingerprint);
  expect(again.certificate).toBe(first.certificate);
  expect(statSync(join(folder, 'authority.key')).mode & 0o777).toBe(0o600);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
});

test('its certificates hold for thirty days, are signed by it, and are to be renewed after two thirds', () => {
  const authority = openAuthority(join(tempFolder(), 'hub'), () => NOW_MS);
  const trusted = new X509Certificate(authority.certificate);

  const issued = authority.issueCollector(freshKey(), 'ba-dinh-1', NOW_MS);
  const certificate = new X509Certificate(issued.pem);

  expect(certificate.subject).toBe('CN=ba-dinh-1');
  expect(certificate.verify(trusted.publicKey)).toBe(true);
  expect(certificate.checkIssued(trusted)).toBe(true);
  expect(certificate.serialNumber.toLowerCase()).toBe(issued.serial);
  expect(certificate.ca).toBe(false);
  expect(trusted.ca).toBe(true);
  expect(issued.endsMs).toBe(NOW_MS + days(30));
  expect(certificate.validToDate.getTime()).toBe(issued.endsMs);
  expect((renewAtMs(certificate) - NOW_MS) / days(1)).toBeCloseTo(20, 0);
});

test('the certificate of a hub is good for the names and addresses that it is given, and no others', () => {
  const authority = openAuthority(join(tempFolder(), 'hub'), () => NOW_MS);

  const { pem } = authority.issueServer(
    freshKey(),
    ['hub.example.org', '10.0.0.5', '2001:db8::1:5', '::1'],
    NOW_MS,
  );
  const certificate = new X509Certificate(pem);

  expect(certificate.checkHost('hub.example.org')).toBe('hub.example.org');
  expect(certificate.checkIP('10.0.0.5')).toBe('10.0.0.5');
  expect(certificate.checkIP('2001:db8::1:5')).toBe('2001:db8::1:5');
  expect(certificate.checkIP('::1')).toBe('::1');
  expect(certificate.checkHost('other.example.org')).toBeUndefined();
});

test('a date after 2049 is written with four digits of the year', () => {
  const farMs = Date.UTC(2049, 11, 20);
  const authority = openAuthority(join(tempFolder(), 'hub'), () => farMs);

  const { pem, endsMs } = authority.issueCollector(freshKey(), 'x', farMs);

  expect(new X509Certificate(pem).validToDate.getTime()).toBe(endsMs);
});

test('a key that others may read is refused, and says what to do', () => {
  const folder = join(tempFolder(), 'hub');
  openAuthority(folder);
  const path = join(folder, 'authority.key');
  chmodSync(path, 0o640);

  expect(() => openAuthority(folder)).toThrow(
    `${path}: expected an Ed25519 key (PKCS#8 in PEM) that only its owner may read, got one with the mode 640: chmod 600 ${path}`,
  );
});

test('a key of another kind, and a certificate of another key, are refused', () => {
  const [one, other] = [join(tempFolder(), 'hub'), join(tempFolder(), 'hub')];
  openAuthority(one);
  const { certificate } = openAuthority(other);
  writeFileSync(join(one, 'authority.crt'), certificate);
  expect(() => openAuthority(one)).toThrow(/authority.crt: expected a certificate of the key beside it/);

  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  writeFileSync(join(other, 'authority.key'), privateKey.export({ type: 'pkcs8', format: 'pem' }));
  expect(() => openAuthority(other)).toThrow(/got a key of ec$/);
  expect(existsSync(join(other, 'authority.crt'))).toBe(true);
  expect(createPublicKey(certificate).asymmetricKeyType).toBe('ed25519');
});
