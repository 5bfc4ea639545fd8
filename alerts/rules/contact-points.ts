import type { ContactPoint } from '@grafana/grafana-foundation-sdk/alerting';
import type { ContactPointSettings } from '../../config/settings/grafana-alerting-schema.ts';
import type { Language } from '../../core/language/language.ts';
import { uidOf } from '../../grafana/uid.ts';
import type { AlertedCity } from './alerted-city.ts';
import { templateNamesOf } from './message-templates.ts';

/** Whoever runs camwatch: told when it cannot tell anybody anything itself, and of every place that has nobody of its own. */
export const OPERATORS = 'camwatch-operators';

/** Contact points of one name are one for Grafana: it sends by each of them. */
export function buildContactPoints(
  { settings: { grafana } }: AlertedCity,
  language: Language,
): readonly ContactPoint[] {
  return Object.entries(grafana?.contactPoints ?? {}).map(([key, point]) => ({
    uid: uidOf('camwatch', key),
    name: receiverOf(point),
    type: point.type,
    settings: settingsOf(point, language),
    disableResolveMessage: false,
  }));
}

type Values = Readonly<Record<string, string | boolean>>;

/** The receiver of an agency, or of one of its districts. */
export function receiverOf({ agency, district }: Pick<ContactPointSettings, 'agency' | 'district'>): string {
  if (agency === undefined) return OPERATORS;
  if (district === undefined) return uidOf('camwatch-agency', agency);
  // No id has a slash: the district `b` of the agency `a` is not the agency `a-b`.
  return uidOf('camwatch-district', `${agency}/${district}`);
}

/** A secret is a reference here: whoever writes it to Grafana puts it in. */
function settingsOf(
  { type, addresses, url, settings = {}, secrets = {} }: ContactPointSettings,
  language: Language,
): Values {
  return { ...wordsOf(type, addresses, url, language), ...settings, ...secrets };
}

function wordsOf(
  type: ContactPointSettings['type'],
  addresses: readonly string[] | undefined,
  url: string | undefined,
  language: Language,
): Values {
  const { subject, message } = templateNamesOf(language);
  const [title, text] = [`{{ template "${subject}" . }}`, `{{ template "${message}" . }}`];
  switch (type) {
    case 'email':
      return { addresses: (addresses ?? []).join(';'), singleEmail: true, subject: title, message: text };
    case 'webhook':
      return { url: url ?? '', httpMethod: 'POST', title, message: text };
    case 'telegram':
      // Grafana sends HTML otherwise, and Telegram refuses a message whose names are no sound HTML.
      return { message: text, parse_mode: 'None' };
    case 'pushover':
    case 'discord':
    case 'googlechat':
      return { ...(url !== undefined && { url }), message: text };
    case 'slack':
      return { ...(url !== undefined && { url }), title, text };
    case 'teams':
      return { ...(url !== undefined && { url }), title, message: text };
  }
}
