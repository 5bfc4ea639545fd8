import { z } from 'zod';
import type { AlertRecipient } from '../../core/domain/alert-settings.ts';
import { DEVICE_KINDS } from '../../core/domain/inventory.ts';
import { CHANNELS, type Channel } from '../../core/domain/notifier.ts';
import { omitUndefined } from '../../core/text/omit-undefined.ts';
import { days, minutes } from '../../core/time/units.ts';
import { serviceHours } from '../contract-terms/service-hours.ts';
import { durationMs, secretReference, seenText, slug } from '../files/values.ts';
import { hasNoUser, isSeenAddress } from './web-address.ts';

/** Whoever is told of incidents: how they are reached, of what they are told, and when. */

const SEVERITIES = ['minor', 'major', 'critical'] as const;
const KINDS = [...DEVICE_KINDS, 'link', 'collector'] as const;

const choice = <const Values extends readonly [string, ...string[]]>(values: Values) =>
  z.enum(values, { error: `expected one of ${values.join(', ')}` });

/** An empty list would be a filter that nothing passes. */
const someOf = <Value extends z.ZodType>(value: Value, what: string) =>
  z.array(value, { error: `expected a list of ${what}` }).min(1, `expected ${what}, or no list`);

const ids = (what: string, example: string, description: string) =>
  someOf(slug, what)
    .optional()
    .meta({ example: [example], description });

const severities = z.array(choice(SEVERITIES), { error: 'expected a list of severities' });

export const emailAddress = z
  .email({ error: 'expected an e-mail address' })
  .max(254, 'expected an e-mail address of at most 254 characters')
  .meta({ value: 'e-mail address' });

const Email = z
  .strictObject({
    addresses: z
      .array(emailAddress, { error: 'expected a list of e-mail addresses' })
      .default([])
      .meta({ value: 'list of e-mail addresses', example: ['truc-ban@example.org'] })
      .describe('Addresses as they are.'),
    contacts: z
      .array(slug, { error: 'expected a list of contacts' })
      .default([])
      .meta({ value: 'list of ids', example: ['truc-cong-an'] })
      .describe('Contacts of contacts.yaml, whose address is taken.'),
    roster: slug.optional().meta({
      example: 'truc-ban',
      description: 'A roster of `alerts.rosters`: whoever is on duty when a message is sent.',
    }),
  })
  .refine(
    ({ addresses, contacts, roster }) => addresses.length > 0 || contacts.length > 0 || roster !== undefined,
    'expected addresses, contacts or a roster',
  )
  .transform((email) => omitUndefined(email));

const Webhook = z.strictObject({
  url: z
    .url({ protocol: /^https?$/, error: 'expected an address such as https://example.org/camwatch' })
    .refine(hasNoUser, 'expected an address without user and password')
    .refine(isSeenAddress, 'expected an address of characters that can be seen')
    .meta({
      value: 'http or https address',
      example: 'https://example.org/camwatch',
      description: 'Where each message is posted as JSON: a gateway to SMS or Zalo, a help desk.',
    }),
  secret: secretReference.meta({
    example: 'env:CAMWATCH_WEBHOOK_KEY',
    description: 'Where the key is kept that messages are signed with.',
  }),
});

/** Ways to reach a recipient: it has one of them at least. */
const WAYS = {
  email: Email.optional().describe(
    'E-mail: `addresses`, `contacts` and the `roster` together, each address once.',
  ),
  webhook: Webhook.optional().describe('A program that is told, beside e-mail or in its place.'),
} satisfies Record<Channel, z.ZodType>;

const Filter = z
  .strictObject({
    agencies: ids('agencies', 'cong-an-thanh-pho', 'Agencies whose devices are in it.'),
    districts: ids('former districts', 'ba-dinh', 'Former districts.'),
    areas: ids('wards and communes', 'ba-dinh', 'Wards and communes.'),
    contractors: ids(
      'contractors',
      'vien-thong-1',
      'Who must act: keeps what failed working, or carries the line that was cut.',
    ),
    kinds: someOf(choice(KINDS), 'kinds')
      .optional()
      .meta({
        value: KINDS.map((kind) => `\`${kind}\``).join(', '),
        example: ['camera', 'nvr'],
        description: 'Kinds of what is in it.',
      }),
    severities: someOf(choice(SEVERITIES), 'severities')
      .optional()
      .meta({
        value: '`minor`, `major`, `critical`',
        example: ['major', 'critical'],
        description: 'The worst since it was opened.',
      }),
  })
  .transform((filter) => omitUndefined(filter));

const Escalation = z
  .strictObject({
    after: durationMs(minutes(1), days(7)).meta({
      example: '30m',
      description: 'How long after the first message to this recipient.',
    }),
    to: slug.meta({ example: 'lanh-dao', description: 'Another recipient.' }),
    severities: severities
      .min(1, 'expected severities, or no list')
      .default(['major', 'critical'])
      .meta({ value: 'list of `minor`, `major`, `critical`' })
      .describe('Of which incidents; major and critical ones where absent.'),
  })
  .transform(({ after, ...step }) => ({ afterMs: after, ...step }));

/** Its id is the key that it stands under. */
export const Recipient = z
  .strictObject({
    name: seenText('a name').meta({ example: 'Trực ban', description: 'Name for people.' }),
    language: choice(['vi', 'en']).default('vi').describe('Language of what it is sent.'),
    ...WAYS,
    filter: Filter.prefault({}).describe(
      'Of which incidents: each list that is there must hold, within a list one is enough; none: of all.',
    ),
    incidents: choice(['by-filter', 'escalated-only'])
      .default('by-filter')
      .describe('`escalated-only`: of none but those that nobody has acknowledged, beside reports.'),
    hours: serviceHours
      .optional()
      .meta({ example: '07:00-19:00' })
      .describe(
        'When messages come at once, in the time of the city; outside they wait for its next beginning, as one.',
      ),
    always: severities
      .default(['critical'])
      .meta({ value: 'list of `minor`, `major`, `critical`' })
      .describe('What waits neither for `hours` nor for `digest`.'),
    digest: durationMs(minutes(5), days(7)).optional().meta({
      example: '1h',
      description: 'One message every so long, counted from midnight, in the place of one at once.',
    }),
    most_per_hour: z
      .int({ error: 'expected a whole number from 1 to 1000' })
      .min(1, 'expected a whole number from 1 to 1000')
      .max(1_000, 'expected a whole number from 1 to 1000')
      .default(20)
      .describe('Beyond so many in an hour messages wait, and come as one: never into silence.'),
    escalation: z
      .array(Escalation, { error: 'expected a list of steps' })
      .default([])
      .describe('Who is told when nobody has acknowledged.'),
  })
  .refine((recipient) => CHANNELS.some((channel) => recipient[channel] !== undefined), {
    error: `expected ${CHANNELS.join(' or ')}: a recipient without address is told nothing`,
  })
  .refine(({ incidents, filter }) => incidents === 'by-filter' || Object.keys(filter).length === 0, {
    error: 'expected no filter beside incidents: escalated-only',
    path: ['filter'],
  })
  .transform(
    ({ digest, most_per_hour, incidents, filter, hours = [], ...recipient }): Omit<AlertRecipient, 'id'> =>
      omitUndefined({
        ...recipient,
        filter: incidents === 'by-filter' ? filter : NOTHING,
        // Around the clock is no limit.
        hours: hours.length > 0 ? hours : undefined,
        digestMs: digest,
        mostPerHour: most_per_hour,
      }),
  );

/** No severity is within an empty list. */
const NOTHING: AlertRecipient['filter'] = { severities: [] };
