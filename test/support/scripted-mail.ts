import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { onTestFinished } from 'vitest';

export interface ReceivedMail {
  readonly from: string;
  readonly to: readonly string[];
  readonly raw: string;
}

export interface MailScript {
  /** What is answered to an address; accepted where it says nothing. */
  readonly recipient?: (address: string) => string | undefined;
  readonly sender?: () => string | undefined;
  /** What is answered to the final dot; taken where it says nothing. */
  readonly message?: () => Promise<string | undefined>;
}

export interface ScriptedMail {
  readonly port: number;
  readonly received: readonly ReceivedMail[];
  readonly openConnections: () => number;
  readonly connectionsEver: () => number;
}

/** A mail server on the loopback that does as its script says, ended with the calling test. */
export async function startScriptedMail(
  script: MailScript = {},
  options: SMTPServerOptions = {},
): Promise<ScriptedMail> {
  const received: ReceivedMail[] = [];
  let connections = 0;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    closeTimeout: 50,
    ...options,
    onConnect: (_session, callback) => {
      connections++;
      callback();
    },
    onMailFrom: (_address, _session, callback) => callback(refusal(script.sender?.())),
    onRcptTo: ({ address }, _session, callback) => callback(refusal(script.recipient?.(address))),
    onData: (stream, session, callback) => {
      const take = async () => {
        const raw = await text(stream);
        const answer = await script.message?.();
        if (answer === undefined) {
          const { mailFrom, rcptTo } = session.envelope;
          received.push({ from: mailFrom ? mailFrom.address : '', to: rcptTo.map((to) => to.address), raw });
        }
        callback(refusal(answer));
      };
      take().catch(callback);
    },
  });
  // Clients break off here on purpose.
  server.on('error', () => undefined);
  const listening = server.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())));
  return {
    port: (listening.address() as AddressInfo).port,
    received,
    openConnections: () => server.connections.size,
    connectionsEver: () => connections,
  };
}

/** `550 no such user` as smtp-server takes it. */
function refusal(answer: string | undefined): Error | null {
  if (answer === undefined) return null;
  return Object.assign(new Error(answer.slice(4)), { responseCode: Number(answer.slice(0, 3)) });
}
