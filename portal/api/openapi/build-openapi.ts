import { z } from 'zod';
import { REQUEST_STATUS, type RequestErrorCode } from '../request-error.ts';
import { NAMED, named } from './named.ts';
import { OPERATIONS, type Operation } from './operations.ts';

/** Of the API, whatever version camwatch has: what is added leaves it as it is, what is taken away makes another path. */
const VERSION = '1.0.0';

const CODES = Object.keys(REQUEST_STATUS) as RequestErrorCode[];
const Failure = named(
  'Failure',
  z.object({ error: z.object({ code: z.enum(CODES), message: z.string() }) }),
  'Why there is no answer: `code` is stable (docs/errors.md), `message` says what was expected and what was got.',
);
/** What a question without a body by GET may be refused with. */
const OF_ALL: readonly RequestErrorCode[] = [
  ...(['PORTAL_METHOD', 'PORTAL_REQUEST_TOO_LARGE', 'PORTAL_HOST', 'PORTAL_INTERNAL'] as const),
];
const OF_RIGHT: readonly RequestErrorCode[] = ['PORTAL_LOGIN', 'PORTAL_FORBIDDEN', 'PORTAL_BUSY'];

type Json = Readonly<Record<string, unknown>>;

/** The API as OpenAPI 3.1, of the schemas that parameters are read by, and that answers are held to in tests. */
export const buildOpenApi = (): Json => ({
  openapi: '3.1.1',
  info: {
    title: 'camwatch',
    version: VERSION,
    description:
      'Reads what an account may see: what is of another scope, or secret, is not told apart from what does not exist. A program sends a token (docs/accounts.md).',
    license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
  },
  servers: [{ url: '/' }],
  security: [{ token: [] }, { session: [] }],
  paths: Object.fromEntries(OPERATIONS.map((operation) => [pathOf(operation), { get: describe(operation) }])),
  components: {
    securitySchemes: {
      token: { type: 'http', scheme: 'bearer', description: 'camwatch users tokens add' },
      session: { type: 'apiKey', in: 'cookie', name: '__Host-camwatch' },
    },
    responses: Object.fromEntries(CODES.map((code) => [code, refusal(code)])),
    schemas: namedSchemas(),
  },
});

const pathOf = ({ path }: Operation): string => path.replaceAll(/:(\w+)/g, '{$1}');

function describe(operation: Operation): Json {
  const { id, summary, right, parameters = {}, path } = operation;
  return {
    operationId: id,
    summary,
    ...(right === undefined ? { security: [] } : { 'x-right': right }),
    parameters: [...pathParameters(path), ...queryParameters(parameters)],
    responses: responsesOf(operation),
  };
}

const pathParameters = (path: string): readonly Json[] =>
  [...path.matchAll(/:(\w+)/g)].map(([, name]) => ({
    ...{ name, in: 'path', required: true, schema: { type: 'string' } },
  }));

function queryParameters(shape: z.ZodRawShape): readonly Json[] {
  const { properties = {} } = z.toJSONSchema(z.object(shape), { io: 'input', unrepresentable: 'any' });
  return Object.entries(properties).map(([name, property]) => {
    const { description, ...schema } = property as Json;
    return { name, in: 'query', ...(description !== undefined && { description }), schema };
  });
}

function responsesOf({ answer, alsoStatus, hasFiles, right, path }: Operation): Json {
  const codes = [
    ...OF_ALL,
    ...(path === '/metrics' ? [] : (['PORTAL_PARAMETER'] as const)),
    ...(right === undefined ? [] : OF_RIGHT),
    ...(path.includes(':') ? (['PORTAL_NOT_FOUND'] as const) : []),
  ];
  const content = { ...contentOf(answer), ...(hasFiles && FILES) };
  const refused = Object.fromEntries(
    codes.map((code) => [REQUEST_STATUS[code], { $ref: `#/components/responses/${code}` }]),
  );
  const either = { anyOf: [schemaOf(answer), refTo(Failure)] };
  return {
    200: { description: 'The answer', content },
    ...refused,
    ...(alsoStatus !== undefined && {
      [alsoStatus]: {
        description: 'The answer, or PORTAL_BUSY',
        content: { 'application/json': { schema: either } },
      },
    }),
  };
}

const refusal = (code: RequestErrorCode): Json => ({
  description: code,
  content: {
    'application/json': {
      schema: { ...refTo(Failure), properties: { error: { properties: { code: { const: code } } } } },
    },
  },
});

const FILES: Json = {
  'text/csv': { schema: { type: 'string' } },
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': { schema: {} },
};

const contentOf = (answer: Operation['answer']): Json =>
  answer === 'text/plain'
    ? { 'text/plain': { schema: { type: 'string' } } }
    : { 'application/json': { schema: schemaOf(answer) } };

const schemaOf = (answer: Operation['answer']): Json => (typeof answer === 'string' ? {} : refTo(answer));

function refTo(schema: z.ZodType): Json {
  return { $ref: uriOf(NAMED.get(schema)?.id ?? '') };
}

const uriOf = (id: string): string => `#/components/schemas/${id}`;

function namedSchemas(): Json {
  const { schemas } = z.toJSONSchema(NAMED, { uri: uriOf });
  return Object.fromEntries(
    Object.entries(schemas).map(([id, { $schema: _draft, $id: _uri, id: _id, ...schema }]) => [id, schema]),
  );
}
