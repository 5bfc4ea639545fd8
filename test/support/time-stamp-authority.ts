import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { startHttpServer } from './http.ts';
import { runProgram } from './run-program.ts';
import { tempFolder } from './temp-ledger.ts';

/** A time stamp authority of RFC 3161, made with OpenSSL, behind a small HTTP server, ended with the calling test. */
export interface TimeStampAuthority {
  readonly url: string;
  readonly authorityFile: string;
  /** What is answered from now on in the place of OpenSSL's answer. */
  readonly answerWith: (answer: ((reply: Buffer) => Buffer | number) | undefined) => void;
  readonly requests: () => number;
}

export async function startTimeStampAuthority(): Promise<TimeStampAuthority> {
  const dir = tempFolder();
  const file = (name: string) => join(dir, name);
  mkdirSync(file('work'));
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'];
  await openssl([
    'req',
    '-x509',
    ...key,
    '-keyout',
    file('ca.key'),
    '-out',
    file('ca.pem'),
    '-subj',
    '/CN=stamps',
  ]);
  await openssl([
    ...['req', '-x509', ...key, '-keyout', file('tsa.key'), '-out', file('tsa.pem'), '-subj', '/CN=tsa'],
    ...['-addext', 'extendedKeyUsage=critical,timeStamping', '-addext', 'basicConstraints=critical,CA:FALSE'],
    ...['-CA', file('ca.pem'), '-CAkey', file('ca.key')],
  ]);
  writeFileSync(file('serial'), '01\n');
  writeFileSync(file('tsa.conf'), config(file));
  let requests = 0;
  let change: ((reply: Buffer) => Buffer | number) | undefined;
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const number = ++requests;
    const [query, reply] = [file(`work/${number}.tsq`), file(`work/${number}.tsr`)];
    writeFileSync(query, Buffer.concat(chunks));
    await openssl(['ts', '-reply', '-config', file('tsa.conf'), '-queryfile', query, '-out', reply]);
    const given = change ? change(readFileSync(reply)) : readFileSync(reply);
    if (typeof given === 'number') response.writeHead(given).end();
    else response.writeHead(200, { 'content-type': 'application/timestamp-reply' }).end(given);
  };
  const url = await startHttpServer((request, response) => void answer(request, response));
  return {
    url: `${url}/tsr`,
    authorityFile: file('ca.pem'),
    answerWith: (answer) => {
      change = answer;
    },
    requests: () => requests,
  };
}

const config = (file: (name: string) => string): string => `
[tsa]
default_tsa = here
[here]
serial = ${file('serial')}
signer_cert = ${file('tsa.pem')}
signer_key = ${file('tsa.key')}
certs = ${file('ca.pem')}
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1
ordering = no
tsa_name = no
ess_cert_id_chain = no
`;

export async function openssl(parameters: readonly string[]): Promise<string> {
  const { exitCode, out, err } = await runProgram('openssl', parameters, 'openssl');
  if (exitCode !== 0) throw new Error(`openssl ${parameters[0]} failed:\n${err}`);
  return out + err;
}
