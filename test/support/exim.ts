import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chown, cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestAuthority } from './certificate-authority.ts';
import { unusedPort } from './tcp.ts';

/** A real mail server, Debian's exim4, without rights, with settings and a mailbox of its own. */
export interface Exim {
  readonly host: string;
  /** Of STARTTLS. */
  readonly port: number;
  /** Of TLS from the first byte. */
  readonly tlsPort: number;
  readonly username: string;
  readonly password: string;
  /** What has arrived, as it lies in the mailbox, in the order of arrival. */
  readonly mails: () => Promise<readonly string[]>;
  readonly stop: () => Promise<void>;
}

const LOGIN = { username: 'camwatch', password: 'mật khẩu of exim' };
/** Root lends it the rights of `nobody`: a mail server needs none here. */
const NOBODY = 65_534;

/** Takes mail for anybody but `refused@…`, `later@…` (try again) and what is larger than 200 kB, after a log-in over TLS. */
export async function startExim({ certFile, keyFile }: TestAuthority): Promise<Exim> {
  const dir = await mkdtemp(join(tmpdir(), 'camwatch-exim-'));
  const user = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : ownIds();
  const [port, tlsPort] = [await unusedPort(), await unusedPort()];
  await Promise.all(['spool', 'mail'].map((name) => mkdir(join(dir, name))));
  await cp(certFile, join(dir, 'cert.pem'));
  await cp(keyFile, join(dir, 'key.pem'));
  await writeFile(join(dir, 'exim.conf'), renderConfig({ dir, port, tlsPort, ...user }));
  for (const name of ['.', ...(await readdir(dir))]) await chown(join(dir, name), user.uid, user.gid);
  const child = await run(join(dir, 'exim.conf'), user);
  return {
    host: '127.0.0.1',
    port,
    tlsPort,
    ...LOGIN,
    mails: () => readMails(join(dir, 'mail', 'new')),
    stop: async () => {
      await end(child);
      await rm(dir, { recursive: true, force: true });
    },
  };
}

interface Ids {
  readonly uid: number;
  readonly gid: number;
}

const ownIds = (): Ids => ({ uid: process.getuid?.() ?? NOBODY, gid: process.getgid?.() ?? NOBODY });

interface ConfigParts extends Ids {
  readonly dir: string;
  readonly port: number;
  readonly tlsPort: number;
}

const renderConfig = ({ dir, port, tlsPort, uid, gid }: ConfigParts) => `
primary_hostname = mail.example.org
exim_user = ${uid}
exim_group = ${gid}
never_users =
spool_directory = ${dir}/spool
log_file_path = ${dir}/%slog
pid_file_path = ${dir}/exim.pid
local_interfaces = 127.0.0.1
daemon_smtp_ports = ${port} : ${tlsPort}
tls_on_connect_ports = ${tlsPort}
tls_advertise_hosts = *
tls_certificate = ${dir}/cert.pem
tls_privatekey = ${dir}/key.pem
auth_advertise_hosts = \${if eq{$tls_in_cipher}{}{}{*}}
message_size_limit = 200K
smtp_accept_queue_per_connection = 0
received_header_text = Received: from $sender_host_address port $sender_host_port with $received_protocol; $tod_full
acl_smtp_rcpt = recipients
acl_smtp_data = accept
host_lookup =
rfc1413_query_timeout = 0s
keep_environment =
begin acl
recipients:
  deny !authenticated = *
       message = log in first
  deny local_parts = refused
       message = no such mailbox here
  defer local_parts = later
       message = greylisted, come again
  accept
begin routers
all:
  driver = accept
  transport = mailbox
begin transports
mailbox:
  driver = appendfile
  directory = ${dir}/mail
  maildir_format
  create_directory
  envelope_to_add
  return_path_add
  user = ${uid}
  group = ${gid}
begin authenticators
plain:
  driver = plaintext
  public_name = PLAIN
  server_prompts = :
  server_condition = \${if and{{eq{$auth2}{${LOGIN.username}}}{eq{$auth3}{${LOGIN.password}}}}}
  server_set_id = $auth2
`;

async function run(config: string, ids: Ids): Promise<ChildProcess> {
  const child = spawn('exim4', ['-C', config, '-bdf'], {
    // Debian keeps it where only the path of root leads.
    env: { ...process.env, PATH: `${process.env.PATH}:/usr/sbin` },
    stdio: ['ignore', 'pipe', 'pipe'],
    cwd: '/',
    ...ids,
  });
  let said = '';
  await new Promise<void>((resolve, reject) => {
    const onOutput = (chunk: Buffer) => {
      said += chunk;
      if (said.includes('daemon started')) resolve();
    };
    child.stdout.on('data', onOutput);
    child.stderr.on('data', onOutput);
    child.once('error', (error) =>
      reject(new Error(`exim4 is missing: run sh deploy/setup.sh --with all (${error.message})`)),
    );
    child.once('exit', () => reject(new Error(`exim4 ended:\n${said}`)));
  });
  return child;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}

async function readMails(dir: string): Promise<readonly string[]> {
  const names = await readdir(dir).catch(() => []);
  // Their names begin with the instant.
  return Promise.all(names.toSorted().map((name) => readFile(join(dir, name), 'utf8')));
}
