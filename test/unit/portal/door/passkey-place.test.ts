import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { passkeyPlace } from '#portal/door/passkey-place.ts';

interface Asked {
  readonly host?: string;
  readonly names?: readonly string[];
  readonly proxies?: readonly string[];
  readonly pageUrl?: string;
  readonly tls?: boolean;
  readonly port?: number;
  readonly from?: string;
}

function placeAt(header: string, asked: Asked) {
  const { host = '0.0.0.0', names = [], proxies = [], pageUrl, tls, port = 8080, from = '192.0.2.7' } = asked;
  const page = { language: 'vi', anonymous: 'none', host, names, proxies } as const;
  const socket = { localPort: port, remoteAddress: from, ...(tls && { encrypted: true }) };
  const request = { headers: { host: header }, socket } as unknown as IncomingMessage;
  return passkeyPlace({ page, alerts: { pageUrl } }, request);
}

const here = (origin: string, rpId: string) => ({ is: 'here', address: { origin, rpId } });

describe('passkeys are made', () => {
  it.each<[string, string, Asked, object]>([
    [
      'for the address that messages lead to',
      'cam.example',
      { pageUrl: 'https://cam.example/' },
      here('https://cam.example', 'cam.example'),
    ],
    [
      'whatever the letters of the name',
      'CAM.example:8443',
      { pageUrl: 'https://Cam.example:8443' },
      here('https://cam.example:8443', 'cam.example'),
    ],
    [
      'for the name that is served by TLS',
      'cam.example:8443',
      { host: 'cam.example', tls: true, port: 8443 },
      here('https://cam.example:8443', 'cam.example'),
    ],
    [
      'for the first other name, at the usual port',
      'cam.example',
      { names: ['cam.example', 'old.example'], tls: true, port: 443 },
      here('https://cam.example', 'cam.example'),
    ],
    [
      'for the name of a trusted proxy',
      'cam.example',
      { names: ['cam.example'], proxies: ['10.0.0.1'] },
      here('https://cam.example', 'cam.example'),
    ],
    [
      'also where the proxy gives the name no further',
      '10.0.0.2:8080',
      { pageUrl: 'https://cam.example', proxies: ['10.0.0.1'], from: '::ffff:10.0.0.1' },
      here('https://cam.example', 'cam.example'),
    ],
    ['on this machine', 'localhost:8080', {}, here('http://localhost:8080', 'localhost')],
    [
      'on this machine where the address has no TLS',
      'localhost:8080',
      { pageUrl: 'http://cam.example:8080' },
      here('http://localhost:8080', 'localhost'),
    ],
  ])('%s', (_what, header, asked, expected) => {
    expect(placeAt(header, asked)).toEqual(expected);
  });

  it.each<[string, string, Asked, object]>([
    [
      'by another name of the page, or of nobody',
      'old.example',
      { pageUrl: 'https://cam.example', names: ['old.example'] },
      { is: 'elsewhere', url: 'https://cam.example' },
    ],
    [
      'by another port',
      'cam.example:8443',
      { pageUrl: 'https://cam.example' },
      { is: 'elsewhere', url: 'https://cam.example' },
    ],
    ['by an address in figures', '127.0.0.1:8080', {}, { is: 'unnamed', url: 'http://localhost:8080' }],
    [
      'by a name without TLS',
      'cam.example:8080',
      { host: 'cam.example' },
      { is: 'unnamed', url: 'http://localhost:8080' },
    ],
    [
      'where messages lead to figures',
      '192.0.2.1',
      { pageUrl: 'https://192.0.2.1' },
      { is: 'unnamed', url: 'http://localhost:8080' },
    ],
    [
      'where messages lead to figures of IPv6',
      '[2001:db8::1]',
      { pageUrl: 'https://[2001:db8::1]', tls: true, port: 443 },
      { is: 'unnamed', url: 'https://localhost' },
    ],
  ])('nowhere %s', (_what, header, asked, expected) => {
    expect(placeAt(header, asked)).toEqual(expected);
  });
});
