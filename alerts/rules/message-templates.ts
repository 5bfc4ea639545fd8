import { LANGUAGES, type Language } from '../../core/language/language.ts';
import { nameIn } from '../../core/language/name-in.ts';
import { NO_TAG_VALUE } from '../../core/names/series.ts';
import { UNSEEN } from '../../core/text/unseen-text.ts';
import type { MessageTemplate } from '../../grafana/content.ts';
import type { AlertedCity } from './alerted-city.ts';
import { ruleTextsOf } from './rule-texts.ts';

/** Names of the parts of a message, which contact points name. */
export function templateNamesOf(language: Language): { readonly subject: string; readonly message: string } {
  return { subject: `camwatch.${language}.subject`, message: `camwatch.${language}.message` };
}

/**
 * Messages in both languages. Labels are slugs, so the names of agencies and districts are written into the templates.
 * Instants are in the zone of the Grafana server, with their offset: only its latest versions know others.
 */
export function buildMessageTemplates(city: AlertedCity): readonly MessageTemplate[] {
  return LANGUAGES.map((language) => ({
    name: `camwatch-${language}`,
    template: [subject(language), message(language), alert(language), ...places(city, language)].join('\n'),
  }));
}

function subject(language: Language): string {
  const { firing, resolved } = ruleTextsOf(language).message;
  return `{{ define "camwatch.${language}.subject" }}[camwatch] {{ if .Alerts.Firing }}{{ len .Alerts.Firing }} ${firing}{{ else }}{{ len .Alerts.Resolved }} ${resolved}{{ end }}{{ with .CommonLabels.alertname }}: {{ . }}{{ end }}{{ end }}`;
}

function message(language: Language): string {
  const { alert, over } = ruleTextsOf(language).message;
  return `{{ define "camwatch.${language}.message" }}{{ range .Alerts.Firing }}${alert}: {{ template "camwatch.${language}.alert" . }}
{{ end }}{{ range .Alerts.Resolved }}${over}: {{ template "camwatch.${language}.alert" . }}
{{ end }}{{ end }}`;
}

function alert(language: Language): string {
  const { since, place, owner, more } = ruleTextsOf(language).message;
  return `{{ define "camwatch.${language}.alert" }}{{ .Annotations.summary }}
{{ with .Labels.district }}${place}: {{ template "camwatch.${language}.district" . }}
{{ end }}{{ with .Labels.agency }}${owner}: {{ template "camwatch.${language}.agency" . }}
{{ end }}${since}: {{ .StartsAt.Local.Format "15:04 02/01/2006 -07:00" }}
{{ .Annotations.description }}
{{ with .GeneratorURL }}${more}: {{ . }}
{{ end }}{{ end }}`;
}

function places({ inventory: { districts, agencies } }: AlertedCity, language: Language): readonly string[] {
  const none = [NO_TAG_VALUE, ruleTextsOf(language).message.nobody] as const;
  return [
    lookUp(`camwatch.${language}.district`, [
      none,
      ...[...districts.values()].map((one) => [one.id, nameIn(language, one)] as const),
    ]),
    lookUp(`camwatch.${language}.agency`, [
      none,
      ...[...agencies.values()].map((one) => [one.id, nameIn(language, one)] as const),
    ]),
  ];
}

/**
 * The name of a slug; a slug that nobody knows stands for itself. Strings of JSON are strings of Go, but for halves of
 * characters: one would keep all messages from being read. No name ends a line of a message.
 */
function lookUp(template: string, names: readonly (readonly [id: string, name: string])[]): string {
  const cases = names.map(
    ([id, name], index) =>
      `{{ ${index === 0 ? 'if' : 'else if'} eq . ${JSON.stringify(id)} }}{{ ${JSON.stringify(name.replace(UNSEEN, ' '))} }}`,
  );
  return [`{{ define "${template}" }}`, ...cases, '{{ else }}{{ . }}{{ end }}{{ end }}'].join('');
}
