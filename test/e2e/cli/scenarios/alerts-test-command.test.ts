import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runCamwatch } from '#test/support/camwatch.ts';
import { makeConfigDir } from '#test/support/config-dir.ts';
import { startHttpServer } from '#test/support/http.ts';
import { startScriptedMail } from '#test/support/scripted-mail.ts';
import { SELF_SIGNED } from '#test/support/tls.ts';
import { withBody } from '#test/support/with-body.ts';

const mailAt = (port: number, more = 'security: none') =>
  `mail: { host: 127.0.0.1, port: ${port}, ${more}, from: { name: camwatch, address: camwatch@example.org } }`;

/** `duty`: an address, a contact and a roster, of which the last two are one; `desk`: e-mail and a webhook; `lost`: nobody. */
async function makeDir(mail = '', webhook = 'http://127.0.0.1:9/hook') {
  const dir = await makeConfigDir({
    devices: 1,
    more: `alerts:
  ${mail}
  recipients:
    duty:
      name: Trực ban
      email: { addresses: [duty@example.org], contacts: [an], roster: night }
    desk:
      name: Help desk
      language: en
      email: { addresses: [desk@example.org] }
      webhook: { url: "${webhook}", secret: "env:NO_SUCH_SECRET_HERE" }
  rosters:
    night: { shifts: [{ contact: an, hours: 00:00-24:00 }] }
`,
  });
  await writeFile(join(dir, 'contacts.yaml'), 'contacts: [{ id: an, name: An, email: an@example.org }]\n');
  return dir;
}

const runTest = (dir: string, ...args: readonly string[]) =>
  runCamwatch(
    'alerts',
    'test',
    ...args,
    '--config',
    dir,
    ...(args.includes('--lang') ? [] : ['--lang', 'en']),
  );

test('a message goes to all addresses, and tells by which way each is one', async () => {
  const server = await startScriptedMail();
  const dir = await makeDir(mailAt(server.port));

  const { code, out } = await runTest(dir, 'duty', '--channel', 'email');

  expect(out).toContain('duty@example.org  (address of the settings)');
  expect(out).toContain('an@example.org  (contact an, on duty in roster night)');
  expect(out).toMatch(/^Accepted: 250/m);
  const [, id = ''] = /^Message-ID: <(test\.[\w-]+@camwatch)>, after \d+ ms$/m.exec(out) ?? [];
  expect(server.received).toHaveLength(1);
  expect(server.received[0]?.to).toEqual(['duty@example.org', 'an@example.org']);
  expect(server.received[0]?.raw).toContain(`Message-ID: <${id}>`);
  expect(code).toBe(0);
});

test('an address that is refused is named, and is exit code 1; as JSON too', async () => {
  const server = await startScriptedMail({
    recipient: (address) => (address.startsWith('an@') ? '550 no such user' : undefined),
  });
  const dir = await makeDir(mailAt(server.port));

  const told = await runTest(dir, 'duty');
  const json = await runTest(dir, 'duty', '--json');

  expect(told.out).toMatch(/^ {2}not for an@example\.org: an address was answered 550/m);
  expect(told.code).toBe(1);
  expect(json.code).toBe(1);
  expect(JSON.parse(json.out)).toMatchObject({
    recipient: 'duty',
    accepted: false,
    channels: [{ channel: 'email', unreached: [{ address: 'an@example.org', failure: 'permanent' }] }],
  });
});

test('a webhook without its secret is told so, and which setting to look at', async () => {
  const { port } = await startScriptedMail();
  const dir = await makeDir(mailAt(port));

  const { code, out } = await runTest(dir, 'desk', '--channel', 'webhook');

  expect(out).toContain('127.0.0.1:9  (host of its webhook)');
  expect(out).toContain('Not accepted: env:NO_SUCH_SECRET_HERE: expected a value');
  expect(out).toContain('The secret is read as camwatch run reads it');
  expect(code).toBe(1);
});

test('a certificate that nobody vouches for', async () => {
  const { port } = await startScriptedMail({}, { ...SELF_SIGNED, secure: true });
  const dir = await makeDir(mailAt(port, 'security: tls'));

  const { code, out } = await runTest(dir, 'duty', '--lang', 'vi');

  expect(out).toMatch(/^Không được chấp nhận: .*certificate/m);
  expect(out).toContain('alerts.mail.authority');
  expect(code).toBe(1);
});

test('where it can go nowhere nothing is sent', async () => {
  const server = await startScriptedMail();
  const dir = await makeDir(mailAt(server.port));
  const bare = await makeDir();

  const unknown = await runTest(dir, 'dutty');
  const alien = await runTest(dir, 'duty', '--channel', 'webhook');
  const noServer = await runTest(bare, 'duty');

  expect(unknown.err).toContain('expected a recipient of alerts.recipients, got "dutty"; perhaps "duty"');
  expect(alien.err).toContain('duty: expected a recipient that has webhook, got one with email');
  expect(noServer.err).toContain('expected a mail server (alerts.mail in camwatch.yaml), got none');
  for (const { code } of [unknown, alien, noServer]) expect(code).toBe(1);
  expect(server.received).toEqual([]);
});

test('a webhook that takes it', async () => {
  const bodies: string[] = [];
  const url = await startHttpServer(
    withBody((body, response) => {
      bodies.push(body);
      response.end('ok');
    }),
  );
  const dir = await makeDir('', `${url}/hook`);
  await writeFile(join(dir, 'secret'), 'a-key-of-a-signature');
  const file = join(dir, 'camwatch.yaml');
  const text = await readFile(file, 'utf8');
  await writeFile(file, text.replace('env:NO_SUCH_SECRET_HERE', `file:${join(dir, 'secret')}`));

  const { code, out } = await runTest(dir, 'desk', '--channel', 'webhook');

  expect(out).toContain('Accepted: answered 200');
  expect(bodies.map((body) => JSON.parse(body).subject)).toEqual([expect.stringContaining('[camwatch]')]);
  expect(code).toBe(0);
});
