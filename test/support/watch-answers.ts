import type { IncomingMessage, ServerResponse } from 'node:http';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import type { Express } from 'express';
import { expect, onTestFinished } from 'vitest';
import { buildOpenApi } from '#portal/api/openapi/build-openapi.ts';
import { OPERATIONS } from '#portal/api/openapi/operations.ts';

interface Content {
  readonly [type: string]: { readonly schema: object };
}
interface Described {
  readonly paths: Readonly<
    Record<string, { get: { responses: Record<string, { $ref?: string; content?: Content }> } }>
  >;
  readonly components: { readonly responses: Readonly<Record<string, { content: Content }>> };
}

const DOCUMENT = buildOpenApi() as unknown as Described;
const ajv = new Ajv2020({ strict: false });
ajv.addSchema(DOCUMENT, 'openapi');
const compiled = new Map<string, ValidateFunction>();

/**
 * The same portal, of which every answer to a program is held to what is described of it: status, type and body. What is not as
 * described fails the test that asked.
 */
export function watchAnswers(app: Express): Express {
  const problems: string[] = [];
  onTestFinished(() => expect(problems).toEqual([]));
  const watched = (request: IncomingMessage, response: ServerResponse) => {
    if (/^\/(api\/|healthz|readyz|metrics)/.test(request.url ?? ''))
      keepBody(response, (body) => problems.push(...problemsOf(request, response, body)));
    app(request, response);
  };
  return watched as unknown as Express;
}

function keepBody(response: ServerResponse, then: (body: string) => void): void {
  const parts: Buffer[] = [];
  for (const name of ['write', 'end'] as const) {
    const send = response[name].bind(response) as (...given: unknown[]) => never;
    response[name] = (...given: unknown[]): never => {
      const [chunk] = given;
      if (typeof chunk === 'string' || chunk instanceof Uint8Array) parts.push(Buffer.from(chunk as string));
      return send(...given);
    };
  }
  response.once('finish', () => then(Buffer.concat(parts).toString()));
}

/** What of an answer is not as the document has it. */
export function problemsOf(
  { url = '', method }: Pick<IncomingMessage, 'url' | 'method'>,
  response: Pick<ServerResponse, 'statusCode' | 'getHeader'>,
  body: string,
): readonly string[] {
  const { statusCode: status } = response;
  const [type = ''] = String(response.getHeader('content-type') ?? '').split(';');
  const told = `${method} ${url.slice(0, 200)}: ${status} ${type}`;
  const path = pathOf(url);
  // Of what there is not, only how it is refused is described.
  const described = path === undefined ? undefined : DOCUMENT.paths[path]?.get.responses[status];
  const content = path === undefined ? refusalOf(body) : contentOf(described);
  const schema = content?.[type];
  if (!schema) return [`${told}: is not described`];
  if (type !== 'application/json' || method === 'HEAD') return [];
  const check = checkOf(schema.schema);
  return check(JSON.parse(body)) ? [] : [`${told}: ${ajv.errorsText(check.errors)}`];
}

const contentOf = (one: { $ref?: string; content?: Content } | undefined): Content | undefined =>
  one?.$ref === undefined
    ? one?.content
    : DOCUMENT.components.responses[one.$ref.split('/').at(-1) ?? '']?.content;

function refusalOf(body: string): Content | undefined {
  const { error } = JSON.parse(body) as { error?: { code: string } };
  return error && DOCUMENT.components.responses[error.code]?.content;
}

function pathOf(url: string): string | undefined {
  const [asked = ''] = url.split('?');
  const found = OPERATIONS.find(({ path }) =>
    new RegExp(`^${path.replaceAll(/:\w+/g, '[^/]+')}$`).test(asked),
  );
  return found?.path.replaceAll(/:(\w+)/g, '{$1}');
}

function checkOf(schema: object): ValidateFunction {
  const name = JSON.stringify(schema).replaceAll('"#/', '"openapi#/');
  const check = compiled.get(name) ?? ajv.compile(JSON.parse(name));
  compiled.set(name, check);
  return check;
}
