import { createHash } from 'node:crypto';
import type { RequestHandler } from 'express';
import { PAGE_SCRIPTS } from '../web/frame/page-scripts.ts';
import { PASSKEY_SCRIPT } from '../web/frame/passkey-script.ts';
import { STYLE_SHEET } from '../web/styles/style-sheet.ts';

/** The one style sheet and the scripts are allowed by their hashes; nothing else runs, loads or frames. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  `style-src ${sourceHash(STYLE_SHEET)}`,
  `script-src ${[...PAGE_SCRIPTS, PASSKEY_SCRIPT].map(sourceHash).join(' ')}`,
  "connect-src 'self'",
  'img-src data:',
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

export const setSecurityHeaders: RequestHandler = (_request, response, next) => {
  response.setHeader('Content-Security-Policy', CONTENT_SECURITY_POLICY);
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('X-Frame-Options', 'DENY');
  response.setHeader('Referrer-Policy', 'no-referrer');
  response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
  response.setHeader('Cross-Origin-Resource-Policy', 'same-origin');
  response.setHeader('Permissions-Policy', 'camera=(), microphone=(), geolocation=()');
  response.setHeader('Cache-Control', 'no-store');
  next();
};

function sourceHash(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
