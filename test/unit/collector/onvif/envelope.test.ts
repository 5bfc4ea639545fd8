import { describe, expect, test } from 'vitest';
import { contentTypeOf, renderEnvelope, renderUsernameToken } from '#collector/onvif/envelope.ts';
import { parseEnvelope, textAt } from '#collector/onvif/xml.ts';
import { createSecret } from '#core/domain/secret.ts';

const operation = { name: 'GetServices', namespace: 'http://www.onvif.org/ver10/device/wsdl' };
const login = (user: string, password: string) => ({ user, password: createSecret(password) });

describe('renderEnvelope', () => {
  test('is compact and without a header where there is nothing to sign', () => {
    expect(renderEnvelope({ ...operation, content: '<IncludeCapability>false</IncludeCapability>' })).toBe(
      '<?xml version="1.0" encoding="UTF-8"?><s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" ' +
        'xmlns:tt="http://www.onvif.org/ver10/schema"><s:Body>' +
        '<GetServices xmlns="http://www.onvif.org/ver10/device/wsdl"><IncludeCapability>false</IncludeCapability>' +
        '</GetServices></s:Body></s:Envelope>',
    );
  });

  test('names the action in the content type, but for makers who cannot bear it', () => {
    expect(contentTypeOf(operation, 'with-action')).toBe(
      'application/soap+xml; charset=utf-8; action="http://www.onvif.org/ver10/device/wsdl/GetServices"',
    );
    expect(contentTypeOf(operation, 'bare')).toBe('application/soap+xml; charset=utf-8');
  });
});

describe('renderUsernameToken', () => {
  const tokenIn = (security: string) => {
    const { header } = parseEnvelope(renderEnvelope(operation, security));
    return (name: string) => textAt(header, 'Security', 'UsernameToken', name);
  };

  test('makes the digest of the example in the ONVIF Application Programmer’s Guide', () => {
    const token = tokenIn(
      renderUsernameToken(login('user', 'userpassword'), {
        createdMs: Date.parse('2010-09-16T07:50:45Z'),
        precision: 'seconds',
        nonce: Buffer.from('LKqI6G/AikKCQrN0zqZFlg==', 'base64'),
      }),
    );

    expect(token('Username')).toBe('user');
    expect(token('Password')).toBe('tuOSpGlFlIXsozq4HFNeeGeFLEI=');
    expect(token('Nonce')).toBe('LKqI6G/AikKCQrN0zqZFlg==');
    expect(token('Created')).toBe('2010-09-16T07:50:45Z');
  });

  test('is new each time, and names any user', () => {
    const options = { createdMs: 0.4, precision: 'milliseconds' } as const;
    const [one, two] = [1, 2].map(() => tokenIn(renderUsernameToken(login('a<b&"c"', 'x'), options)));

    expect(one?.('Nonce')).not.toBe(two?.('Nonce'));
    expect(one?.('Username')).toBe('a<b&"c"');
    expect(one?.('Created')).toBe('1970-01-01T00:00:00.000Z');
  });
});
