import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import type { GrafanaContent } from '../content.ts';
import { drawnPanelsOf, namePanel } from '../reading/read-dashboard.ts';
import { faultsOf, type Problem, shown } from './problem.ts';
import schemas from './schema.json' with { type: 'json' };

/** Whether everything has the shape that the types of Grafana's own SDK say, options of the panels included. */
export function checkShapes(
  content: Omit<GrafanaContent, 'folders' | 'dataSources' | 'templates'>,
): readonly Problem[] {
  const check = createShapeCheck();
  const { dashboards, ruleGroups, policies, contactPoints, muteTimings } = content;
  return [
    ...dashboards.flatMap(({ dashboard }) => [
      ...check('dashboard', dashboard, dashboard.uid),
      ...drawnPanelsOf(dashboard).flatMap((panel) => {
        const where = `${dashboard.uid}: ${namePanel(panel)}`;
        return [
          ...check(`options:${panel.type}`, panel.options ?? {}, `${where}: options`),
          ...check(`custom:${panel.type}`, panel.fieldConfig?.defaults.custom ?? {}, `${where}: custom`),
        ];
      }),
    ]),
    ...ruleGroups.flatMap((group) => check('rule-group', group, `rule group ${shown(group.title)}`)),
    ...(policies ? check('notification-policy', policies, 'policies') : []),
    ...contactPoints.flatMap((point) => check('contact-point', point, `contact point ${shown(point.name)}`)),
    ...muteTimings.flatMap((mute) => check('mute-timing', mute, `mute timing ${shown(mute.name)}`)),
  ];
}

type ShapeCheck = (shape: string, value: unknown, where: string) => readonly Problem[];

function createShapeCheck(): ShapeCheck {
  const ajv = new Ajv({ strict: false, allErrors: true, allowUnionTypes: true });
  const compiled = new Map<string, ValidateFunction>();
  return (shape, value, where) => {
    const schema = Object.entries(schemas).find(([name]) => name === shape)?.[1];
    if (schema === undefined) return [];
    const validate = compiled.get(shape) ?? ajv.compile(schema);
    compiled.set(shape, validate);
    // What a builder leaves behind (functions, `undefined`) is not in the file.
    if (validate(JSON.parse(JSON.stringify(value)))) return [];
    return mostTelling(validate.errors ?? []).map((error) => describe(error, value, where));
  };
}

/** Of a union every part complains: its own line says nothing more, and "if" none at all. */
const mostTelling = (errors: readonly ErrorObject[]): readonly ErrorObject[] => {
  const telling = errors.filter(({ keyword }) => !['anyOf', 'if', 'oneOf'].includes(keyword));
  return telling.length > 0 ? telling : errors;
};

function describe({ instancePath, keyword, params, message }: ErrorObject, value: unknown, where: string) {
  const path = instancePath
    .replace(/\/(\d+)/g, '[$1]')
    .replaceAll('/', '.')
    .replace(/^\./, '');
  const fault = faultsOf(path === '' ? where : `${where}: ${path}`);
  if (keyword === 'additionalProperties')
    return fault('shape', 'no other key', shown(params.additionalProperty));
  if (keyword === 'required') return fault('shape', `the key "${params.missingProperty}"`, 'none');
  const expected = keyword === 'enum' ? `one of ${params.allowedValues.join(', ')}` : (message ?? keyword);
  return fault('shape', expected.replace(/^must be /, ''), shown(valueAt(value, instancePath)));
}

const valueAt = (value: unknown, path: string): unknown =>
  path
    .split('/')
    .slice(1)
    .reduce<unknown>(
      (part, key) =>
        typeof part === 'object' && part !== null
          ? Object.entries(part).find(([name]) => name === key)?.[1]
          : undefined,
      value,
    );
