import { describe, expect, test } from 'vitest';
import { Openid } from '#config/settings/openid-schema.ts';
import { problemsOf, SOUND_FILES } from '../../../support/config-folder.ts';

const PAGE = 'alerts: { page_url: "https://camwatch.example.org" }';
const GIVEN = 'issuer: "https://login.example.org", client_id: camwatch, client_secret: env:OPENID';

const withOpenid = (openid: string, alerts = PAGE) => ({
  'camwatch.yaml': `${SOUND_FILES['camwatch.yaml']}accounts: { openid: { ${openid} } }\n${alerts}\n`,
});

async function onlyProblem(changed: Readonly<Record<string, string>>): Promise<string | undefined> {
  const [problem, ...others] = await problemsOf(changed);
  expect(others).toEqual([]);
  return problem?.replace(/^camwatch\.yaml:\d+:\d+ accounts\./, '');
}

const withIssuer = (issuer: string) => GIVEN.replace('"https://login.example.org"', JSON.stringify(issuer));

describe('an issuer', () => {
  test('needs little, and asks for nothing but who somebody is', () => {
    const given = { issuer: 'https://login.example.org', client_id: 'camwatch', client_secret: 'env:OPENID' };

    expect(Openid.parse(given)).toEqual({
      issuer: 'https://login.example.org/',
      clientId: 'camwatch',
      clientSecret: 'env:OPENID',
      scopes: ['openid'],
      hosts: [],
    });
  });

  test.each([
    'https://login.example.org/realms/city',
    'http://127.0.0.1:8080',
    'http://localhost:8080/realms/city',
    'http://[::1]:8080/',
  ])('may be at %s', async (issuer) => {
    expect(await problemsOf(withOpenid(withIssuer(issuer)))).toEqual([]);
  });

  test.each([
    ['http://login.example.org', 'openid.issuer: expected https, but where the issuer is this machine'],
    ['http://127.0.0.1.example.org', 'openid.issuer: expected https, but where the issuer is this machine'],
    ['login.example.org', 'openid.issuer: expected an address such as https://login.example.org'],
    ['file:///etc/passwd', 'openid.issuer: expected an address such as https://login.example.org'],
    ['https://a:b@login.example.org', 'openid.issuer: expected an address without user and password'],
    ['https://login.example.org/?tenant=x', 'openid.issuer: expected an address without ? and #'],
    [
      'https://login.example.org/.well-known/openid-configuration',
      'openid.issuer: expected the issuer itself, without /.well-known/…',
    ],
  ])('is not at %s', async (issuer, expected) => {
    expect(await onlyProblem(withOpenid(withIssuer(issuer)))).toBe(
      `${expected}, got ${JSON.stringify(issuer)}`,
    );
  });

  test.each([
    ['scopes: [profile]', 'openid.scopes: expected openid among them'],
    [
      'scopes: [openid, "a b"]',
      'openid.scopes[1]: expected a scope such as openid, without spaces, got "a b"',
    ],
    ['hosts: ["https://keys.example.org"]', 'openid.hosts[0]: expected a name such as keys.example.org, got'],
    ['hosts: ["*.example.org"]', 'openid.hosts[0]: expected a name such as keys.example.org, got'],
    ['label: ""', 'openid.label: expected a name'],
  ])('takes no %s', async (more, expected) => {
    expect(await onlyProblem(withOpenid(`${GIVEN}, ${more}`))).toContain(expected);
  });

  test('keeps its secret by reference, and an error does not repeat what was written', async () => {
    const problem = await onlyProblem(withOpenid(GIVEN.replace('env:OPENID', 'hunter2')));

    expect(problem).toContain('openid.client_secret: expected a reference such as env:NAME');
    expect(problem).not.toContain('hunter2');
  });

  test.each([
    ['', 'nothing'],
    ['alerts: { page_url: "http://camwatch.example.org" }', '"http://camwatch.example.org"'],
  ])('needs an address to come back to: %j is none', async (alerts, got) => {
    expect((await onlyProblem(withOpenid(GIVEN, alerts)))?.replace(/^camwatch\.yaml:\d+:\d+ /, '')).toBe(
      `alerts.page_url: expected an address by https, but for this machine: people come back there from the issuer of accounts.openid, got ${got}`,
    );
  });

  test('brings people back to this machine by HTTP too', async () => {
    expect(await problemsOf(withOpenid(GIVEN, 'alerts: { page_url: "http://127.0.0.1:8480" }'))).toEqual([]);
  });
});
