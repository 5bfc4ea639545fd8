import { createHash } from 'node:crypto';
import type { RequestHandler } from 'express';
import { PAGE_SCRIPTS, PAGE_VERSION } from '../web/frame/page-scripts.ts';
import { STYLE_SHEET } from '../web/styles/style-sheet.ts';

const AS_OF = /<p class="as-of"[\s\S]*?<\/p>/;
/** As a whole: an empty element would not have the hash that the policy asks for. */
const CONSTANTS = [
  `<style>${STYLE_SHEET}</style>`,
  ...PAGE_SCRIPTS.map((text) => `<script>${text}</script>`),
];

/**
 * An open page that asks for itself again says which version it is, and what it has. It is sent nothing but the instant where
 * nothing else changed, and no style or script that it has already.
 */
export const sendLittle: RequestHandler = (request, response, next) => {
  const version = request.get('Camwatch-Page');
  if (version !== undefined && request.method === 'GET') {
    const send = response.send.bind(response);
    response.send = (body?: unknown) => {
      const isPage = response.statusCode === 200 && response.get('Content-Type')?.startsWith('text/html');
      if (typeof body !== 'string' || isPage !== true) return send(body);
      const [asOf = ''] = AS_OF.exec(body) ?? [];
      const tag = `"${createHash('sha256').update(body.replace(asOf, '')).digest('base64url')}"`;
      response.setHeader('ETag', tag);
      if (request.get('If-None-Match') !== tag) return send(version === PAGE_VERSION ? strip(body) : body);
      response.setHeader('Camwatch-As-Of', encodeURIComponent(asOf));
      return response.status(304).end();
    };
  }
  next();
};

const strip = (body: string): string => CONSTANTS.reduce((rest, text) => rest.replace(text, ''), body);
