import { z } from 'zod';
import { secretReference, seenText } from '../files/values.ts';
import { hasNoUser, isSeenAddress, isThisMachine } from './web-address.ts';

/** Nothing goes over an open line. */
const isSafe = (url: string): boolean =>
  !(URL.canParse(url) && url.startsWith('http:')) ||
  isThisMachine(new URL(url).hostname.replace(/^\[(.*)\]$/, '$1'));

const issuer = z
  .url({ protocol: /^https?$/, error: 'expected an address such as https://login.example.org', abort: true })
  .refine(hasNoUser, 'expected an address without user and password')
  .refine(isSeenAddress, 'expected an address of characters that can be seen')
  .refine((url) => !/[?#]/.test(url), 'expected an address without ? and #')
  .refine((url) => !url.includes('/.well-known/'), 'expected the issuer itself, without /.well-known/…')
  .refine(isSafe, 'expected https, but where the issuer is this machine')
  .meta({
    value: 'https address',
    example: 'https://login.example.org',
    description: 'As the issuer names itself; what is asked of it is found from there.',
  });

const scope = z
  .string({ error: 'expected a scope such as openid' })
  .regex(/^[\x21\x23-\x5b\x5d-\x7e]+$/, 'expected a scope such as openid, without spaces');

const host = z
  .string({ error: 'expected a name such as keys.example.org' })
  .regex(/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d{1,5})?$/, 'expected a name such as keys.example.org');

/** Where people may log in beside a password. */
export const Openid = z
  .strictObject({
    issuer,
    client_id: seenText('a name').meta({
      example: 'camwatch',
      description: 'As which the issuer knows camwatch.',
    }),
    client_secret: secretReference.meta({
      example: 'credential:openid',
      description: 'Where its secret is kept.',
    }),
    label: seenText('a name').max(60, 'expected at most 60 characters').optional().meta({
      example: 'SSO Hà Nội',
      description: 'What people call it, on the button of the log-in page.',
    }),
    scopes: z
      .array(scope, { error: 'expected a list of scopes' })
      .max(9, 'expected at most 9 scopes')
      .refine((scopes) => scopes.includes('openid'), 'expected openid among them')
      .default(['openid'])
      .describe('What is asked for; nothing but who it is is ever read.'),
    hosts: z
      .array(host, { error: 'expected a list of hosts' })
      .max(9, 'expected at most 9 hosts')
      .default([])
      .meta({
        example: ['keys.example.org'],
        description:
          'Hosts beside its own, by https, at which the issuer may have its endpoints and keys. Nothing else is asked, and nobody is sent elsewhere.',
      }),
  })
  .transform(({ issuer: written, client_id, client_secret, ...openid }) => ({
    ...openid,
    issuer: new URL(written).href,
    clientId: client_id,
    clientSecret: client_secret,
  }));

interface Linked {
  readonly accounts: { readonly openid?: object | undefined };
  readonly alerts?: { readonly pageUrl?: string } | undefined;
}

/** The issuer sends people back to an address that it was told once: what a request says of itself is not believed. */
export function expectWayBack({ accounts, alerts }: Linked, { addIssue }: z.RefinementCtx<Linked>): void {
  if (accounts.openid === undefined) return;
  const url = alerts?.pageUrl;
  if (url !== undefined && isSafe(url)) return;
  addIssue({
    code: 'custom',
    path: ['alerts', 'page_url'],
    message:
      'expected an address by https, but for this machine: people come back there from the issuer of accounts.openid',
    input: url,
  });
}
