import { z } from 'zod';
import { secretReference, slug } from '../files/values.ts';

/** Contact points of Grafana by the names that its API has for them. */
const KINDS = [
  'email',
  'webhook',
  'telegram',
  'slack',
  'teams',
  'discord',
  'googlechat',
  'pushover',
] as const;

const ContactPoint = z
  .strictObject({
    type: z
      .enum(KINDS, { error: `expected one of ${KINDS.join(', ')}` })
      .meta({ example: 'email', description: 'What carries the messages.' }),
    addresses: z
      .array(z.email('expected an e-mail address'))
      .min(1, 'expected an e-mail address')
      .optional()
      .meta({ example: ['truc-ban@example.org'], description: 'Of `email`.' }),
    url: z
      .url({ protocol: /^https?$/, error: 'expected an address such as https://example.org/hook' })
      .optional()
      .meta({
        value: 'http or https address',
        example: 'https://example.org/hook',
        description: 'Of `webhook`.',
      }),
    settings: z
      .record(z.string(), z.string())
      .optional()
      .meta({
        value: 'texts by name',
        example: { chatid: '-1001234567890' },
        description: "What the other types need, by the names that Grafana's own documentation has for them.",
      }),
    secrets: z
      .record(z.string(), secretReference)
      .optional()
      .meta({
        value: 'references by name',
        example: { authorization_credentials: 'env:HOOK_TOKEN' },
        description:
          'Settings that are secret (`authorization_credentials` of a webhook, `bottoken` of telegram): where they are kept.',
      }),
    agency: slug.optional().meta({
      example: 'cong-an-thanh-pho',
      description: 'Who gets what concerns this agency only; absent: the operators, who get all the rest.',
    }),
    district: slug.optional().meta({
      example: 'ba-dinh',
      description: 'Only what concerns this former district of the agency.',
    }),
  })
  .superRefine(({ type, addresses, url, agency, district }, context) => {
    const wants = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message });
    if (type === 'email' && addresses === undefined)
      wants('addresses', 'expected the addresses of an email contact point');
    if (type === 'webhook' && url === undefined)
      wants('url', 'expected the address of a webhook contact point');
    if (district !== undefined && agency === undefined)
      wants('agency', 'expected the agency that the district is of');
  });

/** The part of `grafana:` that alert rules are sent by. */
export const GRAFANA_ALERTING = {
  messages: z
    .enum(['what-camwatch-cannot', 'everything'], { error: 'expected what-camwatch-cannot or everything' })
    .default('what-camwatch-cannot')
    .describe(
      "What Grafana's rules send: only that camwatch or InfluxDB fails, or also what camwatch's own incidents tell, a second time.",
    ),
  contact_points: z
    .record(slug, ContactPoint)
    .default({})
    .refine(
      (points) =>
        Object.keys(points).length === 0 || Object.values(points).some(({ agency }) => agency === undefined),
      'expected one without an agency: the operators',
    )
    .meta({
      key: 'contact point',
      exampleKey: 'noc',
      description:
        "By name, whom Grafana's rules tell. None: policies and contact points of Grafana are left alone.",
    }),
};

export const GrafanaAlertingSchema = z.strictObject(GRAFANA_ALERTING).transform(toAlerting);

export function toAlerting<Written extends { contact_points: unknown; messages: unknown }>({
  contact_points,
  messages,
}: Written): { contactPoints: Written['contact_points']; messages: Written['messages'] } {
  return { contactPoints: contact_points, messages };
}

export type GrafanaAlerting = z.output<typeof GrafanaAlertingSchema>;
export type ContactPointSettings = z.output<typeof ContactPoint>;
