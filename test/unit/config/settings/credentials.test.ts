import { describe, expect, test } from 'vitest';
import { resolveCredentials } from '#config/settings/credentials.ts';

const resolve = (text: string) => resolveCredentials('env:CAM', { CAM: text });

describe('resolveCredentials', () => {
  test('takes the version of SNMP from the keys', async () => {
    expect((await resolve('{snmp: {community: city}}')).snmp?.version).toBe('2c');
    expect((await resolve('{snmp: {version: "3", user: camwatch}}')).snmp?.version).toBe('3');
  });

  test('takes the names of devices that get the password as it is', async () => {
    expect((await resolve('{user: viewer, password: hunter22, cleartext_to: [cam-1]}')).login).toMatchObject({
      cleartextTo: ['cam-1'],
    });
    expect((await resolve('{user: viewer, password: hunter22}')).login).not.toHaveProperty('cleartextTo');
  });

  test.each([
    ['{user: viewer}', 'env:CAM: expected user and password together'],
    ['{usr: hunter22}', 'env:CAM: expected user, password, cleartext_to and snmp, got another key'],
    ['{cleartext_to: [cam-1]}', 'env:CAM cleartext_to: expected user and password beside it'],
    [
      '{user: viewer, password: hunter22, cleartext_to: all}',
      'env:CAM cleartext_to: expected a list of ids of devices',
    ],
    ['{snmp: hunter22}', 'env:CAM snmp: expected keys with community, or with version and user'],
    [
      '{snmp: {comunity: hunter22}}',
      'env:CAM snmp community: expected a text, in quotes where it is a number\nenv:CAM snmp: expected the keys of docs/credentials.md, got another key',
    ],
    [
      '{snmp: {version: "3", user: camwatch, auth_password: hunter2}}',
      'env:CAM snmp auth_password: expected at least 8 characters',
    ],
    [
      '{snmp: {version: "3", user: camwatch, privacy_password: hunter22}}',
      'env:CAM snmp auth_password: expected a text, since SNMPv3 has no privacy without authentication',
    ],
  ])('says what is wrong with %s, and no value of it', async (text, expected) => {
    const error: unknown = await resolve(text).catch((reason: unknown) => reason);

    expect(error).toMatchObject({ code: 'CREDENTIALS_INVALID', message: expected });
  });
});
