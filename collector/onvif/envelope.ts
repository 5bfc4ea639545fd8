import { hash, randomBytes } from 'node:crypto';
import type { Login } from '../../core/domain/credentials.ts';
import type { Quirks } from './quirks.ts';
import { escapeXml } from './xml.ts';

/** A request of one of the services. */
export interface Operation {
  readonly name: string;
  readonly namespace: string;
  /** XML inside the element of the operation; `tt:` is the schema of ONVIF. */
  readonly content?: string;
}

/** Renders a SOAP 1.2 envelope, compact and without anything optional: parsers of cheap cameras are strange. */
export function renderEnvelope({ name, namespace, content = '' }: Operation, security = ''): string {
  return (
    '<?xml version="1.0" encoding="UTF-8"?>' +
    '<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:tt="http://www.onvif.org/ver10/schema">' +
    `${security && `<s:Header>${security}</s:Header>`}<s:Body>` +
    `<${name} xmlns="${namespace}">${content}</${name}></s:Body></s:Envelope>`
  );
}

export function contentTypeOf({ name, namespace }: Operation, style: Quirks['contentType']): string {
  const bare = 'application/soap+xml; charset=utf-8';
  return style === 'bare' ? bare : `${bare}; action="${namespace}/${name}"`;
}

const OASIS = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss';

export interface TokenOptions {
  /** What the device's own clock shows. */
  readonly createdMs: number;
  readonly precision: Quirks['created'];
  readonly nonce?: Buffer;
}

/** Renders a WS-UsernameToken with a password digest (OASIS Username Token Profile 1.0 §3.1): good for one request. */
export function renderUsernameToken({ user, password }: Login, options: TokenOptions): string {
  const { createdMs, precision, nonce = randomBytes(16) } = options;
  const exact = new Date(createdMs).toISOString();
  const created = precision === 'seconds' ? exact.replace(/\.\d+Z$/, 'Z') : exact;
  const digest = hash(
    'sha1',
    Buffer.concat([nonce, Buffer.from(created), Buffer.from(password.reveal())]),
    'base64',
  );
  return (
    `<w:Security xmlns:w="${OASIS}-wssecurity-secext-1.0.xsd" s:mustUnderstand="true"><w:UsernameToken>` +
    `<w:Username>${escapeXml(user)}</w:Username>` +
    `<w:Password Type="${OASIS}-username-token-profile-1.0#PasswordDigest">${digest}</w:Password>` +
    `<w:Nonce EncodingType="${OASIS}-soap-message-security-1.0#Base64Binary">${nonce.toString('base64')}</w:Nonce>` +
    `<u:Created xmlns:u="${OASIS}-wssecurity-utility-1.0.xsd">${created}</u:Created>` +
    '</w:UsernameToken></w:Security>'
  );
}
