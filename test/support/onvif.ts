import { createHash } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';
import { type Scripted, soap } from './onvif-answers.ts';
import { host } from './tcp.ts';
import type { TestCertificate } from './tls.ts';

/** One question, as the test's own ONVIF server got it. */
export interface Asked {
  readonly operation: string;
  readonly signed: 'not' | 'token' | 'digest';
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface OnvifServer {
  readonly port: number;
  /** Everything that was asked, in order. */
  readonly asked: readonly Asked[];
  /** The same, short: `GetServices`, `GetProfiles token`. */
  readonly log: () => readonly string[];
}

/** A server that answers what the test says: it knows nothing of ONVIF but how to find the operation in an envelope. */
export async function startOnvifServer(
  script: (asked: Asked) => Scripted,
  certificate?: TestCertificate,
): Promise<OnvifServer> {
  const asked: Asked[] = [];
  const serve: RequestListener = (request, response) => {
    text(request).then(
      (body) => {
        const [, operation = ''] = /:Body><(\w+)/.exec(body) ?? [];
        const signed = request.headers.authorization
          ? 'digest'
          : body.includes('UsernameToken')
            ? 'token'
            : 'not';
        const one = { operation, signed, path: request.url ?? '', headers: request.headers, body } as const;
        asked.push(one);
        const scripted = script(one);
        const reply = typeof scripted === 'string' ? { status: 200, body: soap(scripted) } : scripted;
        response.writeHead(reply.status, 'headers' in reply ? reply.headers : {});
        if ('hangs' in reply && reply.hangs) response.write(reply.body ?? ' ');
        else response.end(reply.body);
      },
      // Who asked has hung up.
      () => undefined,
    );
  };
  const server = certificate ? createTlsServer(certificate, serve) : createServer(serve);
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    port: (server.address() as AddressInfo).port,
    asked,
    log: () =>
      asked.map(({ operation, signed }) => (signed === 'not' ? operation : `${operation} ${signed}`)),
  };
}

/** Whether a WS-UsernameToken is right, and was made within five seconds of what the device's clock shows. */
export function isTokenRight({ body }: Asked, password: string, deviceNowMs: number): boolean {
  const field = (name: string) => new RegExp(`<\\w:${name}[^>]*>([^<]*)<`).exec(body)?.[1] ?? '';
  const created = field('Created');
  const digest = createHash('sha1')
    .update(Buffer.from(field('Nonce'), 'base64'))
    .update(created)
    .update(password)
    .digest('base64');
  return digest === field('Password') && Math.abs(Date.parse(created) - deviceNowMs) < 5_000;
}
